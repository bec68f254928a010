//! A session on one SQLite connection. Its futures are ready at once: SQLite answers on the calling thread.

use career::history::Opened;
use career::id::{CurriculumCode, CurriculumId, PersonId};
use futures_util::FutureExt;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ToSql};

use super::connection::sql_error;
use super::late::Late;
use crate::keys::Keys;
use crate::known_clients::KnownClients;
use crate::sql::{Row, Session, SqlError, Statement, Statements, Value, only_reads};
use crate::surroundings::Surroundings;

/// Statements on a connection.
pub(crate) struct SqliteStatements<'a>(pub(super) &'a mut Connection);

pub(super) struct SqliteSession<'a> {
    statements: SqliteStatements<'a>,
    surroundings: &'a Surroundings,
    late: Option<&'a mut Late>,
    deletes_personal_data: bool,
    has_written: bool,
}

impl<'a> SqliteSession<'a> {
    pub(super) fn new(connection: &'a mut Connection, surroundings: &'a Surroundings) -> Self {
        Self {
            statements: SqliteStatements(connection),
            surroundings,
            late: None,
            deletes_personal_data: false,
            has_written: false,
        }
    }

    /// The same, where the transaction keeps some of what is to be written until its end.
    pub(super) fn with_late(self, late: &'a mut Late) -> Self {
        Self { late: Some(late), ..self }
    }

    /// Writes what has to be written before a statement.
    fn write_before(&mut self, statement: &'static Statement) -> Result<(), SqlError> {
        match &mut self.late {
            Some(late) if late.precedes(statement) => late.write_entries(&mut self.statements),
            _ => Ok(()),
        }
    }

    fn execute_now(&mut self, statement: &'static Statement, parameters: &[Value]) -> Result<u64, SqlError> {
        self.write_before(statement)?;
        let rows = self.statements.execute_now(statement, parameters)?;
        self.has_written |= rows > 0;
        if let Some(late) = &mut self.late {
            late.forget_after(statement);
        }
        Ok(rows)
    }

    fn query_now(
        &mut self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> Result<Vec<Row>, SqlError> {
        self.write_before(statement)?;
        self.has_written |= !only_reads(statement.sqlite);
        self.statements.query_now(statement, parameters)
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

    /// The same for many lists of parameters. The statement is looked for once.
    fn execute_each_now<const N: usize>(
        &mut self,
        statement: &'static Statement,
        lists: &[[Value; N]],
    ) -> Result<(), SqlError> {
        let execute = || {
            let mut prepared = self.0.prepare_cached(statement.sqlite)?;
            for parameters in lists {
                bind(&mut prepared, parameters)?;
                prepared.raw_execute()?;
            }
            Ok(())
        };
        execute().map_err(|error: rusqlite::Error| sql_error(statement.name, &error))
    }

    fn query_now(
        &mut self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> Result<Vec<Row>, SqlError> {
        let read = || {
            let mut prepared = self.prepared(statement, parameters)?;
            let columns = prepared.column_count();
            let mut rows = prepared.raw_query();
            let mut answer = Vec::new();
            while let Some(row) = rows.next()? {
                let mut values = Vec::with_capacity(columns);
                for column in 0..columns {
                    values.push(value(row.get_ref(column)?)?);
                }
                answer.push(Row::new(statement, values));
            }
            Ok(answer)
        };
        read().map_err(|error: rusqlite::Error| sql_error(statement.name, &error))
    }

    fn prepared(
        &self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> rusqlite::Result<CachedStatement<'_>> {
        let mut prepared = self.0.prepare_cached(statement.sqlite)?;
        bind(&mut prepared, parameters)?;
        Ok(prepared)
    }
}

fn bind(prepared: &mut CachedStatement<'_>, parameters: &[Value]) -> rusqlite::Result<()> {
    for (index, value) in parameters.iter().enumerate() {
        prepared.raw_bind_parameter(index + 1, value)?;
    }
    Ok(())
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

    fn execute_each<const N: usize>(
        &mut self,
        statement: &'static Statement,
        lists: Vec<[Value; N]>,
    ) -> impl Future<Output = Result<(), SqlError>> + Send {
        std::future::ready(self.execute_each_now(statement, &lists))
    }

    fn query(
        &mut self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> impl Future<Output = Result<Vec<Row>, SqlError>> + Send {
        std::future::ready(self.query_now(statement, parameters))
    }
}

impl Statements for SqliteSession<'_> {
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
        std::future::ready(self.query_now(statement, parameters))
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

    fn append_later(&mut self, person: PersonId, opened: Opened) -> Result<Option<Opened>, SqlError> {
        let Some(late) = &mut self.late else {
            return Ok(Some(opened));
        };
        late.append(person, opened);
        self.has_written = true;
        Ok(None)
    }

    fn take_place(&mut self) -> Result<Option<i64>, SqlError> {
        let Some(late) = &mut self.late else {
            return Ok(None);
        };
        self.has_written = true;
        late.take_place(&mut self.statements).map(Some)
    }

    fn known_curriculum(&self, person: PersonId, code: &CurriculumCode) -> Option<CurriculumId> {
        self.late.as_ref().and_then(|late| late.curriculum(person, code))
    }

    fn remember_curriculum(&mut self, person: PersonId, code: &CurriculumCode, id: CurriculumId) {
        if let Some(late) = &mut self.late {
            late.remember_curriculum(person, code, id);
        }
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
