//! The project's own commands: `cargo xtask test`.

mod browser;
mod built;
mod mail;
mod node;
mod oauth_clients;
mod outcomes;
mod postgres;
mod python;
mod run;
mod test;
mod tool;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The project's own commands.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs every test, after installing or starting what they need.
    Test {
        /// Runs one suite alone.
        #[arg(long)]
        only: Option<test::Suite>,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Test { only } => test::run_suites(only),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("xtask: {problem}");
            ExitCode::FAILURE
        }
    }
}
