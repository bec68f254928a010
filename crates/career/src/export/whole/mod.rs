//! The whole record as one JSON document (`docs/export.md`): what the person declared and accepted, their marks, the
//! names of clients, the history to its head, the verdicts that come of it, and a signature over it all.
//!
//! [`Whole::write`] makes it, [`read`] takes it apart again and lets nothing through that does not fit together. Written
//! twice from the same record on the same day it is the same to the byte: no time of writing stands in it.

mod fault;
mod head;
mod read;
mod rules;
#[cfg(test)]
mod tests;
mod verdicts;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use fault::{Broken, Fault, Place, Remark};
pub use head::SignedHead;
pub use read::{LIMIT, Read, read};

use crate::history::{Entry, Event};
use crate::id::ClientId;
use crate::reconciliation::Policy;
use crate::record::{KnownClient, Record};
use crate::signature::SigningKey;
use crate::source::Actor;

/// What `format` says.
pub const FORMAT: &str = "tenure-record";

/// The version that this program writes, and the newest that it reads.
pub const VERSION: u32 = 1;

/// A person's record with its history: what another server needs to know the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Whole {
    /// The record. Experiences are in the order in which they were declared, then by id; clients are those of the
    /// record and of the history, by id.
    pub record: Record,
    /// The history, oldest entry first.
    pub history: Vec<Entry>,
    /// The day on which the verdicts are those that are written.
    pub on: Date,
}

/// Why a record cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    /// It cannot be signed.
    #[error(transparent)]
    Unsigned(#[from] crate::signature::Unusable),
    /// It cannot be put into JSON, which no record brings about.
    #[error("the record cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// The document.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    format: String,
    version: u32,
    on: Date,
    record: Record,
    history: Vec<Entry>,
    verdicts: Value,
    head: head::Head,
}

impl Whole {
    /// Puts a record and its history in the order in which they are written.
    ///
    /// `clients` are those that the history names; those that are sources in the record stand in it already.
    #[must_use]
    pub fn new(mut record: Record, history: Vec<Entry>, clients: Vec<KnownClient>, on: Date) -> Self {
        record.experiences.sort_by_key(|experience| (experience.created_at, experience.id));
        record.clients.extend(clients);
        record.clients.sort_by_key(|client| client.id);
        record.clients.dedup_by_key(|client| client.id);
        Self { record, history, on }
    }

    /// The document, with the verdicts under a policy, signed by this server's key.
    ///
    /// # Errors
    ///
    /// [`NotWritten`].
    pub fn write(&self, policy: &Policy, key: &SigningKey) -> Result<String, NotWritten> {
        let verdicts = serde_json::to_value(verdicts::of(&self.record, policy, self.on))?;
        let head = head::Head::of(self, &verdicts, key)?;
        let document = Document {
            format: FORMAT.to_owned(),
            version: VERSION,
            on: self.on,
            record: self.record.clone(),
            history: self.history.clone(),
            verdicts,
            head,
        };
        Ok(super::written(&document)?)
    }
}

/// The clients that an event names: the one that acted, and one that something was granted to.
pub fn clients_of(event: &Event) -> impl Iterator<Item = ClientId> + use<> {
    let acted = match event.source.by {
        Actor::Application(id) | Actor::Partner(id) => Some(id),
        Actor::Person(_) | Actor::Outsider | Actor::Operator | Actor::Server => None,
    };
    let granted = event.values.get("client").and_then(|id| id.as_str()?.parse().ok());
    acted.into_iter().chain(granted)
}
