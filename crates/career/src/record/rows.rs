//! What a history entry vouches for: every column of the row that it left, in one hash (`record.md §4`).
//!
//! The hash is made of what both databases and another server have in common: an experience counts by the id that the
//! outside sees, and times by their milliseconds.
//!
//! Not in any hash is what this server alone needs to find a submission by, which is no part of the record and which
//! another server could not have: `submission.request_id`, `credential_hash`, `link` and `superseded`; and the state of
//! a verified submission, which is why its row counts at all. What was pushed is vouched for from its acceptance on: until
//! then nothing of it may outlive a refusal. Submissions that are nobody's, and everything about grants and shares but
//! their entries, are no rows of the record.

use jiff::Timestamp;
use uuid::Uuid;

use super::Record;
use crate::history::{RowHash, Subject};
use crate::id::{ClientId, CurriculumId, ExperienceId, PersonId, StatementId, SubmissionId};

/// A row of `person`.
#[derive(Debug)]
pub struct PersonRow<'a> {
    /// Their id.
    pub id: PersonId,
    /// The address, in lower case.
    pub address: &'a str,
    /// Their name.
    pub name: Option<&'a str>,
    /// Since when they are known.
    pub created_at: Timestamp,
}

impl PersonRow<'_> {
    /// The hash of the row.
    pub fn hash(&self) -> RowHash {
        let Self { id, address, name, created_at } = *self;
        hash("person", &[id.into(), address.into(), name.into(), created_at.into()])
    }
}

/// A row of `curriculum`.
#[derive(Debug)]
pub struct CurriculumRow<'a> {
    /// Its id.
    pub id: CurriculumId,
    /// Whose.
    pub person: PersonId,
    /// Its code.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Whether it is the principal one.
    pub principal: bool,
    /// When it was made.
    pub created_at: Timestamp,
}

impl CurriculumRow<'_> {
    /// The hash of the row.
    pub fn hash(&self) -> RowHash {
        let Self { id, person, code, name, principal, created_at } = *self;
        let values =
            [id.into(), person.into(), code.into(), name.into(), principal.into(), created_at.into()];
        hash("curriculum", &values)
    }
}

/// A row of `experience`.
#[derive(Debug)]
pub struct ExperienceRow<'a> {
    /// Its id, as the outside sees it.
    pub id: ExperienceId,
    /// Whose.
    pub person: PersonId,
    /// In which curriculum.
    pub curriculum: CurriculumId,
    /// Its version.
    pub version: i64,
    /// What it says, as JSON.
    pub content: &'a str,
    /// Who said which of it, as JSON.
    pub sources: &'a str,
    /// When it was first declared.
    pub created_at: Timestamp,
    /// When it was last edited.
    pub changed_at: Timestamp,
}

impl ExperienceRow<'_> {
    /// The hash of the row.
    pub fn hash(&self) -> RowHash {
        let Self { id, person, curriculum, version, content, sources, created_at, changed_at } = *self;
        let values = [
            id.to_string().into(),
            person.into(),
            curriculum.into(),
            version.into(),
            content.into(),
            sources.into(),
            created_at.into(),
            changed_at.into(),
        ];
        hash("experience", &values)
    }
}

/// A row of `credential`, with what its submission says of it.
#[derive(Debug)]
pub struct CredentialRow<'a> {
    /// The submission that it came with.
    pub submission: SubmissionId,
    /// Whose.
    pub person: PersonId,
    /// The partner.
    pub client: ClientId,
    /// The partner's own id of it.
    pub credential_id: &'a str,
    /// What it attests, as JSON.
    pub document: &'a str,
    /// When it was sent.
    pub received_at: Timestamp,
    /// When it was accepted.
    pub accepted_at: Timestamp,
}

impl CredentialRow<'_> {
    /// The hash of the row.
    pub fn hash(&self) -> RowHash {
        let Self { submission, person, client, credential_id, document, received_at, accepted_at } = *self;
        let values = [
            submission.into(),
            person.into(),
            client.into(),
            credential_id.into(),
            document.into(),
            received_at.into(),
            accepted_at.into(),
        ];
        hash("credential", &values)
    }
}

/// A row of `mark`.
#[derive(Debug)]
pub struct MarkRow<'a> {
    /// Whose.
    pub person: PersonId,
    /// On which statement.
    pub statement: StatementId,
    /// Whether it is hidden, where that was ever said.
    pub hidden: Option<bool>,
    /// What is said against it, as JSON.
    pub dispute: Option<&'a str>,
    /// When it was last marked.
    pub changed_at: Timestamp,
}

impl MarkRow<'_> {
    /// The hash of the row.
    pub fn hash(&self) -> RowHash {
        let Self { person, statement, hidden, dispute, changed_at } = *self;
        let statement = statement.to_string();
        let values = [person.into(), statement.into(), hidden.into(), dispute.into(), changed_at.into()];
        hash("mark", &values)
    }
}

/// A row of `submission` that nobody accepted, while it is somebody's: until it is chosen about, and declined.
#[derive(Debug)]
pub struct UnacceptedRow {
    /// The submission.
    pub submission: SubmissionId,
    /// Whose.
    pub person: PersonId,
    /// The partner.
    pub client: ClientId,
    /// The word for its state.
    pub state: &'static str,
    /// When it was sent.
    pub received_at: Timestamp,
    /// Since when it is final.
    pub finalized_at: Option<Timestamp>,
}

impl UnacceptedRow {
    /// The hash of the row.
    pub fn hash(&self) -> RowHash {
        let Self { submission, person, client, state, received_at, finalized_at } = *self;
        let values = [
            submission.into(),
            person.into(),
            client.into(),
            state.into(),
            received_at.into(),
            finalized_at.into(),
        ];
        hash("submission", &values)
    }
}

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowValue {
    /// Nothing.
    Null,
    /// A number, a truth value (0, 1), or a time in milliseconds.
    Integer(i64),
    /// A text, as the bytes that it is made of: so one that cannot be read any more has a hash too.
    Text(Vec<u8>),
    /// An id.
    Uuid(Uuid),
}

macro_rules! value_from {
    ($($from:ty => |$value:ident| $into:expr;)*) => {
        $(impl From<$from> for RowValue {
            fn from($value: $from) -> Self {
                $into
            }
        })*
    };
}

value_from! {
    i64 => |value| Self::Integer(value);
    bool => |value| Self::Integer(i64::from(value));
    String => |value| Self::Text(value.into_bytes());
    &str => |value| Self::Text(value.as_bytes().to_vec());
    Timestamp => |value| Self::Integer(value.as_millisecond());
    PersonId => |value| Self::Uuid(value.uuid());
    ClientId => |value| Self::Uuid(value.uuid());
    CurriculumId => |value| Self::Uuid(value.uuid());
    SubmissionId => |value| Self::Uuid(value.uuid());
}

impl<T: Into<RowValue>> From<Option<T>> for RowValue {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Each value with its kind before it, so that no two rows read alike.
pub fn hash(table: &str, values: &[RowValue]) -> RowHash {
    let texts = values.iter().map(|value| if let RowValue::Text(text) = value { text.len() } else { 0 });
    let mut bytes = Vec::with_capacity(8 + table.len() + values.len() * (8 + 1 + 16) + texts.sum::<usize>());
    let mut part = |kind: &[u8], value: &[u8]| {
        bytes.extend_from_slice(&((kind.len() + value.len()) as u64).to_be_bytes());
        bytes.extend_from_slice(kind);
        bytes.extend_from_slice(value);
    };
    part(&[], table.as_bytes());
    for value in values {
        match value {
            RowValue::Null => part(&[0], &[]),
            RowValue::Integer(number) => part(&[1], &number.to_be_bytes()),
            RowValue::Text(text) => part(&[2], text),
            RowValue::Uuid(uuid) => part(&[4], uuid.as_bytes()),
        }
    }
    RowHash::of_joined(&bytes)
}

impl Record {
    /// The hash of every row that the record is made of, each with what it is about.
    ///
    /// # Errors
    ///
    /// None that a record can bring about; the writer of JSON may report one.
    pub fn row_hashes(&self) -> Result<Vec<(Subject, RowHash)>, serde_json::Error> {
        let person = self.person.id;
        let mut found = Vec::with_capacity(1 + self.experiences.len() + self.credentials.len());
        found.push((Subject::Person(person), self.person.row().hash()));
        for curriculum in &self.curricula {
            let row = CurriculumRow {
                id: curriculum.id,
                person,
                code: curriculum.code.as_str(),
                name: &curriculum.name,
                principal: curriculum.principal,
                created_at: curriculum.created_at,
            };
            found.push((Subject::Curriculum(curriculum.id), row.hash()));
        }
        for experience in &self.experiences {
            let row = ExperienceRow {
                id: experience.id,
                person,
                curriculum: experience.curriculum,
                version: experience.version,
                content: &serde_json::to_string(&experience.content)?,
                sources: &serde_json::to_string(&experience.sources)?,
                created_at: experience.created_at,
                changed_at: experience.changed_at,
            };
            found.push((experience.id.into(), row.hash()));
        }
        for accepted in &self.credentials {
            let row = CredentialRow {
                submission: accepted.submission,
                person,
                client: accepted.client,
                credential_id: accepted.credential_id.as_str(),
                document: &accepted.credential.canonical_json()?,
                received_at: accepted.received_at,
                accepted_at: accepted.accepted_at,
            };
            found.push((Subject::Submission(accepted.submission), row.hash()));
        }
        for (statement, mark) in &self.marks {
            let dispute = mark.dispute.as_ref().map(serde_json::to_string).transpose()?;
            let (statement, hidden, changed_at) = (*statement, mark.hidden, mark.changed_at);
            let row = MarkRow { person, statement, hidden, dispute: dispute.as_deref(), changed_at };
            found.push((Subject::Mark(statement), row.hash()));
        }
        Ok(found)
    }
}

impl super::Person {
    fn row(&self) -> PersonRow<'_> {
        PersonRow {
            id: self.id,
            address: &self.address,
            name: self.name.as_ref().map(crate::person_name::PersonName::as_str),
            created_at: self.created_at,
        }
    }
}
