//! A file without the threads and keys of a store, for what takes whole databases from one place to another.

use std::path::Path;

use rusqlite::Connection;

use super::session::SqliteStatements;
use super::{connection, migrate};
use crate::OpenError;

/// One connection that reads and writes.
pub(crate) struct RawSqlite(Connection);

impl RawSqlite {
    /// Opens the file, or makes it, and brings its schema up to this program's.
    pub(crate) fn open(path: &Path) -> Result<Self, OpenError> {
        let mut connection = connection::open_for_writing(path)?;
        migrate::bring_up_to_date(&mut connection, path)?;
        Ok(Self(connection))
    }

    /// What is wrong with a file; `None` where it is whole.
    pub(crate) fn check(path: &Path) -> Result<Option<String>, OpenError> {
        let connection = connection::open_for_reading(path)?;
        let said: rusqlite::Result<String> =
            connection.query_row("pragma integrity_check(1)", [], |row| row.get(0));
        Ok(match said {
            Ok(said) if said == "ok" => None,
            Ok(said) => Some(said),
            Err(error) => Some(error.to_string()),
        })
    }

    pub(crate) fn statements(&mut self) -> SqliteStatements<'_> {
        SqliteStatements(&mut self.0)
    }
}
