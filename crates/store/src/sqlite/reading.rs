//! A file that queries are asked of and nothing else: its schema and its keys stay as they are.

use std::path::Path;
use std::sync::Arc;

use super::changes::Changes;
use super::connection::open_for_reading;
use super::readers::Readers;
use super::session::{SqliteStatements, finish};
use crate::command::{Failure, Query};
use crate::counters::Counting;
use crate::keys;
use crate::surroundings::Surroundings;
use crate::{OpenError, Randomness};

/// A file with one reader.
pub(crate) struct SqliteReading(Readers);

impl SqliteReading {
    /// Opens a file that has a schema and keys.
    pub(crate) fn open(path: &Path, randomness: &Arc<dyn Randomness>) -> Result<Self, OpenError> {
        let mut connection = open_for_reading(path)?;
        let keys = finish(keys::read(&mut SqliteStatements(&mut connection)));
        let unusable = |reason| OpenError::Unusable { place: path.display().to_string(), reason };
        let keys = keys.map_err(|error| unusable(error.to_string()))?;
        let surroundings = Arc::new(Surroundings::new(randomness, keys));
        // Nothing is asked often enough to be remembered.
        let (counting, changes) = (Arc::new(Counting::default()), Arc::new(Changes::default()));
        Readers::start(path, 1, 0, &surroundings, &counting, &changes).map(Self)
    }

    pub(crate) async fn answer<Q: Query>(&self, query: Q) -> Result<Q::Answer, Failure> {
        self.0.answer(query).await
    }
}

impl Drop for SqliteReading {
    /// The last connection takes away what SQLite keeps beside the file, so it must be gone before the program is.
    fn drop(&mut self) {
        self.0.close();
    }
}
