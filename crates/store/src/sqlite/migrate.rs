//! Bringing a file's schema up to this program's, or refusing it untouched.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use super::connection::{settle_for_writing, unusable};
use crate::OpenError;

mod migrations {
    refinery::embed_migrations!("migrations/sqlite");
}

/// Marks a SQLite file as Tenure's (`PRAGMA application_id`): "TNUR".
const APPLICATION_ID: i64 = 0x544E_5552;

/// The newest schema that this program knows.
pub(crate) fn newest_known() -> i64 {
    let runner = migrations::migrations::runner();
    runner.get_migrations().iter().map(|migration| i64::from(migration.version())).max().unwrap_or(0)
}

/// Looks first and writes only if the file is empty or Tenure's and of a schema that this program may use.
pub(super) fn bring_up_to_date(connection: &mut Connection, path: &Path) -> Result<(), OpenError> {
    let applied = applied(connection, path)?;
    if let Some(oldest_compatible) = applied {
        let known = newest_known();
        if oldest_compatible > known {
            let place = path.display().to_string();
            return Err(OpenError::Newer { place, needs: oldest_compatible, known });
        }
    }
    prepare(connection).map_err(|error| unusable(path, &error))?;
    migrations::migrations::runner()
        .set_abort_divergent(false)
        .set_abort_missing(false)
        .run(connection)
        .map_err(|error| OpenError::Unusable {
            place: path.display().to_string(),
            reason: error.to_string(),
        })?;
    Ok(())
}

/// `None` for an empty file, the oldest compatible schema of one of ours, an error for anything else.
pub(super) fn applied(connection: &mut Connection, path: &Path) -> Result<Option<i64>, OpenError> {
    let unusable = |error: rusqlite::Error| unusable(path, &error);
    let transaction =
        connection.transaction_with_behavior(TransactionBehavior::Deferred).map_err(unusable)?;
    let tables: i64 = transaction
        .query_row("select count(*) from sqlite_schema", [], |row| row.get(0))
        .map_err(unusable)?;
    if tables == 0 {
        return Ok(None);
    }
    let application_id: i64 =
        transaction.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(unusable)?;
    if application_id != APPLICATION_ID {
        return Err(OpenError::Foreign { place: path.display().to_string() });
    }
    let known: bool = transaction
        .query_row("select count(*) from sqlite_schema where name = 'schema_compatibility'", [], |row| {
            row.get(0)
        })
        .map_err(unusable)?;
    if !known {
        return Ok(None); // a first start that was cut short before its first migration
    }
    transaction
        .query_row("select oldest_compatible from schema_compatibility", [], |row| row.get(0))
        .optional()
        .map_err(unusable)
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    settle_for_writing(connection)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)
}
