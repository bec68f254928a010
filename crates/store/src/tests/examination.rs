//! What an operator is told of a database, and that looking changes nothing.

use super::{Database, Fixture, Place};
use crate::command::{Command, Stop};
use crate::examination::{Examination, Schema, Settings};
use crate::keys::UNFINISHED_TRANSFER;
use crate::sql::{Session, statements};
use crate::{OpenError, Store};

statements! {
    MARK = "insert into server_key (name, bytes) values ($1, $2)";
    FORGET = "delete from server_key where name = $1";
}

async fn examine(fixture: &Fixture) -> Result<Examination, OpenError> {
    match &fixture.place {
        Place::Folder(folder) => Store::examine_sqlite(&folder.path().join("tenure.sqlite3")),
        Place::Server { url, .. } => Store::examine_postgres(url).await,
    }
}

async fn a_database_that_is_served_is_whole(database: Database) {
    let fixture = Fixture::on(database).await;
    let found = examine(&fixture).await.unwrap();
    let Schema::Ours { applied, known } = found.schema else { panic!("no schema: {found:?}") };
    assert_eq!((applied, found.missing_keys), (known, Vec::<&str>::new()));
    match found.settings {
        Settings::Sqlite { journal_mode, read_only } => {
            assert_eq!((&*journal_mode, read_only), ("wal", false));
        }
        Settings::Postgres { is_standby, read_only, fsync, standbys, .. } => {
            // The tests' own server trades its promises for speed.
            assert_eq!((is_standby, read_only, fsync, standbys), (false, false, false, 0));
        }
    }
}

/// Leaves the database as a transfer does that was cut off.
#[derive(Debug)]
struct CutOff;

impl Command for CutOff {
    type Outcome = ();
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<Self::Refusal>> {
        session.execute(&MARK, &[UNFINISHED_TRANSFER.into(), vec![7; 32].into()]).await?;
        session.execute(&FORGET, &["pepper".into()]).await?;
        Ok(())
    }
}

async fn a_transfer_that_was_cut_off_and_a_key_that_is_gone_are_told(database: Database) {
    let fixture = Fixture::on(database).await;
    let told = async || {
        let found = examine(&fixture).await.unwrap();
        (found.unfinished_transfer, found.missing_keys)
    };
    assert_eq!(told().await, (false, Vec::new()));
    fixture.store.apply(CutOff).await.unwrap();
    assert_eq!(told().await, (true, vec!["pepper"]));
}

on_every_database! {
    a_database_that_is_served_is_whole,
    a_transfer_that_was_cut_off_and_a_key_that_is_gone_are_told,
}

#[tokio::test]
async fn an_empty_database_is_empty_and_stays_so() {
    let server = crate::testing::postgres::Database::without_schema();
    for _ in 0..2 {
        let found = Store::examine_postgres(&server.url()).await.unwrap();
        assert_eq!((found.schema, found.missing_keys), (Schema::Empty, Vec::new()));
    }
}

#[test]
fn a_file_of_another_program_or_none_is_told() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("other.sqlite3");
    assert!(matches!(Store::examine_sqlite(&path), Err(OpenError::Unusable { .. })));
    assert!(!path.exists());
    rusqlite::Connection::open(&path).unwrap().execute("create table other (a)", []).unwrap();
    assert!(matches!(Store::examine_sqlite(&path), Err(OpenError::Foreign { .. })));
}
