//! Intervals of days, and how far two of them lie apart.

use std::ops::RangeInclusive;

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

/// An interval of days; both ends belong to it, and the first is not after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Days {
    first: Date,
    last: Date,
}

/// How far apart two dates lie, in days: the least and the greatest that their precision leaves possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Difference {
    /// The least number of days; 0 where they can agree.
    pub least_days: u32,
    /// The greatest number of days.
    pub greatest_days: u32,
}

impl Days {
    /// One day.
    pub const fn one(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// The interval between two days, whichever is the earlier.
    pub fn between(one: Date, other: Date) -> Self {
        Self { first: one.min(other), last: one.max(other) }
    }

    /// The earliest day.
    pub const fn first(self) -> Date {
        self.first
    }

    /// The latest day.
    pub const fn last(self) -> Date {
        self.last
    }

    /// Whether a day belongs to both.
    pub fn meets(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// How far the two lie apart (`record.md §1`: the smallest difference possible counts).
    pub fn difference(self, other: Self) -> Difference {
        let least = if self.meets(other) {
            0
        } else {
            distance(self.last, other.first).min(distance(other.last, self.first))
        };
        let greatest = distance(self.first, other.last).max(distance(other.first, self.last));
        Difference { least_days: least, greatest_days: greatest }
    }

    /// The day of this interval that lies nearest to another day.
    pub fn nearest_to(self, day: Date) -> Date {
        day.clamp(self.first, self.last)
    }
}

impl From<RangeInclusive<Date>> for Days {
    fn from(range: RangeInclusive<Date>) -> Self {
        Self::between(*range.start(), *range.end())
    }
}

/// The number of days from one to the other, whichever is the earlier.
pub(crate) fn distance(one: Date, other: Date) -> u32 {
    number(one).abs_diff(number(other))
}

/// A running number of a day, so that days can be subtracted.
pub(crate) fn number(day: Date) -> i32 {
    let hours = day.duration_since(date(1970, 1, 1)).as_hours();
    // The calendar's days lie far inside the range.
    i32::try_from(hours / 24).unwrap_or(i32::MAX)
}
