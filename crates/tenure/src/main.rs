//! The program: command line, configuration, wiring. Nothing else.

mod arguments;
mod clients;
mod config;
mod data_folder;
mod database;
mod demo;
mod dictionaries;
mod doctor;
mod history;
mod log;
mod machine;
mod output;
mod person;
mod policy;
mod problem;
mod ready;
mod reconcile;
mod serve;
mod serving;
mod transfer;
mod verify;

use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Action, Arguments, DictionaryAction};
use config::Config;
use problem::Problem;

/// A fifth of the time of a request went into the system's allocator (`docs/performance.md`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(code) => code,
        Err(problem) => {
            eprintln!("tenure: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<ExitCode, Problem> {
    let what = "the program's threads cannot be started";
    let runtime = tokio::runtime::Runtime::new().map_err(|error| Problem::System { what, error })?;
    let done = |()| ExitCode::SUCCESS;
    let result = match arguments.action {
        Action::Serve(flags) => {
            let config = Config::gather(flags.places())?;
            runtime.block_on(serve::run(config)).map(done)
        }
        Action::Ready(flags) => {
            let config = Config::gather(flags.places())?;
            runtime.block_on(ready::run(config)).map(done)
        }
        Action::Client(arguments) => runtime.block_on(clients::run(arguments)).map(done),
        Action::Doctor(arguments) => runtime.block_on(doctor::run(arguments)).map(done),
        Action::Dictionary(DictionaryAction::Check { folder }) => dictionaries::check(&folder).map(done),
        Action::Reconcile(arguments) => reconcile::run(&arguments).map(done),
        Action::History(arguments) => runtime.block_on(history::run(arguments)),
        Action::Verify(arguments) => runtime.block_on(verify::run(arguments)),
        Action::Person(arguments) => runtime.block_on(person::run(arguments)).map(done),
        Action::Move(arguments) => runtime.block_on(transfer::move_everything(arguments)).map(done),
        Action::Backup(arguments) => runtime.block_on(transfer::backup(arguments)).map(done),
        Action::Restore(arguments) => runtime.block_on(transfer::restore(arguments)).map(done),
        Action::Demo(arguments) => runtime.block_on(demo::run(arguments)).map(done),
    };
    // Requests that were given up are not waited for once more.
    runtime.shutdown_background();
    result
}
