//! A record is written to a file, which is entered in its history (`record.md §4`).

use std::collections::BTreeSet;

use career::export::Format;
use career::export::whole::clients_of;
use career::history::{Entry, Event, Subject, What};
use career::id::{PersonId, SubmissionId};
use career::record::{KnownClient, Record};
use career::source::Source;
use serde_json::json;

use super::{PERSON, RecordOf, known_clients};
use crate::command::{Command, Query as _, Stop};
use crate::history::{self, HistoryOf};
use crate::sql::Session;

/// What is written to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// Everything.
    Whole,
    /// JSON Resume.
    JsonResume,
    /// One accepted credential.
    Credential(SubmissionId),
}

impl Export {
    /// The format.
    pub const fn format(self) -> Format {
        match self {
            Self::Whole => Format::TenureRecord,
            Self::JsonResume => Format::JsonResume,
            Self::Credential(_) => Format::TenureCredential,
        }
    }
}

/// Enters that a record is exported, and reads what the file is made of in the same transaction: so the file holds the
/// entry that says that it was made, and its head is the history's (LEDGER 166).
#[derive(Debug)]
pub struct EnterExport {
    /// Whose.
    pub person: PersonId,
    /// What.
    pub export: Export,
    /// Who exports, how, and when.
    pub source: Source,
}

/// What an export is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Exported {
    /// The record.
    pub record: Record,
    /// The whole history, oldest first, this export's entry last; empty unless everything is exported.
    pub history: Vec<Entry>,
    /// The clients that the history names; none unless everything is exported.
    pub clients: Vec<KnownClient>,
}

/// There is no such person, or they have no such credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NothingToExport;

impl Command for EnterExport {
    type Outcome = Exported;
    type Refusal = NothingToExport;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<Exported, Stop<NothingToExport>> {
        let person = self.person;
        if session.query_one(&PERSON, &[person.into()]).await?.is_none() {
            return Err(Stop::Refused(NothingToExport));
        }
        let subject = match self.export {
            Export::Whole | Export::JsonResume => Subject::Person(person),
            Export::Credential(submission) => Subject::Submission(submission),
        };
        let values = json!({ "format": self.export.format().word() });
        let event = Event { source: self.source, what: What::Exported, subject, values, row: None };
        // First: it locks the history's head, so that nothing changes while the record is read.
        history::append(session, person, &event).await?;

        let record = RecordOf { person }.answer(session).await?.ok_or(Stop::Refused(NothingToExport))?;
        let (mut history, mut clients) = (Vec::new(), Vec::new());
        match self.export {
            Export::Whole => {
                history = HistoryOf { person, after: 0, most: u32::MAX }.answer(session).await?;
                let named: BTreeSet<_> =
                    history.iter().filter_map(Entry::event).flat_map(|event| clients_of(&event)).collect();
                clients = known_clients(session, &named).await?;
            }
            Export::JsonResume => {}
            Export::Credential(submission) => {
                if !record.credentials.iter().any(|accepted| accepted.submission == submission) {
                    return Err(Stop::Refused(NothingToExport));
                }
            }
        }
        Ok(Exported { record, history, clients })
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}
