//! `tenure history`: people's histories are verified and shown, offline, on the database itself (`docs/history.md`).

mod show;
pub mod verify;

use std::process::ExitCode;

use career::history::Head;
use tracing::level_filters::LevelFilter;

use crate::arguments::DatabaseFlags;
use crate::config::{Config, Log, LogFormat};
use crate::database::open_existing;
use crate::log;
use crate::problem::Problem;

/// What to do with histories, and where.
#[derive(Debug, clap::Args)]
pub struct HistoryArguments {
    /// Where.
    #[command(flatten)]
    database: DatabaseFlags,
    /// What to do.
    #[command(subcommand)]
    action: HistoryAction,
}

/// What to do with histories.
#[derive(Debug, clap::Subcommand)]
enum HistoryAction {
    /// Walk the history of everybody, or of one person, and hold every row of their record against it
    ///
    /// Ends with exit code 3 where something does not fit. It cannot see a tail that was cut together with the head of
    /// the history: hold a head from an export against it, with --head.
    Verify {
        /// Only this person: an e-mail address, or an id
        #[arg(long, value_name = "ADDRESS|ID")]
        person: Option<String>,
        /// A head that was exported before, as SEQUENCE:HASH; the history must lead to it
        #[arg(long, value_name = "HEAD", requires = "person")]
        head: Option<Head>,
        /// Write JSON: one object
        #[arg(long)]
        json: bool,
    },
    /// Show the entries of a person's history, the oldest first
    Show {
        /// Whose: an e-mail address, or an id
        #[arg(value_name = "ADDRESS|ID")]
        person: String,
        /// Write JSON: one object
        #[arg(long)]
        json: bool,
    },
}

/// Does what was asked for.
///
/// # Errors
/// [`Problem`].
pub async fn run(arguments: HistoryArguments) -> Result<ExitCode, Problem> {
    let database = Config::database_alone(arguments.database.places())?;
    drop(log::start(Log { format: LogFormat::Text, level: LevelFilter::WARN }));
    let store = open_existing(&database).await?;
    let done = match arguments.action {
        HistoryAction::Verify { person, head, json } => {
            verify::run(&store, person.as_deref(), head, json).await
        }
        HistoryAction::Show { person, json } => show::run(&store, &person, json).await,
    };
    store.close();
    done
}
