//! One value after the other is changed in the file, behind the program's back: verifying names the entry that tells of
//! it, and is content again once it is changed back.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use career::history::Subject;
use career::history::verify::Finding;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::{Fixture, fixture, folder};
use crate::tests::stored;

/// The tables of histories and records.
const TABLES: [&str; 9] = [
    "history",
    "history_opened",
    "history_head",
    "person",
    "curriculum",
    "experience",
    "credential",
    "submission",
    "mark",
];

/// What this server alone finds a submission by: no part of the record (`record::rows`).
const NOT_OF_THE_RECORD: [&str; 4] = ["request_id", "credential_hash", "link", "superseded"];

/// A connection that nothing holds back.
fn raw(fixture: &Fixture) -> Connection {
    let connection = Connection::open(folder(fixture).join("tenure.sqlite3")).unwrap();
    let settings =
        "pragma foreign_keys = off; pragma ignore_check_constraints = on; pragma synchronous = off;";
    connection.execute_batch(settings).unwrap();
    connection
}

struct Table {
    name: &'static str,
    columns: Vec<String>,
    /// Places of the columns of the primary key.
    key: Vec<usize>,
}

impl Table {
    fn of(connection: &Connection, name: &'static str) -> Self {
        let mut statement = connection.prepare(&format!("pragma table_info({name})")).unwrap();
        let columns = statement.query_map([], |row| Ok((row.get(1)?, row.get::<_, i64>(5)?))).unwrap();
        let (columns, keys): (Vec<String>, Vec<i64>) = columns.map(Result::unwrap).unzip();
        let key = keys.iter().enumerate().filter(|(_, part)| **part > 0).map(|(place, _)| place).collect();
        Self { name, columns, key }
    }

    fn rows(&self, connection: &Connection) -> Vec<Vec<Value>> {
        let text = format!("select {} from {}", self.columns.join(", "), self.name);
        let mut statement = connection.prepare(&text).unwrap();
        let columns = self.columns.len();
        let rows =
            statement.query_map([], |row| (0..columns).map(|column| row.get(column)).collect()).unwrap();
        rows.map(Result::unwrap).collect()
    }

    fn value<'a>(&self, row: &'a [Value], column: &str) -> &'a Value {
        &row[self.columns.iter().position(|name| name == column).unwrap()]
    }

    /// Writes a value into a row; false where something that cannot be switched off is in the way.
    fn write(&self, connection: &Connection, row: &[Value], column: usize, new: &Tampered) -> bool {
        let key: Vec<_> = self.key.iter().map(|place| format!("{} = ?", self.columns[*place])).collect();
        let (name, new, cast) = (&self.columns[column], new.value(), new.cast());
        let text = format!("update {} set {name} = {cast} where {}", self.name, key.join(" and "));
        let key = self.key.iter().map(|place| &row[*place]);
        match connection.execute(&text, params_from_iter(std::iter::once(&new).chain(key))) {
            Ok(rows) => rows == 1,
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => {
                false
            }
            Err(error) => panic!("{text}: {error}"),
        }
    }
}

/// A value to put in the place of another.
#[derive(Debug, Clone)]
enum Tampered {
    Value(Value),
    /// Text that may be no UTF-8.
    Text(Vec<u8>),
}

impl Tampered {
    fn value(&self) -> Value {
        match self {
            Self::Value(value) => value.clone(),
            Self::Text(bytes) => Value::Blob(bytes.clone()),
        }
    }

    fn cast(&self) -> &'static str {
        if matches!(self, Self::Text(_)) { "cast(? as text)" } else { "?" }
    }

    /// Others in the place of a value: of text and bytes with one byte changed, at the beginning, in the middle and at
    /// the end, and one too few.
    fn others(value: &Value) -> Vec<Self> {
        let changed = |bytes: &[u8], to: fn(u8) -> u8| -> Vec<Vec<u8>> {
            let places = [0, bytes.len() / 2, bytes.len() - 1];
            let changed = places.map(|place| {
                let mut bytes = bytes.to_vec();
                bytes[place] = to(bytes[place]);
                bytes
            });
            changed.into_iter().chain([bytes[1..].to_vec()]).collect()
        };
        match value {
            Value::Null => vec![Self::Value(Value::Integer(1)), Self::Text(b"{}".to_vec())],
            Value::Integer(number) => {
                [1, 1000, -*number].map(|by| Self::Value(Value::Integer(number + by))).to_vec()
            }
            Value::Real(_) => panic!("no column is a real number"),
            Value::Text(text) => {
                let flipped = changed(text.as_bytes(), |byte| if byte == b'x' { b'y' } else { b'x' });
                let invalid = changed(text.as_bytes(), |_| 0xFF);
                flipped.into_iter().chain(invalid).map(Self::Text).collect()
            }
            Value::Blob(bytes) => changed(bytes, |byte| byte ^ 1)
                .into_iter()
                .map(|bytes| Self::Value(Value::Blob(bytes)))
                .collect(),
        }
    }
}

/// The newest entry about each row, by whose it is.
async fn newest(fixture: &Fixture, person: career::id::PersonId) -> BTreeMap<Subject, u64> {
    let mut newest = BTreeMap::new();
    for (place, statement) in stored::statements(fixture, person).await.into_iter().enumerate() {
        let event: career::history::Event = serde_json::from_value(statement).unwrap();
        if event.row.is_some() {
            newest.insert(event.subject, place as u64 + 1);
        }
    }
    newest
}

/// True where a finding names this entry.
fn names(finding: &Finding, entry: u64) -> bool {
    let within = |range: RangeInclusive<u64>| range.contains(&entry);
    match finding {
        Finding::Missing { first, last } | Finding::Emptied { first, last } => within(*first..=*last),
        Finding::HeadDiffers { entry, head } => within(*entry..=*head),
        other => other.entry() == Some(entry),
    }
}

#[tokio::test]
async fn a_changed_value_of_any_row_of_a_history_or_a_record_is_found_and_its_entry_named() {
    let fixture = fixture();
    let (rich, other) = (fixture.rich("Amelie").await, fixture.rich("Bruno").await);
    let connection = raw(&fixture);
    let owners = [
        (rich.person, newest(&fixture, rich.person).await),
        (other.person, newest(&fixture, other.person).await),
    ];
    let (mut tried, mut held_back) = (0, 0);
    for name in TABLES {
        let table = Table::of(&connection, name);
        let rows = table.rows(&connection);
        assert!(rows.len() >= 2, "{name}");
        for row in &rows {
            for (column, column_name) in table.columns.iter().enumerate() {
                for new in Tampered::others(&row[column]) {
                    if new.value() == row[column] {
                        continue;
                    }
                    if !table.write(&connection, row, column, &new) {
                        held_back += 1;
                        continue;
                    }
                    tried += 1;
                    let (found, nobodys) = fixture.verify_all().await;
                    let told =
                        format!("{name}.{column_name}: {:?} to {new:?}: {found:?} {nobodys}", row[column]);
                    check(&fixture, &owners, (&table, row, column_name), (&found, nobodys), &told);
                    put_back(&table, &connection, row, column, &new);
                }
            }
        }
    }
    assert_eq!(fixture.verify_all().await, (vec![], 0));
    println!("{tried} changes, each found; {held_back} that the database does not let happen");
    assert!(tried > 1500, "{tried}");
}

/// Changes a value back: its row is known by the new one where that is part of the key.
fn put_back(table: &Table, connection: &Connection, row: &[Value], column: usize, new: &Tampered) {
    let mut changed = row.to_vec();
    changed[column] = new.value();
    if let (Tampered::Text(_), true) = (new, table.key.contains(&column)) {
        // A key in text is found by its bytes.
        let text = format!(
            "update {} set {name} = ?1 where cast({name} as blob) = ?2",
            table.name,
            name = table.columns[column]
        );
        assert_eq!(connection.execute(&text, (&row[column], new.value())).unwrap(), 1);
    } else {
        assert!(table.write(connection, &changed, column, &Tampered::Value(row[column].clone())));
    }
}

type Owner = (career::id::PersonId, BTreeMap<Subject, u64>);

/// Holds what was found against what should have been.
fn check(
    fixture: &Fixture,
    owners: &[Owner; 2],
    (table, row, column): (&Table, &[Value], &str),
    (found, nobodys): (&[(career::id::PersonId, Finding)], usize),
    told: &str,
) {
    let id_in = |column: &str| match table.value(row, column) {
        Value::Blob(bytes) => uuid::Uuid::from_slice(bytes).unwrap(),
        other => panic!("{other:?}"),
    };
    let owned_by =
        |subject: &Subject| owners.iter().find_map(|(who, newest)| Some((*who, *newest.get(subject)?)));
    let subject = match table.name {
        "history" | "history_opened" => {
            let Value::Integer(sequence) = table.value(row, "sequence") else { panic!("{told}") };
            let person = career::id::PersonId::from_uuid(id_in("person_id"));
            let entry = u64::try_from(*sequence).unwrap();
            assert!(found.iter().any(|(who, finding)| *who == person && names(finding, entry)), "{told}");
            return;
        }
        "history_head" => {
            let person = career::id::PersonId::from_uuid(id_in("person_id"));
            assert!(found.iter().any(|(who, _)| *who == person), "{told}");
            return;
        }
        "person" => Subject::Person(career::id::PersonId::from_uuid(id_in("id"))),
        "curriculum" => Subject::Curriculum(career::id::CurriculumId::from_uuid(id_in("id"))),
        "experience" => {
            let Value::Integer(place) = table.value(row, "id") else { panic!("{told}") };
            fixture.store.keys().numbering.shown(*place).unwrap().into()
        }
        "credential" => Subject::Submission(career::id::SubmissionId::from_uuid(id_in("submission_id"))),
        "submission" => Subject::Submission(career::id::SubmissionId::from_uuid(id_in("id"))),
        "mark" => {
            let Value::Text(statement) = table.value(row, "statement") else { panic!("{told}") };
            Subject::Mark(statement.parse().unwrap())
        }
        other => panic!("{other}"),
    };
    let of_the_record = match table.name {
        "submission" => {
            let someones = *table.value(row, "person_id") != Value::Null;
            someones && !NOT_OF_THE_RECORD.contains(&column)
        }
        // Of what was pushed and not accepted, no entry tells anything.
        "credential" => accepted(owners, fixture, subject),
        _ => true,
    };
    // What is left of a declined submission may end: a row in its place is told without an entry.
    let elsewhere = table.name == "submission"
        && *table.value(row, "state") == Value::Text("declined".to_owned())
        && ["id", "person_id"].contains(&column);
    if elsewhere && of_the_record {
        assert!(!found.is_empty() || nobodys > 0, "{told}");
    } else if of_the_record {
        let (person, entry) = owned_by(&subject).unwrap_or_else(|| panic!("nobody's: {told}"));
        assert!(
            found.iter().any(|(who, finding)| *who == person && names(finding, entry)),
            "{entry}: {told}"
        );
    } else if table.name == "submission" && NOT_OF_THE_RECORD.contains(&column) {
        assert_eq!(found, [], "{told}");
    }
}

/// True where a submission was accepted and is still there.
fn accepted(owners: &[Owner; 2], fixture: &Fixture, subject: Subject) -> bool {
    let connection = raw(fixture);
    let Subject::Submission(id) = subject else { panic!("{subject:?}") };
    let known = owners.iter().any(|(_, newest)| newest.contains_key(&subject));
    let state = "select state from submission where id = ?1";
    let state: Option<String> =
        connection.query_row(state, [id.uuid().as_bytes().as_slice()], |row| row.get(0)).ok();
    known && state.as_deref() == Some("verified")
}
