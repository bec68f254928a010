//! What the machine has left: room on the disk, and files that may be open.

use std::path::Path;

use rustix::fs::statvfs;
use rustix::process::{Resource, getrlimit};

use super::finding::Finding;
use crate::config::Config;

const MIB: u64 = 1024 * 1024;

/// Less room than this, and writes will soon be answered with 503.
const BROKEN_BELOW: u64 = 64 * MIB;

/// Less room than this should be looked at.
const WARNING_BELOW: u64 = 1024 * MIB;

/// How many files the process needs beside its connections: the database, its threads, the log.
const BESIDE: u64 = 100;

/// Looks at how much room there is beside the database.
pub fn room(folder: &Path) -> Finding {
    let check = "disk";
    let free = match statvfs(folder) {
        Ok(found) => found.f_bavail.saturating_mul(found.f_frsize),
        Err(error) => {
            let found = format!("{}: the room on its disk cannot be told: {error}", folder.display());
            return Finding::warning(check, found, "look at it by hand: df");
        }
    };
    judge(folder, free)
}

fn judge(folder: &Path, free: u64) -> Finding {
    let (check, todo) = ("disk", "make room; a backup needs as much again as the database has");
    let found = format!("{} MiB are free for {}", free / MIB, folder.display());
    match free {
        ..BROKEN_BELOW => Finding::broken(check, found, todo),
        BROKEN_BELOW..WARNING_BELOW => Finding::warning(check, found, todo),
        _ => Finding::good(check, found),
    }
}

/// Looks whether as many files may be open as there may be connections.
pub fn open_files(config: &Config) -> Finding {
    let check = "open files";
    let needed = u64::from(config.connections.total.get()) + BESIDE;
    let may = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    let found = format!("{may} may be open here, {needed} are needed for connections.total");
    if may >= needed {
        return Finding::good(check, found);
    }
    Finding::warning(
        check,
        found,
        "raise the limit (ulimit -n, LimitNOFILE= in a unit), or lower connections.total",
    )
}

#[cfg(test)]
mod tests {
    use super::super::finding::Verdict;
    use super::*;

    #[test]
    fn ledger_236_room_is_judged_by_what_is_free() {
        let verdict = |free| judge(Path::new("/data"), free).verdict;
        assert_eq!(verdict(BROKEN_BELOW - 1), Verdict::Broken);
        assert_eq!(verdict(BROKEN_BELOW), Verdict::Warning);
        assert_eq!(verdict(WARNING_BELOW), Verdict::Ok);
    }
}
