//! The curricula of a person, as they manage them on the web pages (`infojobs.md §1`). Every statement names the
//! owner.
//!
//! A rule that counts (at most five, never none, one principal) is judged under a lock on the person: the head of
//! their history, which every change to their record writes in the end. So two changes to one person's curricula
//! come one after the other, also where two nodes make them at once.

mod create;
mod delete;
mod principal;
mod read;
mod rename;

use career::history::{Event, Subject, What};
use career::id::{CurriculumCode, CurriculumId, PersonId};
use career::source::Source;
use jiff::Timestamp;
use serde_json::json;

pub use create::{CreateCurriculum, CreateRefusal};
pub use delete::{DeleteCurriculum, DeleteRefusal};
pub use principal::MakePrincipal;
pub use read::{CountedCurriculum, CurriculaWithCounts};
pub use rename::RenameCurriculum;

use crate::history;
use crate::record::rows::CurriculumRow;
use crate::sql::{Row, Session, SqlError, Statement, statements};

statements! {
    LOCK = "update history_head set sequence = sequence where person_id = $1 and erased = 0";
    // The oldest first.
    OF_PERSON = "select id, code, name, principal, created_at from curriculum where person_id = $1 \
        order by created_at, id";
    SET_PRINCIPAL = "update curriculum set principal = $1 where id = $2 and person_id = $3";
}

#[cfg(test)]
pub(crate) static STATEMENTS: &[&[&Statement]] = &[ALL, create::ALL, delete::ALL, read::ALL, rename::ALL];

/// True where a statement ends curricula, so that what was known of one may not be so any more. Nothing else changes what
/// a curriculum's code and its owner are, or which id it has.
pub(crate) fn is_ended_by(statement: &Statement) -> bool {
    statement.sqlite.starts_with("delete from curriculum ")
}

/// The person has no such curriculum: none, or another person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownCurriculum;

/// A curriculum while the lock on its owner is held.
#[derive(Debug, Clone)]
struct Held {
    id: CurriculumId,
    code: CurriculumCode,
    name: String,
    principal: bool,
    created_at: Timestamp,
}

/// Locks a person until the transaction ends and reads their curricula, the oldest first; none of somebody who was
/// erased, and only of them. The reading is a statement of its own, so that it sees what whoever held the lock before has
/// committed.
async fn hold<S: Session>(session: &mut S, person: PersonId) -> Result<Vec<Held>, SqlError> {
    if session.execute(&LOCK, &[person.into()]).await? == 0 {
        return Ok(Vec::new());
    }
    session.query(&OF_PERSON, &[person.into()]).await?.iter_mut().map(held).collect()
}

fn held(row: &mut Row) -> Result<Held, SqlError> {
    let code = row.text(1)?;
    Ok(Held {
        id: CurriculumId::from_uuid(row.uuid(0)?),
        code: CurriculumCode::parse(&code).ok_or_else(|| row.unreadable("not a curriculum code"))?,
        name: row.text(2)?,
        principal: row.boolean(3)?,
        created_at: row.time(4)?,
    })
}

/// Writes which curriculum is the principal one, where that changes, and enters it in the history. At no moment
/// are there two of them.
async fn set_principal<S: Session>(
    session: &mut S,
    person: PersonId,
    curriculum: &mut Held,
    principal: bool,
    source: Source,
) -> Result<(), SqlError> {
    if curriculum.principal == principal {
        return Ok(());
    }
    curriculum.principal = principal;
    let parameters = [principal.into(), curriculum.id.into(), person.into()];
    session.execute(&SET_PRINCIPAL, &parameters).await?;
    enter(session, person, curriculum, What::Edited, source).await
}

/// Enters what a curriculum says from now on.
async fn enter<S: Session>(
    session: &mut S,
    person: PersonId,
    curriculum: &Held,
    what: What,
    source: Source,
) -> Result<(), SqlError> {
    let Held { id, code, name, principal, created_at } = curriculum;
    let values = json!({ "code": code, "name": name, "principal": principal });
    let (id, principal, created_at) = (*id, *principal, *created_at);
    let row = CurriculumRow { id, person, code: code.as_str(), name, principal, created_at };
    let event = Event { source, what, subject: Subject::Curriculum(id), values, row: Some(row.hash()) };
    history::append(session, person, &event).await
}
