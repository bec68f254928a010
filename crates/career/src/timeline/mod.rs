//! All statements of one person in one order, and the gaps between them (`record.md §2`).

mod draft;
mod from_record;
mod gaps;
mod origin;
mod statement;
mod supersede;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use draft::{EndText, Fault, KindText, StatementDraft};
pub use from_record::Unusable;
pub use gaps::Gap;
pub use origin::{Origin, Origins, Party};
pub use statement::{Attestation, Kind, Statement};
pub use supersede::Superseded;

use crate::when::{End, Span};

/// The timeline of one person: the statements that stand, and those that newer ones took the place of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    standing: Vec<Statement>,
    superseded: Vec<Superseded>,
}

/// Two statements have one id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("two statements have the id `{0}`")]
pub struct SameId(pub String);

/// What a statement is worth on a day (`record.md §1`, §2). Whether the person hid it stands beside this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The person said it.
    Declared,
    /// A partner said it.
    Attested,
    /// A partner said it without an end, and knew of it only up to a horizon that is too old by now: neither
    /// current nor ended.
    Stale,
}

impl Timeline {
    /// The timeline of these statements, in whatever order they come.
    ///
    /// # Errors
    ///
    /// [`SameId`] where two statements have one id.
    pub fn of(statements: impl IntoIterator<Item = Statement>) -> Result<Self, SameId> {
        let statements: Vec<Statement> = statements.into_iter().collect();
        let mut ids = HashSet::with_capacity(statements.len());
        if let Some(twice) = statements.iter().find(|statement| !ids.insert(statement.id.as_str())) {
            return Err(SameId(twice.id.clone()));
        }
        drop(ids);
        Ok(Self::of_distinct(statements))
    }

    /// The timeline of statements of which no two have one id.
    pub(crate) fn of_distinct(statements: Vec<Statement>) -> Self {
        let (mut standing, mut superseded) = supersede::supersede(statements);
        standing.sort_by_cached_key(order);
        superseded.sort_by_cached_key(|old| order(&old.statement));
        Self { standing, superseded }
    }

    /// The same timeline with these statements hidden and all others not.
    #[must_use]
    pub(crate) fn hiding(mut self, hidden: impl Fn(&str) -> bool) -> Self {
        for statement in &mut self.standing {
            statement.hidden = hidden(&statement.id);
        }
        self
    }

    /// The same timeline without some of its statements, standing or superseded.
    #[must_use]
    pub(crate) fn without(mut self, gone: &BTreeSet<String>) -> Self {
        self.standing.retain(|statement| !gone.contains(&statement.id));
        self.superseded.retain(|old| !gone.contains(&old.statement.id));
        self
    }

    /// A part of the timeline: some of the statements that stand, and none of those that were superseded.
    #[must_use]
    pub(crate) fn keeping(mut self, keep: impl Fn(&Statement) -> bool) -> Self {
        self.standing.retain(keep);
        self.superseded.clear();
        self
    }

    /// The statements that stand: start descending, then end descending, then id (`record.md §2`, LEDGER 82).
    pub fn standing(&self) -> &[Statement] {
        &self.standing
    }

    /// The statements that a newer one of the same partner took the place of, in the same order.
    pub fn superseded(&self) -> &[Superseded] {
        &self.superseded
    }

    /// The gaps between the periods of all statements that stand, the latest first (`record.md §2`).
    pub fn gaps(&self) -> Vec<Gap> {
        gaps::between(&self.standing)
    }
}

impl Statement {
    /// What the statement is worth on a day, under a policy's age of stale evidence.
    pub fn state(&self, stale_after: Span, on: Date) -> State {
        match (&self.kind, self.period.end()) {
            (Kind::Declared, _) => State::Declared,
            (Kind::Attested(_), End::NotReported(horizon))
                if stale_after.after(horizon.days().last()) < on =>
            {
                State::Stale
            }
            (Kind::Attested(_), _) => State::Attested,
        }
    }
}

type Order = (Reverse<(Date, Date)>, Reverse<(Date, u8)>, String);

/// The place in the timeline. Dates of a month stand at its first day for a start and its last for an end.
fn order(statement: &Statement) -> Order {
    let start = statement.period.start().days();
    let end = match statement.period.end() {
        End::Ended(end) => (end.days().last(), 0),
        End::NotReported(horizon) => (horizon.days().last(), 1),
        End::Current => (Date::MAX, 2),
    };
    (Reverse((start.first(), start.last())), Reverse(end), statement.id.clone())
}
