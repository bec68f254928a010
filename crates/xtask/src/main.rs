//! The project's own commands: `cargo xtask test`, `cargo xtask nodes`, `cargo xtask move`, `cargo xtask bench`,
//! `cargo xtask openapi`.

mod bench;
mod browser;
mod built;
mod disks;
mod mail;
mod moving;
mod node;
mod nodes;
mod oauth_clients;
mod openapi;
mod outcomes;
mod postgres;
mod python;
mod run;
mod running;
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
    /// Kills three servers on one PostgreSQL database at random under load, for longer than the test of every day does.
    Nodes {
        /// For how long
        #[arg(long, default_value_t = 10)]
        minutes: u32,
    },
    /// Moves a database of this size to PostgreSQL and back, as it is and killed half-way, and compares.
    Move {
        /// How many experiences it has
        #[arg(long, default_value_t = 100_000)]
        experiences: u32,
        /// How many credentials it has
        #[arg(long, default_value_t = 20_000)]
        credentials: u32,
    },
    /// Measures Tenure beside its peers and beside bare handlers, in pairs, and writes bench/RESULTS.md. Nothing else
    /// should run on the machine meanwhile.
    Bench(bench::Options),
    /// Tries the document against the running server for longer than the test of every day does.
    Openapi {
        /// How often each operation is tried with one seed
        #[arg(long, default_value_t = 200)]
        examples: u32,
        /// The seed that is taken beside the one of every day; without it, one that nobody chose
        #[arg(long)]
        seed: Option<u64>,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Test { only } => test::run_suites(only),
        Command::Nodes { minutes } => nodes::run_for(minutes),
        Command::Move { experiences, credentials } => moving::run_with(experiences, credentials),
        Command::Bench(options) => bench::run(&options),
        Command::Openapi { examples, seed } => openapi::test(examples, seed),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("xtask: {problem}");
            ExitCode::FAILURE
        }
    }
}
