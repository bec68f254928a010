//! A session on one SQLite connection. Its futures are ready at once: SQLite answers on the calling thread.

use futures_util::FutureExt;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ToSql};

use super::connection::sql_error;
use crate::keys::Keys;
use crate::known_clients::KnownClients;
use crate::sql::{Row, Session, SqlError, Statement, Statements, Value, only_reads};
use crate::surroundings::Surroundings;

/// Statements on a connection.
pub(crate) struct SqliteStatements<'a>(pub(super) &'a mut Connection);

pub(super) struct SqliteSession<'a> {
    statements: SqliteStatements<'a>,
    surroundings: &'a Surroundings,
    deletes_personal_data: bool,
    has_written: bool,
}

impl<'a> SqliteSession<'a> {
    pub(super) fn new(connection: &'a mut Connection, surroundings: &'a Surroundings) -> Self {
        Self {
            statements: SqliteStatements(connection),
            surroundings,
            deletes_personal_data: false,
            has_written: false,
        }
    }

    pub(super) fn deleted_personal_data(&self) -> bool {
        self.deletes_personal_data
    }

    /// True where a statement has run here that may have written.
    pub(super) fn has_written(&self) -> bool {
        self.has_written
    }
}

impl SqliteStatements<'_> {
    fn execute_now(&mut self, statement: &'static Statement, parameters: &[Value]) -> Result<u64, SqlError> {
        let touched = self.prepared(statement, parameters).and_then(|mut prepared| prepared.raw_execute());
        touched.map(|rows| rows as u64).map_err(|error| sql_error(statement.name, &error))
    }

    fn prepared(
        &self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> rusqlite::Result<CachedStatement<'_>> {
        let mut prepared = self.0.prepare_cached(statement.sqlite)?;
        for (index, value) in parameters.iter().enumerate() {
            prepared.raw_bind_parameter(index + 1, value)?;
        }
        Ok(prepared)
    }
}

// A prepared statement is not `Send`, so none may live in a future that has to be; every future here is made
// ready before it is returned.
impl Statements for SqliteStatements<'_> {
    fn execute(
        &mut self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> impl Future<Output = Result<u64, SqlError>> + Send {
        std::future::ready(self.execute_now(statement, parameters))
    }

    fn query(
        &mut self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> impl Future<Output = Result<Vec<Row>, SqlError>> + Send {
        let read = || {
            let mut prepared = self.prepared(statement, parameters)?;
            let columns = prepared.column_count();
            let mut rows = prepared.raw_query();
            let mut answer = Vec::new();
            while let Some(row) = rows.next()? {
                let values = (0..columns)
                    .map(|column| row.get_ref(column).and_then(value))
                    .collect::<Result<_, _>>()?;
                answer.push(Row::new(statement, values));
            }
            Ok(answer)
        };
        std::future::ready(read().map_err(|error: rusqlite::Error| sql_error(statement.name, &error)))
    }
}

impl Statements for SqliteSession<'_> {
    fn execute(
        &mut self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> impl Future<Output = Result<u64, SqlError>> + Send {
        let touched = self.statements.execute_now(statement, parameters);
        self.has_written |= touched.as_ref().is_ok_and(|rows| *rows > 0);
        std::future::ready(touched)
    }

    fn query(
        &mut self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> impl Future<Output = Result<Vec<Row>, SqlError>> + Send {
        self.has_written |= !only_reads(statement.sqlite);
        self.statements.query(statement, parameters)
    }
}

impl Session for SqliteSession<'_> {
    fn random(&self, bytes: &mut [u8]) {
        self.surroundings.randomness.fill(bytes);
    }

    fn keys(&self) -> &Keys {
        &self.surroundings.keys
    }

    fn known_clients(&self) -> &KnownClients {
        &self.surroundings.clients
    }

    fn deletes_personal_data(&mut self) {
        self.deletes_personal_data = true;
    }
}

fn value(value: ValueRef<'_>) -> rusqlite::Result<Value> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Text(text) => Value::Text(
            std::str::from_utf8(text).map_err(|error| rusqlite::Error::Utf8Error(0, error))?.to_owned(),
        ),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
        ValueRef::Real(_) => {
            return Err(rusqlite::Error::InvalidColumnType(
                0,
                "real".to_owned(),
                rusqlite::types::Type::Real,
            ));
        }
    })
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
            Self::Uuid(uuid) => ValueRef::Blob(uuid.as_bytes()),
        }))
    }
}

/// Runs a future that waits for nothing but this session.
pub(super) fn finish<T, E: From<SqlError>>(future: impl Future<Output = Result<T, E>>) -> Result<T, E> {
    future
        .now_or_never()
        .unwrap_or_else(|| Err(SqlError::Broken("a command waited for something else".to_owned()).into()))
}
