//! How far two days lie apart, in words that claim no more than is known: days below two months, then months, from
//! three years on years (LEDGER 132).

use career::timeline::Gap;
use career::when::{Days, Span};
use jiff::civil::Date;
use jiff::{ToSpan as _, Unit};

use super::super::page::Page;
use super::super::words::Text;

/// A length of time in one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    Days(u32),
    Months(u32),
    Years(u32),
}

/// A length of which the least and the greatest possible are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    least: Length,
    greatest: Length,
}

impl Range {
    /// How far two dates lie apart; `None` where they can be the same day.
    pub(super) fn apart(one: Days, other: Days) -> Option<Self> {
        let (earlier, later) = if one.first() <= other.first() { (one, other) } else { (other, one) };
        (!one.meets(other)).then(|| Self {
            least: Length::at_least(earlier.last(), later.first()),
            greatest: Length::at_most(earlier.first(), later.last()),
        })
    }

    /// How long a gap is. Its days are those between an end and a start, without the two.
    pub(super) fn of_gap(gap: &Gap) -> Self {
        let later = |day: Date, days: u32| day.saturating_add(i64::from(days).days());
        let free = |when: Date| later(when, 1);
        let (least, greatest) = (free(gap.after.days().last()), free(gap.after.days().first()));
        Self {
            least: Length::at_least(least, later(least, gap.least_days)),
            greatest: Length::at_most(greatest, later(greatest, gap.greatest_days)),
        }
    }

    /// The range in words.
    pub(super) fn words(self, page: &Page) -> Text {
        let between =
            |id: Text, least: u32, greatest: u32| id.with("least", least).with("greatest", greatest);
        match (self.least, self.greatest) {
            (least, greatest) if least == greatest => least.words(page),
            (Length::Days(least), Length::Days(greatest)) => {
                between(page.t("length-between-days"), least, greatest)
            }
            (Length::Months(least), Length::Months(greatest)) => {
                between(page.t("length-between-months"), least, greatest)
            }
            (Length::Years(least), Length::Years(greatest)) => {
                between(page.t("length-between-years"), least, greatest)
            }
            (least, greatest) => page
                .t("length-between")
                .plain("least", least.words(page).to_string())
                .plain("greatest", greatest.words(page).to_string()),
        }
    }
}

impl Length {
    /// The time from one day to a later one in whole units, less than a unit left out.
    fn at_least(from: Date, to: Date) -> Self {
        let (months, _) = months(from, to);
        match months {
            0..2 => Self::Days(days(from, to)),
            2..36 => Self::Months(months),
            _ => Self::Years(months / 12),
        }
    }

    /// The time from one day to a later one in whole units, with one more for less than a unit.
    fn at_most(from: Date, to: Date) -> Self {
        let (months, days_over) = months(from, to);
        let up = months + u32::from(days_over > 0);
        match months {
            0..2 => Self::Days(days(from, to)),
            2..36 => Self::Months(up),
            _ => Self::Years(up.div_ceil(12)),
        }
    }

    fn words(self, page: &Page) -> Text {
        match self {
            Self::Days(count) => page.t("length-days").with("count", count),
            Self::Months(count) => page.t("length-months").with("count", count),
            Self::Years(count) => page.t("length-years").with("count", count),
        }
    }
}

/// A length that a policy gives, in words; `None` where it is no time at all.
pub(super) fn of_policy(page: &Page, span: Span) -> Option<Text> {
    match span {
        Span::Months(0) | Span::Days(0) => None,
        Span::Months(count) => Some(Length::Months(count.into()).words(page)),
        Span::Days(count) => Some(Length::Days(count.into()).words(page)),
    }
}

/// Whole months by the calendar, and the days over.
fn months(from: Date, to: Date) -> (u32, u32) {
    let span = from.until((Unit::Month, to)).unwrap_or_default();
    let number = |number: i64| u32::try_from(number).unwrap_or(0);
    (number(span.get_months().into()), number(span.get_days().into()))
}

fn days(from: Date, to: Date) -> u32 {
    u32::try_from(to.duration_since(from).as_hours() / 24).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::super::Language;
    use super::*;
    use career::when::When;

    fn days_of(text: &str) -> Days {
        text.parse::<When>().unwrap().days()
    }

    fn words(range: Range) -> String {
        range.words(&Page::default()).to_string()
    }

    #[test]
    fn ledger_132_days_below_two_months_then_months_then_years() {
        for (one, other, expected) in [
            ("2020-01-01", "2020-01-02", "1 day"),
            ("2020-01-01", "2020-02-29", "59 days"),
            ("2020-01-01", "2020-03-01", "2 months"),
            ("2020-01-01", "2020-03-15", "between 2 and 3 months"),
            ("2020-01", "2020-03", "between 30 days and 3 months"),
            ("2021-06", "2021-03", "between 2 and 4 months"),
            ("2020-01", "2020-02", "between 1 and 59 days"),
            ("2020-01-10", "2020-02", "between 22 and 50 days"),
            ("2020-01-01", "2022-12-31", "between 35 and 36 months"),
            ("2020-01-01", "2023-01-01", "3 years"),
            ("2020-01", "2023-01", "between 35 months and 4 years"),
            ("1990-05", "2001-02", "between 10 and 11 years"),
        ] {
            let both = [(one, other), (other, one)];
            for (one, other) in both {
                let range = Range::apart(days_of(one), days_of(other)).unwrap();
                assert_eq!(words(range), expected, "{one} {other}");
            }
        }
        assert_eq!(Range::apart(days_of("2020-01"), days_of("2020-01-31")), None);
    }

    #[test]
    fn a_gap_is_the_days_between_an_end_and_a_start() {
        let gap = |after: &str, before: &str, least_days, greatest_days| Gap {
            after: after.parse().unwrap(),
            before: before.parse().unwrap(),
            least_days,
            greatest_days,
        };
        for (gap, expected) in [
            (gap("2020-03-31", "2020-04-02", 1, 1), "1 day"),
            (gap("2020-03", "2020-06", 61, 119), "between 2 and 4 months"),
            (gap("2020-03", "2020-05", 30, 89), "between 30 days and 3 months"),
            (gap("2020-12-31", "2022-01-01", 365, 365), "12 months"),
        ] {
            assert_eq!(words(Range::of_gap(&gap)), expected);
        }
    }

    #[test]
    fn a_length_of_a_policy_is_written_as_it_is_set() {
        let words = |span| of_policy(&Page::default(), span).map(|text| text.to_string());
        assert_eq!(words(Span::Months(1)).as_deref(), Some("1 month"));
        assert_eq!(words(Span::Days(3660)).as_deref(), Some("3,660 days"));
        assert_eq!(words(Span::Months(0)), None);
        assert_eq!(words(Span::Days(0)), None);
    }

    #[test]
    fn every_language_has_its_plurals() {
        let in_all = |one: &str, other: &str| {
            let range = Range::apart(days_of(one), days_of(other)).unwrap();
            Language::ALL.map(|language| range.words(&Page { language, ..Page::default() }).to_string())
        };
        assert_eq!(in_all("2020-01-01", "2020-01-02"), ["1 day", "1 día", "1 hari"]);
        assert_eq!(
            in_all("2020-01", "2020-04"),
            ["between 2 and 4 months", "entre 2 y 4 meses", "antara 2 dan 4 bulan"]
        );
    }
}
