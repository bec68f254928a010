//! Nodes that are killed at random, for as long as somebody likes (`crates/tenure/tests/program/nodes.rs`).

use crate::postgres;
use crate::run::{cargo, run};

/// Runs that test for so many minutes.
pub(crate) fn run_for(minutes: u32) -> Result<(), String> {
    postgres::ensure()?;
    let test =
        ["test", "--package", "tenure", "--test", "program", "--locked", "--", "--nocapture", "nodes::"];
    run(cargo().args(test).env("TENURE_TEST_MINUTES", minutes.to_string()))
}
