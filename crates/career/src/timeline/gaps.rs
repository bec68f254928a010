//! The gaps between the union of all periods, as intervals (`record.md §2`).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Statement;
use crate::when::{End, When, number};

/// A time for which no statement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Gap {
    /// The end after which it opens, as it was said.
    pub after: When,
    /// The start before which it closes, as it was said.
    pub before: When,
    /// The least number of days between the two; at least 1, for a gap that might be zero is none.
    pub least_days: u32,
    /// The greatest number of days between the two.
    pub greatest_days: u32,
}

/// A period as far as gaps are concerned.
#[derive(Clone, Copy)]
struct Stretch {
    start: When,
    /// The end or the horizon; `None` where it lasts.
    end: Option<When>,
    /// Whether the end was told.
    told: bool,
}

impl Stretch {
    fn of(statement: &Statement) -> Self {
        let start = statement.period.start();
        match statement.period.end() {
            End::Ended(end) => Self { start, end: Some(end), told: true },
            End::NotReported(horizon) => Self { start, end: Some(horizon), told: false },
            End::Current => Self { start, end: None, told: true },
        }
    }

    /// The latest day that it may cover.
    fn last(&self) -> Date {
        self.end.map_or(Date::MAX, |end| end.days().last())
    }
}

/// The gaps, the latest first. A period covers every day that its dates may mean; an unreported end counts up to
/// its horizon and opens no gap (LEDGER 84).
pub(super) fn between(statements: &[Statement]) -> Vec<Gap> {
    let mut stretches: Vec<Stretch> = statements.iter().map(Stretch::of).collect();
    stretches.sort_by_key(|stretch| (stretch.start.days().first(), stretch.last()));
    let mut gaps = Vec::new();
    // From here on backwards: the latest start that the stretches to the right of a place must have begun by.
    let mut begun = vec![Date::MAX; stretches.len() + 1];
    for (place, stretch) in stretches.iter().enumerate().rev() {
        begun[place] = begun[place + 1].min(stretch.start.days().last());
    }
    let mut covered: Option<Covered> = None;
    for (place, stretch) in stretches.iter().enumerate() {
        if let Some(before) = covered.and_then(|covered| covered.opens(stretch, begun[place])) {
            gaps.push(before);
        }
        covered = Some(Covered::with(covered, stretch));
    }
    gaps.reverse();
    gaps
}

/// What all periods up to a place cover.
#[derive(Clone, Copy)]
struct Covered {
    /// The latest day that may be covered.
    last: Date,
    /// The latest day that an end cannot lie before.
    surely: Date,
    /// The end that lies there, where it was told.
    end: Option<When>,
}

impl Covered {
    fn with(before: Option<Self>, stretch: &Stretch) -> Self {
        let last = stretch.last();
        let surely = stretch.end.map_or(Date::MAX, |end| end.days().first());
        let end = stretch.end.filter(|_| stretch.told);
        match before {
            None => Self { last, surely, end },
            Some(before) => Self {
                last: before.last.max(last),
                surely: before.surely.max(surely),
                end: match last.cmp(&before.last) {
                    std::cmp::Ordering::Greater => end,
                    std::cmp::Ordering::Less => before.end,
                    // Two end together: one that was not reported keeps the gap shut, else the more exact tells.
                    std::cmp::Ordering::Equal => before.end.and_then(|one| {
                        end.map(|other| if one.days().first() >= other.days().first() { one } else { other })
                    }),
                },
            },
        }
    }

    /// The gap between this and a stretch that begins later, where there is one. `begun` is the latest day by which
    /// something to the right has begun.
    fn opens(self, stretch: &Stretch, begun: Date) -> Option<Gap> {
        let after = self.end?;
        let days = |from: Date, to: Date| u32::try_from(number(to) - number(from) - 1).unwrap_or(0);
        let least_days = days(self.last, stretch.start.days().first());
        (least_days > 0).then(|| Gap {
            after,
            before: stretch.start,
            least_days,
            greatest_days: days(self.surely, begun),
        })
    }
}
