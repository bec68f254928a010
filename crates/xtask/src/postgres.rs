//! PostgreSQL's server programs and PgBouncer, which the tests start by themselves.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::tool::{self, Tool};

/// Where Debian keeps them: beside no `PATH`.
const DEBIAN: &str = "/usr/lib/postgresql";
const PGBOUNCER: &str = "/usr/sbin/pgbouncer";
/// What the store's tests start theirs by.
const SCRIPT: &str = include_str!("../../store/src/testing/postgres.sh");

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
    binaries().is_some()
}

/// The folder of the server's programs.
fn binaries() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let told = Command::new("pg_config").arg("--bindir").output();
    let told = told.ok().map(|told| PathBuf::from(String::from_utf8_lossy(&told.stdout).trim()));
    let debian =
        std::fs::read_dir(DEBIAN).into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    let mut folders = std::env::split_paths(&path).chain(told).chain(debian);
    folders.find(|folder| ["initdb", "postgres", "pg_isready"].iter().all(|name| folder.join(name).is_file()))
}

/// A server for as long as this is held, with an empty database. Then nothing is left of it.
pub(crate) struct Server {
    child: Child,
    pub(crate) url: String,
}

impl Server {
    /// Starts one.
    pub(crate) fn start() -> Result<Self, String> {
        ensure()?;
        let binaries = binaries().ok_or("initdb, postgres and pg_isready were not found together")?;
        // PostgreSQL refuses to run for root.
        let mut command = if tool::is_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "sh"]);
            command
        } else {
            Command::new("sh")
        };
        command.args(["-c", SCRIPT, "script"]).arg(binaries).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|error| format!("a shell: {error}"))?;
        let mut folder = String::new();
        let told = child.stdout.take().map(|out| BufReader::new(out).read_line(&mut folder));
        if !matches!(told, Some(Ok(1..))) {
            return Err("the PostgreSQL server did not start".to_owned());
        }
        let folder = folder.trim().replace('/', "%2F");
        Ok(Self { child, url: format!("postgres://tenure@{folder}/postgres?sslmode=disable") })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The script goes on until its input ends.
        drop(self.child.stdin.take());
        drop(self.child.wait());
    }
}
