//! A database without the writer and the keys of a store, for what takes whole databases from one place to another.

use deadpool_postgres::Object;

use super::connect::{self, Connections};
use super::errors::Constraint;
use super::migrate;
use super::session::PostgresStatements;
use super::url::PostgresUrl;
use crate::OpenError;

/// One connection that reads and writes.
pub(crate) struct RawPostgres {
    connections: Connections,
    connection: Object,
}

impl RawPostgres {
    /// Connects, and brings the schema up to this program's.
    pub(crate) async fn open(url: &PostgresUrl) -> Result<Self, OpenError> {
        let unusable = |reason: String| OpenError::Unusable { place: url.to_string(), reason };
        let connections = Connections::to(url).map_err(unusable)?;
        migrate::bring_up_to_date(&connections, &url.to_string()).await?;
        let connection = connections.get().await;
        let connection = connection.map_err(|error| unusable(connect::no_connection(&error).to_string()))?;
        Ok(Self { connections, connection })
    }

    pub(crate) fn statements(&mut self) -> PostgresStatements<'_> {
        let cache = &self.connection.statement_cache;
        self.connections.statements(&self.connection, cache, Constraint::Mistake)
    }
}
