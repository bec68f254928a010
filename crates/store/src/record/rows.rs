//! What a history entry vouches for: every column of the row that it left, in one hash (`record.md §4`).
//!
//! The hash is made of what both databases and another server have in common: an experience counts by the id that the
//! outside sees, and times by their milliseconds.

use career::history::RowHash;
use career::id::{ClientId, CurriculumId, ExperienceId, PersonId, StatementId, SubmissionId};
use jiff::Timestamp;

use crate::sql::Value;

/// A row of `person`.
#[derive(Debug)]
pub(crate) struct PersonRow<'a> {
    pub(crate) id: PersonId,
    pub(crate) address: &'a str,
    pub(crate) name: Option<&'a str>,
    pub(crate) created_at: Timestamp,
}

impl PersonRow<'_> {
    pub(crate) fn hash(&self) -> RowHash {
        let Self { id, address, name, created_at } = *self;
        hash("person", &[id.into(), address.into(), name.into(), created_at.into()])
    }
}

/// A row of `curriculum`.
#[derive(Debug)]
pub(crate) struct CurriculumRow<'a> {
    pub(crate) id: CurriculumId,
    pub(crate) person: PersonId,
    pub(crate) code: &'a str,
    pub(crate) name: &'a str,
    pub(crate) principal: bool,
    pub(crate) created_at: Timestamp,
}

impl CurriculumRow<'_> {
    pub(crate) fn hash(&self) -> RowHash {
        let Self { id, person, code, name, principal, created_at } = *self;
        let values =
            [id.into(), person.into(), code.into(), name.into(), principal.into(), created_at.into()];
        hash("curriculum", &values)
    }
}

/// A row of `experience`.
#[derive(Debug)]
pub(crate) struct ExperienceRow<'a> {
    pub(crate) id: ExperienceId,
    pub(crate) person: PersonId,
    pub(crate) curriculum: CurriculumId,
    pub(crate) version: i64,
    pub(crate) content: &'a str,
    pub(crate) sources: &'a str,
    pub(crate) created_at: Timestamp,
    pub(crate) changed_at: Timestamp,
}

impl ExperienceRow<'_> {
    pub(crate) fn hash(&self) -> RowHash {
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
pub(crate) struct CredentialRow<'a> {
    pub(crate) submission: SubmissionId,
    pub(crate) person: PersonId,
    pub(crate) client: ClientId,
    pub(crate) credential_id: &'a str,
    pub(crate) document: &'a str,
    pub(crate) received_at: Timestamp,
    pub(crate) accepted_at: Timestamp,
}

impl CredentialRow<'_> {
    pub(crate) fn hash(&self) -> RowHash {
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
pub(crate) struct MarkRow<'a> {
    pub(crate) person: PersonId,
    pub(crate) statement: StatementId,
    pub(crate) hidden: Option<bool>,
    pub(crate) dispute: Option<&'a str>,
    pub(crate) changed_at: Timestamp,
}

impl MarkRow<'_> {
    pub(crate) fn hash(&self) -> RowHash {
        let Self { person, statement, hidden, dispute, changed_at } = *self;
        let statement = statement.to_string();
        let values = [person.into(), statement.into(), hidden.into(), dispute.into(), changed_at.into()];
        hash("mark", &values)
    }
}

/// Each value with its kind before it, so that no two rows read alike.
fn hash(table: &str, values: &[Value]) -> RowHash {
    let bytes = |value: &Value| match value {
        Value::Null => vec![0],
        Value::Integer(number) => [&[1], &number.to_be_bytes()[..]].concat(),
        Value::Text(text) => [&[2], text.as_bytes()].concat(),
        Value::Bytes(bytes) => [&[3], &bytes[..]].concat(),
        Value::Uuid(uuid) => [&[4], &uuid.as_bytes()[..]].concat(),
    };
    let values: Vec<Vec<u8>> = values.iter().map(bytes).collect();
    let parts: Vec<&[u8]> =
        std::iter::once(table.as_bytes()).chain(values.iter().map(Vec::as_slice)).collect();
    RowHash::of(&parts)
}
