//! Looking at a file.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::connection::unusable;
use super::migrate::{applied, newest_known};
use crate::OpenError;
use crate::examination::{Examination, Keys, Schema, Settings, WHOLE_KEYS};

/// Looks at a file, which must be there.
pub(crate) fn examine(path: &Path) -> Result<Examination, OpenError> {
    let failed = |error: rusqlite::Error| unusable(path, &error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection.pragma_update(None, "query_only", "on").map_err(failed)?;
    let known = newest_known();
    let needs = applied(&mut connection, path)?;
    if let Some(needs) = needs.filter(|needs| *needs > known) {
        return Err(OpenError::Newer { place: path.display().to_string(), needs, known });
    }
    let (mut schema, mut keys) = (Schema::Empty, Keys::default());
    if needs.is_some() {
        let newest = "select max(version) from refinery_schema_history";
        let applied = connection.query_row(newest, [], |row| row.get(0)).map_err(failed)?;
        schema = Schema::Ours { applied, known };
        keys = Keys::of(&whole_keys(&connection).map_err(failed)?);
    }
    let settings = Settings::Sqlite {
        journal_mode: connection
            .pragma_query_value(None, "journal_mode", |row| row.get(0))
            .map_err(failed)?,
        read_only: connection.is_readonly(rusqlite::MAIN_DB).map_err(failed)?,
    };
    Ok(Examination {
        version: format!("SQLite {}", rusqlite::version()),
        schema,
        missing_keys: keys.missing,
        unfinished_transfer: keys.unfinished_transfer,
        settings,
    })
}

fn whole_keys(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    connection.prepare(WHOLE_KEYS)?.query_map([], |row| row.get(0))?.collect()
}
