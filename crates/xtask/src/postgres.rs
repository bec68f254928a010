//! PostgreSQL's server programs, which the store's tests start by themselves.

use std::process::Command;

use crate::tool;

/// Where Debian keeps them: beside no `PATH`.
const DEBIAN: &str = "/usr/lib/postgresql";

/// Installs them where they are missing.
pub(crate) fn ensure() -> Result<(), String> {
    let told = Command::new("pg_config").arg("--bindir").output();
    let bindir = told.ok().map(|told| String::from_utf8_lossy(&told.stdout).trim().to_owned());
    let debian =
        std::fs::read_dir(DEBIAN).into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    let mut folders = bindir.into_iter().map(Into::into).chain(debian);
    if tool::find("initdb").is_some() || folders.any(|folder| folder.join("initdb").is_file()) {
        return Ok(());
    }
    tool::install("PostgreSQL's initdb was not found", &["postgresql"])
}
