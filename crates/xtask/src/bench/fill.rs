//! Filling a database of Tenure through its own store: `bench fill`.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::database::Made;
use super::ground::{self, Ground};

/// How many experiences most measurements begin with.
pub(super) const EXPERIENCES: u64 = 10_000;

/// Which database is filled.
#[derive(Clone, Copy)]
pub(super) enum Filled<'a> {
    /// A file, made where there is none.
    Sqlite(&'a Path),
    Postgres(&'a Made),
}

/// Adds so many experiences, ten for each new person, and to a file those people who allow the application everything, as
/// many as are asked for. Gives who may do what.
pub(super) fn fill(
    ground: &Ground,
    filled: Filled<'_>,
    experiences: u64,
    people: &Path,
    allowing: u64,
) -> Result<Value, String> {
    let mut fill = Command::new(&ground.bench);
    fill.args(["fill", "--experiences", &experiences.to_string(), "--allowing", &allowing.to_string()]);
    fill.arg("--people").arg(people);
    match filled {
        Filled::Sqlite(path) => fill.arg("--sqlite").arg(path),
        Filled::Postgres(made) => fill.args(["--postgres", &made.url()]),
    };
    ground::told(&mut fill)
}
