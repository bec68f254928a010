//! A month that never becomes a day (`record.md §1`, `seekpass.md §3.1`).

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A month of the Gregorian calendar, from 1900-01 to 2200-12, written `YYYY-MM`.
///
/// It has no day: nothing turns it into one, and where it must be compared with a day, [`YearMonth::days`] gives
/// all of its days as an interval (`record.md §1`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    /// The first day of the month. It is kept so that the calendar's arithmetic is the library's, and never shown.
    first: Date,
}

/// Why a text is no [`YearMonth`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum YearMonthError {
    /// Not four ASCII digits, a hyphen and two ASCII digits, and nothing else.
    #[error("a month is written YYYY-MM")]
    Form,
    /// The right form with a month other than 01 to 12.
    #[error("there is no month {0:02}")]
    Month(i8),
    /// A month of a year before 1900 or after 2200.
    #[error("the year {0:04} is not from 1900 to 2200")]
    Year(i16),
}

impl YearMonth {
    /// The earliest month: 1900-01.
    pub const FIRST: Self = Self { first: date(1900, 1, 1) };

    /// The latest month: 2200-12.
    pub const LAST: Self = Self { first: date(2200, 12, 1) };

    /// The month `month` (1 to 12) of `year` (1900 to 2200).
    ///
    /// # Errors
    ///
    /// [`YearMonthError::Month`] or [`YearMonthError::Year`] where a number is outside its range.
    pub fn new(year: i16, month: i8) -> Result<Self, YearMonthError> {
        let first = match month {
            1..=12 => Date::new(year, month, 1).map_err(|_| YearMonthError::Year(year))?,
            _ => return Err(YearMonthError::Month(month)),
        };
        let month = Self { first };
        if (Self::FIRST..=Self::LAST).contains(&month) { Ok(month) } else { Err(YearMonthError::Year(year)) }
    }

    /// The month, in UTC, that an instant lies in. An instant outside the range of this type gives the nearest
    /// month that it has.
    pub fn of(instant: Timestamp) -> Self {
        let first = TimeZone::UTC.to_datetime(instant).date().first_of_month();
        Self { first }.clamp(Self::FIRST, Self::LAST)
    }

    /// The year, 1900 to 2200.
    pub fn year(self) -> i16 {
        self.first.year()
    }

    /// The month of the year, 1 to 12.
    pub fn month(self) -> i8 {
        self.first.month()
    }

    /// The month after this one. `None` after 2200-12.
    pub fn next(self) -> Option<Self> {
        self.plus_months(1)
    }

    /// The month that lies `months` later, or earlier where the number is negative. `None` outside the range.
    pub fn plus_months(self, months: i32) -> Option<Self> {
        let since_year_0 = i32::from(self.year()) * 12 + i32::from(self.month()) - 1;
        let moved = since_year_0.checked_add(months)?;
        let year = i16::try_from(moved.div_euclid(12)).ok()?;
        let month = i8::try_from(moved.rem_euclid(12) + 1).ok()?;
        Self::new(year, month).ok()
    }

    /// All days of the month, as the interval from its first to its last.
    pub fn days(self) -> RangeInclusive<Date> {
        self.first..=self.first.last_of_month()
    }
}

impl FromStr for YearMonth {
    type Err = YearMonthError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let &[y1, y2, y3, y4, b'-', m1, m2] = text.as_bytes() else {
            return Err(YearMonthError::Form);
        };
        let year = number(&[y1, y2, y3, y4]).ok_or(YearMonthError::Form)?;
        let month =
            number(&[m1, m2]).and_then(|month| i8::try_from(month).ok()).ok_or(YearMonthError::Form)?;
        Self::new(year, month)
    }
}

/// The number that at most four ASCII digits write. `None` where one of them is no digit.
fn number(digits: &[u8]) -> Option<i16> {
    digits
        .iter()
        .try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + i16::from(digit - b'0')))
}

impl fmt::Display for YearMonth {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year(), self.month())
    }
}

impl Serialize for YearMonth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for YearMonth {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn month(text: &str) -> YearMonth {
        text.parse().unwrap()
    }

    #[test]
    fn ledger_62_only_yyyy_mm_is_a_month() {
        for good in ["1900-01", "2023-01", "2024-12", "2200-12"] {
            assert_eq!(month(good).to_string(), good);
        }
        for (bad, error) in [
            ("", YearMonthError::Form),
            ("2023", YearMonthError::Form),
            ("2023-1", YearMonthError::Form),
            ("23-01", YearMonthError::Form),
            ("2023-01-05", YearMonthError::Form),
            (" 2023-01", YearMonthError::Form),
            ("2023-01 ", YearMonthError::Form),
            ("2023-01\n", YearMonthError::Form),
            ("2023/01", YearMonthError::Form),
            ("2023‐01", YearMonthError::Form),
            ("202301", YearMonthError::Form),
            ("+023-01", YearMonthError::Form),
            ("-023-01", YearMonthError::Form),
            ("2023-+1", YearMonthError::Form),
            ("2023-0a", YearMonthError::Form),
            ("٢٠٢٣-٠١", YearMonthError::Form),
            ("2023-٠", YearMonthError::Form),
            ("2023-00", YearMonthError::Month(0)),
            ("2023-13", YearMonthError::Month(13)),
            ("2023-99", YearMonthError::Month(99)),
            ("1899-12", YearMonthError::Year(1899)),
            ("2201-01", YearMonthError::Year(2201)),
            ("0000-01", YearMonthError::Year(0)),
            ("9999-12", YearMonthError::Year(9999)),
        ] {
            assert_eq!(bad.parse::<YearMonth>(), Err(error), "{bad:?}");
        }
    }

    #[test]
    fn the_days_of_a_month_are_all_of_its_days() {
        assert_eq!(month("2024-02").days(), date(2024, 2, 1)..=date(2024, 2, 29));
        assert_eq!(month("2023-02").days(), date(2023, 2, 1)..=date(2023, 2, 28));
        assert_eq!(month("2200-12").days(), date(2200, 12, 1)..=date(2200, 12, 31));
    }

    #[test]
    fn months_are_counted_across_years() {
        assert_eq!(month("2023-12").next(), Some(month("2024-01")));
        assert_eq!(month("2023-01").plus_months(-1), Some(month("2022-12")));
        assert_eq!(month("2023-01").plus_months(0), Some(month("2023-01")));
        assert_eq!(month("1900-01").plus_months(3611), Some(YearMonth::LAST));
        assert_eq!(YearMonth::LAST.next(), None);
        assert_eq!(YearMonth::FIRST.plus_months(-1), None);
        assert_eq!(YearMonth::LAST.plus_months(i32::MAX), None);
        assert_eq!(YearMonth::FIRST.plus_months(i32::MIN), None);
    }

    #[test]
    fn the_month_of_an_instant_is_read_in_utc_and_stays_in_range() {
        for (instant, expected) in [
            ("2024-02-29T23:59:59.999999999Z", "2024-02"),
            ("2024-03-01T00:00:00Z", "2024-03"),
            ("2024-03-01T00:30:00+01:00", "2024-02"),
            ("0001-01-01T00:00:00Z", "1900-01"),
            ("9999-01-01T00:00:00Z", "2200-12"),
        ] {
            assert_eq!(YearMonth::of(instant.parse().unwrap()), month(expected), "{instant}");
        }
    }

    #[test]
    fn a_month_is_a_string_in_json_and_read_as_strictly_as_anywhere() {
        assert_eq!(serde_json::to_string(&month("2023-01")).unwrap(), r#""2023-01""#);
        assert_eq!(serde_json::from_str::<YearMonth>(r#""2023-01""#).unwrap(), month("2023-01"));
        for bad in [r#""2023-01-05""#, r#""2023-13""#, "202301", "null"] {
            assert!(serde_json::from_str::<YearMonth>(bad).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back_and_sorts_alike(a in 0..3612_i32, b in 0..3612_i32) {
            let (a, b) = (YearMonth::FIRST.plus_months(a).unwrap(), YearMonth::FIRST.plus_months(b).unwrap());
            prop_assert_eq!(a.to_string().parse(), Ok(a));
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
            prop_assert_eq!(a < b, a.days().end() < b.days().start());
        }

        #[test]
        fn reading_any_text_accepts_only_its_own_writing(text in "[0-9]{3,5}-?[0-9]{1,3}|\\PC*") {
            if let Ok(month) = text.parse::<YearMonth>() {
                prop_assert_eq!(month.to_string(), text);
            }
        }
    }
}
