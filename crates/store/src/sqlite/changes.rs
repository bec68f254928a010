//! Whether anything was written since, by this process or another, told by one small read.
//!
//! SQLite keeps the state of its write-ahead log in the first bytes of a file beside it (`-shm`, the WAL-index), which all
//! processes that have the database open share. Every commit rewrites them, with a count of commits, before it is
//! answered; by comparing these bytes SQLite itself finds out whether what it has in memory is still good
//! (<https://www.sqlite.org/walformat.html#the_wal_index_header>). So bytes that are the same as before mean that nothing was
//! committed in between. What they mean by themselves is not looked at.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::memory::Mark;

/// The files that are open here. Whoever opens one that is open already gets the same one: to close a file ends all locks
/// that this process has on it, those of SQLite too (<https://www.sqlite.org/howtocorrupt.html>, 2.2).
static OPEN: Mutex<BTreeMap<PathBuf, Weak<File>>> = Mutex::new(BTreeMap::new());

/// Tells whether anything was written. To be dropped after all connections to the database. The default never tells.
#[derive(Default)]
pub(super) struct Changes {
    /// None where it cannot be read, so that every question goes to the database.
    index: Option<Arc<File>>,
    is_trusted: AtomicBool,
}

impl Changes {
    /// Watches a database that a connection has open.
    pub(super) fn of(database: &Path) -> Self {
        Self { index: open(database).ok(), is_trusted: AtomicBool::new(true) }
    }

    /// How it is now. None where that cannot be told.
    pub(super) fn mark(&self) -> Option<Mark> {
        let index = self.index.as_ref().filter(|_| self.is_trusted.load(Ordering::Relaxed))?;
        let mut mark = Mark([0; Mark::LENGTH]);
        read_beginning(index, &mut mark.0).ok()?;
        Some(mark)
    }

    /// Something was written since this mark. If it is not told here, nothing is from now on.
    pub(super) fn expect_other_than(&self, before: Option<Mark>) {
        if before.is_some() && self.mark() == before {
            self.is_trusted.store(false, Ordering::Relaxed);
            tracing::warn!("a commit left no trace in the WAL-index; every request is looked up from now on");
        }
    }
}

fn open(database: &Path) -> std::io::Result<Arc<File>> {
    // SQLite follows links before it names the files beside it.
    let mut name = database.canonicalize()?.into_os_string();
    name.push("-shm");
    let path = PathBuf::from(name);
    let mut all = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(file) = all.get(&path).and_then(Weak::upgrade) {
        return Ok(file);
    }
    all.retain(|_, file| file.strong_count() > 0);
    let file = Arc::new(File::open(&path)?);
    all.insert(path, Arc::downgrade(&file));
    Ok(file)
}

#[cfg(unix)]
fn read_beginning(file: &File, into: &mut [u8]) -> std::io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, into, 0)
}

/// Elsewhere a part of the file may be locked against reading.
#[cfg(not(unix))]
fn read_beginning(_: &File, _: &mut [u8]) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;
    use tempfile::TempDir;

    use super::*;
    use crate::sqlite::connection::{open_for_reading, open_for_writing, settle_for_writing};

    fn place() -> (TempDir, PathBuf, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let writing = open_for_writing(&path).unwrap();
        settle_for_writing(&writing).unwrap();
        writing.execute_batch("create table t (number integer)").unwrap();
        (folder, path, writing)
    }

    fn insert(connection: &Connection) {
        connection.execute("insert into t values (1)", []).unwrap();
    }

    #[test]
    fn every_commit_by_whomever_changes_the_mark_and_nothing_else_has_to() {
        let (_folder, path, writing) = place();
        let (changes, reading) = (Changes::of(&path), open_for_reading(&path).unwrap());
        let another = open_for_writing(&path).unwrap();
        let mut marks = vec![changes.mark().unwrap()];
        for round in 0..50 {
            insert(if round % 3 == 0 { &another } else { &writing });
            let mark = changes.mark().unwrap();
            assert!(!marks.contains(&mark));
            marks.push(mark);
            let _: i64 = reading.query_row("select count(*) from t", [], |row| row.get(0)).unwrap();
            writing.execute_batch("begin immediate; insert into t values (2); rollback").unwrap();
            writing.execute_batch("begin immediate; commit").unwrap();
            assert_eq!(changes.mark(), Some(mark));
            if round % 10 == 0 {
                writing.execute_batch("pragma wal_checkpoint(truncate)").unwrap();
            }
        }
    }

    #[test]
    fn what_is_not_committed_yet_does_not_show() {
        let (_folder, path, writing) = place();
        let changes = Changes::of(&path);
        let before = changes.mark();
        writing.execute_batch("begin immediate; insert into t values (1)").unwrap();
        assert_eq!(changes.mark(), before);
        writing.execute_batch("commit").unwrap();
        assert_ne!(changes.mark(), before);
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_found_where_the_database_is_a_link() {
        let (folder, path, writing) = place();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        let changes = Changes::of(&link);
        let before = changes.mark();
        insert(&writing);
        assert!(before.is_some() && changes.mark() != before);
    }

    #[test]
    fn one_file_serves_whoever_has_the_database_open_here() {
        let (_folder, path, _writing) = place();
        let (first, second) = (Changes::of(&path), Changes::of(&path));
        assert!(Arc::ptr_eq(first.index.as_ref().unwrap(), second.index.as_ref().unwrap()));
    }

    #[test]
    fn where_it_does_not_tell_it_is_not_believed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        assert_eq!(Changes::of(&path).mark(), None, "no database");
        std::fs::write(&path, "").unwrap();
        std::fs::write(folder.path().join("file-shm"), [7; 10]).unwrap();
        assert_eq!(Changes::of(&path).mark(), None, "too short");
        std::fs::write(folder.path().join("file-shm"), [7; 100]).unwrap();
        let changes = Changes::of(&path);
        let before = changes.mark();
        assert!(before.is_some());
        changes.expect_other_than(before);
        assert_eq!(changes.mark(), None, "a commit left no trace");
    }
}
