//! The store in a PostgreSQL database: a pool of connections, one of which commits whatever is waiting as one
//! transaction. Many nodes may have the same database.

mod abreast;
mod advice;
mod batch;
mod connect;
mod errors;
mod examine;
mod heads;
mod job;
mod lists;
mod migrate;
mod options;
mod password;
mod raw;
mod reader;
mod reading;
mod session;
mod tls;
mod url;
mod value;
mod waves;
mod writer;

use std::sync::Arc;

use crate::command::{Command, Failure, NotDone, Query};
use crate::counters::Counting;
use crate::keys::{self, Keys};
use crate::surroundings::Surroundings;
use crate::{Counters, OpenError, Randomness};

use advice::Obstacle;
use connect::Connections;
use errors::Constraint;
pub(crate) use examine::examine;
#[cfg(test)]
pub(crate) use migrate::newest_known;
pub(crate) use raw::RawPostgres;
pub(crate) use reading::PostgresReading;
pub use url::{PostgresUrl, PostgresUrlError};
use writer::Writer;

const CLOSING: &str = "the store is closing";

fn closing() -> Failure {
    Failure::Unavailable(CLOSING.to_owned())
}

/// A store in a PostgreSQL database.
pub(crate) struct Postgres {
    writer: Writer,
    connections: Connections,
    surroundings: Arc<Surroundings>,
    counting: Arc<Counting>,
}

impl Postgres {
    /// Connects, and brings the schema up to this program's. The writer runs on the runtime of the caller.
    pub(crate) async fn open(url: &PostgresUrl, randomness: &Arc<dyn Randomness>) -> Result<Self, OpenError> {
        let place = url.to_string();
        let connections = Connections::to(url).map_err(|obstacle| obstacle.at(&place))?;
        migrate::bring_up_to_date(&connections, &place).await?;
        let connection = connections.get().await.map_err(|error| Obstacle::from(&error).at(&place))?;
        let cache = &connection.statement_cache;
        let mut statements = connections.statements(&connection, cache, Constraint::Mistake);
        let keys = keys::establish(&mut statements, randomness.as_ref()).await;
        let keys = keys.map_err(|error| OpenError::Unusable { place, reason: error.to_string() })?;
        drop(connection);
        let surroundings = Arc::new(Surroundings::new(randomness, keys));
        let counting = Arc::new(Counting::default());
        let writer = Writer::start(connections.clone(), Arc::clone(&surroundings), Arc::clone(&counting));
        Ok(Self { writer, connections, surroundings, counting })
    }

    pub(crate) async fn apply<C: Command>(&self, command: C) -> Result<C::Outcome, NotDone<C::Refusal>> {
        self.writer.apply(command).await
    }

    pub(crate) async fn answer<Q: Query>(&self, query: Q) -> Result<Q::Answer, Failure> {
        if self.writer.is_closed() {
            return Err(closing());
        }
        Ok(reader::answer(&self.connections, &self.surroundings, &self.counting, &query).await?)
    }

    pub(crate) fn keys(&self) -> &Keys {
        &self.surroundings.keys
    }

    pub(crate) fn counters(&self) -> Counters {
        self.connections.counters(&self.counting)
    }

    /// Takes nothing more, finishes what was accepted, and closes the connections.
    pub(crate) fn close(&self) {
        self.writer.close();
    }
}

/// Brings the schema of a database up to date and leaves no connection to it.
#[cfg(any(test, feature = "testing"))]
pub(crate) async fn prepare_template(url: &PostgresUrl) -> Result<(), OpenError> {
    let place = url.to_string();
    let connections = Connections::to(url).map_err(|obstacle| obstacle.at(&place))?;
    let done = migrate::bring_up_to_date(&connections, &place).await;
    connections.close();
    done
}
