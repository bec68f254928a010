use std::path::Path;
use std::sync::Arc;

use super::{fixture, folder};
use crate::testing::RepeatableRandomness;
use crate::{OpenError, Randomness, Store};

fn open(path: &Path) -> Result<Store, OpenError> {
    let randomness: Arc<dyn Randomness> = Arc::new(RepeatableRandomness::default());
    Store::open_sqlite(path, &randomness)
}

fn refused(path: &Path) -> OpenError {
    open(path).err().unwrap()
}

#[test]
fn a_store_opens_again_with_the_same_keys() {
    let fixture = fixture();
    let path = folder(&fixture).join("tenure.sqlite3");
    let parts: [&[u8]; 1] = [b"x"];
    let before = fixture.store.keys().mac(crate::keys::Purpose::Form, &parts);
    let signing = fixture.store.keys().signing().public().clone();
    fixture.store.close();
    let again = open(&path).unwrap();
    assert_eq!(again.keys().mac(crate::keys::Purpose::Form, &parts), before);
    assert_eq!(*again.keys().signing().public(), signing);
}

#[test]
fn a_database_of_a_newer_version_is_refused_untouched() {
    let fixture = fixture();
    let path = folder(&fixture).join("tenure.sqlite3");
    fixture.store.close();
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute("update schema_compatibility set oldest_compatible = 999", []).unwrap();
    connection.pragma_query(None, "wal_checkpoint", |_| Ok(())).unwrap();
    drop(connection);
    let before = std::fs::read(&path).unwrap();
    let error = refused(&path);
    assert!(matches!(error, OpenError::Newer { needs: 999, .. }), "{error}");
    assert!(error.to_string().contains("made by a newer version of Tenure"), "{error}");
    assert!(std::fs::read(&path).unwrap() == before, "the file was changed");
}

#[test]
fn a_database_of_another_program_is_refused_untouched() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("other.sqlite3");
    rusqlite::Connection::open(&path).unwrap().execute("create table t (x)", []).unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(refused(&path), OpenError::Foreign { .. }));
    assert!(std::fs::read(&path).unwrap() == before, "the file was changed");
}

#[test]
fn what_is_no_database_is_refused_by_name() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("text.sqlite3");
    std::fs::write(&path, "this is a text, and long enough to be no database header").unwrap();
    assert!(refused(&path).to_string().contains("text.sqlite3"));
    assert!(matches!(refused(&folder.path().join("none/x.sqlite3")), OpenError::Unusable { .. }));
}
