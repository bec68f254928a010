//! A PgBouncer in transaction mode before the tests' PostgreSQL server: one for each test process.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::postgres;
use super::script::Script;

const SCRIPT: &str = include_str!("pgbouncer.sh");

const WHAT_IS_NEEDED: &str = "these tests run through PgBouncer too, which was found neither in PATH nor in /usr/sbin: \
    install the package pgbouncer";

/// The folder of its socket. It waits for the start on the calling thread.
pub(super) fn folder() -> &'static str {
    static SERVER: OnceLock<Script> = OnceLock::new();
    let start = || {
        let program = program().expect(WHAT_IS_NEEDED);
        let binaries = postgres::binaries().expect(postgres::WHAT_IS_NEEDED);
        let behind = Path::new(postgres::folder());
        Script::start(SCRIPT, &[program.as_os_str(), binaries.as_os_str(), behind.as_os_str()])
    };
    &SERVER.get_or_init(start).said
}

/// Debian keeps it where only root looks.
fn program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]);
    folders.map(|folder| folder.join("pgbouncer")).find(|file| file.is_file())
}
