//! Checkpoints: what was committed is copied from the write-ahead log into the file by a thread of its own, so that
//! commands need not wait for it. Only where the thread does not keep up does the writer do it itself, so that the log has
//! an end.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use rusqlite::Connection;
use rusqlite::hooks::Wal;

use super::connection::{open_for_checkpoints, unusable};
use crate::OpenError;

/// How long the log may become, in pages of 4 KiB.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lengths {
    /// With so many that are not in the file yet, the thread begins.
    pub(super) begin: u32,
    /// With so many altogether, the writer waits until all are.
    pub(super) most: u32,
}

impl Default for Lengths {
    /// SQLite's own beginning, and 64 MiB.
    fn default() -> Self {
        Self { begin: 1000, most: 16_384 }
    }
}

/// What the writer and the thread tell each other.
#[derive(Default)]
struct Told {
    /// How many pages the log has.
    pages: AtomicU32,
    /// How many of them are in the file.
    copied: AtomicU32,
    /// Held by whoever is at it.
    turn: Mutex<()>,
}

pub(super) struct Checkpoints {
    lengths: Lengths,
    told: Arc<Told>,
    wake: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Checkpoints {
    /// Starts the thread. From now on the writing connection makes no checkpoints by itself.
    pub(super) fn start(writing: &mut Connection, path: &Path, lengths: Lengths) -> Result<Self, OpenError> {
        let told = Arc::new(Told::default());
        let counting = Arc::clone(&told);
        let hook = move |_: &mut Wal, pages: std::ffi::c_int| {
            let pages = u32::try_from(pages).unwrap_or_default();
            // A log that became shorter was begun anew, which it is once all of it is in the file.
            if pages < counting.pages.swap(pages, Ordering::Relaxed) {
                counting.copied.store(0, Ordering::Relaxed);
            }
            Ok(())
        };
        writing.wal_hook(Some(hook)).map_err(|error| unusable(path, &error))?;
        let copying = open_for_checkpoints(path)?;
        let (wake, woken) = sync_channel(1);
        let telling = Arc::clone(&told);
        let work = move || {
            while woken.recv().is_ok() {
                let _turn = telling.take_turn();
                telling.copy(&copying);
            }
        };
        let thread = std::thread::Builder::new().name("store-checkpoint".to_owned()).spawn(work);
        let thread = thread.map_err(|error| OpenError::Unusable {
            place: path.display().to_string(),
            reason: error.to_string(),
        })?;
        Ok(Self { lengths, told, wake: Some(wake), thread: Some(thread) })
    }

    /// Looks, after a commit, whether it is time.
    pub(super) fn consider(&self, writing: &Connection) {
        let pages = self.told.pages.load(Ordering::Relaxed);
        if pages >= self.lengths.most {
            let _turn = self.told.take_turn();
            self.told.copy(writing);
        } else if pages.saturating_sub(self.told.copied.load(Ordering::Relaxed)) >= self.lengths.begin
            && let Some(wake) = &self.wake
        {
            // It is at it already, or has heard.
            let _unless_woken = wake.try_send(());
        }
    }

    /// Waits for the thread; it does nothing while this is held.
    pub(super) fn hold(&self) -> MutexGuard<'_, ()> {
        self.told.take_turn()
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        self.wake.take();
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the checkpoint thread ended with a panic");
        }
    }
}

impl Told {
    fn take_turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Copies as much as no reader is in the way of.
    fn copy(&self, connection: &Connection) {
        let copied = connection.query_row("pragma wal_checkpoint(passive)", [], |row| row.get::<_, i64>(2));
        match copied {
            Ok(copied) => self.copied.store(u32::try_from(copied).unwrap_or_default(), Ordering::Relaxed),
            // On a full disk, for example. Nothing is lost: it is all in the log.
            Err(error) => tracing::debug!(%error, "the write-ahead log could not be written back"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use tempfile::TempDir;

    use super::*;
    use crate::sqlite::connection::{open_for_writing, settle_for_writing};

    struct Place {
        folder: TempDir,
        writing: Connection,
    }

    impl Place {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let writing = open_for_writing(&folder.path().join("file")).unwrap();
            settle_for_writing(&writing).unwrap();
            writing.execute_batch("create table t (bytes blob)").unwrap();
            Self { folder, writing }
        }

        fn checkpoints(&mut self, begin: u32, most: u32) -> Checkpoints {
            let file = self.file();
            Checkpoints::start(&mut self.writing, &file, Lengths { begin, most }).unwrap()
        }

        fn file(&self) -> PathBuf {
            self.folder.path().join("file")
        }

        /// Commits so many times about twelve pages.
        fn commit(&self, checkpoints: &Checkpoints, times: usize) {
            for _ in 0..times {
                self.writing.execute("insert into t values (zeroblob(40000))", []).unwrap();
                checkpoints.consider(&self.writing);
            }
        }

        fn pages_of_log(&self) -> u64 {
            fs::metadata(self.folder.path().join("file-wal")).unwrap().len() / 4120
        }

        /// How many rows there are in the file without its log.
        fn rows_without_log(&self) -> i64 {
            let copy = self.folder.path().join("copy");
            fs::copy(self.file(), &copy).unwrap();
            let alone = Connection::open(&copy).unwrap();
            alone.query_row("select count(*) from t", [], |row| row.get(0)).unwrap_or(0)
        }
    }

    #[test]
    fn the_thread_copies_what_was_committed() {
        let mut place = Place::new();
        let checkpoints = place.checkpoints(100, u32::MAX);
        place.commit(&checkpoints, 4);
        assert_eq!(place.rows_without_log(), 0, "that is too little to begin with");
        place.commit(&checkpoints, 6);
        drop(checkpoints);
        assert!(place.rows_without_log() >= 8);
    }

    #[test]
    fn the_log_has_an_end_where_the_thread_does_not_keep_up() {
        let mut place = Place::new();
        let checkpoints = place.checkpoints(u32::MAX, 100);
        place.commit(&checkpoints, 100);
        assert!(place.pages_of_log() < 150, "{}", place.pages_of_log());
        assert!(place.rows_without_log() >= 90);
    }

    #[test]
    fn a_reader_is_in_the_way_for_no_longer_than_it_reads() {
        let mut place = Place::new();
        let checkpoints = place.checkpoints(50, 100);
        let reading = Connection::open(place.file()).unwrap();
        reading.execute_batch("begin; select count(*) from t").unwrap();
        place.commit(&checkpoints, 30);
        assert!(place.pages_of_log() >= 300 && place.rows_without_log() == 0);
        reading.execute_batch("commit").unwrap();
        place.commit(&checkpoints, 30);
        let grown = place.pages_of_log();
        place.commit(&checkpoints, 100);
        assert_eq!(place.pages_of_log(), grown, "it begins anew once it is copied");
        assert!(place.rows_without_log() >= 150);
    }
}
