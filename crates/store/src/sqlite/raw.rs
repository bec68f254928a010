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

    pub(crate) fn statements(&mut self) -> SqliteStatements<'_> {
        SqliteStatements(&mut self.0)
    }
}
