//! Mail through a real relay (`tests/mail`).

use std::process::Command;

use crate::run::run;
use crate::{built, python};

/// Runs the suite.
pub(crate) fn test() -> Result<(), String> {
    let folder = built::root().join("tests/mail");
    let program = built::program()?;
    let python = python::environment(&built::target()?.join("mail-tests"), &folder.join("requirements.txt"))?;
    // Nothing is compiled into the repository's folder.
    run(Command::new(python).args(["-B", "run.py"]).current_dir(&folder).env("TENURE_PROGRAM", program))
}
