//! A length of time as a policy gives it: calendar months or days.

use std::fmt;

use jiff::civil::Date;
use jiff::{Span as Length, ToSpan as _};
use serde::{Deserialize, Serialize};

use super::Days;

/// A tolerance or an age (`record.md §3`). Written `{ months = 1 }` or `{ days = 31 }`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// So many months of the calendar.
    Months(u16),
    /// So many days.
    Days(u16),
}

impl Span {
    /// The day that lies so much later. Months are calendar arithmetic: the same day of a later month, or its last
    /// one where it has no such day (`record.md §3`, LEDGER 80).
    pub fn after(self, day: Date) -> Date {
        day.saturating_add(self.length())
    }

    /// Whether two dates can lie within this of each other: the earlier one plus this reaches the later one, for
    /// some pair of days that the two may mean.
    pub fn spans(self, one: Days, other: Days) -> bool {
        let (earlier, later) = if one.last() < other.first() { (one, other) } else { (other, one) };
        one.meets(other) || self.after(earlier.last()) >= later.first()
    }

    fn length(self) -> Length {
        match self {
            Self::Months(months) => i32::from(months).months(),
            Self::Days(days) => i32::from(days).days(),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Months(1) => formatter.write_str("1 month"),
            Self::Months(months) => write!(formatter, "{months} months"),
            Self::Days(1) => formatter.write_str("1 day"),
            Self::Days(days) => write!(formatter, "{days} days"),
        }
    }
}
