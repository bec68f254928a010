//! The entries of commands that are run abreast. While the transaction lasts they are kept here, in the order in which
//! they came about; at its end the heads of their histories are locked, all at once, and the entries follow them. So
//! histories come last, as they do for everybody who changes a record, and nobody waits for one for long.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use career::history::{Head, Link, Opened};
use career::id::PersonId;
use futures_util::future::try_join3;
use tokio_postgres::types::Type;
use uuid::Uuid;

use super::session::{Parameter, PostgresStatements};
use crate::sql::{SqlError, Value};

// These take lists, which `sql::Value` has none of, so they are not among those of `statements!`. They write what
// `history::append` writes one by one.

/// Locks one after the other, in the order of the list, which is the same for every node.
const LOCK: &str = "select head.* from unnest($1::uuid[]) as whose (id) cross join lateral \
    (select person_id, sequence, hash, erased from history_head where person_id = whose.id for update) as head";
const ADVANCE: &str = "update history_head set sequence = moved.sequence, hash = moved.hash \
    from unnest($1::uuid[], $2::bigint[], $3::bytea[]) as moved (person_id, sequence, hash) \
    where history_head.person_id = moved.person_id";
const INSERT_LINKS: &str = "insert into history (person_id, sequence, commitment, hash) \
    select * from unnest($1::uuid[], $2::bigint[], $3::bytea[], $4::bytea[])";
const INSERT_OPENED: &str = "insert into history_opened (person_id, sequence, salt, statement) \
    select * from unnest($1::uuid[], $2::bigint[], $3::bytea[], $4::text[])";

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
    pub(super) async fn write(&self, statements: &PostgresStatements<'_>) -> Result<(), SqlError> {
        let appended = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        if appended.is_empty() {
            return Ok(());
        }
        let whose: BTreeSet<Uuid> = appended.iter().map(|(person, _)| person.uuid()).collect();
        let mut heads = lock(statements, whose.into_iter().collect()).await?;
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
        let Entries { people: whose, sequences: places, commitments, links, salts, told } = &entries;
        let advanced: [Parameter<'_>; 3] =
            [(&people, Type::UUID_ARRAY), (&sequences, Type::INT8_ARRAY), (&hashes, Type::BYTEA_ARRAY)];
        let linked: [Parameter<'_>; 4] = [
            (whose, Type::UUID_ARRAY),
            (places, Type::INT8_ARRAY),
            (commitments, Type::BYTEA_ARRAY),
            (links, Type::BYTEA_ARRAY),
        ];
        let opened: [Parameter<'_>; 4] = [
            (whose, Type::UUID_ARRAY),
            (places, Type::INT8_ARRAY),
            (salts, Type::BYTEA_ARRAY),
            (told, Type::TEXT_ARRAY),
        ];
        let written = try_join3(
            statements.query_lists("ADVANCE", ADVANCE, &advanced),
            statements.query_lists("INSERT_LINKS", INSERT_LINKS, &linked),
            statements.query_lists("INSERT_OPENED", INSERT_OPENED, &opened),
        );
        written.await.map(drop)
    }
}

/// Reads and locks the heads of these people.
async fn lock(
    statements: &PostgresStatements<'_>,
    people: Vec<Uuid>,
) -> Result<HashMap<PersonId, History>, SqlError> {
    let rows = statements.query_lists("LOCK", LOCK, &[(&people, Type::UUID_ARRAY)]).await?;
    rows.iter().map(|row| read(row)).collect()
}

/// Entries, column by column.
#[derive(Default)]
struct Entries<'a> {
    people: Vec<Uuid>,
    sequences: Vec<i64>,
    commitments: Vec<&'a [u8]>,
    links: Vec<&'a [u8]>,
    salts: Vec<&'a [u8]>,
    told: Vec<&'a str>,
}

impl<'a> Entries<'a> {
    fn push(&mut self, person: PersonId, link: &'a Link, opened: &'a Opened) -> Result<(), SqlError> {
        self.people.push(person.uuid());
        self.sequences.push(number(link.sequence)?);
        self.commitments.push(&link.commitment);
        self.links.push(&link.hash);
        self.salts.push(&opened.salt);
        self.told.push(&opened.statement);
        Ok(())
    }
}

fn read(row: &[Value]) -> Result<(PersonId, History), SqlError> {
    let [Value::Uuid(person), Value::Integer(sequence), Value::Bytes(hash), Value::Integer(erased)] = row
    else {
        return Err(SqlError::Broken("the head of a history that cannot be read".to_owned()));
    };
    // A head that cannot be one is nobody's to follow.
    let head = u64::try_from(*sequence).ok().zip(hash.as_slice().try_into().ok());
    let head = head.map(|(sequence, hash)| Head { sequence, hash });
    let erased = head.is_none() || *erased != 0;
    let head = head.unwrap_or(Head::BEFORE_THE_FIRST);
    Ok((PersonId::from_uuid(*person), History { head, erased }))
}

fn number(sequence: u64) -> Result<i64, SqlError> {
    i64::try_from(sequence).map_err(|error| SqlError::Broken(error.to_string()))
}
