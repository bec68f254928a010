//! A credential: the employment of one person as a partner attests it (`seekpass.md §3.1`).
//!
//! [`read`] takes the JSON body in either envelope and gives a [`CredentialDraft`]; [`CredentialDraft::judge`]
//! gives a [`Credential`], or every violation of the contract at once.

mod draft;
mod id;
mod judge;
mod location;
mod members;
mod read;
mod role;
mod rule;
#[cfg(test)]
mod tests;
mod violation;

use serde::{Deserialize, Serialize};

use crate::year_month::YearMonth;

pub use draft::{CredentialDraft, EmploymentDraft, IntermediaryDraft};
pub use id::CredentialId;
pub use location::{Envelope, IntermediaryPart, Location, RecordPart};
pub use members::{Kept, Members};
pub use read::read;
pub use role::Role;
pub use rule::{JsonType, Rule};
pub use violation::{Violation, Violations};

/// The greatest length of a name, organisation or role, in characters after trimming (LEDGER 34).
pub const TEXT_MOST: usize = 200;

/// The greatest number of employment records in one credential; the least is 1 (LEDGER 31).
pub const RECORDS_MOST: usize = 200;

/// The greatest number of intermediaries in a partner chain; the least is 0 (LEDGER 33).
pub const CHAIN_MOST: usize = 20;

/// What becomes of members that the contract does not know: a client's setting (LEDGER 36).
///
/// It does not touch the members beside an intermediary's name, which are always kept (LEDGER 33).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnknownMembers {
    /// Each is a violation, so that a verified record never loses what the partner thought it sent.
    #[default]
    Refuse,
    /// They are stored and shown.
    Keep,
}

/// What a partner attests about one person: the judged content of a submission, without its id.
///
/// Made by [`CredentialDraft::judge`], so that every rule of `seekpass.md §3.1` holds. Its `Serialize` form is
/// what the store keeps and reads back; reading it back checks its shape and not the rules, so that a rule
/// drawn tighter later leaves older credentials readable. What comes from elsewhere is judged again through
/// [`Credential::draft`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential {
    /// The person's name as the partner has it: 1 to 200 characters, trimmed.
    pub full_name: String,
    /// The employment records in the order sent: 1 to 200.
    pub employment: Vec<Employment>,
    /// The intermediaries between the sender and this server, parent before child: at most 20. `None` where
    /// the member was absent or null.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner_chain: Option<Vec<Intermediary>>,
    /// Unknown members around the records, where the client's setting keeps them.
    #[serde(default, skip_serializing_if = "Kept::is_empty")]
    pub kept: Kept,
}

/// One attested employment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Employment {
    /// The employer: 1 to 200 characters, trimmed.
    pub organisation: String,
    /// What the person was there.
    #[serde(flatten)]
    pub role: Role,
    /// The month in which the employment began.
    #[serde(rename = "start_date")]
    pub start: YearMonth,
    /// The month in which it ended, not before `start`. `None` means that no end was reported, which is not
    /// "current" (`record.md §1`).
    #[serde(rename = "end_date", default, skip_serializing_if = "Option::is_none")]
    pub end: Option<YearMonth>,
    /// The last month up to which the partner knew, not before `start`; it may be later than `end`.
    pub last_processed_month: YearMonth,
    /// Unknown members of the record, where the client's setting keeps them.
    #[serde(default, skip_serializing_if = "Members::is_empty")]
    pub kept: Members,
}

/// One link of a partner chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intermediary {
    /// Its name: 1 to 200 characters, trimmed.
    pub name: String,
    /// The members beside `name`, kept whatever the client's setting (LEDGER 33).
    #[serde(flatten)]
    pub rest: Members,
}

impl Credential {
    /// The canonical JSON text: members in a fixed order, free members sorted by name at every depth, nothing
    /// between tokens. The same content gives the same text, so that two texts tell whether a repeated payload
    /// is the same or different (`seekpass.md §4`).
    ///
    /// # Errors
    ///
    /// None that the fields can bring about; the writer of JSON may report one.
    pub fn canonical_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}
