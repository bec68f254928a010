//! Taking everything to another database and back.

use std::collections::BTreeMap;
use std::path::Path;

use career::experience::Experience;
use career::id::{PersonId, ShareId, StatementId};
use career::share::{Life, Pin, ShareContent};
use career::source::{Actor, Source, Way};
use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;

use super::statements::PAGE;
use super::tables::{KEYS, Kind, TABLES};
use super::{Place, Progress, TransferError, transfer};
use crate::experiences::SaveExperience;
use crate::marks::HideStatement;
use crate::record::RecordOf;
use crate::shares::{CreateShare, VisitShare, Visited};
use crate::sql::statements;
use crate::testing::{self, RepeatableRandomness};
use crate::tests::{Database, Fixture, experience, noon, said_by};
use crate::{OpenError, Store};

statements! {
    COLUMNS = sqlite "select tables.name, columns.name, lower(columns.type) from sqlite_schema as tables, \
            pragma_table_info(tables.name) as columns where tables.type = 'table' order by 1, columns.cid"
        postgres "select table_name::text, column_name::text, data_type::text from information_schema.columns \
            where table_schema = 'public' order by 1, ordinal_position";
    VISITS = "select at from share_visit";
}

/// What only one of the databases has, or what a migration fills.
const NOT_TAKEN: [&str; 4] =
    ["migration_lock", "refinery_schema_history", "schema_compatibility", "sequence"];

/// The tables of a schema with their columns.
type Schema = BTreeMap<String, Vec<(String, Kind)>>;

struct Columns;

impl crate::Query for Columns {
    type Answer = Schema;

    async fn answer<S: crate::sql::Session>(&self, session: &mut S) -> Result<Schema, crate::sql::SqlError> {
        let mut schema = Schema::new();
        for row in &mut session.query(&COLUMNS, &[]).await? {
            let (table, column, kind) = (row.text(0)?, row.text(1)?, row.text(2)?);
            if NOT_TAKEN.contains(&table.as_str()) {
                continue;
            }
            let kind = match kind.as_str() {
                "integer" | "bigint" => Kind::Integer,
                "text" => Kind::Text,
                "uuid" => Kind::Uuid,
                // SQLite keeps ids as bytes.
                "blob" | "bytea" => Kind::Bytes,
                other => panic!("{table}.{column} is {other}"),
            };
            schema.entry(table).or_default().push((column, kind));
        }
        Ok(schema)
    }
}

fn listed(ids_are_bytes: bool) -> Schema {
    let kind = |kind| if ids_are_bytes && kind == Kind::Uuid { Kind::Bytes } else { kind };
    let columns = |columns: &[(&str, Kind)]| {
        columns.iter().map(|(name, column)| ((*name).to_owned(), kind(*column))).collect()
    };
    let tables = TABLES.iter().chain([&KEYS]);
    tables.map(|table| (table.name.to_owned(), columns(table.columns))).collect()
}

#[tokio::test]
async fn every_table_is_taken_with_all_its_columns() {
    let sqlite = Fixture::on(Database::Sqlite).await;
    assert_eq!(sqlite.store.answer(Columns).await.unwrap(), listed(true));
    let postgres = Fixture::on(Database::Postgres).await;
    assert_eq!(postgres.store.answer(Columns).await.unwrap(), listed(false));
}

/// A record with something in it, in a file.
async fn filled() -> (Fixture, TempDir, PersonId) {
    let fixture = Fixture::on(Database::Sqlite).await;
    let (person, curriculum) = fixture.person("kim@example.org").await;
    let client = fixture.application().await;
    let content = experience("Acme");
    let save = |number: usize| SaveExperience {
        person,
        curriculum: curriculum.clone(),
        id: None,
        content: Experience { company: format!("Company {number} 中"), ..content.clone() }.into(),
        if_match: None,
        idempotency_key: None,
        source: said_by(client, noon()),
        chosen_id: None,
    };
    // All at once, so that they share commits.
    let saved = join_all((0..700).map(|number| fixture.store.apply(save(number)))).await;
    let statements = saved.into_iter().map(|saved| StatementId::Experience(saved.unwrap().id));
    let hide = |statement| HideStatement { person, statement, hidden: true, now: noon() };
    for hidden in join_all(statements.map(|statement| fixture.store.apply(hide(statement)))).await {
        hidden.unwrap();
    }
    (fixture, TempDir::new().unwrap(), person)
}

fn sqlite(path: &Path) -> Place {
    Place::Sqlite(path.to_owned())
}

fn open(path: &Path) -> Result<Store, OpenError> {
    let randomness: std::sync::Arc<dyn crate::Randomness> =
        std::sync::Arc::new(RepeatableRandomness::default());
    Store::open_sqlite(path, &randomness)
}

#[tokio::test]
async fn everything_goes_to_the_other_database_and_back_and_goes_on_there() {
    let (fixture, folder, person) = filled().await;
    let before = fixture.store.answer(RecordOf { person }).await.unwrap();
    let server = testing::postgres::Database::new();
    let there = Place::Postgres(Box::new(server.url()));
    let (source, back) = (fixture.file(), folder.path().join("back.sqlite3"));
    let mut last = None;
    let done = transfer(&sqlite(&source), &there, |progress| last = Some(progress)).await.unwrap();
    assert_eq!(done.tables, u64::try_from(TABLES.len()).unwrap());
    assert_eq!(last, Some(Progress::Compared { table: "history_read", rows: 0 }));
    assert_eq!(transfer(&there, &sqlite(&back), |_| ()).await.unwrap(), done);

    let store = open(&back).unwrap();
    assert_eq!(store.answer(RecordOf { person }).await.unwrap(), before);
    // Ids go on where they were: the keys and the sequence came too.
    let record = before.unwrap();
    let save = SaveExperience {
        person,
        curriculum: record.curricula[0].code.clone(),
        id: None,
        content: experience("The next").into(),
        if_match: None,
        idempotency_key: None,
        source: record.experiences[0].sources.source_of(career::experience::Field::Job).to_owned(),
        chosen_id: None,
    };
    let next = store.apply(save).await.unwrap().id;
    assert!(record.experiences.iter().all(|experience| experience.id != next));
}

/// Who entered the PIN of a share when: rows without a key, many of them alike.
async fn visited_often(fixture: &Fixture, person: PersonId) -> BTreeMap<Timestamp, usize> {
    let id = ShareId::from_uuid(uuid::Uuid::from_u128(7));
    let record = fixture.store.answer(RecordOf { person }).await.unwrap().unwrap();
    let content =
        ShareContent::new([StatementId::Experience(record.experiences[0].id)].into(), false).unwrap();
    let pin = || Pin::parse("901823").unwrap();
    let source = Source { by: Actor::Person(person), via: Way::Page, at: noon() };
    let create = CreateShare { id, person, content, pin: pin(), life: Life::Week, source };
    fixture.store.apply(create).await.unwrap();
    let mut visits = BTreeMap::new();
    // Over more pages than one, and more alike than a page has.
    for (second, times) in [(1, 300), (2, PAGE + 100), (3, 400), (4, 1)] {
        let now = noon() + SignedDuration::from_secs(second);
        let visit = || fixture.store.apply(VisitShare { share: id, pin: pin(), now });
        for visited in join_all((0..times).map(|_| visit())).await {
            assert!(matches!(visited.unwrap(), Visited::LetIn(_)));
        }
        visits.insert(now, times);
    }
    visits
}

struct Visits;

impl crate::Query for Visits {
    type Answer = BTreeMap<Timestamp, usize>;

    async fn answer<S: crate::sql::Session>(
        &self,
        session: &mut S,
    ) -> Result<Self::Answer, crate::sql::SqlError> {
        let mut visits = BTreeMap::new();
        for row in &mut session.query(&VISITS, &[]).await? {
            *visits.entry(row.time(0)?).or_default() += 1;
        }
        Ok(visits)
    }
}

#[tokio::test]
async fn rows_that_are_alike_are_as_many_on_the_other_side() {
    let (fixture, folder, person) = filled().await;
    let visits = visited_often(&fixture, person).await;
    let server = testing::postgres::Database::new();
    let there = Place::Postgres(Box::new(server.url()));
    let back = folder.path().join("back.sqlite3");
    transfer(&sqlite(&fixture.file()), &there, |_| ()).await.unwrap();
    transfer(&there, &sqlite(&back), |_| ()).await.unwrap();
    assert_eq!(open(&back).unwrap().answer(Visits).await.unwrap(), visits);
}

#[tokio::test]
async fn one_that_broke_off_is_refused_by_servers_and_goes_on_where_it_is_begun_again() {
    let (fixture, folder, person) = filled().await;
    let (source, target) = (fixture.file(), folder.path().join("target.sqlite3"));
    let (from, to) = (sqlite(&source), sqlite(&target));
    let broken = tokio::spawn(async move {
        let cut = |progress| assert!(!matches!(progress, Progress::Written { table: "history", rows: 1024 }));
        transfer(&from, &to, cut).await
    });
    assert!(broken.await.unwrap_err().is_panic());
    let Err(OpenError::Unusable { reason, .. }) = open(&target) else { panic!("half a database was opened") };
    assert!(reason.contains("not finished"), "{reason}");
    let half = transfer(&sqlite(&target), &sqlite(&folder.path().join("third")), |_| ()).await;
    assert!(matches!(half, Err(TransferError::UnfinishedSource(_))));

    let mut begun = None;
    let hear = |progress| _ = begun.get_or_insert(progress);
    transfer(&sqlite(&source), &sqlite(&target), hear).await.unwrap();
    let Some(Progress::Begun { rows, there }) = begun else { panic!("{begun:?}") };
    // All tables before the history, and two pages of that.
    assert!(rows / 2 < there && there < rows, "{there} of {rows}");
    let record = open(&target).unwrap().answer(RecordOf { person }).await.unwrap();
    assert_eq!(record, fixture.store.answer(RecordOf { person }).await.unwrap());

    let again = transfer(&sqlite(&source), &sqlite(&target), |_| ()).await;
    assert!(matches!(again, Err(TransferError::NotEmpty(_))));
    assert!(matches!(
        transfer(&sqlite(&source), &sqlite(&source), |_| ()).await,
        Err(TransferError::Same(_))
    ));
    let none = transfer(&sqlite(&folder.path().join("none")), &sqlite(&target), |_| ()).await;
    assert!(matches!(none, Err(TransferError::NoSource(_))));
}

#[tokio::test]
async fn ledger_221_a_schema_that_is_newer_is_neither_read_nor_written_by_a_transfer() {
    let (fixture, folder, _) = filled().await;
    let newer = |path: &Path| {
        let connection = rusqlite::Connection::open(path).unwrap();
        connection.execute("update refinery_schema_history set version = 2", []).unwrap();
    };
    let (source, target) = (fixture.file(), folder.path().join("target.sqlite3"));
    newer(&source);
    let refused = transfer(&sqlite(&source), &sqlite(&target), |_| ()).await.unwrap_err();
    assert!(matches!(refused, TransferError::Newer { applied: 2, known: 1, .. }), "{refused}");
    assert!(refused.to_string().contains("would lose what is new in it"), "{refused}");
    assert!(!target.exists(), "nothing was made");

    let whole = Fixture::on(Database::Sqlite).await;
    open(&target).unwrap().close();
    newer(&target);
    let refused = transfer(&sqlite(&whole.file()), &sqlite(&target), |_| ()).await.unwrap_err();
    assert!(matches!(refused, TransferError::Newer { .. }), "{refused}");
}

#[tokio::test]
async fn a_backup_that_was_cut_short_anywhere_is_told_and_nothing_is_made_of_it() {
    let (fixture, folder, _) = filled().await;
    let file = folder.path().join("whole.backup");
    transfer(&sqlite(&fixture.file()), &sqlite(&file), |_| ()).await.unwrap();
    super::check_file(&file).unwrap();
    let bytes = std::fs::read(&file).unwrap();
    let cut = folder.path().join("cut.backup");
    let pages = [0, 1, 99, 100, 4095, 4096, 4097, bytes.len() / 2, bytes.len() - 4096, bytes.len() - 1];
    for length in pages {
        std::fs::write(&cut, &bytes[..length]).unwrap();
        let Err(told) = super::check_file(&cut) else { panic!("{length} of {} bytes", bytes.len()) };
        assert!(matches!(told, TransferError::Damaged { .. }), "{length} bytes: {told}");
        assert_eq!(std::fs::read(&cut).unwrap(), &bytes[..length], "{length} bytes");
    }
    // Not cut, but one byte of a page's own bookkeeping is another.
    let mut bytes = bytes;
    bytes[4096 * 3] ^= 0xFF;
    std::fs::write(&cut, &bytes).unwrap();
    let told = super::check_file(&cut).unwrap_err().to_string();
    assert!(told.contains("damaged or cut short") && told.contains("take another backup"), "{told}");
}
