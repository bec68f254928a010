//! A date as it was said: a month or a day.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use jiff::civil::{Date, date};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Days;
use crate::year_month::{YearMonth, YearMonthError};

/// The days that a date may have: 1900-01-01 to 2200-12-31, as for months (LEDGER 62) and experiences (LEDGER 9).
const RANGE: RangeInclusive<Date> = date(1900, 1, 1)..=date(2200, 12, 31);

/// A date with its precision (`record.md §1`). It is written as it was said, and a month never becomes a day.
///
/// There is no order between dates of different precision, and so none on this type: compare [`When::days`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// Some day of this month: `2020-01`.
    Month(YearMonth),
    /// This day, from 1900-01-01 to 2200-12-31: `2006-09-14`.
    Day(Date),
}

/// How much a date says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// The month.
    Month,
    /// The day.
    Day,
}

/// Why a text is no [`When`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    /// Neither of the two forms, so that its precision is not known.
    #[error("a date is a month, YYYY-MM, or a day, YYYY-MM-DD")]
    Form,
    /// A month that is none.
    #[error(transparent)]
    Month(YearMonthError),
    /// The form of a day that the calendar does not have.
    #[error("the calendar has no such day")]
    Day,
    /// A day before 1900-01-01 or after 2200-12-31.
    #[error("the year {0:04} is not from 1900 to 2200")]
    Year(i16),
}

impl When {
    /// A day.
    ///
    /// # Errors
    ///
    /// [`WhenError::Year`] outside 1900 to 2200.
    pub fn day(day: Date) -> Result<Self, WhenError> {
        if RANGE.contains(&day) { Ok(Self::Day(day)) } else { Err(WhenError::Year(day.year())) }
    }

    /// How much it says.
    pub const fn precision(self) -> Precision {
        match self {
            Self::Month(_) => Precision::Month,
            Self::Day(_) => Precision::Day,
        }
    }

    /// All days that it may mean: those of the month, or the one day.
    pub fn days(self) -> Days {
        match self {
            Self::Month(month) => Days::from(month.days()),
            Self::Day(day) => Days::one(day),
        }
    }

    /// The same date with less precision: the month that it lies in.
    #[must_use]
    pub fn coarsened(self) -> Self {
        match self {
            Self::Day(day) => YearMonth::new(day.year(), day.month()).map_or(self, Self::Month),
            Self::Month(_) => self,
        }
    }

    /// Whether the two may be the same day: their intervals touch (`record.md §1`).
    pub fn can_agree_with(self, other: Self) -> bool {
        self.days().meets(other.days())
    }
}

impl From<YearMonth> for When {
    fn from(month: YearMonth) -> Self {
        Self::Month(month)
    }
}

impl FromStr for When {
    type Err = WhenError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
        match *text.as_bytes() {
            [_, _, _, _, b'-', _, _] => text.parse().map(Self::Month).map_err(|error| match error {
                YearMonthError::Form => WhenError::Form,
                other => WhenError::Month(other),
            }),
            [ref year @ .., b'-', m1, m2, b'-', d1, d2]
                if year.len() == 4 && digits(year) && digits(&[m1, m2, d1, d2]) =>
            {
                text.parse::<Date>().map_err(|_| WhenError::Day).and_then(Self::day)
            }
            _ => Err(WhenError::Form),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(month) => fmt::Display::fmt(month, formatter),
            Self::Day(day) => fmt::Display::fmt(day, formatter),
        }
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|error| serde::de::Error::custom(format!("`{text}`: {error}")))
    }
}
