//! `tenure move`, `tenure backup` and `tenure restore`: everything is taken from one database to another
//! (`store::transfer`).

mod backup;
mod moving;
mod progress;
mod restore;

use store::transfer::{Place, TransferError, Transferred, transfer};

use crate::config::{Config, Database};
use crate::data_folder;
use crate::problem::Problem;
use progress::Teller;

pub use backup::{BackupArguments, run as backup};
pub use moving::{MoveArguments, run as move_everything};
pub use restore::{RestoreArguments, run as restore};

/// Where a database is that is to be read.
fn source(database: &Database) -> Place {
    match database {
        Database::Folder(folder) => Place::Sqlite(Config::file_in(folder)),
        Database::Postgres(url) => Place::Postgres(url.clone()),
    }
}

/// Where a database is that is to be written; a folder is made where there is none.
fn target(database: &Database) -> Result<Place, Problem> {
    match database {
        Database::Folder(folder) => data_folder::make(folder).map(Place::Sqlite),
        Database::Postgres(url) => Ok(Place::Postgres(url.clone())),
    }
}

/// Takes everything over, and tells how far it is.
async fn take(from: &Place, to: &Place) -> Result<Transferred, Problem> {
    let mut teller = Teller::default();
    Ok(transfer(from, to, |progress| teller.hear(progress)).await?)
}

impl From<TransferError> for Problem {
    fn from(error: TransferError) -> Self {
        match error {
            TransferError::Open(error) => Self::Open(error),
            other => Self::Transfer(other),
        }
    }
}
