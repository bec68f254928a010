//! The database: a SQLite file in the data folder, or a PostgreSQL server.

use std::sync::Arc;

use store::transfer::Place;
use store::{OpenError, PostgresUrl, Randomness, Store};

use crate::config::{Config, Database};
use crate::data_folder;
use crate::machine::SystemRandomness;
use crate::problem::Problem;

const TODO: &str = "look whether `database` names the right one";

/// Looks whether it can be used, as far as that can be seen without changing anything.
///
/// # Errors
/// [`Problem::Path`].
pub fn check(database: &Database) -> Result<(), Problem> {
    match database {
        Database::Folder(folder) => data_folder::check(folder),
        Database::Postgres(_) => Ok(()),
    }
}

/// Opens the store, and brings its schema up to date. A SQLite file is made where there is none; a PostgreSQL database
/// must be there.
///
/// # Errors
/// [`Problem`].
pub async fn open(database: &Database) -> Result<Store, Problem> {
    match database {
        Database::Folder(folder) => data_folder::open(folder),
        Database::Postgres(url) => open_postgres(url).await,
    }
}

/// Opens the store where there is one. A mistyped name must not make a new one.
///
/// # Errors
/// [`Problem`].
pub async fn open_existing(database: &Database) -> Result<Store, Problem> {
    existing(database)?;
    open(database).await
}

/// Where the database is, which must be there as far as that can be seen without asking anybody.
///
/// # Errors
/// [`Problem`].
pub fn existing(database: &Database) -> Result<Place, Problem> {
    check(database)?;
    let folder = match database {
        Database::Folder(folder) => folder,
        Database::Postgres(url) => return Ok(Place::Postgres(url.clone())),
    };
    let file = Config::file_in(folder);
    match file.try_exists() {
        Ok(true) => Ok(Place::Sqlite(file)),
        Ok(false) => Err(Problem::Folder {
            path: folder.clone(),
            words: "there is no Tenure database in this folder; name the server's data folder with --data"
                .to_owned(),
        }),
        Err(error) => Err(Problem::Path {
            path: folder.clone(),
            what: "the data folder cannot be read",
            error,
            todo: "name the server's data folder with --data",
        }),
    }
}

async fn open_postgres(url: &PostgresUrl) -> Result<Store, Problem> {
    let randomness: Arc<dyn Randomness> = Arc::new(SystemRandomness);
    Store::open_postgres(url, &randomness).await.map_err(|error| match error {
        OpenError::Unusable { place, reason } => {
            Problem::Server { place, words: format!("the database cannot be used: {reason}; {TODO}") }
        }
        other => Problem::Open(other),
    })
}
