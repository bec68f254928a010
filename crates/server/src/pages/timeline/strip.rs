//! The bars of one job: a lane for each statement, drawn over the same years as every other job.
//!
//! Along the years everything is a percentage of the width, so that it fits every window. Across them it is pixels,
//! so that edges and texts stay as they are.

use std::collections::HashMap;

use career::reconciliation::{Rule, Side};
use career::timeline::{State, Statement};
use career::when::{Days, End, Precision, Span};
use jiff::civil::Date;

use super::axis::{Axis, Percent, Stretch};
use super::employers::Job;

/// The height of a bar, in pixels.
pub(crate) const LANE: u32 = 14;
/// The height of what lies between two bars, in pixels.
pub(crate) const SEAM: u32 = 10;
/// The blank above the first bar and below the last one, in pixels.
const MARGIN: u32 = 5;
/// How much of the width a soft edge takes at least, so that one sees it.
const SOFT: f64 = 1.6;
/// How much of the width it takes a bar of an unreported end to fade out.
const FADING: f64 = 9.0;

/// The picture of one job.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Strip {
    /// In pixels.
    pub(crate) height: u32,
    /// One bar for each statement, from the top.
    pub(crate) bars: Vec<Bar>,
    /// Where a statement and the one below it agree, both last.
    pub(crate) joints: Vec<Piece>,
    /// What one statement covers and the other contradicts.
    pub(crate) differences: Vec<Difference>,
}

/// A bar: how long one statement says that the job lasted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bar {
    /// Its upper edge, in pixels.
    pub(crate) y: u32,
    /// From the earliest day that it may begin on to the last one that it speaks of.
    pub(crate) stretch: Stretch,
    /// Who said it, and whether it is too old by now.
    pub(crate) state: State,
    /// How much of it is soft at its beginning: the start is known to the month only.
    pub(crate) soft_start: Option<Stretch>,
    /// Its other end.
    pub(crate) end: BarEnd,
}

/// How a bar ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum BarEnd {
    /// On a day.
    Hard,
    /// In a month.
    Soft(Stretch),
    /// It was not reported: the bar fades out towards the horizon.
    Fading(Stretch),
    /// It lasts: an arrow stands at today.
    Arrow,
}

/// A part of the line at some height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Piece {
    /// Along the years.
    pub(crate) stretch: Stretch,
    /// Its upper edge, in pixels.
    pub(crate) y: u32,
}

/// Two dates that contradict each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Difference {
    /// Between the two dates, in the lane that does not cover it.
    pub(crate) piece: Piece,
    /// The middle of the mark, in pixels.
    pub(crate) mark_y: u32,
}

impl Bar {
    /// Whether it is a statement of the person.
    pub(crate) fn is_declared(&self) -> bool {
        self.state == State::Declared
    }

    /// Whether it is evidence that is too old by now.
    pub(crate) fn is_stale(&self) -> bool {
        self.state == State::Stale
    }

    /// Whether it is so short that it is drawn some pixels long.
    pub(crate) fn is_tiny(&self) -> bool {
        self.stretch.is_tiny()
    }

    /// Whether an arrow stands at its end.
    pub(crate) fn is_lasting(&self) -> bool {
        self.end == BarEnd::Arrow
    }

    /// Whether it fades out.
    pub(crate) fn is_fading(&self) -> bool {
        matches!(self.end, BarEnd::Fading(_))
    }

    /// The soft part at its end.
    pub(crate) fn soft_end(&self) -> Option<Stretch> {
        match self.end {
            BarEnd::Soft(soft) | BarEnd::Fading(soft) => Some(soft),
            BarEnd::Hard | BarEnd::Arrow => None,
        }
    }
}

impl Strip {
    /// The picture of a job, on a day, under a policy's age of stale evidence.
    pub(super) fn of(job: &Job<'_>, axis: Axis, stale_after: Span, on: Date) -> Self {
        let lanes: HashMap<&str, usize> =
            job.statements.iter().enumerate().map(|(lane, one)| (one.id.as_str(), lane)).collect();
        let bars: Vec<Bar> = (0..)
            .zip(&job.statements)
            .map(|(lane, one)| bar(one, top(lane), axis, one.state(stale_after, on), on))
            .collect();
        let number = u32::try_from(bars.len()).unwrap_or(1).max(1);
        Self {
            height: 2 * MARGIN + number * LANE + (number - 1) * SEAM,
            joints: joints(job, &lanes, axis, on),
            differences: differences(job, &lanes, axis, on),
            bars,
        }
    }
}

/// The upper edge of a lane.
const fn top(lane: u32) -> u32 {
    MARGIN + lane * (LANE + SEAM)
}

fn lane_top(lane: usize) -> u32 {
    top(u32::try_from(lane).unwrap_or(0))
}

/// The days from the earliest one on which a statement may begin to the latest one that it speaks of: an end that
/// was not reported is never drawn past its horizon, nor past the day itself.
pub(super) fn covered(statement: &Statement, on: Date) -> Days {
    let first = statement.period.start().days().first();
    let last = match statement.period.end() {
        End::Ended(end) => end.days().last(),
        End::Current => on,
        End::NotReported(horizon) => horizon.days().last().min(on),
    };
    Days::between(first, last.max(first))
}

fn bar(statement: &Statement, y: u32, axis: Axis, state: State, on: Date) -> Bar {
    let start = statement.period.start();
    let days = covered(statement, on);
    let stretch = Stretch::between(axis.start_of(days.first()), axis.end_of(days.last()));
    let most = stretch.width.get() / 2.0;
    // Soft parts lie inside the bar: an edge that is drawn wider than its month claims no more than the bar does.
    let soft = |of: Days, at_least: f64| {
        let month = axis.end_of(of.last()).get() - axis.start_of(of.first()).get();
        month.max(at_least).min(most)
    };
    let at_start = |width| Stretch { x: stretch.x, width: Percent::new(width) };
    let at_end = |width| {
        let x = Percent::new(stretch.end().get() - width);
        Stretch { x, width: Percent::new(width) }
    };
    let is_month = |precision| precision == Precision::Month;
    Bar {
        y,
        stretch,
        state,
        soft_start: is_month(start.precision()).then(|| at_start(soft(start.days(), SOFT))),
        end: match statement.period.end() {
            End::Current => BarEnd::Arrow,
            End::Ended(end) if is_month(end.precision()) => BarEnd::Soft(at_end(soft(end.days(), SOFT))),
            End::Ended(_) => BarEnd::Hard,
            End::NotReported(horizon) => BarEnd::Fading(at_end(soft(horizon.days(), FADING))),
        },
    }
}

/// The parts in which a statement and the one below it are joined: both cover them, and their starts or their ends
/// agree.
fn joints(job: &Job<'_>, lanes: &HashMap<&str, usize>, axis: Axis, on: Date) -> Vec<Piece> {
    let mut agree = vec![false; job.statements.len()];
    for reason in &job.group.reasons {
        if reason.agrees
            && (reason.rule == Rule::Start || is_about_end(reason.rule))
            && let Some((one, other)) = lanes_of(&reason.sides, lanes)
            && other == one + 1
        {
            agree[one] = true;
        }
    }
    let joint = |lane: usize| {
        let (one, other) = (covered(job.statements[lane], on), covered(job.statements[lane + 1], on));
        let (from, to) = (one.first().max(other.first()), one.last().min(other.last()));
        let stretch = Stretch::between(axis.start_of(from), axis.end_of(to));
        (!stretch.is_nothing()).then(|| Piece { stretch, y: lane_top(lane) + LANE })
    };
    (0..agree.len().saturating_sub(1)).filter(|lane| agree[*lane]).filter_map(joint).collect()
}

/// What stands between two dates that contradict each other, in the lane of the statement that is shorter there. The
/// mark stands on the edge of that lane towards the other one.
fn differences(job: &Job<'_>, lanes: &HashMap<&str, usize>, axis: Axis, on: Date) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    for reason in job.group.reasons.iter().filter(|reason| !reason.agrees) {
        let Some((one, other)) = lanes_of(&reason.sides, lanes) else { continue };
        let at_start = reason.rule == Rule::Start;
        if !at_start && !is_about_end(reason.rule) {
            continue;
        }
        let date = |lane: usize| date_of(job.statements[lane], at_start, on);
        let (earlier, later) =
            if date(one).first() <= date(other).first() { (one, other) } else { (other, one) };
        let (short, long) = if at_start { (later, earlier) } else { (earlier, later) };
        let stretch = Stretch::between(axis.end_of(date(earlier).last()), axis.start_of(date(later).first()));
        let y = lane_top(short);
        let mark_y = if long < short { y - SEAM / 2 } else { y + LANE + SEAM / 2 };
        let difference = Difference { piece: Piece { stretch, y }, mark_y };
        if !found.contains(&difference) {
            found.push(difference);
        }
    }
    found
}

/// The start of a statement, or what stands at its end.
pub(super) fn date_of(statement: &Statement, at_start: bool, on: Date) -> Days {
    match statement.period.end() {
        _ if at_start => statement.period.start().days(),
        End::Ended(date) | End::NotReported(date) => date.days(),
        End::Current => Days::one(on),
    }
}

/// The lanes of the two sides of a reason, the upper one first.
fn lanes_of(sides: &[Side], lanes: &HashMap<&str, usize>) -> Option<(usize, usize)> {
    let [one, other] = sides else { return None };
    let (one, other) = (*lanes.get(one.statement.as_str())?, *lanes.get(other.statement.as_str())?);
    Some((one.min(other), one.max(other)))
}

/// Whether a rule compares what stands at the ends.
const fn is_about_end(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::End
            | Rule::HorizonAgainstEnd
            | Rule::CurrentAgainstEnd
            | Rule::CurrentWithoutEnd
            | Rule::Horizons
    )
}
