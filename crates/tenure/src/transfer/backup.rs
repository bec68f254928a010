//! `tenure backup`: one file with everything, made while the server runs.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use store::transfer::Place;

use super::{source, take};
use crate::arguments::DatabaseFlags;
use crate::config::Config;
use crate::output::say;
use crate::problem::Problem;

/// What to write, and of which database.
#[derive(Debug, clap::Args)]
pub struct BackupArguments {
    /// Where the database is.
    #[command(flatten)]
    database: DatabaseFlags,
    /// The file to write; there must be none of this name
    file: PathBuf,
}

/// Writes a backup: the state of one moment, whole or not at all.
///
/// # Errors
/// [`Problem`]; no file of that name is there then.
pub async fn run(arguments: BackupArguments) -> Result<(), Problem> {
    let database = Config::database_alone(arguments.database.places())?;
    let file = &arguments.file;
    let unwritable = |what: &'static str| {
        move |error: io::Error| Problem::Path {
            path: file.clone(),
            what,
            error,
            todo: "name another file, or make room",
        }
    };
    if file.try_exists().map_err(unwritable("it cannot be looked at"))? {
        let words = "there is a file of this name already; name another one".to_owned();
        return Err(Problem::Folder { path: file.clone(), words });
    }
    // Whole or not at all: under its own name only once it is complete and on the disk.
    let part = beside(file);
    for left_over in [part.clone(), with_suffix(&part, "-wal"), with_suffix(&part, "-shm")] {
        drop(fs::remove_file(left_over));
    }
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part);
    drop(made.map_err(unwritable("the backup cannot be written"))?);
    let done = match take(&source(&database), &Place::Sqlite(part.clone())).await {
        Ok(done) => done,
        Err(problem) => {
            drop(fs::remove_file(&part));
            return Err(problem);
        }
    };
    let synced = File::open(&part).and_then(|part| part.sync_all());
    synced.and_then(|()| fs::rename(&part, file)).map_err(unwritable("the backup cannot be written"))?;
    say(format!(
        "\n{} rows of {} tables are in {}. It holds the keys of the server: keep it as secret as the database.",
        done.rows,
        done.tables,
        file.display()
    ));
    Ok(())
}

fn beside(file: &Path) -> PathBuf {
    with_suffix(file, ".part")
}

fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
