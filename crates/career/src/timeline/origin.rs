//! Who said a value, without saying whose it is (`record.md §2`).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::source::{Actor, Source, Way};

/// The source of a value in a statement: a [`Source`] that names no person, so that it can be shown and shared.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// Who said it.
    pub by: Party,
    /// The way it came, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<Way>,
    /// When it came, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
}

/// Who said a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Party {
    /// The person whose record it is.
    Person,
    /// The application with this client id, for the person.
    Application(String),
    /// The partner with this client id.
    Partner(String),
    /// An operator at the command line.
    Operator,
    /// This server, by a rule.
    Server,
}

/// The source of each field of a statement. A field that is not there has the statement's own source.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origins {
    /// Of the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<Origin>,
    /// Of the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Origin>,
    /// Of the classification.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classification: Option<Origin>,
    /// Of the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Origin>,
    /// Of the end, or of the horizon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Origin>,
}

impl From<Source> for Origin {
    fn from(source: Source) -> Self {
        let by = match source.by {
            Actor::Person(_) => Party::Person,
            Actor::Application(client) => Party::Application(client.to_string()),
            Actor::Partner(client) => Party::Partner(client.to_string()),
            Actor::Operator => Party::Operator,
            // An outsider reads and says nothing; where one stood as a source, it came in by this server.
            Actor::Server | Actor::Outsider => Party::Server,
        };
        Self { by, via: Some(source.via), at: Some(source.at) }
    }
}

impl std::fmt::Display for Party {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Person => formatter.write_str("the person"),
            Self::Application(client) => write!(formatter, "application {client}"),
            Self::Partner(client) => write!(formatter, "partner {client}"),
            Self::Operator => formatter.write_str("an operator"),
            Self::Server => formatter.write_str("this server"),
        }
    }
}
