//! A database that queries are asked of and nothing else: its schema and its keys stay as they are.

use std::sync::Arc;

use super::advice::Obstacle;
use super::connect::Connections;
use super::errors::Constraint;
use super::reader;
use super::url::PostgresUrl;
use crate::command::{Failure, Query};
use crate::counters::Counting;
use crate::keys;
use crate::surroundings::Surroundings;
use crate::{OpenError, Randomness};

/// A database with a pool of connections.
pub(crate) struct PostgresReading {
    connections: Connections,
    surroundings: Surroundings,
    counting: Counting,
}

impl PostgresReading {
    /// Opens a database that has a schema and keys.
    pub(crate) async fn open(url: &PostgresUrl, randomness: &Arc<dyn Randomness>) -> Result<Self, OpenError> {
        let place = url.to_string();
        let connections = Connections::to(url).map_err(|obstacle| obstacle.at(&place))?;
        let connection = connections.get().await.map_err(|error| Obstacle::from(&error).at(&place))?;
        let cache = &connection.statement_cache;
        let keys = keys::read(&mut connections.statements(&connection, cache, Constraint::Mistake)).await;
        drop(connection);
        let keys = keys.map_err(|error| OpenError::Unusable { place, reason: error.to_string() })?;
        let surroundings = Surroundings::new(randomness, keys);
        Ok(Self { connections, surroundings, counting: Counting::default() })
    }

    pub(crate) async fn answer<Q: Query>(&self, query: Q) -> Result<Q::Answer, Failure> {
        Ok(reader::answer(&self.connections, &self.surroundings, &self.counting, &query).await?)
    }
}
