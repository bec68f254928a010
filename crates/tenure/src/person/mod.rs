//! `tenure person`: what an operator does for one person. It works on the database itself, while a server runs or not.

mod erase;
mod export;
pub mod find;
mod import;

use tracing::level_filters::LevelFilter;

use crate::arguments::DatabaseFlags;
use crate::config::{Config, Log, LogFormat};
use crate::database::open_existing;
use crate::log;
use crate::problem::Problem;

/// What to do for a person, and where.
#[derive(Debug, clap::Args)]
pub struct PersonArguments {
    /// Where the database is.
    #[command(flatten)]
    database: DatabaseFlags,
    /// What to do.
    #[command(subcommand)]
    action: PersonAction,
}

/// What to do for a person.
#[derive(Debug, clap::Subcommand)]
enum PersonAction {
    /// Find people by a part of their e-mail address, or by their id
    Find(find::FindArguments),
    /// Erase a person with everything that is theirs, for good
    Erase(erase::EraseArguments),
    /// Write a person's record to a file, which is entered in their history
    ///
    /// docs/export.md tells what stands in each format. What a format cannot carry is told on standard error, or
    /// written to the file of --loss.
    Export(export::ExportArguments),
    /// Make a person of a file that `tenure person export` wrote on another server
    ///
    /// Ids, sources and history stay as they are. A file that was changed since, or that something here is in the way
    /// of, is refused, and nothing is written.
    Import(import::ImportArguments),
}

/// Does what was asked for.
///
/// # Errors
/// [`Problem`], with nothing changed.
pub async fn run(arguments: PersonArguments) -> Result<(), Problem> {
    let database = Config::database_alone(arguments.database.places())?;
    drop(log::start(Log { format: LogFormat::Text, level: LevelFilter::WARN }));
    match arguments.action {
        PersonAction::Find(arguments) => {
            let store = open_existing(&database).await?;
            let done = find::run(&store, &arguments).await;
            store.close();
            done
        }
        PersonAction::Erase(arguments) => {
            let store = open_existing(&database).await?;
            let done = erase::run(&store, &arguments).await;
            store.close();
            done
        }
        PersonAction::Export(arguments) => export::run(&database, arguments).await,
        PersonAction::Import(arguments) => import::run(&database, arguments).await,
    }
}
