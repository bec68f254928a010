//! `tenure verify`, on databases that are served and that somebody changed by hand.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use store::testing::postgres::Database;
use tempfile::TempDir;

use crate::parties::Application;
use crate::program::{Program, descriptor, printed, run, text};

/// Runs `tenure verify`; gives the exit code, and what it printed.
fn verify(place: &[&str]) -> (Option<i32>, String) {
    let output = run(&[&["verify"], place].concat());
    let printed = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(printed).unwrap())
}

fn content(folder: &Path) -> BTreeMap<std::ffi::OsString, Vec<u8>> {
    let files = fs::read_dir(folder).unwrap().map(Result::unwrap);
    files.map(|file| (file.file_name(), fs::read(file.path()).unwrap())).collect()
}

/// What is done by hand, what takes it back, and what is told of it.
const DAMAGES: [(&str, &str, &str); 6] = [
    (
        "insert into session (hash, person_id, created_at, expires_at) values (:bytes, :id, 1, 2)",
        "delete from session where created_at = 1",
        "references: session hash 61: the person is not there (person_id); find out who wrote to the database, and \
         compare the row with a backup",
    ),
    (
        "drop index person_address",
        "create unique index person_address on person (address)",
        "schema: the index person_address is missing; put it back as the migrations make it, or restore a backup into \
         an empty database",
    ),
    (
        "create table notes (a text)",
        "drop table notes",
        "schema: the table notes is there, and no migration makes it; take it out where it serves nothing, for an \
         upgrade may meet with it",
    ),
    (
        "update person set address = 'candidata@example.com' where address = 'candidate@example.com'",
        "update person set address = 'candidate@example.com' where address = 'candidata@example.com'",
        " differs from its newest entry, 1; compare it with a backup, or let the person enter it anew",
    ),
    (
        "update server_key set name = 'x' where name = 'numbering'",
        "update server_key set name = 'numbering' where name = 'x'",
        "keys: the key numbering is missing or damaged; restore the database from a backup: new keys would not fit \
         what the old ones made",
    ),
    (
        "update history set sequence = 1000 where sequence = 2",
        "update history set sequence = 2 where sequence = 1000",
        "restore the history from a backup, or find out who wrote to the database",
    ),
];

/// Every damage is told, with exit code 3 and no value of anybody, and nothing more once it is taken back.
fn damages(place: &[&str], mut by_hand: impl FnMut(&str)) {
    for (damage, undo, expected) in DAMAGES {
        by_hand(damage);
        let (code, told) = verify(place);
        assert_eq!(code, Some(3), "{damage}: {told}");
        assert!(told.lines().any(|line| line.ends_with(expected)), "{damage}: {told}");
        assert!(told.contains("\nbroken   ") && told.trim_end().ends_with("not fit."), "{told}");
        assert!(!told.contains("candidat") && !told.contains('@'), "no value of a person: {told}");
        let (code, shown) = verify(&[place, &["--json"]].concat());
        let shown: Value = serde_json::from_str(&shown).unwrap();
        assert_eq!((code, text(&shown, "/verdict")), (Some(3), "broken"));
        let checks = shown["checks"].as_array().unwrap().iter();
        let broken: Vec<_> = checks.filter(|check| check["verdict"] == "broken").collect();
        assert!(broken.iter().all(|check| check["findings"][0]["todo"].is_string()), "{shown:#}");
        by_hand(undo);
        let (code, told) = verify(place);
        assert_eq!(code, Some(0), "{undo}: {told}");
    }
}

#[test]
fn ledger_222_a_file_that_is_served_is_verified_and_what_was_changed_in_it_is_named() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    let mut program = Program::demo(folder.path(), &[]);
    program.until("All of these credentials");
    let (code, told) = verify(&["--data", data]);
    assert_eq!(code, Some(0), "{told}");
    let lines: Vec<_> = told.lines().collect();
    let [file, schema, keys, references, history, end] = lines[..] else { panic!("{told}") };
    assert_eq!(file, "ok       file          SQLite finds the file whole");
    assert!(
        schema.starts_with("ok       schema        schema 1: ")
            && schema.ends_with(" as the migrations make them")
    );
    assert_eq!(keys, "ok       keys          all are there");
    assert!(
        references.starts_with("ok       references    25 kinds of references between tables, all of which")
    );
    assert!(
        history.starts_with("ok       history       Looked at 2 people, ")
            && history.ends_with("everything fits.")
    );
    assert_eq!(end, "Everything fits.");

    let connection = rusqlite::Connection::open(folder.path().join("tenure.sqlite3")).unwrap();
    connection.pragma_update(None, "foreign_keys", "off").unwrap();
    let id = "x'00000000000000000000000000000001'";
    damages(&["--data", data], |text| {
        let text = text.replace(":bytes", "x'61'").replace(":id", id);
        // As its one writer does, whoever else reads meanwhile is waited for.
        connection.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
        connection.execute_batch(&text.replace("notes (a text)", "notes (a text) strict")).unwrap();
    });
    drop(connection);
    program.stop();

    let before = content(folder.path());
    assert_eq!(verify(&["--data", data]).0, Some(0), "without a server too");
    assert!(content(folder.path()) == before, "the folder has changed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ledger_222_a_postgresql_database_is_verified_in_the_same_way() {
    let folder = TempDir::new().unwrap();
    let mut program = Program::demo(folder.path(), &[]);
    program.until("All of these credentials");
    program.stop();
    let database = Database::new();
    let url = database.url_text();
    printed(&["move", folder.path().to_str().unwrap(), &url]);
    let (code, told) = verify(&["--database", &url]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.starts_with("ok       schema        schema 1: "), "{told}");
    let id = "'00000000-0000-0000-0000-000000000001'::uuid";
    tokio::task::block_in_place(|| {
        damages(&["--database", &url], |text| {
            let text = text.replace(":bytes", "'\\x61'").replace(":id", id);
            tokio::runtime::Handle::current().block_on(database.by_hand(&text));
        });
    });
}

#[tokio::test]
async fn a_file_that_was_cut_short_or_scribbled_on_is_told() {
    let (program, folder, _) = Program::empty_demo();
    let data = folder.path().to_str().unwrap();
    let application = Application::of(&descriptor(folder.path()));
    for number in 0..50 {
        assert_eq!(application.put(None, &format!("job-{number}")).send().await.unwrap().status(), 200);
    }
    program.stop();
    let file = folder.path().join("tenure.sqlite3");
    let whole = fs::read(&file).unwrap();
    for (bytes, what) in [
        (whole[..whole.len() / 2].to_vec(), "cut"),
        ([&whole[..4096], &[0xFF; 4096], &whole[8192..]].concat(), "a page of the schema"),
        ([&whole[..whole.len() - 8192], &[0xFF; 8192]].concat(), "the last pages"),
    ] {
        fs::write(&file, bytes).unwrap();
        let (code, told) = verify(&["--data", data]);
        assert_eq!(code, Some(3), "{what}: {told}");
        assert!(
            told.starts_with("file: ") && told.contains("restore a backup into an empty database"),
            "{told}"
        );
        assert!(told.contains("broken   file          SQLite finds the file damaged"), "{told}");
    }
    fs::write(&file, whole).unwrap();
    assert_eq!(verify(&["--data", data]).0, Some(0));
}

#[test]
fn where_there_is_nothing_to_verify_it_says_so_and_makes_nothing() {
    let folder = TempDir::new().unwrap();
    let none = folder.path().join("none");
    let (code, told) = verify(&["--data", none.to_str().unwrap()]);
    assert!(code == Some(1) && told.contains("there is no Tenure database in this folder"), "{told}");
    assert!(!none.exists());
    fs::create_dir(&none).unwrap();
    fs::write(none.join("tenure.sqlite3"), "").unwrap();
    let (code, told) = verify(&["--data", none.to_str().unwrap()]);
    assert!(code == Some(1) && told.contains("there is no Tenure database here"), "{told}");
    assert_eq!(fs::read(none.join("tenure.sqlite3")).unwrap(), b"");

    let database = Database::without_schema();
    let (code, told) = verify(&["--database", &database.url_text()]);
    assert!(code == Some(1) && told.contains("there is no Tenure database here"), "{told}");
}
