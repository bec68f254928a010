//! PostgreSQL's server programs and PgBouncer, which the tests start by themselves.

use std::path::Path;
use std::process::Command;

use crate::tool::{self, Tool};

/// Where Debian keeps them: beside no `PATH`.
const DEBIAN: &str = "/usr/lib/postgresql";
const PGBOUNCER: &str = "/usr/sbin/pgbouncer";

/// It makes the certificates of the servers that are spoken to by TLS.
const OPENSSL: Tool = Tool { program: "openssl", packages: &["openssl"] };

/// Installs them where they are missing.
pub(crate) fn ensure() -> Result<(), String> {
    if !has_server() {
        tool::install("PostgreSQL's initdb was not found", &["postgresql"])?;
    }
    OPENSSL.ensure()?;
    if tool::find("pgbouncer").is_none() && !Path::new(PGBOUNCER).is_file() {
        tool::install("PgBouncer was not found", &["pgbouncer"])?;
    }
    Ok(())
}

fn has_server() -> bool {
    let told = Command::new("pg_config").arg("--bindir").output();
    let bindir = told.ok().map(|told| String::from_utf8_lossy(&told.stdout).trim().to_owned());
    let debian =
        std::fs::read_dir(DEBIAN).into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    let mut folders = bindir.into_iter().map(Into::into).chain(debian);
    tool::find("initdb").is_some() || folders.any(|folder| folder.join("initdb").is_file())
}
