//! The curricula that commands have looked for lately. Each insert looks for its own by its code, in two indexes whose
//! pages it shares with nobody once there are many people, and whoever declares an experience mostly declares some more.
//!
//! Nothing changes what a curriculum's code, its owner and its id are, but it may be deleted. Who deletes it here says so;
//! that another process wrote anything at all is told by SQLite, and ends all that is known.

use career::id::{CurriculumCode, CurriculumId, PersonId};
use quick_cache::unsync::Cache;
use rusqlite::Connection;

/// How many are known at the most.
const MOST: usize = 4096;

/// The curricula that are known, as of the last commit of this connection.
pub(super) struct KnownCurricula {
    /// A code is that of one curriculum alone.
    known: Cache<CurriculumCode, (PersonId, CurriculumId)>,
    /// What SQLite said when they were. It says something else once another connection has committed.
    version: Option<i64>,
}

impl Default for KnownCurricula {
    fn default() -> Self {
        Self { known: Cache::new(MOST), version: None }
    }
}

impl KnownCurricula {
    /// Forgets them all if anybody else has committed since. To be asked within the transaction that needs them, which
    /// keeps others from it until its end.
    pub(super) fn keep_up(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let mut asking = connection.prepare_cached("pragma data_version")?;
        let version = Some(asking.query_row([], |row| row.get(0))?);
        if self.version != version {
            self.forget();
            self.version = version;
        }
        Ok(())
    }

    /// The curriculum of a person with this code.
    pub(super) fn get(&self, person: PersonId, code: &CurriculumCode) -> Option<CurriculumId> {
        self.known.get(code).filter(|(whose, _)| *whose == person).map(|(_, id)| *id)
    }

    /// Remembers one that was found.
    pub(super) fn keep(&mut self, person: PersonId, code: &CurriculumCode, id: CurriculumId) {
        self.known.insert(code.clone(), (person, id));
    }

    /// Forgets them all.
    pub(super) fn forget(&mut self) {
        self.known.clear();
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;
    use tempfile::TempDir;
    use uuid::Uuid;

    use super::*;
    use crate::sqlite::connection::{open_for_writing, settle_for_writing};

    struct Place {
        _folder: TempDir,
        writing: Connection,
        another: Connection,
        known: KnownCurricula,
    }

    impl Place {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("file");
            let writing = open_for_writing(&path).unwrap();
            settle_for_writing(&writing).unwrap();
            writing.execute_batch("create table t (number integer)").unwrap();
            let another = open_for_writing(&path).unwrap();
            Self { _folder: folder, writing, another, known: KnownCurricula::default() }
        }

        /// A transaction of the writer, and whether it still knows the curriculum, which it does afterwards.
        fn knows_at_its_next(&mut self) -> bool {
            self.writing.execute_batch("begin immediate").unwrap();
            self.known.keep_up(&self.writing).unwrap();
            let known = self.known.get(person(1), &code(1)) == Some(curriculum(1));
            self.known.keep(person(1), &code(1), curriculum(1));
            self.writing.execute_batch("insert into t values (1); commit").unwrap();
            known
        }
    }

    fn person(number: u128) -> PersonId {
        PersonId::from_uuid(Uuid::from_u128(number))
    }

    fn curriculum(number: u128) -> CurriculumId {
        CurriculumId::from_uuid(Uuid::from_u128(number))
    }

    fn code(number: u128) -> CurriculumCode {
        CurriculumCode::from_random(number.to_be_bytes())
    }

    #[test]
    fn they_are_known_until_anybody_else_commits() {
        let mut place = Place::new();
        assert!(!place.knows_at_its_next());
        for _ in 0..3 {
            assert!(place.knows_at_its_next());
        }
        place.another.execute_batch("begin immediate; insert into t values (2); rollback").unwrap();
        assert!(place.knows_at_its_next(), "nothing was committed");
        for _ in 0..3 {
            place.another.execute("insert into t values (2)", []).unwrap();
            assert!(!place.knows_at_its_next());
            assert!(place.knows_at_its_next());
        }
        place.another.execute_batch("insert into t values (3); pragma wal_checkpoint(truncate)").unwrap();
        assert!(!place.knows_at_its_next());
    }

    #[test]
    fn what_is_written_back_meanwhile_ends_nothing() {
        let mut place = Place::new();
        assert!(!place.knows_at_its_next());
        for _ in 0..3 {
            place.another.execute_batch("pragma wal_checkpoint(passive)").unwrap();
            // The log begins anew with the next commit.
            assert!(place.knows_at_its_next());
        }
    }

    #[test]
    fn a_code_is_known_with_its_owner_alone() {
        let mut known = KnownCurricula::default();
        known.keep(person(1), &code(1), curriculum(1));
        assert_eq!(known.get(person(1), &code(1)), Some(curriculum(1)));
        assert_eq!(known.get(person(2), &code(1)), None);
        assert_eq!(known.get(person(1), &code(2)), None);
        known.forget();
        assert_eq!(known.get(person(1), &code(1)), None);
    }
}
