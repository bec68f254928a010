//! The store in one SQLite file: one writer thread that commits whatever is waiting as one transaction, and a
//! small pool of readers.

mod changes;
mod checkpoints;
mod connection;
mod examine;
mod known_curricula;
mod late;
mod migrate;
mod raw;
mod readers;
mod reading;
mod session;
mod writer;

use std::path::Path;
use std::sync::Arc;

use crate::command::{Command, Failure, NotDone, Query};
use crate::counters::Counting;
use crate::keys::{self, Keys};
use crate::surroundings::Surroundings;
use crate::{Counters, OpenError, Randomness};

use changes::Changes;
use checkpoints::{Checkpoints, Lengths};
pub(crate) use examine::examine;
pub(crate) use migrate::newest_known;
pub(crate) use raw::RawSqlite;
use readers::Readers;
pub(crate) use reading::SqliteReading;
use session::{SqliteStatements, finish};
use writer::Writer;

/// How many connections read at once, each in a thread of its own.
const READERS: usize = 4;

/// How many more there are for brief queries: as many as threads that may ask at the same time, or nearly.
fn at_hand() -> usize {
    std::thread::available_parallelism().map_or(READERS, usize::from).min(2 * READERS)
}

/// A store in one SQLite file.
pub(crate) struct Sqlite {
    writer: Writer,
    readers: Readers,
    surroundings: Arc<Surroundings>,
    counting: Arc<Counting>,
    /// After the connections.
    _changes: Arc<Changes>,
}

impl Sqlite {
    /// Opens the file, or makes it, and brings its schema up to this program's.
    pub(crate) fn open(path: &Path, randomness: &Arc<dyn Randomness>) -> Result<Self, OpenError> {
        let mut connection = connection::open_for_writing(path)?;
        migrate::bring_up_to_date(&mut connection, path)?;
        connection::keep_in_memory(&connection, path)?;
        let unusable = |reason: String| OpenError::Unusable { place: path.display().to_string(), reason };
        let keys = finish(keys::establish(&mut SqliteStatements(&mut connection), randomness.as_ref()))
            .map_err(|error| unusable(error.to_string()))?;
        let surroundings = Arc::new(Surroundings::new(randomness, keys));
        let counting = Arc::new(Counting::default());
        let changes = Arc::new(Changes::of(path));
        let readers = Readers::start(path, READERS, at_hand(), &surroundings, &counting, &changes)?;
        let checkpoints = Checkpoints::start(&mut connection, path, Lengths::default())?;
        let writer = Writer::start(connection, checkpoints, &surroundings, &counting, &changes)
            .map_err(|error| unusable(error.to_string()))?;
        Ok(Self { writer, readers, surroundings, counting, _changes: changes })
    }

    pub(crate) async fn apply<C: Command>(&self, command: C) -> Result<C::Outcome, NotDone<C::Refusal>> {
        self.writer.apply(command).await
    }

    pub(crate) async fn answer<Q: Query>(&self, query: Q) -> Result<Q::Answer, Failure> {
        self.readers.answer(query).await
    }

    pub(crate) async fn settle(&self) -> Result<(), Failure> {
        self.writer.settle().await
    }

    pub(crate) fn keys(&self) -> &Keys {
        &self.surroundings.keys
    }

    pub(crate) fn counters(&self) -> Counters {
        self.counting.with_own_connections(READERS + at_hand())
    }

    /// Finishes what was accepted, writes the WAL back into the file and ends the threads.
    pub(crate) fn close(&self) {
        self.readers.close();
        self.writer.close();
    }
}
