//! A session on one PostgreSQL connection.

use deadpool_postgres::StatementCache;
use futures_util::TryStreamExt as _;
use tokio_postgres::Client;

use super::errors::{Constraint, sql_error};
use super::value::Column;
use crate::keys::Keys;
use crate::sql::{Row, Session, SqlError, Statement, Statements, Value};
use crate::surroundings::Surroundings;

/// Statements on a connection, inside a transaction or outside.
pub(crate) struct PostgresStatements<'a> {
    pub(super) client: &'a Client,
    /// The statements that this connection knows by name.
    pub(super) prepared: &'a StatementCache,
    pub(super) constraint: Constraint,
}

impl PostgresStatements<'_> {
    async fn prepared(
        &self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> Result<tokio_postgres::Statement, SqlError> {
        let prepared = self.prepared.prepare(self.client, statement.postgres).await;
        let prepared = prepared.map_err(|error| self.error(statement, &error))?;
        let (wanted, given) = (prepared.params().len(), parameters.len());
        if wanted == given {
            Ok(prepared)
        } else {
            Err(SqlError::Broken(format!("{}: {wanted} parameters, not {given}", statement.name)))
        }
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
        let prepared = self.prepared(statement, parameters).await?;
        let touched = self.client.execute_raw(&prepared, parameters).await;
        touched.map_err(|error| self.error(statement, &error))
    }

    async fn query(
        &mut self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> Result<Vec<Row>, SqlError> {
        let prepared = self.prepared(statement, parameters).await?;
        let read = async {
            let rows = self.client.query_raw(&prepared, parameters).await?;
            rows.and_then(async |row| values(&row)).try_collect::<Vec<_>>().await
        };
        let rows = read.await.map_err(|error| self.error(statement, &error))?;
        Ok(rows.into_iter().map(|values| Row::new(statement, values)).collect())
    }
}

fn values(row: &tokio_postgres::Row) -> Result<Vec<Value>, tokio_postgres::Error> {
    (0..row.len()).map(|column| row.try_get(column).map(|Column(value)| value)).collect()
}

pub(super) struct PostgresSession<'a> {
    statements: PostgresStatements<'a>,
    surroundings: &'a Surroundings,
}

impl<'a> PostgresSession<'a> {
    pub(super) fn new(statements: PostgresStatements<'a>, surroundings: &'a Surroundings) -> Self {
        Self { statements, surroundings }
    }

    /// True where a command that met with a conflict may still be run again.
    pub(super) fn may_run_again(&self) -> bool {
        self.statements.constraint == Constraint::Race
    }
}

impl Statements for PostgresSession<'_> {
    async fn execute(
        &mut self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> Result<u64, SqlError> {
        self.statements.execute(statement, parameters).await
    }

    async fn query(
        &mut self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> Result<Vec<Row>, SqlError> {
        self.statements.query(statement, parameters).await
    }
}

impl Session for PostgresSession<'_> {
    fn random(&self, bytes: &mut [u8]) {
        self.surroundings.randomness.fill(bytes);
    }

    fn keys(&self) -> &Keys {
        &self.surroundings.keys
    }

    /// PostgreSQL removes deleted rows when it vacuums; there is nothing that a client could do sooner.
    fn deletes_personal_data(&mut self) {}
}
