//! A database without the writer and the keys of a store, for what takes whole databases from one place to another.

use deadpool_postgres::Object;

use super::errors::Constraint;
use super::session::PostgresStatements;
use super::url::PostgresUrl;
use super::{connect, migrate};
use crate::OpenError;

/// One connection that reads and writes.
pub(crate) struct RawPostgres(Object);

impl RawPostgres {
    /// Connects, and brings the schema up to this program's.
    pub(crate) async fn open(url: &PostgresUrl) -> Result<Self, OpenError> {
        let unusable = |reason: String| OpenError::Unusable { place: url.to_string(), reason };
        let pool = connect::pool(url).map_err(unusable)?;
        migrate::bring_up_to_date(&pool, &url.to_string()).await?;
        let connection = pool.get().await;
        connection.map(Self).map_err(|error| unusable(connect::no_connection(&error).to_string()))
    }

    pub(crate) fn statements(&mut self) -> PostgresStatements<'_> {
        PostgresStatements {
            client: &self.0,
            prepared: &self.0.statement_cache,
            constraint: Constraint::Mistake,
        }
    }
}
