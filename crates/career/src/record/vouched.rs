//! A record held against its history: every row against the newest entry that vouches for it (`record.md §4`).

use std::collections::{HashMap, HashSet};

use super::Record;
use crate::history::{Event, RowHash, Subject, What};
use crate::id::StatementId;

/// Where a record and its history do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// A row is not the one that its newest entry vouches for.
    #[error("{subject} is not what entry {sequence} of the history left")]
    Differs {
        /// What the row is about.
        subject: Subject,
        /// The entry.
        sequence: u64,
    },
    /// No entry vouches for a row.
    #[error("no entry of the history vouches for {subject}")]
    Unknown {
        /// What the row is about.
        subject: Subject,
    },
    /// An entry vouches for a row that is not there.
    #[error("{subject} is missing, which entry {sequence} of the history left")]
    Missing {
        /// What the row was about.
        subject: Subject,
        /// The entry.
        sequence: u64,
    },
    /// The record has two rows about one thing.
    #[error("{subject} is there twice")]
    Twice {
        /// What they are about.
        subject: Subject,
    },
}

impl Record {
    /// Holds every row of the record against the newest entry that vouches for it, and looks that none is missing.
    /// `events` are all entries with their sequences, in order.
    ///
    /// # Errors
    ///
    /// The first [`Misfit`]: the rows in the order of [`Record::row_hashes`], then what is missing, the oldest entry
    /// first.
    pub fn fits(&self, events: &[(u64, Event)]) -> Result<(), Misfit> {
        let mut vouched = vouched(events);
        let mut seen = HashSet::new();
        // A record can always be written as JSON; where it could not, its rows would all be missing.
        for (subject, hash) in self.row_hashes().unwrap_or_default() {
            if !seen.insert(subject) {
                return Err(Misfit::Twice { subject });
            }
            match vouched.remove(&subject) {
                None => return Err(Misfit::Unknown { subject }),
                Some((sequence, entered)) if entered != hash => {
                    return Err(Misfit::Differs { subject, sequence });
                }
                Some(_) => {}
            }
        }
        let oldest = vouched.into_iter().min_by_key(|(_, (sequence, _))| *sequence);
        match oldest {
            Some((subject, (sequence, _))) => Err(Misfit::Missing { subject, sequence }),
            None => Ok(()),
        }
    }
}

/// Every row that should be there, with the newest entry that left it. Where a statement was deleted, the marks on it
/// went with it. A submission that nobody accepted is vouched for too, and is no part of the record.
fn vouched(events: &[(u64, Event)]) -> HashMap<Subject, (u64, RowHash)> {
    let mut vouched = HashMap::new();
    for (sequence, event) in events {
        if matches!(event.what, What::Opened | What::Declined) {
            continue;
        }
        if let Some(row) = event.row {
            vouched.insert(event.subject, (*sequence, row));
            continue;
        }
        if event.what != What::Deleted {
            continue;
        }
        vouched.remove(&event.subject);
        match event.subject {
            Subject::Experience(id) => vouched.retain(|subject, _| {
                !matches!(subject, Subject::Mark(StatementId::Experience(marked)) if marked.number() == id)
            }),
            Subject::Submission(id) => vouched.retain(|subject, _| {
                !matches!(subject, Subject::Mark(StatementId::Employment { submission, .. }) if *submission == id)
            }),
            _ => {}
        }
    }
    vouched
}
