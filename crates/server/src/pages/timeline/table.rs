//! The same as the picture, in a table: whatever stands in the timeline, however long it is.

use career::timeline::{Origin, Statement};
use career::when::{End, When};

use super::Record;
use super::employers::{Job, Place};
use super::labels::{self, Names};
use super::reasons::{Explainer, Reasons};
use super::verdict::Outcome;
use super::voice::{Voice, end_origin};

/// A part of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// The statements of one job.
    Job(TableJob),
    /// A time for which nothing is stated.
    Gap(String),
}

/// One job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableJob {
    /// The employer.
    pub(crate) employer: String,
    /// What came out.
    pub(crate) outcome: Outcome,
    /// What was said.
    pub(crate) rows: Vec<Row>,
    /// Why it came out so.
    pub(crate) reasons: Reasons,
}

/// One statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Who says so, and since when.
    pub(crate) who: String,
    /// Whether the person does.
    pub(crate) is_declared: bool,
    /// How the employer is called in it, where that is another name than the one of the job.
    pub(crate) employer: Option<String>,
    /// What somebody was.
    pub(crate) role: Value,
    /// The kind of position, where a title stands beside it.
    pub(crate) classification: Option<String>,
    /// The start.
    pub(crate) start: Value,
    /// The end.
    pub(crate) end: Value,
    /// Whether the person hides it.
    pub(crate) is_hidden: bool,
    /// What the person says against it.
    pub(crate) dispute: Option<String>,
}

/// A value, with its source where that is another one than the statement's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Value {
    /// The value in words.
    pub(crate) text: String,
    /// The date as it was said, where the value is nothing but one.
    pub(crate) date: Option<When>,
    /// Where it comes from.
    pub(crate) source: Option<String>,
}

/// The parts in the order of the picture.
pub(super) fn parts(places: &[Place<'_, '_>], record: &Record<'_>, explainer: &Explainer<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    for place in places {
        match place {
            Place::Gap(gap) => parts.push(Part::Gap(labels::gap(gap, &explainer.voice))),
            Place::Employer(jobs) => {
                let names = Names::of(jobs);
                parts.extend(jobs.iter().map(|job| Part::Job(table_job(job, &names, record, explainer))));
            }
        }
    }
    parts
}

fn table_job(job: &Job<'_>, names: &Names, record: &Record<'_>, explainer: &Explainer<'_>) -> TableJob {
    let row = |statement: &&Statement| row(statement, names, record, &explainer.voice);
    TableJob {
        employer: names.name.clone(),
        outcome: Outcome::of(job.group, explainer.voice.page),
        rows: job.statements.iter().map(row).collect(),
        reasons: explainer.reasons(job),
    }
}

fn row(statement: &Statement, names: &Names, record: &Record<'_>, voice: &Voice<'_>) -> Row {
    let source = |origin: Option<&Origin>| {
        let differs =
            |origin: &&Origin| (&origin.by, origin.at) != (&statement.origin.by, statement.origin.at);
        origin.filter(differs).map(|origin| voice.source_alone(origin))
    };
    let origins = &statement.origins;
    let role_origin = if statement.title.is_some() { &origins.title } else { &origins.classification };
    let start = statement.period.start();
    Row {
        who: voice.source_alone(&statement.origin),
        is_declared: statement.is_declared(),
        employer: (statement.organisation != names.name).then(|| statement.organisation.clone()),
        role: Value {
            text: labels::role_of(statement).to_owned(),
            date: None,
            source: source(role_origin.as_ref()),
        },
        classification: statement.title.as_ref().and(statement.classification.clone()),
        start: Value {
            text: super::super::dates::when(voice.page.language, start).to_string(),
            date: Some(start),
            source: source(origins.start.as_ref()),
        },
        end: Value {
            text: voice.end_alone(statement),
            date: match statement.period.end() {
                End::Ended(end) => Some(end),
                End::Current | End::NotReported(_) => None,
            },
            source: source(Some(end_origin(statement))),
        },
        is_hidden: statement.hidden,
        dispute: record.disputes.get(&statement.id).map(|note| voice.dispute(note)),
    }
}
