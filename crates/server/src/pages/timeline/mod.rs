//! The timeline of a record as a picture, with a table of the same content (`record.md §5`).
//!
//! [`Picture`] is a part of a page: a page keeps it as a field and writes it as `{{ picture|safe }}` under an `<h2>`,
//! once (its ids begin with `timeline-`). What was declared and what was attested stand in lanes over the same years,
//! joined where they agree; differences, gaps, soft edges and old evidence are marked, and everything that is drawn
//! is said in words as well.

mod axis;
mod employers;
mod key;
mod labels;
mod length;
mod reasons;
mod strip;
mod table;
mod verdict;
mod voice;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use askama::Template;
use career::reconciliation::{Policy, Reconciliation, reconcile};
use career::timeline::{Gap, Timeline};

use super::page::Page;
use super::words::Text;
use axis::{Axis, Percent, Stretch, Tick};
use employers::{Job, Place};
use key::{Mark, Meaning};
use labels::{Label, Names};
use reasons::Explainer;
use strip::{LANE, SEAM, Strip};
use table::Part;
use verdict::Outcome;
use voice::Voice;

/// So many jobs are drawn at most, the newest (LEDGER 130). The table has all of them.
const MOST_DRAWN: usize = 200;

/// Who looks at the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// The person whose record it is. They see what they hide from others, marked as hidden.
    Owner,
    /// Somebody whom the person shows it to. Nothing that is hidden takes part in what they see.
    Outsider,
}

/// What a picture is made of.
#[derive(Clone, Copy)]
pub(crate) struct Record<'a> {
    /// The statements.
    pub(crate) timeline: &'a Timeline,
    /// What came out of holding them against each other, on the day for which the picture is drawn.
    pub(crate) reconciliation: &'a Reconciliation,
    /// The policy under which that was done.
    pub(crate) policy: &'a Policy,
    /// The name of the client with an id; `None` where there is no such client any more.
    pub(crate) names: &'a dyn Fn(&str) -> Option<String>,
    /// What the person says against statements, by their ids.
    pub(crate) disputes: &'a BTreeMap<String, String>,
}

/// The picture and the table.
#[derive(Debug, Template)]
#[template(path = "timeline/timeline.html")]
pub(crate) struct Picture<'a> {
    page: Page<'a>,
    audience: Audience,
    key: Vec<Meaning>,
    ticks: Vec<Tick>,
    today: Percent,
    blocks: Vec<Block>,
    /// How many jobs are drawn and how many there are, where not all are.
    newest: Option<(usize, usize)>,
    table: Vec<Part>,
}

/// A part of the picture, from the newest down.
#[derive(Debug)]
enum Block {
    Employer(Employer),
    Gap(DrawnGap),
}

/// The jobs at one employer.
#[derive(Debug)]
struct Employer {
    names: Names,
    jobs: Vec<DrawnJob>,
}

/// One job.
#[derive(Debug)]
struct DrawnJob {
    role: String,
    outcome: Outcome,
    strip: Strip,
    labels: Vec<Label>,
}

/// A time for which nothing is stated.
#[derive(Debug)]
struct DrawnGap {
    stretch: Stretch,
    words: String,
}

impl<'a> Picture<'a> {
    /// The picture of a record.
    pub(crate) fn new(page: Page<'a>, audience: Audience, record: Record<'_>) -> Self {
        match audience {
            Audience::Outsider if record.timeline.standing().iter().any(|one| one.hidden) => {
                Self::without_hidden(page, record)
            }
            _ => Self::of(page, audience, record),
        }
    }

    /// For an outsider the statements that are not hidden are held against each other anew, so that neither a verdict
    /// nor a gap tells of one that is (LEDGER 134).
    fn without_hidden(page: Page<'a>, record: Record<'_>) -> Self {
        let shown = record.timeline.standing().iter().filter(|one| !one.hidden).cloned();
        // Ids that were unique among all are so among some; were they not, nothing would be shown.
        let Ok(timeline) = Timeline::of(shown) else { return Self::nothing(page, Audience::Outsider) };
        let reconciliation = reconcile(&timeline, record.policy, record.reconciliation.on);
        let record = Record { timeline: &timeline, reconciliation: &reconciliation, ..record };
        Self::of(page, Audience::Outsider, record)
    }

    const fn nothing(page: Page<'a>, audience: Audience) -> Self {
        Self {
            page,
            audience,
            key: Vec::new(),
            ticks: Vec::new(),
            today: Percent::ZERO,
            blocks: Vec::new(),
            newest: None,
            table: Vec::new(),
        }
    }

    fn of(page: Page<'a>, audience: Audience, record: Record<'_>) -> Self {
        let on = record.reconciliation.on;
        let jobs = employers::jobs(&record.reconciliation.groups, record.timeline.standing());
        if jobs.is_empty() {
            return Self::nothing(page, audience);
        }
        let gaps = record.timeline.gaps();
        let voice = Voice { page: &page, audience, names: record.names };
        let explainer = Explainer { voice, policy: record.policy, on };
        let table = table::parts(&employers::arranged(&jobs, &gaps, record.policy), &record, &explainer);

        let drawn = &jobs[..jobs.len().min(MOST_DRAWN)];
        let statements = drawn.iter().flat_map(|job| &job.statements);
        let axis = Axis::over(statements.map(|one| strip::covered(one, on)), on);
        let gaps: Vec<Gap> = gaps.into_iter().filter(|gap| axis.has(gap.after.days().first())).collect();
        let blocks: Vec<Block> = employers::arranged(drawn, &gaps, record.policy)
            .into_iter()
            .map(|place| Block::of(place, axis, &record, &voice))
            .collect();
        let strips: Vec<&Strip> = blocks.iter().flat_map(Block::strips).collect();
        let key = key::meanings(&strips, !gaps.is_empty(), &voice, on);
        Self {
            ticks: axis.ticks(),
            today: axis.start_of(on),
            newest: (drawn.len() < jobs.len()).then_some((drawn.len(), jobs.len())),
            page,
            audience,
            key,
            blocks,
            table,
        }
    }

    /// What stands here as long as there is nothing to draw.
    fn empty(&self) -> Text {
        match self.audience {
            Audience::Owner => self.page.t("timeline-none-you"),
            Audience::Outsider => self.page.t("timeline-none-person"),
        }
    }

    fn about(&self) -> Text {
        match self.audience {
            Audience::Owner => self.page.t("timeline-about-you"),
            Audience::Outsider => self.page.t("timeline-about-person"),
        }
    }
}

impl Block {
    fn of(place: Place<'_, '_>, axis: Axis, record: &Record<'_>, voice: &Voice<'_>) -> Self {
        match place {
            Place::Employer(jobs) => {
                let job = |job: &&Job<'_>| DrawnJob {
                    role: labels::role(job),
                    outcome: Outcome::of(job.group, voice.page),
                    strip: Strip::of(job, axis, record.policy.stale_after(), record.reconciliation.on),
                    labels: labels::labels(job, record, voice),
                };
                Self::Employer(Employer { names: Names::of(&jobs), jobs: jobs.iter().map(job).collect() })
            }
            Place::Gap(gap) => Self::Gap(DrawnGap {
                stretch: Stretch::between(
                    axis.end_of(gap.after.days().last()),
                    axis.start_of(gap.before.days().first()),
                ),
                words: labels::gap(gap, voice),
            }),
        }
    }

    fn strips(&self) -> impl Iterator<Item = &Strip> {
        let jobs = match self {
            Self::Employer(employer) => employer.jobs.as_slice(),
            Self::Gap(_) => &[],
        };
        jobs.iter().map(|job| &job.strip)
    }
}
