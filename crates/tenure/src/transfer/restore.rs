//! `tenure restore`: a database out of a backup.

use std::path::PathBuf;

use store::transfer::{Place, check_file};

use super::{take, target};
use crate::arguments::DatabaseFlags;
use crate::config::Config;
use crate::output::say;
use crate::problem::Problem;

/// What to restore, and into which database.
#[derive(Debug, clap::Args)]
pub struct RestoreArguments {
    /// Where the database is.
    #[command(flatten)]
    database: DatabaseFlags,
    /// The backup
    file: PathBuf,
}

/// Restores into an empty database.
///
/// # Errors
/// [`Problem`]; begun again, it goes on where it broke off.
pub async fn run(arguments: RestoreArguments) -> Result<(), Problem> {
    let database = Config::database_alone(arguments.database.places())?;
    check_file(&arguments.file)?;
    let from = Place::Sqlite(arguments.file);
    let to = target(&database)?;
    let done = take(&from, &to).await?;
    say(format!("\n{} rows of {} tables are in {to}. `tenure verify` looks at it.", done.rows, done.tables));
    Ok(())
}
