//! A person comes over from another server, with their whole record (`record.md §6`).

use career::export::whole::{FORMAT, SignedHead, Whole};
use career::history::{Event, Subject, What};
use career::id::{ClientId, CurriculumCode, ExperienceId, PersonId, RequestId, SubmissionId};
use career::person_name::PersonName;
use career::record::{AcceptedCredential, Curriculum, DeclaredExperience, KnownClient, Mark, Person};
use career::source::{Actor, Source, Way};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
use uuid::Builder;

use crate::command::{Command, Stop};
use crate::sql::{Row, Session, SqlError, Statement, Value, statements};
use crate::{history, submissions};

statements! {
    PERSON = "insert into person (id, address, name, created_at) values ($1, $2, $3, $4) on conflict do nothing";
    FIND_PERSON = "select id from person where id = $1";
    FIND_ADDRESS = "select id from person where address = $1";
    CLIENT = "insert into client \
        (id, kind, name, scopes, redirect_uris, keeps_unknown_members, created_at, removed_at) \
        values ($1, $2, $3, '', '[]', 0, $4, $5) on conflict (id) do nothing";
    FIND_CLIENT = "select kind from client where id = $1";
    CURRICULUM = "insert into curriculum (id, person_id, code, name, principal, created_at) \
        values ($1, $2, $3, $4, $5, $6) on conflict do nothing";
    EXPERIENCE = "insert into experience \
        (id, person_id, curriculum_id, version, content, sources, created_at, changed_at) \
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing";
    SUBMISSION = "insert into submission \
        (id, request_id, client_id, credential_hash, link, state, superseded, person_id, created_at, finalized_at) \
        values ($1, $2, $3, $4, 'v2', 'verified', 0, $5, $6, $7) on conflict do nothing";
    CREDENTIAL = "insert into credential (submission_id, credential_id, document) values ($1, $2, $3)";
    MARK = "insert into mark (person_id, statement, hidden, dispute, changed_at) values ($1, $2, $3, $4, $5)";
}

/// Makes a person of a whole record that was read: the same ids, the same history, and one entry more, which says that
/// it was imported and with which head. Everything or nothing.
///
/// Clients that this server does not know are entered as removed ones, so that sources keep their names (LEDGER 171).
#[derive(Debug)]
pub struct ImportPerson {
    /// The record with its history.
    pub whole: Whole,
    /// The head of it, and the key that signed that.
    pub head: SignedHead,
    /// Now.
    pub now: Timestamp,
}

/// Why a person was not imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportRefusal {
    /// They are here already.
    #[error("this person is on this server already")]
    PersonIsHere,
    /// Somebody else has the address.
    #[error("somebody else on this server has the person's address")]
    AddressTaken,
    /// They were here once: the chain of their history stands, and nothing can be put in its place.
    #[error(
        "this person was on this server before, and was erased; what was erased does not come back under its id"
    )]
    WasHere,
    /// A curriculum's id or code is another's here.
    #[error("the curriculum {0} has a namesake on this server")]
    CurriculumTaken(CurriculumCode),
    /// An experience's id is another's here.
    #[error("the experience {0} has a namesake on this server")]
    ExperienceTaken(ExperienceId),
    /// A credential's submission, or its partner's own id of it, is here already.
    #[error("the credential of submission {0} is on this server already")]
    CredentialTaken(SubmissionId),
    /// A client is of another kind here.
    #[error("the client {0} is of another kind on this server")]
    ClientOfOtherKind(ClientId),
}

impl Command for ImportPerson {
    type Outcome = PersonId;
    type Refusal = ImportRefusal;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<PersonId, Stop<ImportRefusal>> {
        let record = &self.whole.record;
        let person = record.person.id;
        // First, for what partners are told of an erased person's submissions stays, and is in the way as well.
        if history::is_erased(session, person).await? {
            return Err(Stop::Refused(ImportRefusal::WasHere));
        }
        self.person_row(session, &record.person).await?;
        // Before all else again, for that row may have waited until an erasure was done.
        if !history::take_over(session, person, &self.whole.history).await? {
            return Err(Stop::Refused(ImportRefusal::WasHere));
        }
        for client in &record.clients {
            self.client(session, client).await?;
        }
        for curriculum in &record.curricula {
            self.curriculum(session, curriculum).await?;
        }
        for experience in &record.experiences {
            self.experience(session, experience).await?;
        }
        for accepted in &record.credentials {
            self.credential(session, accepted).await?;
        }
        for (statement, mark) in &record.marks {
            let Mark { hidden, dispute, changed_at } = mark;
            let dispute = dispute.as_ref().map(text).transpose()?;
            let statement = statement.to_string().into();
            let row = [person.into(), statement, (*hidden).into(), dispute.into(), (*changed_at).into()];
            session.execute(&MARK, &row).await?;
        }
        let imported = Event {
            source: Source { by: Actor::Operator, via: Way::CommandLine, at: self.now },
            what: What::Imported,
            subject: Subject::Person(person),
            values: json!({ "format": FORMAT, "head": self.head }),
            row: None,
        };
        history::append(session, person, &imported).await?;
        Ok(person)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.whole.record.person.id)
    }
}

impl ImportPerson {
    async fn person_row<S: Session>(
        &self,
        session: &mut S,
        person: &Person,
    ) -> Result<(), Stop<ImportRefusal>> {
        let name = person.name.as_ref().map(PersonName::as_str);
        let row = [person.id.into(), person.address.as_str().into(), name.into(), person.created_at.into()];
        if session.execute(&PERSON, &row).await? == 1 {
            return Ok(());
        }
        if session.query_one(&FIND_PERSON, &[person.id.into()]).await?.is_some() {
            return Err(Stop::Refused(ImportRefusal::PersonIsHere));
        }
        let taken = session.query_one(&FIND_ADDRESS, &[person.address.as_str().into()]).await?.is_some();
        // Whoever was in the way may have been erased in between.
        Err(if taken { Stop::Refused(ImportRefusal::AddressTaken) } else { SqlError::Conflict.into() })
    }

    async fn client<S: Session>(
        &self,
        session: &mut S,
        client: &KnownClient,
    ) -> Result<(), Stop<ImportRefusal>> {
        let (id, kind, name) = (client.id.into(), client.kind.word(), client.name.as_str());
        let row = [id, kind.into(), name.into(), self.now.into(), self.now.into()];
        if session.execute(&CLIENT, &row).await? == 1 {
            return Ok(());
        }
        let known = session.query_one(&FIND_CLIENT, &[client.id.into()]).await?;
        let known = known.map(|mut row: Row| row.text(0)).transpose()?.ok_or(SqlError::Conflict)?;
        if known == kind { Ok(()) } else { Err(Stop::Refused(ImportRefusal::ClientOfOtherKind(client.id))) }
    }

    async fn curriculum<S: Session>(
        &self,
        session: &mut S,
        curriculum: &Curriculum,
    ) -> Result<(), Stop<ImportRefusal>> {
        let Curriculum { id, code, name, principal, created_at } = curriculum;
        let row = [
            (*id).into(),
            self.whole.record.person.id.into(),
            code.as_str().into(),
            name.as_str().into(),
            (*principal).into(),
            (*created_at).into(),
        ];
        insert(session, &CURRICULUM, &row, || ImportRefusal::CurriculumTaken(code.clone())).await
    }

    async fn experience<S: Session>(
        &self,
        session: &mut S,
        experience: &DeclaredExperience,
    ) -> Result<(), Stop<ImportRefusal>> {
        let DeclaredExperience { id, curriculum, version, content, sources, created_at, changed_at } =
            experience;
        let row = [
            session.keys().numbering.place(*id).into(),
            self.whole.record.person.id.into(),
            (*curriculum).into(),
            (*version).into(),
            text(content)?.into(),
            text(sources)?.into(),
            (*created_at).into(),
            (*changed_at).into(),
        ];
        insert(session, &EXPERIENCE, &row, || ImportRefusal::ExperienceTaken(*id)).await
    }

    async fn credential<S: Session>(
        &self,
        session: &mut S,
        accepted: &AcceptedCredential,
    ) -> Result<(), Stop<ImportRefusal>> {
        let AcceptedCredential { submission, client, received_at, accepted_at, credential_id, credential } =
            accepted;
        let mut request = [0; 16];
        session.random(&mut request);
        let request = RequestId::from_uuid(Builder::from_random_bytes(request).into_uuid());
        let hash = submissions::credential_hash(session.keys(), *client, credential_id);
        let row = [
            (*submission).into(),
            request.into(),
            (*client).into(),
            Value::from(&hash),
            self.whole.record.person.id.into(),
            (*received_at).into(),
            (*accepted_at).into(),
        ];
        insert(session, &SUBMISSION, &row, || ImportRefusal::CredentialTaken(*submission)).await?;
        let document = credential.canonical_json().map_err(broken)?;
        let row = [(*submission).into(), credential_id.as_str().into(), document.into()];
        session.execute(&CREDENTIAL, &row).await?;
        Ok(())
    }
}

/// Inserts a row, or refuses where something is in its place.
async fn insert<S: Session>(
    session: &mut S,
    statement: &'static Statement,
    row: &[Value],
    taken: impl FnOnce() -> ImportRefusal,
) -> Result<(), Stop<ImportRefusal>> {
    if session.execute(statement, row).await? == 1 { Ok(()) } else { Err(Stop::Refused(taken())) }
}

fn text(value: &impl Serialize) -> Result<String, SqlError> {
    serde_json::to_string(value).map_err(broken)
}

fn broken(error: impl std::fmt::Display) -> SqlError {
    SqlError::Broken(error.to_string())
}
