//! A person's history. It is appended to inside the transaction of what is entered.

mod names;
mod read;
mod told;
mod verify;

use std::collections::{BTreeMap, btree_map};

use career::history::{BEFORE_THE_FIRST, Event, Head, Link, Opened};
use career::id::PersonId;
use serde::Serialize;

pub use names::{Names, NamesIn};
pub use read::{Entry, HeadOf, HistoryOf, NewestHistoryOf, StoredHead};
pub use told::{HistoryTold, ToldPart};
pub use verify::{Owners, OwnersPage, VerifyHistory};

use crate::sql::{Session, SqlError, Statement, Statements, Value, statements};

statements! {
    BEGIN = "insert into history_head (person_id, sequence, hash) values ($1, 0, $2)";
    // The lock keeps two nodes from following the same entry.
    HEAD = sqlite "select sequence, hash, erased from history_head where person_id = $1"
        postgres "select sequence, hash, erased from history_head where person_id = $1 for update";
    ERASED = "select person_id from history_head where person_id = $1 and erased = 1";
    ADVANCE = "update history_head set sequence = $1, hash = $2 where person_id = $3";
    TAKE_OVER = "insert into history_head (person_id, sequence, hash) values ($1, $2, $3) on conflict do nothing";
    INSERT_LINK = "insert into history (person_id, sequence, commitment, hash) values ($1, $2, $3, $4)";
    INSERT_OPENED = "insert into history_opened (person_id, sequence, salt, statement) values ($1, $2, $3, $4)";
}

#[cfg(test)]
pub(crate) static STATEMENTS: &[&[&Statement]] = &[ALL, names::ALL, read::ALL, told::ALL, verify::ALL];

/// True where a statement reads or writes what entries are written to: only after them does it find what it should.
pub(crate) fn is_told_of(statement: &Statement) -> bool {
    statement.sqlite.contains("history")
}

/// Begins a person's history, empty.
pub(crate) async fn begin<S: Session>(session: &mut S, person: PersonId) -> Result<(), SqlError> {
    session.execute(&BEGIN, &[person.into(), Value::from(&BEFORE_THE_FIRST)]).await?;
    Ok(())
}

/// True where there was such a person, and somebody erased them.
pub(crate) async fn is_erased<S: Session>(session: &mut S, person: PersonId) -> Result<bool, SqlError> {
    Ok(session.query_one(&ERASED, &[person.into()]).await?.is_some())
}

/// Takes over a history that another server wrote, up to its head. False where there is one of that person already.
pub(crate) async fn take_over<S: Session>(
    session: &mut S,
    person: PersonId,
    entries: &[Entry],
) -> Result<bool, SqlError> {
    let (sequence, hash) =
        entries.last().map_or((0, BEFORE_THE_FIRST), |last| (last.link.sequence, last.link.hash));
    let head = [person.into(), read::number(sequence).into(), Value::from(&hash)];
    if session.execute(&TAKE_OVER, &head).await? == 0 {
        return Ok(false);
    }
    for Entry { link, opened } in entries {
        let sequence = Value::from(read::number(link.sequence));
        let chained =
            [person.into(), sequence.clone(), Value::from(&link.commitment), Value::from(&link.hash)];
        session.execute(&INSERT_LINK, &chained).await?;
        if let Some(Opened { salt, statement }) = opened {
            let told = [person.into(), sequence, Value::from(salt), statement.as_str().into()];
            session.execute(&INSERT_OPENED, &told).await?;
        }
    }
    Ok(true)
}

/// Appends one entry. Nothing is entered for somebody who was erased: whatever wanted to was overtaken by that, is run
/// again, and finds nobody.
pub(crate) async fn append<S: Session>(
    session: &mut S,
    person: PersonId,
    event: &Event<impl Serialize + Sync>,
) -> Result<(), SqlError> {
    append_statement(session, person, event.statement()).await
}

/// The same with [`Event::statement`] as it is.
pub(crate) async fn append_statement<S: Session>(
    session: &mut S,
    person: PersonId,
    statement: String,
) -> Result<(), SqlError> {
    let mut salt = [0; 32];
    session.random(&mut salt);
    let opened = Opened { salt, statement };
    let Some(opened) = session.append_later(person, opened)? else {
        return Ok(());
    };

    append_all(session, vec![(person, opened)]).await
}

/// Appends entries, in their order. Each head is read once and written once, however many entries follow it.
///
/// # Errors
/// [`SqlError::Conflict`] where somebody was erased.
pub(crate) async fn append_all<S: Statements>(
    session: &mut S,
    entries: Vec<(PersonId, Opened)>,
) -> Result<(), SqlError> {
    let mut heads = BTreeMap::new();
    let (mut links, mut told) = (Vec::with_capacity(entries.len()), Vec::with_capacity(entries.len()));
    for (person, opened) in entries {
        let head = match heads.entry(person) {
            btree_map::Entry::Occupied(known) => known.into_mut(),
            btree_map::Entry::Vacant(place) => place.insert(head(session, person).await?),
        };
        let link = Link::after(head.sequence, &head.hash, opened.commitment());
        *head = link.head();
        let sequence = Value::from(read::number(link.sequence));
        links.push([person.into(), sequence.clone(), Value::from(&link.commitment), Value::from(&link.hash)]);
        told.push([person.into(), sequence, Value::from(&opened.salt), opened.statement.into()]);
    }
    let moved = heads
        .into_iter()
        .map(|(person, head)| [read::number(head.sequence).into(), Value::from(&head.hash), person.into()]);
    let moved = moved.collect();
    session.execute_each(&INSERT_LINK, links).await?;
    session.execute_each(&INSERT_OPENED, told).await?;
    session.execute_each(&ADVANCE, moved).await
}

/// The head that the next entry follows.
async fn head<S: Statements>(session: &mut S, person: PersonId) -> Result<Head, SqlError> {
    let row = session.query_one(&HEAD, &[person.into()]).await?;
    let mut row = row.ok_or_else(|| SqlError::Broken("a person without a history".to_owned()))?;
    let sequence = u64::try_from(row.integer(0)?).map_err(|error| row.unreadable(error))?;
    let hash = row.hash(1)?;
    if row.boolean(2)? { Err(SqlError::Conflict) } else { Ok(Head { sequence, hash }) }
}
