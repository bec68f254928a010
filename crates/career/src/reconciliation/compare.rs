//! Whether two statements of one job agree, and how far they lie apart (`record.md §3`).

use std::cell::RefCell;
use std::collections::HashMap;

use super::policy::Policy;
use super::prepared::{Ending, Point, Prepared, Texts};
use crate::when::Difference;

/// Two statements held against each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Comparison {
    pub(super) start: Dates,
    pub(super) end: Dates,
    /// Whether the titles agree; `None` where there is nothing that could make a difference.
    pub(super) title: Option<bool>,
    /// Whether a classification stands in for a title and agrees.
    pub(super) supported: bool,
}

/// Two dates held against each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dates {
    pub(super) agree: bool,
    pub(super) difference: Difference,
}

impl Comparison {
    /// Whether start, end and title lie within the tolerance.
    pub(super) fn agrees(&self) -> bool {
        self.start.agree && self.end.agree && self.title != Some(false)
    }

    /// The least difference possible of start and end together, in days.
    pub(super) const fn days(&self) -> u32 {
        self.start.difference.least_days + self.end.difference.least_days
    }
}

/// Compares statements under one policy, on one day. Remembers which texts were found alike.
pub(super) struct Comparer<'a> {
    policy: &'a Policy,
    texts: &'a Texts,
    titles: RefCell<HashMap<(usize, usize), bool>>,
}

impl<'a> Comparer<'a> {
    pub(super) fn new(policy: &'a Policy, texts: &'a Texts) -> Self {
        Self { policy, texts, titles: RefCell::default() }
    }

    /// The texts of the statements.
    pub(super) const fn texts(&self) -> &'a Texts {
        self.texts
    }

    /// Whether two names are those of one organisation.
    pub(super) fn same_organisation(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.texts.name(one), self.texts.name(other));
        one.alike(other, self.policy.organisation_threshold)
    }

    /// Whether the periods of two statements can overlap as one job's would.
    pub(super) fn can_overlap(&self, one: &Prepared<'_>, other: &Prepared<'_>) -> bool {
        one.extent.can_overlap(other.extent, self.policy.overlap_share)
    }

    /// Holds two statements against each other.
    pub(super) fn compare(&self, one: &Prepared<'_>, other: &Prepared<'_>) -> Comparison {
        let (title, supported) = self.titles(one, other);
        Comparison {
            start: apart(one.start, other.start),
            end: self.ends(one.ending, other.ending),
            title,
            supported,
        }
    }

    fn ends(&self, one: Ending, other: Ending) -> Dates {
        match (one, other) {
            (Ending::Ended(one), Ending::Ended(other)) => apart(one, other),
            (Ending::Ended(end), Ending::NotReported(horizon))
            | (Ending::NotReported(horizon), Ending::Ended(end)) => later(end, horizon),
            (Ending::Ended(end), Ending::Current) | (Ending::Current, Ending::Ended(end)) => {
                later(end, self.texts.today())
            }
            _ => Dates { agree: true, difference: Difference { least_days: 0, greatest_days: 0 } },
        }
    }

    /// Titles are compared where both sides have one; a classification is looked at only where its side has none,
    /// and can support, never differ.
    fn titles(&self, one: &Prepared<'_>, other: &Prepared<'_>) -> (Option<bool>, bool) {
        if let (Some(one), Some(other)) = (one.title, other.title) {
            return (Some(self.alike(one, other)), false);
        }
        let stand_in = |side: &Prepared<'_>| side.title.or(side.classification);
        let supported = stand_in(one).zip(stand_in(other)).is_some_and(|(one, other)| self.alike(one, other));
        (None, supported)
    }

    fn alike(&self, one: usize, other: usize) -> bool {
        let key = (one.min(other), one.max(other));
        if let Some(&known) = self.titles.borrow().get(&key) {
            return known;
        }
        let alike = self.texts.title(one).alike(self.texts.title(other), self.policy.title_threshold);
        self.titles.borrow_mut().insert(key, alike);
        alike
    }
}

/// Two dates that should be the same.
fn apart(one: Point, other: Point) -> Dates {
    Dates {
        agree: one.reaches(other) && other.reaches(one),
        difference: Difference {
            least_days: one.least_to(other).max(other.least_to(one)),
            greatest_days: one.greatest_to(other).max(other.greatest_to(one)),
        },
    }
}

/// A day that should not lie after an end: an evidence horizon, or today where the person says that it lasts.
fn later(end: Point, seen: Point) -> Dates {
    Dates {
        agree: end.reaches(seen),
        difference: Difference { least_days: end.least_to(seen), greatest_days: end.greatest_to(seen) },
    }
}
