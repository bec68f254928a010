//! Every test of the repository.

use crate::run::{cargo, run};

/// Runs them all; the first that fails ends it.
pub(crate) fn all() -> Result<(), String> {
    run(cargo().args(["test", "--workspace", "--locked"]))
}
