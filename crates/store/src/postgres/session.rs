//! A session on one PostgreSQL connection.

use career::history::Opened;
use career::id::PersonId;
use deadpool_postgres::StatementCache;
use futures_util::TryStreamExt as _;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, RowStream};

use super::abreast::Abreast;
use super::errors::{Constraint, sql_error};
use super::value::Column;
use super::waves::Waves;
use crate::keys::Keys;
use crate::known_clients::KnownClients;
use crate::sql::{Row, Session, SqlError, Statement, Statements, Value, only_reads};
use crate::surroundings::Surroundings;

/// Statements on a connection, inside a transaction or outside.
pub(crate) struct PostgresStatements<'a> {
    pub(super) client: &'a Client,
    pub(super) prepared: Prepared<'a>,
    pub(super) constraint: Constraint,
}

/// A value with its type.
pub(super) type Parameter<'a> = (&'a (dyn ToSql + Sync), Type);

/// How statements are prepared.
#[derive(Clone, Copy)]
pub(super) enum Prepared<'a> {
    /// Once for each connection, which keeps them by name.
    Named(&'a StatementCache),
    /// Anew each time, with their types, in one message: the connection keeps nothing.
    Unnamed,
}

impl PostgresStatements<'_> {
    async fn named(
        &self,
        cache: &StatementCache,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> Result<tokio_postgres::Statement, SqlError> {
        let prepared = cache.prepare(self.client, statement.postgres).await;
        let prepared = prepared.map_err(|error| self.error(statement, &error))?;
        let (wanted, given) = (prepared.params().len(), parameters.len());
        if wanted == given {
            Ok(prepared)
        } else {
            Err(SqlError::Broken(format!("{}: {wanted} parameters, not {given}", statement.name)))
        }
    }

    /// Runs a text that takes lists, and reads all its rows.
    pub(super) async fn query_lists(
        &self,
        name: &'static str,
        text: &'static str,
        lists: &[Parameter<'_>],
    ) -> Result<Vec<Vec<Value>>, SqlError> {
        let rows = async {
            let rows = match self.prepared {
                Prepared::Named(cache) => {
                    let prepared = cache.prepare(self.client, text).await?;
                    self.client.query_raw(&prepared, lists.iter().map(|(list, _)| *list)).await?
                }
                Prepared::Unnamed => {
                    self.client
                        .query_typed_raw(text, lists.iter().map(|(list, ty)| (*list, ty.clone())))
                        .await?
                }
            };
            collect(rows).await
        };
        rows.await.map_err(|error| sql_error(name, &error, self.constraint))
    }

    fn error(&self, statement: &'static Statement, error: &tokio_postgres::Error) -> SqlError {
        sql_error(statement.name, error, self.constraint)
    }
}

impl Statements for PostgresStatements<'_> {
    async fn execute(
        &mut self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> Result<u64, SqlError> {
        let touched = match self.prepared {
            Prepared::Named(cache) => {
                let named = self.named(cache, statement, parameters).await?;
                self.client.execute_raw(&named, parameters).await
            }
            Prepared::Unnamed => {
                let parameters: Vec<_> = typed(parameters).collect();
                self.client.execute_typed(statement.postgres, &parameters).await
            }
        };
        touched.map_err(|error| self.error(statement, &error))
    }

    async fn query(
        &mut self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> Result<Vec<Row>, SqlError> {
        let rows = match self.prepared {
            Prepared::Named(cache) => {
                let named = self.named(cache, statement, parameters).await?;
                self.client.query_raw(&named, parameters).await
            }
            Prepared::Unnamed => self.client.query_typed_raw(statement.postgres, typed(parameters)).await,
        };
        let read = async { collect(rows?).await };
        let rows = read.await.map_err(|error| self.error(statement, &error))?;
        Ok(rows.into_iter().map(|values| Row::new(statement, values)).collect())
    }
}

/// Parameters with their types. What nothing is of, the server finds out from the statement.
fn typed(parameters: &[Value]) -> impl Iterator<Item = (&(dyn ToSql + Sync), Type)> {
    parameters.iter().map(|value| {
        let ty = match value {
            Value::Null => Type::UNKNOWN,
            Value::Integer(_) => Type::INT8,
            Value::Text(_) => Type::TEXT,
            Value::Bytes(_) => Type::BYTEA,
            Value::Uuid(_) => Type::UUID,
        };
        let value: &(dyn ToSql + Sync) = value;
        (value, ty)
    })
}

async fn collect(rows: RowStream) -> Result<Vec<Vec<Value>>, tokio_postgres::Error> {
    rows.and_then(async |row| values(&row)).try_collect().await
}

fn values(row: &tokio_postgres::Row) -> Result<Vec<Value>, tokio_postgres::Error> {
    (0..row.len()).map(|column| row.try_get(column).map(|Column(value)| value)).collect()
}

pub(super) struct PostgresSession<'a> {
    statements: PostgresStatements<'a>,
    surroundings: &'a Surroundings,
    abreast: Option<&'a Abreast>,
    has_written: bool,
}

impl<'a> PostgresSession<'a> {
    pub(super) fn new(statements: PostgresStatements<'a>, surroundings: &'a Surroundings) -> Self {
        Self { statements, surroundings, abreast: None, has_written: false }
    }

    /// The same, in a lane.
    pub(super) fn in_lane(self, abreast: &'a Abreast) -> Self {
        Self { abreast: Some(abreast), ..self }
    }

    /// Where a statement is asked together with others, and by which text.
    fn together(&self, statement: &'static Statement) -> Option<(&'a Waves, &'static str)> {
        let waves = &self.abreast?.waves;
        waves.text_of(statement).map(|text| (waves, text))
    }

    /// True where a command that met with a conflict may still be run again.
    pub(super) fn may_run_again(&self) -> bool {
        self.statements.constraint == Constraint::Race
    }

    /// True where a statement has run here that may have written.
    pub(super) fn has_written(&self) -> bool {
        self.has_written
    }
}

impl Statements for PostgresSession<'_> {
    async fn execute(
        &mut self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> Result<u64, SqlError> {
        let touched = match self.together(statement) {
            Some((waves, text)) => {
                let rows = waves.ask(statement, text, parameters).await;
                rows.map(|rows| rows.len() as u64)
            }
            None => self.statements.execute(statement, parameters).await,
        };
        self.has_written |= touched.as_ref().is_ok_and(|rows| *rows > 0);
        touched
    }

    async fn query(
        &mut self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> Result<Vec<Row>, SqlError> {
        self.has_written |= !only_reads(statement.postgres);
        match self.together(statement) {
            Some((waves, text)) => waves.ask(statement, text, parameters).await,
            None => self.statements.query(statement, parameters).await,
        }
    }
}

impl Session for PostgresSession<'_> {
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
        let Some(abreast) = self.abreast else {
            return Ok(Some(opened));
        };
        abreast.heads.append(person, opened);
        self.has_written = true;
        Ok(None)
    }

    /// PostgreSQL removes deleted rows when it vacuums; there is nothing that a client could do sooner.
    fn deletes_personal_data(&mut self) {}
}
