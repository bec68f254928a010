//! The folder of the database.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use store::{OpenError, Randomness, Store};

use crate::config::Config;
use crate::machine::SystemRandomness;
use crate::problem::Problem;

const TODO: &str =
    "name another folder with --data, or let the user that runs tenure read and write this one";

/// Looks whether a folder can be read, if it is there. Changes nothing.
///
/// # Errors
/// [`Problem::Path`].
pub fn check(folder: &Path) -> Result<(), Problem> {
    match fs::read_dir(folder) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(unusable(folder, "the data folder cannot be read", error)),
    }
}

/// Makes the folder and the file of the database where there are none, for their owner's eyes alone.
///
/// # Errors
/// [`Problem::Path`].
pub fn make(folder: &Path) -> Result<PathBuf, Problem> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|error| unusable(folder, "the data folder cannot be made", error))?;
    let database = Config::file_in(folder);
    // SQLite gives the files beside it the same mode.
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&database) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(unusable(&database, "the database cannot be made", error))
        }
        _ => Ok(database),
    }
}

/// Opens the store in a folder; makes both where there are none.
///
/// # Errors
/// [`Problem::Path`] for the folder, [`Problem::Open`] for the store.
pub fn open(folder: &Path) -> Result<Store, Problem> {
    let database = make(folder)?;
    let randomness: Arc<dyn Randomness> = Arc::new(SystemRandomness);
    Store::open_sqlite(&database, &randomness).map_err(|error| match error {
        OpenError::Unusable { reason, .. } => unwritable(folder).unwrap_or_else(|| {
            let words = format!("the database cannot be used: {reason}; {TODO}");
            Problem::Folder { path: database.clone(), words }
        }),
        other => Problem::Open(other),
    })
}

/// Writes a little into a folder and takes it away again, which says more than any mode.
///
/// # Errors
/// What the system says, for example of a full disk.
pub fn try_to_write(folder: &Path) -> std::io::Result<()> {
    let probe = folder.join(format!(".tenure-{}", std::process::id()));
    match OpenOptions::new().write(true).create_new(true).open(&probe) {
        Ok(mut file) => {
            let written = file.write_all(&[0; 4096]).and_then(|()| file.sync_all());
            fs::remove_file(probe).and(written)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// Why nothing can be written in the folder of a database, if that is so. SQLite has one word for many reasons; the
/// system knows which it is.
pub fn unwritable(folder: &Path) -> Option<Problem> {
    let error = try_to_write(folder).err()?;
    let todo = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room on its disk",
        ErrorKind::ReadOnlyFilesystem => "look why its disk is read-only, or name another folder",
        _ => "name another folder, or let the user that runs tenure write in this one",
    };
    let what = "nothing can be written in this folder";
    Some(Problem::Path { path: folder.to_owned(), what, error, todo })
}

fn unusable(folder: &Path, what: &'static str, error: std::io::Error) -> Problem {
    Problem::Path { path: folder.to_owned(), what, error, todo: TODO }
}
