//! What each statement of a record is marked with.

use std::collections::{BTreeMap, BTreeSet};

use career::id::StatementId;
use career::record::{AcceptedCredential, Dispute, Record};

use crate::pages::marks::{Marks, Standing};

/// The marks of a record's statements: those that count for a statement that stands, and its own for one that was
/// superseded.
pub(in crate::person) struct MarksOf<'a> {
    record: &'a Record,
    hidden: BTreeSet<String>,
    superseded: BTreeSet<String>,
    disputes: BTreeMap<String, Dispute>,
}

impl<'a> MarksOf<'a> {
    pub(in crate::person) fn new(record: &'a Record) -> Self {
        let assembled = record.assemble();
        let hidden = assembled.timeline.standing().iter().filter(|statement| statement.hidden);
        let superseded = assembled.timeline.superseded().iter().map(|old| old.statement.id.clone());
        Self {
            record,
            hidden: hidden.map(|statement| statement.id.clone()).collect(),
            superseded: superseded.collect(),
            disputes: assembled.disputes,
        }
    }

    /// The marks of one statement.
    pub(in crate::person) fn of(&self, statement: StatementId) -> Marks {
        let id = statement.to_string();
        let own = self.record.marks.get(&statement).and_then(|mark| mark.dispute.as_ref());
        let own = own.filter(|dispute| dispute.note.is_some());
        let standing = if self.superseded.contains(&id) {
            Standing::Superseded
        } else if self.hidden.contains(&id) {
            Standing::Hidden
        } else {
            Standing::Shown
        };
        let dispute = if standing == Standing::Superseded { own } else { self.disputes.get(&id) };
        // The status call of a submission tells of what is marked in that very submission alone (LEDGER 148).
        let told = own.is_some_and(|dispute| dispute.tell_partner);
        Marks { statement, standing, dispute: dispute.cloned(), told }
    }

    /// The marks of a credential's records, in their order.
    pub(in crate::person) fn of_credential(&self, accepted: &AcceptedCredential) -> Vec<Marks> {
        let places = (1..).zip(&accepted.credential.employment).map(|(place, _)| place);
        let statement = |place| StatementId::Employment { submission: accepted.submission, place };
        places.map(|place| self.of(statement(place))).collect()
    }
}
