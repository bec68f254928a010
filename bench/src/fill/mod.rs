//! Filling a database of Tenure through its own store: every row and every entry of a history comes about as it does
//! when the server writes it, only that nobody has to ask over HTTP.

mod parties;
mod people;

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;

use serde_json::json;
use store::{Command, PostgresUrl, Store};

use crate::{Problem, machine};
use parties::Parties;
use people::People;

/// Which database, and with how much.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The SQLite file; made where there is none.
    #[arg(long, required_unless_present = "postgres")]
    sqlite: Option<PathBuf>,
    /// The URL of the PostgreSQL database, which is there.
    #[arg(long, conflicts_with = "sqlite")]
    postgres: Option<String>,
    /// How many experiences come into it, ten for each new person.
    #[arg(long)]
    experiences: u64,
    /// The file to which people are added that allow the application everything; a line of JSON for each.
    #[arg(long)]
    people: PathBuf,
    /// How many of the new people do, spread evenly over all.
    #[arg(long)]
    allowing: u64,
}

/// Fills it, and says who may do what: a partner, and three people with an application that they allow everything.
pub(crate) async fn run(arguments: Arguments) -> Result<(), Problem> {
    let store = match (&arguments.sqlite, &arguments.postgres) {
        (Some(path), _) => Store::open_sqlite(path, &machine::randomness())?,
        (None, Some(url)) => Store::open_postgres(&PostgresUrl::parse(url)?, &machine::randomness()).await?,
        (None, None) => return Err("no database was named".into()),
    };
    let parties = Parties::add(&store).await?;
    let people = People::new(&store, &parties)?;
    let mut file = OpenOptions::new().create(true).append(true).open(&arguments.people)?;
    for person in people.crowd(arguments.experiences, arguments.allowing).await? {
        writeln!(file, "{person}")?;
    }
    let told = json!({
        "partner": { "authorization": parties.partner },
        "writer": people.one(0).await?,
        "editor": people.one(100).await?,
        "reader": people.one(10).await?,
    });
    store.close();
    println!("{told}");
    Ok(())
}

/// Applies a command that nothing may refuse.
async fn apply<C>(store: &Store, command: C) -> Result<C::Outcome, Problem>
where
    C: Command,
    C::Refusal: std::fmt::Debug,
{
    store.apply(command).await.map_err(|not_done| format!("{not_done:?}").into())
}
