//! Who said a value, by which way, and when (`record.md §2`).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::{ClientId, PersonId};

/// Who acted: the person, a client on their behalf or on its own, or this server by a rule of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Actor {
    /// The person, on the web pages.
    Person(PersonId),
    /// An application with the person's grant.
    Application(ClientId),
    /// A partner, with credentials of its own.
    Partner(ClientId),
    /// Somebody whom the person showed a part of their record, with the PIN of a share.
    Outsider,
    /// An operator at the command line.
    Operator,
    /// This server, by a rule such as the 48 hours.
    Server,
}

/// The way by which something came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// The `InfoJobs` contract.
    Infojobs,
    /// The SEEK Pass contract.
    Seekpass,
    /// The web pages.
    Page,
    /// The record API of this server.
    Record,
    /// The link of a share.
    Share,
    /// The authorisation endpoints.
    Oauth,
    /// The command line.
    CommandLine,
    /// A rule that this server applied by itself.
    Rule,
}

/// The source of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Source {
    /// Who said it.
    pub by: Actor,
    /// How it came in.
    pub via: Way,
    /// When it came in.
    pub at: Timestamp,
}
