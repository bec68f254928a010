//! Where the record is kept: commands and queries in the domain's words, and the databases behind them.
//!
//! A [`Command`] is applied in one transaction, with its history entry and its mail; a [`Query`] reads one
//! snapshot. Both are written once, against the narrow [`sql::Session`], and run on every database.

pub mod clients;
mod command;
pub mod experiences;
pub mod grants;
mod history;
pub mod keys;
pub mod mail;
mod numbering;
pub mod people;
pub mod readiness;
pub mod record;
pub mod sql;
mod sqlite;
pub mod submissions;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use command::{Command, Failure, NotDone, Query, Stop};
pub use keys::Keys;
use sqlite::Sqlite;

/// Where random bytes come from. Injected, so that a test can repeat itself.
pub trait Randomness: Send + Sync + 'static {
    /// Fills the buffer with bytes that nobody can guess.
    fn fill(&self, bytes: &mut [u8]);
}

/// A store of either kind.
pub struct Store {
    sqlite: Sqlite,
}

/// How much was written, and with how many commits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counters {
    /// Commands that took part in a commit, refused ones included.
    pub commands: u64,
    /// Commits.
    pub commits: u64,
}

/// Why a store could not be opened. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be opened, read or written.
    #[error("{path}: {reason}", path = path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What the system or the database said.
        reason: String,
    },
    /// A SQLite file of some other program.
    #[error("{path}: this is a database of another program; choose another folder", path = path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A schema from the future.
    #[error(
        "{path}: this database was made by a newer version of Tenure (it needs schema {needs}, this program \
         knows {known}); use that version or a later one",
        path = path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The oldest schema version that a program must know to use it.
        needs: i64,
        /// The newest that this program knows.
        known: i64,
    },
}

impl Store {
    /// Opens a store in a SQLite file, makes it where there is none, and brings its schema up to date.
    ///
    /// # Errors
    /// [`OpenError`], with nothing changed.
    pub fn open_sqlite(path: &Path, randomness: &Arc<dyn Randomness>) -> Result<Self, OpenError> {
        Ok(Self { sqlite: Sqlite::open(path, randomness)? })
    }

    /// Applies a command. The answer comes after the commit that holds it.
    ///
    /// # Errors
    /// [`NotDone::Refused`] where the domain refuses, [`NotDone::Failed`] where the store has no answer.
    pub async fn apply<C: Command>(&self, command: C) -> Result<C::Outcome, NotDone<C::Refusal>> {
        self.sqlite.apply(command).await
    }

    /// Answers a query.
    ///
    /// # Errors
    /// [`Failure`] where the store has no answer.
    pub async fn answer<Q: Query>(&self, query: Q) -> Result<Q::Answer, Failure> {
        self.sqlite.answer(query).await
    }

    /// Waits until nothing is left in the database's files that was deleted before this call, as far as the
    /// database can see to that.
    ///
    /// # Errors
    /// [`Failure`] where the store is closing.
    pub async fn settle(&self) -> Result<(), Failure> {
        self.sqlite.settle().await
    }

    /// The keys of this database.
    pub fn keys(&self) -> &Keys {
        self.sqlite.keys()
    }

    /// How much was written so far.
    pub fn counters(&self) -> Counters {
        self.sqlite.counters()
    }

    /// Finishes what was accepted and lets go of the database. Later calls answer that the store is closing.
    pub fn close(&self) {
        self.sqlite.close();
    }
}

#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
