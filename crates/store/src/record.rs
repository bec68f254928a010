//! The whole record of a person, and who reads it.

use career::credential::{Credential, CredentialId};
use career::history::{Event, Subject, What};
use career::id::{ClientId, CurriculumId, PersonId, SubmissionId};
use career::source::{Actor, Source, Way};
use jiff::Timestamp;
use serde_json::json;

use crate::command::{Command, Query, Stop};
use crate::experiences::{Curricula, Curriculum, StoredExperience};
use crate::history;
use crate::sql::{Session, SqlError, statements};
use crate::{experiences, submissions};

statements! {
    EXPERIENCES = "select id, version, content, sources, curriculum_id from experience where person_id = $1 order by id";
    CREDENTIALS = "select submission.id, submission.client_id, client.name, submission.created_at, \
        submission.finalized_at, credential.credential_id, credential.document \
        from submission join credential on credential.submission_id = submission.id \
        join client on client.id = submission.client_id \
        where submission.person_id = $1 and submission.state = 'verified' \
        order by submission.created_at, submission.id";
    CLIENT_NAMES = "select id, name from client where id in \
        (select client_id from oauth_grant where person_id = $1)";
    FIRST_READ = "insert into history_read (person_id, client_id, kind, day) values ($1, $2, $3, $4) \
        on conflict (person_id, client_id, kind, day) do nothing";
}

/// Everything in the record of one person.
#[derive(Debug)]
pub struct RecordOf {
    /// Whose.
    pub person: PersonId,
}

/// A person's record.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Their curricula, the principal one first.
    pub curricula: Vec<Curriculum>,
    /// What they declared, with the curriculum it stands in.
    pub experiences: Vec<(CurriculumId, StoredExperience)>,
    /// What was attested and they accepted.
    pub credentials: Vec<AcceptedCredential>,
    /// The names of the applications that act or acted for them.
    pub applications: Vec<(ClientId, String)>,
}

/// A credential that a person accepted.
#[derive(Debug, Clone, PartialEq)]
pub struct AcceptedCredential {
    /// The submission it came with.
    pub submission: SubmissionId,
    /// The partner.
    pub client: ClientId,
    /// The partner's name.
    pub client_name: String,
    /// When it was sent.
    pub received_at: Timestamp,
    /// When the person accepted it.
    pub accepted_at: Timestamp,
    /// The partner's own id of it.
    pub credential_id: CredentialId,
    /// What it attests.
    pub credential: Credential,
}

impl Query for RecordOf {
    type Answer = Record;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Record, SqlError> {
        let curricula = Curricula { person: self.person }.answer(session).await?;
        let mut rows = session.query(&EXPERIENCES, &[self.person.into()]).await?;
        let experiences = rows.iter_mut().map(|row| {
            let experience = experiences::stored(session, row)?;
            Ok((CurriculumId::from_uuid(row.uuid(4)?), experience))
        });
        let experiences = experiences.collect::<Result<_, SqlError>>()?;
        let mut rows = session.query(&CREDENTIALS, &[self.person.into()]).await?;
        let credentials = rows.iter_mut().map(|row| {
            let (credential_id, credential) = submissions::read_credential(row, 5)?;
            Ok(AcceptedCredential {
                submission: SubmissionId::from_uuid(row.uuid(0)?),
                client: ClientId::from_uuid(row.uuid(1)?),
                client_name: row.text(2)?,
                received_at: row.time(3)?,
                accepted_at: row.time(4)?,
                credential_id,
                credential,
            })
        });
        let credentials = credentials.collect::<Result<_, SqlError>>()?;
        let mut rows = session.query(&CLIENT_NAMES, &[self.person.into()]).await?;
        let applications = rows.iter_mut().map(|row| Ok((ClientId::from_uuid(row.uuid(0)?), row.text(1)?)));
        let applications = applications.collect::<Result<_, SqlError>>()?;
        Ok(Record { curricula, experiences, credentials, applications })
    }
}

/// What an application read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReadKind {
    /// The list of curricula.
    Curricula,
    /// Experiences.
    Experience,
}

impl ReadKind {
    const fn word(self) -> &'static str {
        match self {
            Self::Curricula => "curricula",
            Self::Experience => "experience",
        }
    }
}

/// Enters that an application read, once per application, kind and day in UTC (`record.md §4`, LEDGER 50).
#[derive(Debug)]
pub struct EnterRead {
    /// Whose record.
    pub person: PersonId,
    /// Which application.
    pub client: ClientId,
    /// What it read.
    pub kind: ReadKind,
    /// Now.
    pub now: Timestamp,
}

impl Command for EnterRead {
    type Outcome = ();
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<Self::Refusal>> {
        let day = self.now.strftime("%Y-%m-%d").to_string();
        let parameters = [self.person.into(), self.client.into(), self.kind.word().into(), day.into()];
        if session.execute(&FIRST_READ, &parameters).await? == 1 {
            let event = Event {
                source: Source { by: Actor::Application(self.client), via: Way::Infojobs, at: self.now },
                what: What::Read,
                subject: Subject::Person(self.person),
                values: json!({ "kind": self.kind.word() }),
            };
            history::append(session, self.person, &event).await?;
        }
        Ok(())
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}
