//! Opening connections, with the settings that the promises need.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::OpenError;
use crate::sql::SqlError;

/// How long a connection waits for another process (such as `tenure client add`) to finish writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many prepared statements a connection keeps.
const PREPARED: usize = 256;

/// How much of the file the writing connection keeps in memory, in KiB: what a few thousand people's records are found by,
/// however many there are.
const WRITER_CACHE: i64 = 48 * 1024;

/// The connection that writes. Every commit is on the disk before it is answered (`synchronous=FULL`), and
/// deleted rows are overwritten (`secure_delete`).
pub(super) fn open_for_writing(path: &Path) -> Result<Connection, OpenError> {
    let unusable = |error: rusqlite::Error| unusable(path, &error);
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    open(path, flags).map_err(unusable)
}

fn open(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    // No plan depends on what is bound, or SQLite would prepare some statements anew for every value.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

/// Sets what stays with the file or the writing connection; only once the file is known to be ours.
pub(super) fn settle_for_writing(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "secure_delete", "on")?;
    connection.pragma_update(None, "foreign_keys", "on")
}

/// Has the connection that writes for a server keep [`WRITER_CACHE`] in memory. Whatever goes through a file once needs
/// none of it.
pub(super) fn keep_in_memory(writing: &Connection, path: &Path) -> Result<(), OpenError> {
    // SQLite takes a negative number for KiB.
    let kept = writing.pragma_update(None, "cache_size", -WRITER_CACHE);
    kept.map_err(|error| unusable(path, &error))
}

/// A connection that only reads.
pub(super) fn open_for_reading(path: &Path) -> Result<Connection, OpenError> {
    open_with(path, "query_only", "on")
}

/// A connection that copies the write-ahead log into the file, as safely as the one that writes.
pub(super) fn open_for_checkpoints(path: &Path) -> Result<Connection, OpenError> {
    open_with(path, "synchronous", "full")
}

/// A connection to a file that is there, with one setting.
fn open_with(path: &Path, setting: &str, value: &str) -> Result<Connection, OpenError> {
    let unusable = |error: rusqlite::Error| unusable(path, &error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(path, flags).map_err(unusable)?;
    connection.pragma_update(None, setting, value).map_err(unusable)?;
    Ok(connection)
}

pub(super) fn unusable(path: &Path, error: &rusqlite::Error) -> OpenError {
    OpenError::Unusable { place: path.display().to_string(), reason: error.to_string() }
}

/// What an error of SQLite means to a command.
pub(super) fn sql_error(name: &'static str, error: &rusqlite::Error) -> SqlError {
    match error.sqlite_error_code() {
        Some(
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::DiskFull
            | ErrorCode::SystemIoFailure
            | ErrorCode::CannotOpen
            | ErrorCode::ReadOnly
            | ErrorCode::OutOfMemory
            | ErrorCode::OperationInterrupted,
        ) => SqlError::Unavailable(format!("{name}: {error}")),
        _ => SqlError::Broken(format!("{name}: {error}")),
    }
}
