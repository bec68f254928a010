//! A person's record as a whole: what is declared, what is attested, and what the person marked it with.

mod assemble;
mod mark;
pub mod rows;
#[cfg(test)]
mod tests;
mod told;
mod vouched;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use assemble::{Assembled, LeftOut};
pub use mark::{Dispute, DisputeNote, DisputeNoteFault, LONGEST_NOTE, Mark};
pub use told::Told;
pub use vouched::Misfit;

use crate::credential::{Credential, CredentialId};
use crate::experience::Experience;
use crate::experience::sources::FieldSources;
use crate::id::{ClientId, CurriculumCode, CurriculumId, ExperienceId, PersonId, StatementId, SubmissionId};
use crate::person_name::PersonName;

/// Everything in the record of one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Whose it is.
    pub person: Person,
    /// Their curricula, the principal one first, then the oldest.
    pub curricula: Vec<Curriculum>,
    /// What they declared, the oldest first; of what was declared at one instant, by the ids inside the store.
    pub experiences: Vec<DeclaredExperience>,
    /// What was attested and they accepted, in the order in which it was received.
    pub credentials: Vec<AcceptedCredential>,
    /// What they marked statements with. A mark of a superseded statement counts for the one that stands, unless that
    /// one has its own ([`Record::assemble`]).
    pub marks: BTreeMap<StatementId, Mark>,
    /// Every client that is a source of something in the record.
    pub clients: Vec<KnownClient>,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// The e-mail address that they sign in with, in lower case.
    pub address: String,
    /// Their name, as they say it themselves.
    pub name: Option<PersonName>,
    /// Since when this server knows them.
    pub created_at: Timestamp,
}

/// A curriculum: what declared experiences stand in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Curriculum {
    /// Its id inside the store.
    pub id: CurriculumId,
    /// Its id outside.
    pub code: CurriculumCode,
    /// Its name.
    pub name: String,
    /// True for exactly one of a person's curricula.
    pub principal: bool,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A declared experience with where it stands and who said what of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclaredExperience {
    /// Its id.
    pub id: ExperienceId,
    /// The curriculum that it stands in.
    pub curriculum: CurriculumId,
    /// 1 at first, one more with every edit.
    pub version: i64,
    /// What it says.
    pub content: Experience,
    /// Who said which of it.
    pub sources: FieldSources,
    /// When it was first declared.
    pub created_at: Timestamp,
    /// When it was last edited.
    pub changed_at: Timestamp,
}

/// A credential that the person accepted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptedCredential {
    /// The submission that it came with.
    pub submission: SubmissionId,
    /// The partner.
    pub client: ClientId,
    /// When it was sent.
    pub received_at: Timestamp,
    /// When the person accepted it.
    pub accepted_at: Timestamp,
    /// The partner's own id of it.
    pub credential_id: CredentialId,
    /// What it attests.
    pub credential: Credential,
}

/// A client as a record names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownClient {
    /// Its id.
    pub id: ClientId,
    /// What it is.
    pub kind: KindOfClient,
    /// What it is called.
    pub name: String,
}

/// What a client is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KindOfClient {
    /// It attests.
    Partner,
    /// It acts for a person.
    Application,
}

impl KindOfClient {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Application => "application",
        }
    }

    /// Reads the word.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Partner, Self::Application].into_iter().find(|kind| kind.word() == word)
    }
}

impl Record {
    /// What a client is called, where the record knows it.
    pub fn client_name(&self, id: ClientId) -> Option<&str> {
        self.clients.iter().find(|client| client.id == id).map(|client| client.name.as_str())
    }
}
