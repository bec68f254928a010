//! A statement as somebody wrote it down, and what may be wrong with it (`docs/reconciliation.md`).

use jiff::Timestamp;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Attestation, Kind, Origin, Origins, Party, Statement};
use crate::when::{End, Period, PeriodError, When};

/// A statement before any rule was looked at: the members of one object in a file of statements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementDraft {
    /// Its id, unique in the file.
    pub id: String,
    /// Declared or attested.
    pub kind: KindText,
    /// The partner's client id; attested statements only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
    /// The credential that it stands in; where it is left away, each statement is a credential of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credential: Option<String>,
    /// When the credential was received; where it is left away, before all others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<Timestamp>,
    /// The employer.
    pub organisation: String,
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The category of the position; attested statements only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classification: Option<String>,
    /// The start.
    pub start: When,
    /// The end, or `current` (declared statements only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<EndText>,
    /// The evidence horizon; attested statements only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub horizon: Option<When>,
    /// Whether the person hides it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// The source of all fields; where it is left away, the person or the partner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Origin>,
    /// The sources of single fields.
    #[serde(default)]
    pub sources: Origins,
}

/// Declared or attested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KindText {
    /// The person said it.
    Declared,
    /// A partner said it.
    Attested,
}

/// What stands in the member `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EndText {
    /// `current`.
    Current,
    /// A date.
    At(When),
}

/// One rule that a statement breaks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A text that must be there is blank.
    #[error("`{0}` is empty")]
    Empty(&'static str),
    /// A member that must be there is not.
    #[error("`{0}` is missing")]
    Missing(&'static str),
    /// An attested statement has neither a title nor a classification (`seekpass.md §3.1`).
    #[error("an attested statement needs a `title` or a `classification`")]
    NoRole,
    /// A member that the other kind of statement has.
    #[error("`{member}` does not belong to a statement that is {kind}")]
    Foreign {
        /// The member.
        member: &'static str,
        /// The kind of the statement.
        kind: &'static str,
    },
    /// A partner cannot say that something lasts: it can leave the end away and give a horizon (`record.md §1`).
    #[error("an attested statement is never `current`; leave `end` away and give its `horizon`")]
    NeverCurrent,
    /// The end, or the horizon, lies before the start.
    #[error(transparent)]
    Period(#[from] PeriodError),
}

impl StatementDraft {
    /// The statement, or every rule that it breaks.
    ///
    /// # Errors
    ///
    /// All [`Fault`]s, at least one.
    pub fn judge(self) -> Result<Statement, Vec<Fault>> {
        let mut faults = Vec::new();
        let id = required("id", Some(self.id), &mut faults);
        let organisation = required("organisation", Some(self.organisation), &mut faults);
        let title = optional("title", self.title, &mut faults);
        let classification = optional("classification", self.classification, &mut faults);
        let (kind, by, end) = match self.kind {
            KindText::Declared => {
                let kind = "declared";
                foreign(kind, "client", self.client.is_some(), &mut faults);
                foreign(kind, "credential", self.credential.is_some(), &mut faults);
                foreign(kind, "received", self.received.is_some(), &mut faults);
                foreign(kind, "classification", classification.is_some(), &mut faults);
                foreign(kind, "horizon", self.horizon.is_some(), &mut faults);
                if title.is_none() {
                    faults.push(Fault::Missing("title"));
                }
                (Kind::Declared, Party::Person, declared_end(self.end, &mut faults))
            }
            KindText::Attested => {
                let client = required("client", self.client, &mut faults);
                let credential = optional("credential", self.credential, &mut faults);
                if title.is_none() && classification.is_none() {
                    faults.push(Fault::NoRole);
                }
                let kind = Kind::Attested(Attestation {
                    client: client.clone(),
                    received: self.received.unwrap_or(Timestamp::MIN),
                    credential: credential.unwrap_or_else(|| id.clone()),
                });
                (kind, Party::Partner(client), attested_end(self.end, self.horizon, &mut faults))
            }
        };
        let period = end.and_then(|end| {
            Period::new(self.start, end).map_err(|error| faults.push(Fault::Period(error))).ok()
        });
        let origin = self.source.unwrap_or(Origin { by, via: None, at: self.received });
        match period {
            Some(period) if faults.is_empty() => Ok(Statement {
                id,
                kind,
                organisation,
                title,
                classification,
                period,
                hidden: self.hidden,
                origin,
                origins: self.sources,
            }),
            _ => {
                // A blank title was reported as empty; that there is none either is no news.
                if faults.contains(&Fault::Empty("title")) {
                    faults.retain(|fault| !matches!(fault, Fault::Missing("title") | Fault::NoRole));
                }
                Err(faults)
            }
        }
    }
}

fn declared_end(end: Option<EndText>, faults: &mut Vec<Fault>) -> Option<End> {
    match end {
        Some(EndText::At(end)) => Some(End::Ended(end)),
        Some(EndText::Current) => Some(End::Current),
        None => {
            faults.push(Fault::Missing("end"));
            None
        }
    }
}

fn attested_end(end: Option<EndText>, horizon: Option<When>, faults: &mut Vec<Fault>) -> Option<End> {
    match (end, horizon) {
        (Some(EndText::At(end)), _) => Some(End::Ended(end)),
        (None, Some(horizon)) => Some(End::NotReported(horizon)),
        (Some(EndText::Current), _) => {
            faults.push(Fault::NeverCurrent);
            None
        }
        (None, None) => {
            faults.push(Fault::Missing("horizon"));
            None
        }
    }
}

fn required(member: &'static str, text: Option<String>, faults: &mut Vec<Fault>) -> String {
    let Some(text) = text else {
        faults.push(Fault::Missing(member));
        return String::new();
    };
    optional(member, Some(text), faults).unwrap_or_default()
}

/// The text without the blanks around it; one that has nothing else is a fault.
fn optional(member: &'static str, text: Option<String>, faults: &mut Vec<Fault>) -> Option<String> {
    let text = text?.trim().to_owned();
    if text.is_empty() {
        faults.push(Fault::Empty(member));
        return None;
    }
    Some(text)
}

fn foreign(kind: &'static str, member: &'static str, there: bool, faults: &mut Vec<Fault>) {
    if there {
        faults.push(Fault::Foreign { member, kind });
    }
}

impl Serialize for EndText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Current => serializer.serialize_str("current"),
            Self::At(when) => when.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for EndText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == "current" {
            return Ok(Self::Current);
        }
        let read = text.parse().map(Self::At);
        read.map_err(|error| D::Error::custom(format!("`{text}`: {error}; a job that lasts is `current`")))
    }
}
