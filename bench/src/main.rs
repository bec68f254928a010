//! What Tenure is measured beside (`floor`), what fills its databases (`fill`), the PostgreSQL server of a measurement
//! (`postgres`), and a load from many people at once (`spread`): all of it started by `cargo xtask bench`.

mod bodies;
mod fill;
mod floor;
mod machine;
mod postgres;
mod spread;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What went wrong, in words.
type Problem = Box<dyn std::error::Error + Send + Sync>;

/// What measurements of Tenure need beside it.
#[derive(Debug, Parser)]
#[command(name = "bench")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves a bare handler, until it is killed.
    Floor(floor::Arguments),
    /// Fills a database of Tenure, and prints who may do what in it, in JSON.
    Fill(fill::Arguments),
    /// Keeps a PostgreSQL server until standard input ends; each line of that is a statement.
    Postgres,
    /// Sends requests for many people, each connection one after the other, and prints what came of it, in JSON.
    Spread(spread::Arguments),
}

#[tokio::main]
async fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Floor(arguments) => floor::serve(arguments).await,
        Command::Fill(arguments) => fill::run(arguments).await,
        Command::Postgres => postgres::keep().await,
        Command::Spread(arguments) => spread::run(arguments).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("bench: {problem}");
            ExitCode::FAILURE
        }
    }
}
