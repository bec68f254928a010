//! The entries of commands that are run abreast. While the transaction lasts they are kept here, in the order in which
//! they came about; at its end the heads of their histories are locked, all at once, and the entries follow them. So
//! histories come last, as they do for everybody who changes a record, and nobody waits for one for long.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use career::history::{Head, Link, Opened};
use career::id::PersonId;
use deadpool_postgres::Object;
use futures_util::future::try_join3;
use tokio_postgres::types::{ToSql, Type};
use uuid::Uuid;

use super::errors::{Constraint, sql_error};
use crate::sql::SqlError;

// These take lists, which `sql::Value` has none of, so they are not among those of `statements!`. They write what
// `history::append` writes one by one.

/// Every node locks in this order.
const LOCK: &str = "select person_id, sequence, hash, erased from history_head \
    where person_id = any($1) order by person_id for update";
const ADVANCE: &str = "update history_head set sequence = moved.sequence, hash = moved.hash \
    from unnest($1, $2, $3) as moved (person_id, sequence, hash) where history_head.person_id = moved.person_id";
const INSERT_LINKS: &str = "insert into history (person_id, sequence, commitment, hash) \
    select * from unnest($1, $2, $3, $4)";
const INSERT_OPENED: &str = "insert into history_opened (person_id, sequence, salt, statement) \
    select * from unnest($1, $2, $3, $4)";

/// What is to be entered, and for whom.
#[derive(Default)]
pub(super) struct Heads(Mutex<Vec<(PersonId, Opened)>>);

struct History {
    head: Head,
    erased: bool,
}

impl Heads {
    /// Appends an entry; it is written with the others.
    pub(super) fn append(&self, person: PersonId, opened: Opened) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((person, opened));
    }

    /// Writes what was appended.
    ///
    /// # Errors
    /// [`SqlError::Conflict`] where somebody was erased meanwhile, and is not there any more.
    pub(super) async fn write(self, connection: &Object) -> Result<(), SqlError> {
        let appended = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        if appended.is_empty() {
            return Ok(());
        }
        let whose: BTreeSet<Uuid> = appended.iter().map(|(person, _)| person.uuid()).collect();
        let mut heads = lock(connection, whose.into_iter().collect()).await?;
        let mut chained = Vec::with_capacity(appended.len());
        for (person, opened) in appended {
            let history = heads.get_mut(&person).filter(|history| !history.erased);
            let history = history.ok_or(SqlError::Conflict)?;
            let link = Link::after(history.head.sequence, &history.head.hash, opened.commitment());
            history.head = link.head();
            chained.push((person, link, opened));
        }
        let mut people = Vec::with_capacity(heads.len());
        let (mut sequences, mut hashes) = (Vec::with_capacity(heads.len()), Vec::with_capacity(heads.len()));
        for (person, history) in &heads {
            people.push(person.uuid());
            sequences.push(number(history.head.sequence)?);
            hashes.push(history.head.hash.as_slice());
        }
        let mut entries = Entries::default();
        for (person, link, opened) in &chained {
            entries.push(*person, link, opened)?;
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

/// Reads and locks the heads of these people.
async fn lock(connection: &Object, people: Vec<Uuid>) -> Result<HashMap<PersonId, History>, SqlError> {
    let rows = connection.query_typed(LOCK, &[(&people, Type::UUID_ARRAY)]).await;
    let rows = rows.map_err(|error| broken(&error))?;
    rows.iter().map(|row| read(row).map_err(|error| broken(&error))).collect()
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
    Ok((PersonId::from_uuid(row.try_get(0)?), History { head, erased }))
}

fn number(sequence: u64) -> Result<i64, SqlError> {
    i64::try_from(sequence).map_err(|error| SqlError::Broken(error.to_string()))
}

fn broken(error: &tokio_postgres::Error) -> SqlError {
    sql_error("heads", error, Constraint::Mistake)
}
