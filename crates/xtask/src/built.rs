//! What cargo builds, and where.

use std::path::{Path, PathBuf};

use crate::run::{cargo, run};

/// The repository's folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Builds the program; gives where it is, which is beside this one.
pub(crate) fn program() -> Result<PathBuf, String> {
    run(cargo().args(["build", "--package", "tenure", "--bin", "tenure", "--locked"]))?;
    let program = own_folder()?.join("tenure");
    if program.is_file() { Ok(program) } else { Err(format!("{} was not built", program.display())) }
}

/// Builds the program and what it is measured beside as they are released; gives the folder of both.
pub(crate) fn released() -> Result<PathBuf, String> {
    run(cargo().args([
        "build",
        "--release",
        "--package",
        "tenure",
        "--package",
        "bench",
        "--bins",
        "--locked",
    ]))?;
    Ok(target()?.join("release"))
}

/// Cargo's target folder, for what tests need and leave.
pub(crate) fn target() -> Result<PathBuf, String> {
    let folder = own_folder()?;
    folder.parent().map(Path::to_owned).ok_or_else(|| format!("{} has no folder above", folder.display()))
}

fn own_folder() -> Result<PathBuf, String> {
    let own = std::env::current_exe().map_err(|error| format!("cannot tell where xtask is: {error}"))?;
    own.parent().map(Path::to_owned).ok_or_else(|| format!("{} is in no folder", own.display()))
}
