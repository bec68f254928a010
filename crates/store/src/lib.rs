//! Where the record is kept: commands and queries in the domain's words, and the databases behind them.
//!
//! A [`Command`] is applied in one transaction, with its history entry and its mail; a [`Query`] reads one
//! snapshot. Both are written once, against the narrow [`sql::Session`], and run on every database.

pub mod clients;
mod command;
mod compatibility;
mod counters;
pub mod curricula;
pub mod examination;
pub mod experiences;
pub mod grants;
pub mod history;
pub mod keys;
mod known_clients;
pub mod mail;
pub mod marks;
mod memory;
mod numbering;
pub mod people;
mod postgres;
pub mod readiness;
pub mod record;
pub mod shares;
pub mod sql;
mod sqlite;
pub mod submissions;
mod surroundings;
pub mod transfer;
pub mod verification;

use std::path::Path;
use std::sync::Arc;

pub use command::{Command, Failure, Lane, NotDone, Query, Stop};
pub use counters::{Connections, Counters, Spread};
use examination::Examination;
pub use keys::Keys;
use postgres::Postgres;
pub use postgres::{PostgresUrl, PostgresUrlError};
use sqlite::Sqlite;

/// Where random bytes come from. Injected, so that a test can repeat itself.
pub trait Randomness: Send + Sync + 'static {
    /// Fills the buffer with bytes that nobody can guess.
    fn fill(&self, bytes: &mut [u8]);
}

/// A store of either kind.
pub struct Store {
    backend: Backend,
}

enum Backend {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

/// Why a store could not be opened. Nothing was changed. The place is the path of a file, or the URL of a database
/// without user and password.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It cannot be opened, read or written.
    #[error("{place}: {reason}")]
    Unusable {
        /// The database.
        place: String,
        /// What the system or the database said.
        reason: String,
    },
    /// The database server is not there, or does not let this program in.
    #[error("{place}: {reason}; {todo}")]
    Unreachable {
        /// The database.
        place: String,
        /// What the system or the server said.
        reason: String,
        /// What to do about it.
        todo: &'static str,
    },
    /// A database of some other program.
    #[error("{place}: this is a database of another program; choose another one")]
    Foreign {
        /// The database.
        place: String,
    },
    /// A schema from the future.
    #[error(
        "{place}: this database was made by a newer version of Tenure (it needs schema {needs}, this program \
         knows {known}); use that version or a later one"
    )]
    Newer {
        /// The database.
        place: String,
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
        Ok(Self { backend: Backend::Sqlite(Sqlite::open(path, randomness)?) })
    }

    /// Opens a store in a PostgreSQL database, which must be there, and brings its schema up to date. Any number of
    /// nodes may have the same one. It does its work on the runtime that this is called on.
    ///
    /// # Errors
    /// [`OpenError`], with nothing changed.
    pub async fn open_postgres(
        url: &PostgresUrl,
        randomness: &Arc<dyn Randomness>,
    ) -> Result<Self, OpenError> {
        Ok(Self { backend: Backend::Postgres(Postgres::open(url, randomness).await?) })
    }

    /// Looks at a SQLite file, which must be there, and changes nothing in it.
    ///
    /// # Errors
    /// [`OpenError`], for a schema from the future too.
    pub fn examine_sqlite(path: &Path) -> Result<Examination, OpenError> {
        sqlite::examine(path)
    }

    /// Looks at a PostgreSQL database, and changes nothing in it.
    ///
    /// # Errors
    /// [`OpenError`], for a schema from the future too.
    pub async fn examine_postgres(url: &PostgresUrl) -> Result<Examination, OpenError> {
        postgres::examine(url).await
    }

    /// Applies a command. The answer comes after the commit that holds it.
    ///
    /// # Errors
    /// [`NotDone::Refused`] where the domain refuses, [`NotDone::Failed`] where the store has no answer.
    pub async fn apply<C: Command>(&self, command: C) -> Result<C::Outcome, NotDone<C::Refusal>> {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.apply(command).await,
            Backend::Postgres(postgres) => postgres.apply(command).await,
        }
    }

    /// Answers a query.
    ///
    /// # Errors
    /// [`Failure`] where the store has no answer.
    pub async fn answer<Q: Query>(&self, query: Q) -> Result<Q::Answer, Failure> {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.answer(query).await,
            Backend::Postgres(postgres) => postgres.answer(query).await,
        }
    }

    /// Waits until nothing is left in the database's files that was deleted before this call, as far as this
    /// program can see to that: PostgreSQL sees to it itself, when it vacuums.
    ///
    /// # Errors
    /// [`Failure`] where the store is closing.
    pub async fn settle(&self) -> Result<(), Failure> {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.settle().await,
            Backend::Postgres(_) => Ok(()),
        }
    }

    /// The keys of this database.
    pub fn keys(&self) -> &Keys {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.keys(),
            Backend::Postgres(postgres) => postgres.keys(),
        }
    }

    /// Which database this is: `sqlite` or `postgres`.
    pub fn kind(&self) -> &'static str {
        match &self.backend {
            Backend::Sqlite(_) => "sqlite",
            Backend::Postgres(_) => "postgres",
        }
    }

    /// How much was done so far, and how the store is now.
    pub fn counters(&self) -> Counters {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.counters(),
            Backend::Postgres(postgres) => postgres.counters(),
        }
    }

    /// Finishes what was accepted and lets go of the database. Later calls answer that the store is closing.
    pub fn close(&self) {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.close(),
            Backend::Postgres(postgres) => postgres.close(),
        }
    }
}

#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
