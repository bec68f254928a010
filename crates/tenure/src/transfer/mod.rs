//! `tenure move`, `tenure backup` and `tenure restore`: everything is taken from one database to another
//! (`store::transfer`).

mod backup;
mod moving;
mod progress;
mod restore;

use store::OpenError;
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
    let taken = transfer(from, to, |progress| teller.hear(progress)).await;
    taken.map_err(|error| {
        let unwritable = [from, to].into_iter().find_map(unwritable);
        match error {
            TransferError::Open(OpenError::Unusable { .. }) | TransferError::Failed { .. } => {
                unwritable.unwrap_or_else(|| error.into())
            }
            other => other.into(),
        }
    })
}

/// Why a database cannot be written, where it is the disk that does not let it.
fn unwritable(place: &Place) -> Option<Problem> {
    match place {
        Place::Sqlite(file) => data_folder::unwritable(file.parent()?),
        Place::Postgres(_) => None,
    }
}

impl From<TransferError> for Problem {
    fn from(error: TransferError) -> Self {
        match error {
            TransferError::Open(error) => Self::Open(error),
            other => Self::Transfer(other),
        }
    }
}
