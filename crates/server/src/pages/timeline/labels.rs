//! What stands beside the bars in words.

use std::collections::HashSet;

use career::timeline::{Gap, State, Statement};

use super::Record;
use super::employers::Job;
use super::length::Range;
use super::voice::{Voice, Who};

/// The names of an employer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Names {
    /// The one to call it by: as the person wrote it last, or else a partner.
    pub(crate) name: String,
    /// How else it is written.
    pub(crate) others: Vec<String>,
}

/// What a lane says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    /// Who says so.
    pub(crate) who: Who,
    /// The number of the lane among several partners'.
    pub(crate) number: Option<usize>,
    /// From when to when.
    pub(crate) period: String,
    /// Who made the statement, and whether it is too old by now.
    state: State,
    /// Whether the person hides it.
    pub(crate) is_hidden: bool,
    /// Whether the person disputes it.
    pub(crate) is_disputed: bool,
}

impl Label {
    /// Whether it is a statement of the person.
    pub(crate) fn is_declared(&self) -> bool {
        self.state == State::Declared
    }

    /// Whether it is evidence that is too old by now.
    pub(crate) fn is_stale(&self) -> bool {
        self.state == State::Stale
    }
}

impl Names {
    /// The names of the employer of some jobs.
    pub(super) fn of(jobs: &[&Job<'_>]) -> Self {
        let statements = || jobs.iter().flat_map(|job| &job.statements);
        let declared = statements().find(|statement| statement.is_declared());
        let name = declared.or(statements().next()).map(|statement| statement.organisation.clone());
        let name = name.unwrap_or_default();
        let mut seen = HashSet::from([name.as_str()]);
        let others = statements().filter(|statement| seen.insert(&statement.organisation));
        let others = others.map(|statement| statement.organisation.clone()).collect();
        Self { name, others }
    }
}

/// What somebody was in a job: as the person says, or else a partner.
pub(super) fn role(job: &Job<'_>) -> String {
    job.statements.first().map(|statement| role_of(statement).to_owned()).unwrap_or_default()
}

/// What somebody was: the title, else the kind of position. A statement has one of them.
pub(super) fn role_of(statement: &Statement) -> &str {
    statement.title.as_deref().or(statement.classification.as_deref()).unwrap_or_default()
}

/// What the lanes of a job say, from the top.
pub(super) fn labels(job: &Job<'_>, record: &Record<'_>, voice: &Voice<'_>) -> Vec<Label> {
    let several = job.statements.iter().filter(|statement| !statement.is_declared()).count() > 1;
    let mut partners = 0;
    let label = |statement: &&Statement| {
        partners += usize::from(!statement.is_declared());
        let period = voice.page.t("timeline-period").with("start", statement.period.start());
        Label {
            who: voice.who(statement),
            number: (several && !statement.is_declared()).then_some(partners),
            period: period.plain("end", voice.end(statement)).to_string(),
            state: statement.state(record.policy.stale_after(), record.reconciliation.on),
            is_hidden: statement.hidden,
            is_disputed: record.disputes.contains_key(&statement.id),
        }
    };
    job.statements.iter().map(label).collect()
}

/// A gap in words.
pub(super) fn gap(gap: &Gap, voice: &Voice<'_>) -> String {
    let text = voice.page.t("timeline-gap").with("after", gap.after).with("before", gap.before);
    text.plain("length", Range::of_gap(gap).words(voice.page).to_string()).to_string()
}
