//! The heads of histories, for commands that are run abreast. They are read and locked at the beginning of the
//! transaction, all at once; while it lasts, entries follow each other here; and at its end all of them are written, all at
//! once too.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use career::history::{Head, Link, Opened};
use career::id::PersonId;
use deadpool_postgres::Object;
use futures_util::future::try_join3;
use tokio_postgres::types::{ToSql, Type};
use uuid::Uuid;

use super::errors::{Constraint, sql_error};
use crate::sql::SqlError;

/// Every node locks in this order.
const LOCK: &str = "select person_id, sequence, hash, erased from history_head \
    where person_id = any($1) order by person_id for update";
const ADVANCE: &str = "update history_head set sequence = moved.sequence, hash = moved.hash \
    from unnest($1, $2, $3) as moved (person_id, sequence, hash) where history_head.person_id = moved.person_id";
const INSERT_LINKS: &str = "insert into history (person_id, sequence, commitment, hash) \
    select * from unnest($1, $2, $3, $4)";
const INSERT_OPENED: &str = "insert into history_opened (person_id, sequence, salt, statement) \
    select * from unnest($1, $2, $3, $4)";

/// The histories of the people of a batch.
pub(super) struct Heads(Mutex<HashMap<PersonId, History>>);

struct History {
    head: Head,
    erased: bool,
    entries: Vec<(Link, Opened)>,
}

impl Heads {
    /// Reads and locks them.
    pub(super) async fn lock(connection: &Object, people: Vec<Uuid>) -> Result<Self, SqlError> {
        let mut heads = HashMap::with_capacity(people.len());
        if !people.is_empty() {
            let rows = connection.query_typed(LOCK, &[(&people, Type::UUID_ARRAY)]).await;
            for row in rows.map_err(|error| broken(&error))? {
                let (person, history) = read(&row).map_err(|error| broken(&error))?;
                heads.insert(person, history);
            }
        }
        Ok(Self(Mutex::new(heads)))
    }

    /// Appends an entry; it is written with the others.
    pub(super) fn append(&self, person: PersonId, opened: Opened) -> Result<(), SqlError> {
        let mut heads = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let history = heads.get_mut(&person).filter(|history| !history.erased);
        // Erased, or not of this batch: whatever it is, the command is run again by itself.
        let history = history.ok_or(SqlError::Conflict)?;
        let link = Link::after(history.head.sequence, &history.head.hash, opened.commitment());
        history.head = link.head();
        history.entries.push((link, opened));
        Ok(())
    }

    /// Writes what was appended.
    pub(super) async fn write(self, connection: &Object) -> Result<(), SqlError> {
        let heads = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        let moved: Vec<_> = heads.into_iter().filter(|(_, history)| !history.entries.is_empty()).collect();
        if moved.is_empty() {
            return Ok(());
        }
        let mut people = Vec::with_capacity(moved.len());
        let (mut sequences, mut hashes) = (Vec::with_capacity(moved.len()), Vec::with_capacity(moved.len()));
        let mut entries = Entries::default();
        for (person, history) in &moved {
            people.push(person.uuid());
            sequences.push(number(history.head.sequence)?);
            hashes.push(history.head.hash.as_slice());
            for (link, opened) in &history.entries {
                entries.push(*person, link, opened)?;
            }
        }
        let Entries { people: whose, sequences: places, commitments, links, salts, statements } = &entries;
        let advanced: [(&(dyn ToSql + Sync), Type); 3] =
            [(&people, Type::UUID_ARRAY), (&sequences, Type::INT8_ARRAY), (&hashes, Type::BYTEA_ARRAY)];
        let linked: [(&(dyn ToSql + Sync), Type); 4] = [
            (whose, Type::UUID_ARRAY),
            (places, Type::INT8_ARRAY),
            (commitments, Type::BYTEA_ARRAY),
            (links, Type::BYTEA_ARRAY),
        ];
        let told: [(&(dyn ToSql + Sync), Type); 4] = [
            (whose, Type::UUID_ARRAY),
            (places, Type::INT8_ARRAY),
            (salts, Type::BYTEA_ARRAY),
            (statements, Type::TEXT_ARRAY),
        ];
        let written = try_join3(
            connection.execute_typed(ADVANCE, &advanced),
            connection.execute_typed(INSERT_LINKS, &linked),
            connection.execute_typed(INSERT_OPENED, &told),
        );
        written.await.map(drop).map_err(|error| broken(&error))
    }
}

/// Entries, column by column.
#[derive(Default)]
struct Entries<'a> {
    people: Vec<Uuid>,
    sequences: Vec<i64>,
    commitments: Vec<&'a [u8]>,
    links: Vec<&'a [u8]>,
    salts: Vec<&'a [u8]>,
    statements: Vec<&'a str>,
}

impl<'a> Entries<'a> {
    fn push(&mut self, person: PersonId, link: &'a Link, opened: &'a Opened) -> Result<(), SqlError> {
        self.people.push(person.uuid());
        self.sequences.push(number(link.sequence)?);
        self.commitments.push(&link.commitment);
        self.links.push(&link.hash);
        self.salts.push(&opened.salt);
        self.statements.push(&opened.statement);
        Ok(())
    }
}

fn read(row: &tokio_postgres::Row) -> Result<(PersonId, History), tokio_postgres::Error> {
    let hash: Vec<u8> = row.try_get(2)?;
    let sequence = u64::try_from(row.try_get::<_, i64>(1)?);
    // A head that cannot be one is nobody's to follow.
    let head = sequence.ok().zip(hash.try_into().ok()).map(|(sequence, hash)| Head { sequence, hash });
    let erased = head.is_none() || row.try_get::<_, i64>(3)? != 0;
    let head = head.unwrap_or(Head::BEFORE_THE_FIRST);
    Ok((PersonId::from_uuid(row.try_get(0)?), History { head, erased, entries: Vec::new() }))
}

fn number(sequence: u64) -> Result<i64, SqlError> {
    i64::try_from(sequence).map_err(|error| SqlError::Broken(error.to_string()))
}

fn broken(error: &tokio_postgres::Error) -> SqlError {
    sql_error("heads", error, Constraint::Mistake)
}
