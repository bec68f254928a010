//! A person comes into being: with their first sign-in, or by the demo.

use career::history::{Event, Subject, What};
use career::id::{CurriculumCode, CurriculumId, PersonId};
use career::source::{Actor, Source, Way};
use jiff::Timestamp;
use serde_json::json;

use crate::command::{Command, Stop};
use crate::history;
use crate::record::rows::{CurriculumRow, PersonRow};
use crate::sql::{Session, SqlError, statements};

statements! {
    INSERT_PERSON = "insert into person (id, address, created_at) values ($1, $2, $3) \
        on conflict (address) do nothing";
    FIND_PERSON = "select id from person where address = $1";
    INSERT_CURRICULUM = "insert into curriculum (id, person_id, code, name, principal, created_at) \
        values ($1, $2, $3, $4, 1, $5)";
}

/// The principal curriculum that a person gets with their first sign-in (`infojobs.md §1`, LEDGER 3).
#[derive(Debug, Clone)]
pub struct FirstCurriculum {
    /// Its id, if the person is new.
    pub id: CurriculumId,
    /// Its code, if the person is new.
    pub code: CurriculumCode,
    /// Its name, in the person's language.
    pub name: String,
}

/// Makes a person with this address, unless there is one.
#[derive(Debug)]
pub struct RegisterPerson {
    /// The e-mail address, in lower case.
    pub address: String,
    /// The person's id, if they are new.
    pub person: PersonId,
    /// Their first curriculum, if they are new.
    pub curriculum: FirstCurriculum,
    /// How they came, and when.
    pub via: Way,
    /// Now.
    pub now: Timestamp,
}

impl Command for RegisterPerson {
    /// The person with this address.
    type Outcome = PersonId;
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<PersonId, Stop<Self::Refusal>> {
        Ok(register(session, self).await?)
    }
}

pub(super) async fn register<S: Session>(
    session: &mut S,
    command: &RegisterPerson,
) -> Result<PersonId, SqlError> {
    let parameters = [command.person.into(), command.address.as_str().into(), command.now.into()];
    if session.execute(&INSERT_PERSON, &parameters).await? == 0 {
        let row = session.query_one(&FIND_PERSON, &[command.address.as_str().into()]).await?;
        let mut row = row.ok_or(SqlError::Conflict)?;
        return Ok(PersonId::from_uuid(row.uuid(0)?));
    }
    let (person, curriculum) = (command.person, &command.curriculum);
    let parameters = [
        curriculum.id.into(),
        person.into(),
        curriculum.code.as_str().into(),
        curriculum.name.as_str().into(),
        command.now.into(),
    ];
    session.execute(&INSERT_CURRICULUM, &parameters).await?;

    history::begin(session, person).await?;
    let source = Source { by: Actor::Person(person), via: command.via, at: command.now };
    let declared =
        |subject, values, row| Event { source, what: What::Declared, subject, values, row: Some(row) };
    let row = PersonRow { id: person, address: &command.address, name: None, created_at: command.now };
    let itself = declared(Subject::Person(person), json!({ "address": command.address }), row.hash());
    history::append(session, person, &itself).await?;
    let values = json!({ "code": curriculum.code, "name": curriculum.name, "principal": true });
    let row = CurriculumRow {
        id: curriculum.id,
        person,
        code: curriculum.code.as_str(),
        name: &curriculum.name,
        principal: true,
        created_at: command.now,
    };
    let first = declared(Subject::Curriculum(curriculum.id), values, row.hash());
    history::append(session, person, &first).await?;
    Ok(person)
}
