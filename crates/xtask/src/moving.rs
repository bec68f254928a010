//! A database that is moved, of any size (`crates/tenure/tests/program/moving.rs`).

use crate::postgres;
use crate::run::{cargo, run};

/// Runs that test with so much in the database.
pub(crate) fn run_with(experiences: u32, credentials: u32) -> Result<(), String> {
    postgres::ensure()?;
    let test =
        ["test", "--package", "tenure", "--test", "program", "--locked", "--", "--nocapture", "moving::"];
    let sizes = [("TENURE_TEST_EXPERIENCES", experiences), ("TENURE_TEST_CREDENTIALS", credentials)];
    run(cargo().args(test).envs(sizes.map(|(variable, size)| (variable, size.to_string()))))
}
