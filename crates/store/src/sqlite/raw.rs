//! A file without the threads and keys of a store, for what takes whole databases from one place to another.

use std::path::Path;

use rusqlite::Connection;

use super::connection::unusable;
use super::session::SqliteStatements;
use super::{connection, migrate};
use crate::OpenError;

/// How many faults of a file are told.
const TOLD: u32 = 100;

/// One connection.
pub(crate) struct RawSqlite(Connection);

impl RawSqlite {
    /// Opens the file, or makes it, and brings its schema up to this program's.
    pub(crate) fn open(path: &Path) -> Result<Self, OpenError> {
        let mut connection = connection::open_for_writing(path)?;
        migrate::bring_up_to_date(&mut connection, path)?;
        Ok(Self(connection))
    }

    /// Opens the file, which must be there, for reading alone.
    pub(crate) fn open_as_it_is(path: &Path) -> Result<Self, OpenError> {
        connection::open_for_reading(path).map(Self)
    }

    /// What SQLite finds wrong with a file, the first hundred things of it; nothing where it is whole.
    pub(crate) fn check(path: &Path) -> Result<Vec<String>, OpenError> {
        let connection = connection::open_for_reading(path)?;
        let said = || -> rusqlite::Result<Vec<String>> {
            let mut check = connection.prepare(&format!("pragma integrity_check({TOLD})"))?;
            check.query_map([], |row| row.get(0))?.collect()
        };
        let mut said = said().unwrap_or_else(|error| vec![error.to_string()]);
        said.retain(|said| said != "ok");
        Ok(said)
    }

    /// How long a file must be that has no write-ahead log beside it. SQLite itself reads what is missing at its end as
    /// zeros.
    pub(crate) fn length(path: &Path) -> Result<u64, OpenError> {
        let connection = connection::open_for_reading(path)?;
        let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, u32>(0));
        let length =
            number("page_count").and_then(|pages| Ok(u64::from(pages) * u64::from(number("page_size")?)));
        length.map_err(|error| unusable(path, &error))
    }

    /// What SQLite finds of references that lead nowhere: the table that refers, the table referred to, and how many rows.
    pub(crate) fn foreign_keys(&self) -> rusqlite::Result<Vec<(String, String, i64)>> {
        let text =
            "select \"table\", parent, count(*) from pragma_foreign_key_check group by 1, 2 order by 1, 2";
        let mut check = self.0.prepare(text)?;
        let found = check.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        found.collect()
    }

    pub(crate) fn statements(&mut self) -> SqliteStatements<'_> {
        SqliteStatements(&mut self.0)
    }
}
