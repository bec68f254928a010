//! JSON Resume 1.0.0 (<https://jsonresume.org/schema>): what many programs read (`docs/export.md`).
//!
//! What the person hides is left out before anything is looked at. One entry of `work` stands for one job: for a group
//! of the reconciliation. It says what the person declared, or, where they declared nothing, what the partner sent last;
//! all statements about the job stand in `meta.tenure` with their values and sources, for the schema leaves `meta` open
//! (LEDGER 169). A date is written as it was said; a job that lasts and one whose end nobody reported have no `endDate`.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::loss::{self, LossNote};
use crate::experience::Experience;
use crate::id::StatementId;
use crate::person_name::PersonName;
use crate::reconciliation::{Group, Policy, Verdict, reconcile};
use crate::record::{Assembled, Record};
use crate::timeline::{Kind, Origin, Party, Statement};
use crate::when::{End, When};

/// Where the schema is published; a test holds every document against it.
pub const SCHEMA: &str = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";

/// A document of JSON Resume.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JsonResume {
    #[serde(rename = "$schema")]
    schema: &'static str,
    basics: Basics,
    work: Vec<Work>,
    meta: Meta,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Basics {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Work {
    name: String,
    position: String,
    start_date: When,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    highlights: Vec<String>,
}

/// What the schema calls tooling. Its `canonical`, the address of the newest version of the document, is left out: there
/// is none.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Meta {
    version: &'static str,
    last_modified: String,
    tenure: Tenure,
}

/// Where the entries of `work` come from, entry by entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Tenure {
    on: Date,
    policy: String,
    work: Vec<Job>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Job {
    verdict: Verdict,
    /// The one that the entry has its values of stands first.
    statements: Vec<Said>,
}

/// One statement about a job.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Said {
    kind: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    classification: Option<String>,
    start_date: When,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<When>,
    /// Declared: it lasts.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    current: bool,
    /// Attested without an end: the evidence horizon.
    #[serde(skip_serializing_if = "Option::is_none")]
    known_until: Option<When>,
    source: Whence,
    #[serde(skip_serializing_if = "Option::is_none")]
    disputed: Option<Disputed>,
}

/// Who said it, which way and when.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Whence {
    by: &'static str,
    /// What the application or the partner is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<crate::source::Way>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Timestamp>,
}

/// What the person says against it.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Disputed {
    note: String,
    at: Timestamp,
}

impl JsonResume {
    /// A record as others may see it, with the note of what is lost. What is told of a job hangs on a policy and a day.
    pub fn of(record: &Record, policy: &Policy, on: Date) -> (Self, LossNote) {
        let shown = record.assemble().for_others();
        let groups = reconcile(&shown.timeline, policy, on).groups;
        let writer = Writer::new(record, &shown);
        let (work, jobs) = groups.iter().filter_map(|group| writer.job(group)).unzip();
        let person = &record.person;
        let document = Self {
            schema: SCHEMA,
            basics: Basics {
                name: person.name.as_ref().map(PersonName::as_str).map(str::to_owned),
                email: person.address.is_ascii().then(|| person.address.clone()),
            },
            work,
            meta: Meta {
                version: "v1.0.0",
                last_modified: writer.last_modified(record).strftime("%Y-%m-%dT%H:%M:%S").to_string(),
                tenure: Tenure { on, policy: policy.id().to_string(), work: jobs },
            },
        };
        (document, loss::of_json_resume(record, groups.len()))
    }

    /// The document as it is written: deterministic, with a line feed at its end.
    ///
    /// # Errors
    ///
    /// None that a record can bring about; the writer of JSON may report one.
    pub fn written(&self) -> Result<String, serde_json::Error> {
        super::written(self)
    }
}

/// What is looked up while a document is written.
struct Writer<'a> {
    record: &'a Record,
    shown: &'a Assembled,
    statements: HashMap<&'a str, &'a Statement>,
    experiences: HashMap<String, (&'a Experience, Timestamp)>,
}

impl<'a> Writer<'a> {
    fn new(record: &'a Record, shown: &'a Assembled) -> Self {
        let statements =
            shown.timeline.standing().iter().map(|statement| (&*statement.id, statement)).collect();
        let experiences = record.experiences.iter().map(|declared| {
            (StatementId::Experience(declared.id).to_string(), (&declared.content, declared.changed_at))
        });
        Self { record, shown, statements, experiences: experiences.collect() }
    }

    /// The entry for a group, and where it comes from.
    fn job(&self, group: &Group) -> Option<(Work, Job)> {
        let find = |id: &String| self.statements.get(id.as_str()).copied();
        let declared = group.declared.as_ref().and_then(find);
        let mut attested: Vec<&Statement> = group.attested.iter().filter_map(find).collect();
        attested.sort_by_key(|statement| std::cmp::Reverse(statement.origin.at));
        let statements: Vec<&Statement> = declared.into_iter().chain(attested).collect();
        let first = statements.first()?;
        let said = statements.iter().map(|statement| self.said(statement));
        Some((self.work(first), Job { verdict: group.verdict, statements: said.collect() }))
    }

    fn work(&self, statement: &Statement) -> Work {
        let content = self.experiences.get(&statement.id).map(|(content, _)| *content);
        Work {
            name: statement.organisation.clone(),
            position: statement
                .title
                .clone()
                .or_else(|| statement.classification.clone())
                .unwrap_or_default(),
            start_date: statement.period.start(),
            end_date: statement.period.end().ended(),
            summary: content.and_then(|content| content.description.clone()),
            highlights: content.map(|content| content.expertise.clone()).unwrap_or_default(),
        }
    }

    fn said(&self, statement: &Statement) -> Said {
        let dispute = self.shown.disputes.get(&statement.id);
        let disputed = dispute.and_then(|dispute| {
            Some(Disputed { note: dispute.note.as_ref()?.as_str().to_owned(), at: dispute.at })
        });
        Said {
            kind: match statement.kind {
                Kind::Declared => "declared",
                Kind::Attested(_) => "attested",
            },
            name: statement.organisation.clone(),
            position: statement.title.clone(),
            classification: statement.classification.clone(),
            start_date: statement.period.start(),
            end_date: statement.period.end().ended(),
            current: statement.period.end() == End::Current,
            known_until: statement.period.end().horizon(),
            source: self.whence(&statement.origin),
            disputed,
        }
    }

    fn whence(&self, origin: &Origin) -> Whence {
        let (by, client) = match &origin.by {
            Party::Person => ("person", None),
            Party::Application(id) => ("application", Some(id)),
            Party::Partner(id) => ("partner", Some(id)),
            Party::Operator => ("operator", None),
            Party::Server => ("server", None),
        };
        let name = client.map(|id| {
            let known = id.parse().ok().and_then(|id| self.record.client_name(id));
            known.map_or_else(|| id.clone(), str::to_owned)
        });
        Whence { by, name, via: origin.via, at: origin.at }
    }

    /// When something of what is shown last changed; at the least, when the person came.
    fn last_modified(&self, record: &Record) -> Timestamp {
        let changed = self.statements.values().filter_map(|statement| {
            let edited = self.experiences.get(&statement.id).map(|(_, changed_at)| *changed_at);
            edited.max(statement.origin.at)
        });
        let disputed = self.shown.disputes.values().map(|dispute| dispute.at);
        changed.chain(disputed).fold(record.person.created_at, Timestamp::max)
    }
}

#[cfg(test)]
mod tests;
