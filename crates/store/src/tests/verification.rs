//! What verifying finds of a database that somebody changed by hand, on each of them, and that it finds nothing else.

use std::collections::BTreeSet;

use crate::OpenError;
use crate::compatibility::KNOWN;
use crate::examination::Schema;
use crate::tests::{Database, Fixture, Place};
use crate::transfer::{self, Raw, TABLES};
use crate::verification::{Dialect, REFERENCES, ReadOnly, Structure};

/// Runs statements that nothing holds back.
pub(super) async fn by_hand(fixture: &Fixture, text: &str) {
    match &fixture.place {
        Place::Folder(_) => {
            let connection = rusqlite::Connection::open(fixture.file()).unwrap();
            connection.execute_batch(&format!("pragma foreign_keys = off; {text}")).unwrap();
        }
        Place::Server { database, .. } => database.by_hand(text).await,
    }
}

fn place(fixture: &Fixture) -> transfer::Place {
    match &fixture.place {
        Place::Folder(_) => transfer::Place::Sqlite(fixture.file()),
        Place::Server { url, .. } => transfer::Place::Postgres(url.clone()),
    }
}

async fn open(fixture: &Fixture) -> Result<ReadOnly, OpenError> {
    ReadOnly::open(&place(fixture), &fixture.randomness).await
}

/// Everything that is found but for histories.
async fn found(fixture: &Fixture) -> Vec<String> {
    let mut found = Vec::new();
    if let transfer::Place::Sqlite(path) = place(fixture) {
        found.extend(ReadOnly::damages_of_file(&path).unwrap());
    }
    let mut database = open(fixture).await.unwrap();
    found.extend(database.schema().await.unwrap().differences.iter().map(ToString::to_string));
    let mut lost = Vec::new();
    for place in 0..database.references() {
        match database.reference(place).await {
            Ok(none) => lost.extend(none),
            // Of a table that is told to be missing.
            Err(failure) => assert!(!found.is_empty(), "{failure}"),
        }
    }
    for lost in &lost {
        assert_eq!(lost.rows.len() as u64, lost.count);
        let told = |row| format!("{} {row}: {} ({})", lost.table, lost.words, lost.columns.join(", "));
        found.extend(lost.rows.iter().map(|row| told(&row.row)));
    }
    for (table, target, rows) in database.other_references(&lost).unwrap() {
        found.push(format!("{table} to {target}: {rows}"));
    }
    found
}

async fn a_database_that_was_used_has_nothing_amiss_and_stays_as_it_is(database: Database) {
    let fixture = Fixture::on(database).await;
    fixture.rich("Anna").await;
    fixture.rich("Bert").await;
    assert_eq!(found(&fixture).await, Vec::<String>::new());
    let database = open(&fixture).await.unwrap();
    assert_eq!(database.examination().schema, Schema::Ours { applied: *KNOWN, known: *KNOWN });
}

/// What was done by hand to a freshly migrated schema, and what is told of it.
type Damage = (&'static str, &'static [&'static str]);

/// On both databases alike.
const ON_BOTH: [Damage; 5] = [
    ("drop index person_address", &["the index person_address is missing"]),
    ("create index mine on person (name)", &["the index mine is there, and no migration makes it"]),
    (
        "alter table person add column shoe_size text",
        &["the column person.shoe_size is there, and no migration makes it"],
    ),
    ("alter table person drop column name", &["the column person.name is missing"]),
    (
        "drop table history_read; create view mine as select id from person",
        &["the table history_read is missing", "the view mine is there, and no migration makes it"],
    ),
];

const ON_SQLITE: [Damage; 4] = [
    ("create table notes (a integer) strict", &["the table notes is there, and no migration makes it"]),
    (
        "drop index person_address; create index person_address on person (address)",
        &["the index person_address is `CREATE INDEX person_address on person (address)`, and should be \
            `CREATE UNIQUE INDEX person_address on person (address)`"],
    ),
    (
        "drop table mark; create table mark (person_id blob not null references person (id), statement text not null, \
            hidden integer, dispute text, changed_at integer not null, primary key (person_id, statement))",
        &["the table mark is not defined as the migrations define it"],
    ),
    (
        "drop table mark; create table mark (person_id blob not null, statement text not null, hidden integer, \
            dispute text, changed_at integer, primary key (person_id, statement)) strict, without rowid",
        &[
            "the reference mark.person_id to person is missing",
            "the column mark.changed_at is `integer`, and should be `integer not null`",
        ],
    ),
];

const ON_POSTGRES: [Damage; 7] = [
    ("create table notes (a bigint)", &["the table notes is there, and no migration makes it"]),
    (
        "drop index person_address; create index person_address on person (address)",
        &[
            "the index person_address is `CREATE INDEX person_address ON person USING btree (address)`, and should be \
            `CREATE UNIQUE INDEX person_address ON person USING btree (address)`",
        ],
    ),
    (
        "alter table mark alter changed_at drop not null",
        &["the column mark.changed_at is `bigint`, and should be `bigint not null`"],
    ),
    (
        "alter table mark drop constraint mark_person_id_fkey",
        &["the constraint mark.mark_person_id_fkey is missing"],
    ),
    (
        "alter table mark disable trigger all",
        &[
            "the constraint mark.mark_person_id_fkey is `FOREIGN KEY (person_id) REFERENCES person(id), which is \
            switched off`, and should be `FOREIGN KEY (person_id) REFERENCES person(id)`",
        ],
    ),
    ("alter table session set unlogged", &["the table session is `unlogged`, and should be `permanent`"]),
    (
        "create rule nothing as on delete to mark do instead nothing; drop sequence experience_sequence",
        &[
            "the sequence experience_sequence is missing",
            "the rule mark.nothing is there, and no migration makes it",
        ],
    ),
];

async fn a_schema_that_was_changed_is_told_thing_by_thing(database: Database) {
    let own: &[Damage] = if matches!(database, Database::Sqlite) { &ON_SQLITE } else { &ON_POSTGRES };
    for (text, expected) in ON_BOTH.iter().chain(own) {
        let fixture = Fixture::on(database).await;
        by_hand(&fixture, text).await;
        assert_eq!(found(&fixture).await, *expected, "{text}");
    }
}

/// Without the ids and hashes.
fn masked(found: &[String]) -> Vec<String> {
    let is_id =
        |word: &str| word.len() >= 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    let mask = |line: &String| {
        let words = line.split_inclusive([' ', ',', ':']).map(|word| {
            let (bare, end) = word.split_at(word.trim_end_matches([' ', ',', ':']).len());
            format!("{}{end}", if is_id(bare) { "…" } else { bare })
        });
        words.collect()
    };
    found.iter().map(mask).collect()
}

/// Rows that lead nowhere, made by hand beside two rich records, and what is told of them.
const ROWS: [Damage; 7] = [
    (
        "insert into session (hash, person_id, created_at, expires_at) values (:bytes, :id, 1, 2)",
        &["session hash 61: the person is not there (person_id)"],
    ),
    (
        "update experience set person_id = (select id from person where address = 'bert@rich.example.org') where id = \
            (select min(id) from experience)",
        &["experience id 1: the curriculum is not there, or is not that person's (curriculum_id, person_id)"],
    ),
    (
        "update idempotency_key set client_id = :id where experience_id = 1",
        &["idempotency_key client_id …, curriculum_id …, key_hash …: the client is not there (client_id)"],
    ),
    (
        "insert into batch (client_id, batch_hash, submission_id) select id, :bytes, :id from client order by id limit 1",
        &["batch client_id …, batch_hash 61: the submission is not there (submission_id)"],
    ),
    (
        "insert into credential (submission_id, credential_id, document) select id, 'x', '{}' from submission \
            where state = 'declined' order by id limit 1",
        &["credential submission_id …: the submission is not there, or is one of which nothing may be kept \
            (submission_id)"],
    ),
    (
        "delete from credential where credential_id = 'bound-Anna'",
        &["submission id …: what was pushed is not there (id)"],
    ),
    (
        "update access_token set person_id = (select id from person where address = 'bert@rich.example.org')",
        &[
            "access_token hash …: the grant is not there, or is not that client's and that person's (grant_id, \
            client_id, person_id)",
        ],
    ),
];

async fn a_row_that_leads_nowhere_is_told_by_table_and_id(database: Database) {
    let on_sqlite = matches!(database, Database::Sqlite);
    for (text, expected) in ROWS {
        let fixture = Fixture::on(database).await;
        fixture.rich("Anna").await;
        fixture.rich("Bert").await;
        let (bytes, id) = if on_sqlite {
            ("x'61'", "x'00000000000000000000000000000001'")
        } else {
            ("'\\x61'", "'00000000-0000-0000-0000-000000000001'::uuid")
        };
        by_hand(&fixture, &text.replace(":bytes", bytes).replace(":id", id)).await;
        assert_eq!(masked(&found(&fixture).await), expected, "{text}");
    }
}

async fn a_schema_of_another_version_is_told_from_a_damaged_one(database: Database) {
    // Older: nothing is compared, and nothing is brought up to date.
    let fixture = Fixture::on(database).await;
    by_hand(&fixture, "update refinery_schema_history set version = 0").await;
    let told = open(&fixture).await.err().unwrap().to_string();
    assert!(told.contains("its schema 0 is older than this program, which knows 1"), "{told}");

    // Newer, and this program may use it: what is new is no damage, what this program needs must be there.
    let fixture = Fixture::on(database).await;
    by_hand(
        &fixture,
        "update refinery_schema_history set version = 2; alter table person add column shoe_size text; \
            create table shoe (size text); drop index person_address",
    )
    .await;
    assert_eq!(found(&fixture).await, Vec::<String>::new());
    let schema = open(&fixture).await.unwrap().examination().schema;
    assert_eq!(schema, Schema::Ours { applied: 2, known: 1 });
    by_hand(&fixture, "alter table person drop column name; drop table sign_in_count").await;
    let told = found(&fixture).await;
    assert_eq!(told, ["the column person.name is missing", "the table sign_in_count is missing"]);

    // Newer, and this program may not.
    by_hand(&fixture, "update schema_compatibility set oldest_compatible = 2").await;
    let error = open(&fixture).await.err().unwrap();
    assert!(matches!(error, OpenError::Newer { needs: 2, known: 1, .. }), "{error}");
}

async fn a_database_without_schema_or_with_half_of_a_transfer_is_refused(database: Database) {
    let fixture = Fixture::on(database).await;
    by_hand(&fixture, "update server_key set name = 'unfinished transfer' where name = 'pepper'").await;
    let told = open(&fixture).await.err().unwrap().to_string();
    assert!(told.contains("begun and not finished"), "{told}");
}

on_every_database! {
    a_database_that_was_used_has_nothing_amiss_and_stays_as_it_is,
    a_schema_that_was_changed_is_told_thing_by_thing,
    a_row_that_leads_nowhere_is_told_by_table_and_id,
    a_schema_of_another_version_is_told_from_a_damaged_one,
    a_database_without_schema_or_with_half_of_a_transfer_is_refused,
}

/// Every column that holds an id of something else is looked at; those of the histories, when they are verified.
#[test]
fn every_reference_is_looked_at() {
    let ids: BTreeSet<_> = TABLES
        .iter()
        .filter(|table| !["history", "history_head", "history_opened"].contains(&table.name))
        .flat_map(|table| table.columns.iter().map(|(column, _)| (table.name, *column)))
        .filter(|(_, column)| {
            column.ends_with("_id") && !["request_id", "credential_id", "experience_id"].contains(column)
        })
        .collect();
    let looked_at: BTreeSet<_> = REFERENCES
        .iter()
        .flat_map(|reference| reference.columns.iter().map(|column| (reference.table, *column)))
        .filter(|(_, column)| *column != "id")
        .collect();
    assert_eq!(ids, looked_at);
}

/// `TENURE_WRITE_SCHEMAS=1 cargo test -p store freshly_migrated` writes them anew after a migration was added.
#[tokio::test]
async fn the_schemas_to_compare_with_are_those_of_freshly_migrated_databases() {
    let folder = tempfile::TempDir::new().unwrap();
    let server = crate::testing::postgres::Database::new();
    let places = [
        (Dialect::Sqlite, "sqlite.txt", transfer::Place::Sqlite(folder.path().join("tenure.sqlite3"))),
        (Dialect::Postgres, "postgres.txt", transfer::Place::Postgres(Box::new(server.url()))),
    ];
    for (dialect, file, place) in places {
        let fresh = Structure::read(&mut Raw::open(&place).await.unwrap()).await.unwrap();
        if std::env::var_os("TENURE_WRITE_SCHEMAS").is_some() {
            std::fs::write(format!("{}/schema/{file}", env!("CARGO_MANIFEST_DIR")), fresh.to_string())
                .unwrap();
        } else {
            assert_eq!(fresh.differences(&Structure::migrated(dialect)), [], "{file}");
        }
    }
    assert_eq!(crate::sqlite::newest_known(), crate::postgres::newest_known());
}
