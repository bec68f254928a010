//! What a database looks like from outside, for an operator who asks what is wrong with it. Looking changes nothing.

use jiff::Timestamp;

use crate::keys::{NAMES, UNFINISHED_TRANSFER};

/// A database that answers, and that this program may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examination {
    /// Which program answers: `SQLite 3.50.4`.
    pub version: String,
    /// What stands in it.
    pub schema: Schema,
    /// The names of keys that it should have made for itself and does not have. Empty where there is no schema yet.
    pub missing_keys: Vec<&'static str>,
    /// A move into it, or the restoring of a backup, was begun and not finished: no server starts on it.
    pub unfinished_transfer: bool,
    /// How it keeps its promises.
    pub settings: Settings,
}

/// What stands in a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// Nothing yet.
    Empty,
    /// A schema of Tenure's.
    Ours {
        /// The newest migration that was applied to it.
        applied: i64,
        /// The newest that this program knows.
        known: i64,
    },
}

/// How a database keeps its promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settings {
    /// A SQLite file.
    Sqlite {
        /// `wal`, once a server has had it.
        journal_mode: String,
        /// It can only be read.
        read_only: bool,
    },
    /// A PostgreSQL server.
    Postgres {
        /// Its clock, at about the middle of the question.
        now: Timestamp,
        /// It only follows another one.
        is_standby: bool,
        /// It takes no writes.
        read_only: bool,
        /// `fsync`.
        fsync: bool,
        /// `full_page_writes`.
        full_page_writes: bool,
        /// `synchronous_commit`.
        synchronous_commit: String,
        /// `synchronous_standby_names`.
        synchronous_standby_names: String,
        /// How many standbys are connected.
        standbys: i64,
    },
}

/// The rows among the keys that are whole, by name.
pub(crate) const WHOLE_KEYS: &str = "select name from server_key where length(bytes) = 32";

/// What the rows of [`WHOLE_KEYS`] tell.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    pub(crate) missing: Vec<&'static str>,
    pub(crate) unfinished_transfer: bool,
}

impl Keys {
    pub(crate) fn of(whole: &[String]) -> Self {
        let is_there = |name: &str| whole.iter().any(|found| found == name);
        Self {
            missing: NAMES.into_iter().filter(|name| !is_there(name)).collect(),
            unfinished_transfer: is_there(UNFINISHED_TRANSFER),
        }
    }
}
