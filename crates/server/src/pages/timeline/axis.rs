//! Years laid out on a line: a day becomes a percentage of its width.

use std::fmt;

use career::when::Days;
use jiff::civil::Date;

/// The years of which the axis names at most so many and one, so that their names never meet on a window of 320 px.
const MOST_STEPS: i16 = 6;

/// A place on the line, or a length of it: from 0 to 100, written with its sign.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(crate) struct Percent(f64);

/// The line of years of one picture: from the first day of its first year to the last one of its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Axis {
    first: Date,
    last: Date,
}

/// A year that is named on the axis, at its first day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Tick {
    /// Where.
    pub(crate) at: Percent,
    /// The year.
    pub(crate) year: i16,
}

/// A part of the line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stretch {
    /// Where it begins.
    pub(crate) x: Percent,
    /// How long it is.
    pub(crate) width: Percent,
}

impl Percent {
    pub(super) const ZERO: Self = Self(0.0);
    const WHOLE: Self = Self(100.0);

    /// A number of percent; what lies outside 0 to 100 is the nearer of the two.
    pub(super) const fn new(percent: f64) -> Self {
        if percent.is_nan() { Self::ZERO } else { Self(percent.clamp(0.0, 100.0)) }
    }

    pub(super) const fn get(self) -> f64 {
        self.0
    }

    /// Whether a text at this place would reach over the left edge, on a narrow window.
    pub(crate) fn is_leftmost(self) -> bool {
        self.0 < 6.0
    }

    /// Whether a text at this place would reach over the right edge, on a narrow window.
    pub(crate) fn is_rightmost(self) -> bool {
        self.0 > 94.0
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:.2}", self.0);
        write!(formatter, "{}%", text.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl Stretch {
    /// From one place to another; without length where the other lies before it.
    pub(super) const fn between(from: Percent, to: Percent) -> Self {
        Self { x: from, width: Percent::new(to.0 - from.0) }
    }

    /// Where it ends.
    pub(crate) const fn end(self) -> Percent {
        Percent::new(self.x.0 + self.width.0)
    }

    /// Its middle.
    pub(super) const fn middle(self) -> Percent {
        Percent::new(self.x.0 + self.width.0 / 2.0)
    }

    /// Whether it has no length.
    pub(super) fn is_nothing(self) -> bool {
        self.width <= Percent::ZERO
    }

    /// Whether it is so short that a phone would show next to nothing of it.
    pub(super) fn is_tiny(self) -> bool {
        self.width.0 < 1.2
    }
}

impl Axis {
    /// The axis that has room for all of these days.
    pub(super) fn over(days: impl IntoIterator<Item = Days>, on: Date) -> Self {
        let (mut first, mut last) = (on, on);
        for days in days {
            first = first.min(days.first());
            last = last.max(days.last());
        }
        Self { first: first.first_of_year(), last: last.last_of_year() }
    }

    /// Whether a day lies on it.
    pub(super) fn has(self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// Where a day begins.
    pub(super) fn start_of(self, day: Date) -> Percent {
        self.place(days_between(self.first, day))
    }

    /// Where a day ends.
    pub(super) fn end_of(self, day: Date) -> Percent {
        self.place(days_between(self.first, day) + 1.0)
    }

    fn place(self, days: f64) -> Percent {
        Percent::new(days / (days_between(self.first, self.last) + 1.0) * Percent::WHOLE.0)
    }

    /// The years to name: every one, or every second, fifth, tenth and so on, as far as they have room.
    pub(super) fn ticks(self) -> Vec<Tick> {
        let (first, last) = (self.first.year(), self.last.year());
        let wide = |step: &i16| (last - first) / step < MOST_STEPS;
        let step = [1, 2, 5, 10, 20, 50, 100].into_iter().find(wide).unwrap_or(200);
        let years = (first..=last).filter(|year| year % step == 0);
        years.filter_map(|year| Some(Tick { at: self.start_of(Date::new(year, 1, 1).ok()?), year })).collect()
    }
}

/// The number of days from one to the other, less than zero where the other is earlier.
fn days_between(from: Date, to: Date) -> f64 {
    let days = to.duration_since(from).as_hours() / 24;
    // The calendar has some seven million days.
    i32::try_from(days).map_or(0.0, f64::from)
}

#[cfg(test)]
mod tests {
    use career::when::Days;
    use jiff::civil::date;

    use super::*;

    fn axis(first: Date, last: Date) -> Axis {
        Axis::over([Days::between(first, last)], first)
    }

    #[test]
    fn it_runs_from_the_first_day_of_a_year_to_the_last_of_another() {
        let axis = axis(date(2020, 5, 3), date(2023, 2, 1));
        assert_eq!(axis.start_of(date(2020, 1, 1)).to_string(), "0%");
        assert_eq!(axis.end_of(date(2023, 12, 31)).to_string(), "100%");
        assert_eq!(axis.end_of(date(2021, 12, 31)), axis.start_of(date(2022, 1, 1)));
        // 731 of 1,461 days.
        assert_eq!(axis.start_of(date(2022, 1, 1)).to_string(), "50.03%");
        assert!(axis.has(date(2020, 1, 1)) && !axis.has(date(2024, 1, 1)));
    }

    #[test]
    fn today_is_always_on_it() {
        let axis = Axis::over([Days::one(date(2010, 3, 1))], date(2026, 1, 1));
        assert!(axis.has(date(2026, 1, 1)));
        let nothing = Axis::over([], date(2026, 1, 1));
        assert_eq!(nothing.ticks().len(), 1);
    }

    #[test]
    fn what_lies_outside_stands_at_the_edge() {
        let axis = axis(date(2020, 1, 1), date(2020, 12, 31));
        assert_eq!(axis.start_of(date(1900, 1, 1)).to_string(), "0%");
        assert_eq!(axis.end_of(date(9999, 12, 31)).to_string(), "100%");
        assert_eq!(Percent::new(f64::NAN).to_string(), "0%");
    }

    #[test]
    fn ledger_131_so_few_years_are_named_that_their_names_never_meet() {
        let named = |first: i16, last: i16| -> Vec<i16> {
            let ticks = axis(date(first, 1, 1), date(last, 12, 31)).ticks();
            ticks.into_iter().map(|tick| tick.year).collect()
        };
        assert_eq!(named(2023, 2026), [2023, 2024, 2025, 2026]);
        assert_eq!(named(2016, 2026), [2016, 2018, 2020, 2022, 2024, 2026]);
        assert_eq!(named(2003, 2026), [2005, 2010, 2015, 2020, 2025]);
        assert_eq!(named(1900, 2200), [1900, 2000, 2100, 2200]);
        for first in 1900..2200 {
            for last in first..=2200 {
                let axis = axis(date(first, 1, 1), date(last, 12, 31));
                let ticks = axis.ticks();
                assert!((1..=6).contains(&ticks.len()), "{first} to {last}: {ticks:?}");
                // 320 px less the margins and the marks of the lanes leave 260; a year's name and a blank take 37.
                let near = ticks.windows(2).any(|two| two[1].at.get() - two[0].at.get() < 14.2);
                assert!(!near, "{first} to {last}: {ticks:?}");
            }
        }
    }
}
