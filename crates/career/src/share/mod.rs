//! A part of the record that a person shows to whoever has the link and the PIN (`record.md §5`).

mod pin;

use std::collections::BTreeSet;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

pub use pin::{LONGEST_PIN, Pin, PinFault, SHORTEST_PIN};

use crate::id::StatementId;

/// How many wrong PINs close a share (`record.md §5`, LEDGER 144).
pub const TRIES: u32 = 10;

/// What a share shows: chosen when it was made, and read anew at every visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Draft", into = "Draft")]
pub struct ShareContent {
    statements: BTreeSet<StatementId>,
    verdicts: bool,
}

/// [`ShareContent`] before it is known that it shows anything.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Draft {
    statements: BTreeSet<StatementId>,
    verdicts: bool,
}

/// A share of nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a share shows at least one statement")]
pub struct NothingShared;

impl ShareContent {
    /// These statements and, with `verdicts`, what a reconciliation of exactly these says.
    ///
    /// # Errors
    ///
    /// [`NothingShared`] where there is no statement.
    pub fn new(statements: BTreeSet<StatementId>, verdicts: bool) -> Result<Self, NothingShared> {
        if statements.is_empty() { Err(NothingShared) } else { Ok(Self { statements, verdicts }) }
    }

    /// The chosen statements, at least one. One that was superseded since stands for the newer one
    /// ([`crate::record::Assembled::only`]).
    pub const fn statements(&self) -> &BTreeSet<StatementId> {
        &self.statements
    }

    /// Whether the verdicts and their reasons are shown.
    pub const fn verdicts(&self) -> bool {
        self.verdicts
    }
}

impl TryFrom<Draft> for ShareContent {
    type Error = NothingShared;

    fn try_from(draft: Draft) -> Result<Self, NothingShared> {
        Self::new(draft.statements, draft.verdicts)
    }
}

impl From<ShareContent> for Draft {
    fn from(content: ShareContent) -> Self {
        Self { statements: content.statements, verdicts: content.verdicts }
    }
}

/// How long a share can be opened (LEDGER 143).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Life {
    /// 24 hours.
    Day,
    /// 7 times 24 hours.
    Week,
    /// 30 times 24 hours.
    Month,
    /// 90 times 24 hours.
    Quarter,
}

impl Life {
    /// Every one, the shortest first.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Quarter];

    /// Its number of days.
    pub const fn days(self) -> u32 {
        match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 90,
        }
    }

    /// The life of so many days.
    pub fn of_days(days: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|life| life.days() == days)
    }

    /// From the making to the instant at which it can no longer be opened.
    pub fn duration(self) -> SignedDuration {
        SignedDuration::from_hours(24 * i64::from(self.days()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_shows_something_and_is_read_as_it_is_written() {
        assert_eq!(ShareContent::new(BTreeSet::new(), true), Err(NothingShared));
        let statements = ["experience/7".parse().unwrap()].into();
        let content = ShareContent::new(statements, true).unwrap();
        let text = serde_json::to_string(&content).unwrap();
        assert_eq!(text, r#"{"statements":["experience/7"],"verdicts":true}"#);
        assert_eq!(serde_json::from_str::<ShareContent>(&text).unwrap(), content);
        for wrong in [
            r#"{"statements":[],"verdicts":true}"#,
            r#"{"statements":["experience/0"],"verdicts":true}"#,
            r#"{"statements":["experience/7"]}"#,
            r#"{"statements":["experience/7"],"verdicts":true,"address":true}"#,
        ] {
            assert!(serde_json::from_str::<ShareContent>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn ledger_143_a_share_lives_for_1_7_30_or_90_days() {
        assert_eq!(Life::ALL.map(Life::days), [1, 7, 30, 90]);
        for life in Life::ALL {
            assert_eq!(Life::of_days(life.days()), Some(life));
            assert_eq!(life.duration().as_hours(), i64::from(life.days()) * 24);
        }
        assert_eq!([0, 2, 365].map(Life::of_days), [None; 3]);
    }
}
