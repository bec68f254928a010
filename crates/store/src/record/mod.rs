//! The whole record of a person, and who reads it.

mod export;
mod reads;
pub(crate) mod rows;

use std::collections::{BTreeMap, BTreeSet};

use career::experience::Field;
use career::id::{ClientId, CurriculumCode, CurriculumId, ExperienceId, PersonId, StatementId, SubmissionId};
use career::person_name::PersonName;
use career::record::{
    AcceptedCredential, Curriculum, DeclaredExperience, KindOfClient, KnownClient, Mark, Person, Record,
};
use career::source::Actor;

pub use export::{EnterExport, Export, Exported, NothingToExport};
pub use reads::{EnterRead, ReadIsEntered, ReadKind};

use crate::command::Query;
use crate::sql::{Row, Session, SqlError, statements};

statements! {
    PERSON = "select id, address, name, created_at from person where id = $1";
    CURRICULA = "select id, code, name, principal, created_at from curriculum where person_id = $1 \
        order by principal desc, created_at, id";
    EXPERIENCES = "select id, curriculum_id, version, content, sources, created_at, changed_at \
        from experience where person_id = $1 order by created_at, id";
    CREDENTIALS = "select submission.id, submission.client_id, submission.created_at, submission.finalized_at, \
        credential.credential_id, credential.document \
        from submission join credential on credential.submission_id = submission.id \
        where submission.person_id = $1 and submission.state = 'verified' \
        order by submission.created_at, submission.id";
    MARKS = "select statement, hidden, dispute, changed_at from mark where person_id = $1";
    CLIENT = "select kind, name from client where id = $1";
}

#[cfg(test)]
pub(crate) static STATEMENTS: &[&[&crate::sql::Statement]] = &[ALL, reads::ALL];

/// Everything in the record of one person.
#[derive(Debug)]
pub struct RecordOf {
    /// Whose.
    pub person: PersonId,
}

impl Query for RecordOf {
    /// `None` where there is no such person.
    type Answer = Option<Record>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Option<Record>, SqlError> {
        let Some(mut row) = session.query_one(&PERSON, &[self.person.into()]).await? else {
            return Ok(None);
        };
        let person = person(&mut row)?;
        let mut rows = session.query(&CURRICULA, &[self.person.into()]).await?;
        let curricula = rows.iter_mut().map(curriculum).collect::<Result<_, _>>()?;
        let mut rows = session.query(&EXPERIENCES, &[self.person.into()]).await?;
        let experiences: Vec<_> =
            rows.iter_mut().map(|row| declared(session, row)).collect::<Result<_, _>>()?;
        let mut rows = session.query(&CREDENTIALS, &[self.person.into()]).await?;
        let credentials: Vec<_> = rows.iter_mut().map(accepted).collect::<Result<_, _>>()?;
        let mut rows = session.query(&MARKS, &[self.person.into()]).await?;
        let marks = rows.iter_mut().map(mark).collect::<Result<BTreeMap<_, _>, _>>()?;
        let clients = known_clients(session, &sources(&experiences, &credentials)).await?;
        Ok(Some(Record { person, curricula, experiences, credentials, marks, clients }))
    }
}

fn person(row: &mut Row) -> Result<Person, SqlError> {
    let name = row.optional(2, Row::text)?.map(|name| PersonName::parse(&name));
    Ok(Person {
        id: PersonId::from_uuid(row.uuid(0)?),
        address: row.text(1)?,
        name: name.transpose().map_err(|error| row.unreadable(error))?.flatten(),
        created_at: row.time(3)?,
    })
}

fn curriculum(row: &mut Row) -> Result<Curriculum, SqlError> {
    let code = row.text(1)?;
    Ok(Curriculum {
        id: CurriculumId::from_uuid(row.uuid(0)?),
        code: CurriculumCode::parse(&code).ok_or_else(|| row.unreadable("not a curriculum code"))?,
        name: row.text(2)?,
        principal: row.boolean(3)?,
        created_at: row.time(4)?,
    })
}

fn declared<S: Session>(session: &S, row: &mut Row) -> Result<DeclaredExperience, SqlError> {
    Ok(DeclaredExperience {
        id: shown(session, row, 0)?,
        curriculum: CurriculumId::from_uuid(row.uuid(1)?),
        version: row.integer(2)?,
        content: serde_json::from_str(&row.text(3)?).map_err(|error| row.unreadable(error))?,
        sources: serde_json::from_str(&row.text(4)?).map_err(|error| row.unreadable(error))?,
        created_at: row.time(5)?,
        changed_at: row.time(6)?,
    })
}

/// The id of an experience as the outside sees it, from its place in the table.
pub(crate) fn shown<S: Session>(session: &S, row: &mut Row, column: usize) -> Result<ExperienceId, SqlError> {
    let place = row.integer(column)?;
    session.keys().numbering.shown(place).ok_or_else(|| row.unreadable("an id out of range"))
}

fn accepted(row: &mut Row) -> Result<AcceptedCredential, SqlError> {
    let (credential_id, credential) = crate::submissions::read_credential(row, 4)?;
    Ok(AcceptedCredential {
        submission: SubmissionId::from_uuid(row.uuid(0)?),
        client: ClientId::from_uuid(row.uuid(1)?),
        received_at: row.time(2)?,
        accepted_at: row.time(3)?,
        credential_id,
        credential,
    })
}

fn mark(row: &mut Row) -> Result<(StatementId, Mark), SqlError> {
    let statement: StatementId = row.text(0)?.parse().map_err(|error| row.unreadable(error))?;
    let hidden = row.optional(1, Row::boolean)?;
    let dispute = row.optional(2, Row::text)?.map(|text| serde_json::from_str(&text));
    let dispute = dispute.transpose().map_err(|error| row.unreadable(error))?;
    Ok((statement, Mark { hidden, dispute, changed_at: row.time(3)? }))
}

/// The clients that are the source of something.
fn sources(experiences: &[DeclaredExperience], credentials: &[AcceptedCredential]) -> BTreeSet<ClientId> {
    let said = experiences
        .iter()
        .flat_map(|experience| Field::ALL.map(|field| experience.sources.source_of(field).by))
        .filter_map(|by| match by {
            Actor::Application(client) | Actor::Partner(client) => Some(client),
            Actor::Person(_) | Actor::Outsider | Actor::Operator | Actor::Server => None,
        });
    credentials.iter().map(|accepted| accepted.client).chain(said).collect()
}

/// What clients are called, in the order of their ids; also those that were removed.
pub(crate) async fn known_clients<S: Session>(
    session: &mut S,
    ids: &BTreeSet<ClientId>,
) -> Result<Vec<KnownClient>, SqlError> {
    let mut known = Vec::with_capacity(ids.len());
    for id in ids {
        if let Some(mut row) = session.query_one(&CLIENT, &[(*id).into()]).await? {
            let kind = KindOfClient::of_word(&row.text(0)?).ok_or_else(|| row.unreadable("not a kind"))?;
            known.push(KnownClient { id: *id, kind, name: row.text(1)? });
        }
    }
    Ok(known)
}
