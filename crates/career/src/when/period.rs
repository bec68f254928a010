//! From a start to one of the three kinds of end.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::When;
use super::days::number;

/// How an employment ends (`record.md §1`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "at", rename_all = "snake_case")]
pub enum End {
    /// It ended then.
    Ended(When),
    /// It lasts. Only the person says this.
    Current,
    /// No end was reported: employed at least until this *evidence horizon*, as known then. Neither current nor
    /// ended. Only a partner leaves it at this.
    NotReported(When),
}

impl End {
    /// The end, where one is known.
    pub const fn ended(self) -> Option<When> {
        match self {
            Self::Ended(end) => Some(end),
            Self::Current | Self::NotReported(_) => None,
        }
    }

    /// The evidence horizon, where no end was reported.
    pub const fn horizon(self) -> Option<When> {
        match self {
            Self::NotReported(horizon) => Some(horizon),
            Self::Ended(_) | Self::Current => None,
        }
    }

    /// This end with less precision.
    #[must_use]
    pub fn coarsened(self) -> Self {
        match self {
            Self::Ended(end) => Self::Ended(end.coarsened()),
            Self::NotReported(horizon) => Self::NotReported(horizon.coarsened()),
            Self::Current => Self::Current,
        }
    }
}

/// A start and an end that can follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    start: When,
    end: End,
}

/// Why a start and an end are no [`Period`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// The end lies before the start on every reading.
    #[error("the end {end} lies before the start {start}")]
    EndBeforeStart {
        /// The start.
        start: When,
        /// The end.
        end: When,
    },
    /// The evidence horizon lies before the start on every reading.
    #[error("the horizon {horizon} lies before the start {start}")]
    HorizonBeforeStart {
        /// The start.
        start: When,
        /// The horizon.
        horizon: When,
    },
}

impl Period {
    /// A period.
    ///
    /// # Errors
    ///
    /// [`PeriodError`] where the end, or the evidence horizon, cannot be on or after the start.
    pub fn new(start: When, end: End) -> Result<Self, PeriodError> {
        let before = |when: When| when.days().last() < start.days().first();
        match end {
            End::Ended(end) if before(end) => Err(PeriodError::EndBeforeStart { start, end }),
            End::NotReported(horizon) if before(horizon) => {
                Err(PeriodError::HorizonBeforeStart { start, horizon })
            }
            _ => Ok(Self { start, end }),
        }
    }

    /// The start.
    pub const fn start(self) -> When {
        self.start
    }

    /// The end.
    pub const fn end(self) -> End {
        self.end
    }

    /// The days that the period may cover, for the question whether two overlap: an unreported end counts up to
    /// its horizon, a current one up to `on`, the day of the reconciliation (`record.md §3`).
    pub(crate) fn extent(self, on: Date) -> Extent {
        let start = self.start.days();
        let (first, last) = match self.end {
            End::Ended(end) | End::NotReported(end) => (end.days().first(), end.days().last()),
            End::Current => (on.max(start.first()), on.max(start.last())),
        };
        Extent { start: (number(start.first()), number(start.last())), end: (number(first), number(last)) }
    }
}

/// A period as numbers of days: the earliest and the latest start, the earliest and the latest end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Extent {
    start: (i32, i32),
    end: (i32, i32),
}

impl Extent {
    /// Whether some days that the two periods may mean overlap by at least this share, in millionths, of the
    /// shorter one (`record.md §3`). The less precise the dates, the more is possible.
    pub(crate) fn can_overlap(self, other: Self, share_millionths: u32) -> bool {
        let start = self.start.0.max(other.start.0);
        let end = self.end.1.min(other.end.1);
        start <= end
            && (self.covers_with(other, share_millionths) || other.covers_with(self, share_millionths))
    }

    /// Whether the overlap can be that share of this period, the other one being as long as it may be: this
    /// period's days are then chosen as near to the other's as they may lie.
    fn covers_with(self, other: Self, share_millionths: u32) -> bool {
        let start = other.start.0.clamp(self.start.0, self.start.1);
        let end = other.end.1.clamp(self.end.0, self.end.1);
        let overlap = end.min(other.end.1) - start.max(other.start.0) + 1;
        overlap >= 1
            && i64::from(overlap) * 1_000_000 >= i64::from(end - start + 1) * i64::from(share_millionths)
    }
}
