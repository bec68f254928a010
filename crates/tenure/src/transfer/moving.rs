//! `tenure move`: to a database of the other kind, or to another place.

use store::PostgresUrl;
use store::transfer::check_source;

use super::{source, take, target};
use crate::config::Database;
use crate::output::say;
use crate::problem::Problem;

/// From where to where.
#[derive(Debug, clap::Args)]
pub struct MoveArguments {
    /// The database that there is: its data folder, or its URL, postgres://…
    #[arg(value_name = "FROM")]
    from: String,
    /// An empty one: a data folder, which is made where there is none, or the URL of a database, postgres://…
    #[arg(value_name = "TO")]
    to: String,
}

/// Moves. The source stays as it is.
///
/// # Errors
/// [`Problem`]; begun again, it goes on where it broke off.
pub async fn run(arguments: MoveArguments) -> Result<(), Problem> {
    let (from, to) = (database(&arguments.from)?, database(&arguments.to)?);
    let from = source(&from);
    check_source(&from).await?;
    let to = target(&to)?;
    let done = take(&from, &to).await?;
    say(format!(
        "\n{} rows of {} tables are in {to} as they are in {from}, which is unchanged. Point the server at the new \
         one, and keep the old one until you have seen it run.",
        done.rows, done.tables
    ));
    Ok(())
}

fn database(text: &str) -> Result<Database, Problem> {
    if !text.contains("://") {
        return Ok(Database::Folder(text.into()));
    }
    let url = PostgresUrl::parse(text).map_err(|error| Problem::Argument(error.to_string()))?;
    Ok(Database::Postgres(Box::new(url)))
}
