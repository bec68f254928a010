//! A database without the writer and the keys of a store, for what takes whole databases from one place to another.

use deadpool_postgres::Object;

use super::advice::Obstacle;
use super::connect::Connections;
use super::errors::Constraint;
use super::migrate;
use super::session::PostgresStatements;
use super::url::PostgresUrl;
use crate::OpenError;

/// One connection.
pub(crate) struct RawPostgres {
    connections: Connections,
    connection: Object,
}

impl RawPostgres {
    /// Connects, and brings the schema up to this program's.
    pub(crate) async fn open(url: &PostgresUrl) -> Result<Self, OpenError> {
        let place = url.to_string();
        let connections = Connections::to(url).map_err(|obstacle| obstacle.at(&place))?;
        migrate::bring_up_to_date(&connections, &place).await?;
        let connection = connections.get().await.map_err(|error| Obstacle::from(&error).at(&place))?;
        Ok(Self { connections, connection })
    }

    /// Connects, and leaves the schema as it is.
    pub(crate) async fn open_as_it_is(url: &PostgresUrl) -> Result<Self, OpenError> {
        let place = url.to_string();
        let connections = Connections::to(url).map_err(|obstacle| obstacle.at(&place))?;
        let connection = connections.get().await.map_err(|error| Obstacle::from(&error).at(&place))?;
        Ok(Self { connections, connection })
    }

    pub(crate) fn statements(&mut self) -> PostgresStatements<'_> {
        let cache = &self.connection.statement_cache;
        self.connections.statements(&self.connection, cache, Constraint::Mistake)
    }
}
