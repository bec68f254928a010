//! Statements made ready for comparing: numbers instead of dates, words instead of texts.

use std::collections::HashMap;

use jiff::civil::Date;

use super::policy::Policy;
use super::words::Words;
use crate::fold::fold;
use crate::timeline::Statement;
use crate::when::{End, Extent, Span, When, number};

/// A date as numbers of days, and the day up to which another one lies within the tolerance.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub(super) first: i32,
    pub(super) last: i32,
    reach: i32,
}

impl Point {
    fn of(when: When, tolerance: Span) -> Self {
        let days = when.days();
        Self {
            first: number(days.first()),
            last: number(days.last()),
            reach: number(tolerance.after(days.last())),
        }
    }

    fn of_day(day: Date, tolerance: Span) -> Self {
        Self { first: number(day), last: number(day), reach: number(tolerance.after(day)) }
    }

    /// Whether this and a later date can lie within the tolerance. True where the other is not later.
    pub(super) const fn reaches(self, later: Self) -> bool {
        self.reach >= later.first
    }

    /// The least number of days from this to a later date; 0 where it need not be later.
    pub(super) fn least_to(self, later: Self) -> u32 {
        u32::try_from(later.first - self.last).unwrap_or(0)
    }

    /// The greatest number of days from this to a later date; 0 where it cannot be later.
    pub(super) fn greatest_to(self, later: Self) -> u32 {
        u32::try_from(later.last - self.first).unwrap_or(0)
    }
}

/// The end of a statement as points.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ending {
    Ended(Point),
    Current,
    NotReported(Point),
}

/// A statement made ready.
#[derive(Debug, Clone, Copy)]
pub(super) struct Prepared<'a> {
    pub(super) statement: &'a Statement,
    pub(super) name: usize,
    pub(super) title: Option<usize>,
    pub(super) classification: Option<usize>,
    pub(super) start: Point,
    pub(super) ending: Ending,
    pub(super) extent: Extent,
}

/// Everything that is known about the statements' texts.
pub(super) struct Texts {
    names: Vec<Words>,
    titles: Vec<Words>,
    /// Whether an alias made this name of what was written.
    aliased: Vec<bool>,
    today: Point,
}

/// The ready statements and their texts.
pub(super) fn prepare<'a>(
    statements: &'a [Statement],
    policy: &Policy,
    on: Date,
) -> (Vec<Prepared<'a>>, Texts) {
    let mut names = Distinct::default();
    let mut titles = Distinct::default();
    let mut aliased = Vec::new();
    let tolerance = policy.tolerance();
    let prepared = statements
        .iter()
        .map(|statement| {
            let name = names.number(&statement.organisation, |text| {
                let (words, was_aliased) = policy.organisation(text);
                aliased.push(was_aliased);
                words
            });
            let mut title = |text: Option<&'a String>| {
                text.map(|text| titles.number(text, |text| Words::new(fold(text))))
            };
            Prepared {
                statement,
                name,
                title: title(statement.title.as_ref()),
                classification: title(statement.classification.as_ref()),
                start: Point::of(statement.period.start(), tolerance),
                ending: match statement.period.end() {
                    End::Ended(end) => Ending::Ended(Point::of(end, tolerance)),
                    End::Current => Ending::Current,
                    End::NotReported(horizon) => Ending::NotReported(Point::of(horizon, tolerance)),
                },
                extent: statement.period.extent(on),
            }
        })
        .collect();
    let texts =
        Texts { names: names.words, titles: titles.words, aliased, today: Point::of_day(on, tolerance) };
    (prepared, texts)
}

impl Texts {
    /// The words of a name.
    pub(super) fn name(&self, name: usize) -> &Words {
        &self.names[name]
    }

    /// Whether an alias stands behind a name.
    pub(super) fn is_aliased(&self, name: usize) -> bool {
        self.aliased[name]
    }

    /// The words of a title or of a classification.
    pub(super) fn title(&self, title: usize) -> &Words {
        &self.titles[title]
    }

    /// The day of the reconciliation.
    pub(super) const fn today(&self) -> Point {
        self.today
    }
}

/// Texts that were met before, each with its number.
#[derive(Default)]
struct Distinct<'a> {
    numbers: HashMap<&'a str, usize>,
    words: Vec<Words>,
}

impl<'a> Distinct<'a> {
    fn number(&mut self, text: &'a str, make: impl FnOnce(&str) -> Words) -> usize {
        *self.numbers.entry(text).or_insert_with(|| {
            self.words.push(make(text));
            self.words.len() - 1
        })
    }
}
