//! What is drawn and what is said, from statements written as lines.

mod bars;
mod cases;
mod laws;
mod sentences;
mod whole;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use career::reconciliation::{Policy, Reconciliation, policy, reconcile};
use career::timeline::{EndText, KindText, Origins, Statement, StatementDraft, Timeline};
use jiff::civil::{Date, date};

use super::super::page::Page;
use super::{Audience, Block, DrawnJob, Picture, Record};

const ON: Date = date(2026, 1, 1);

/// A record that a test draws.
pub(super) struct Scene {
    pub(super) timeline: Timeline,
    pub(super) policy: Policy,
    pub(super) disputes: BTreeMap<String, String>,
    pub(super) on: Date,
}

impl Scene {
    /// Statements as the golden cases of the reconciliation write them, and lists of names of one employer.
    fn of(lines: &[&str], aliases: &[&[&str]]) -> Self {
        let mut text = policy::DEFAULT.to_owned();
        for names in aliases {
            write!(text, "\n[[alias]]\nnames = {names:?}\n").unwrap();
        }
        let statements = lines.iter().map(|line| statement(line));
        Self::new(statements, Policy::read(&text).unwrap())
    }

    fn new(statements: impl IntoIterator<Item = Statement>, policy: Policy) -> Self {
        let timeline = Timeline::of(statements).unwrap();
        Self { timeline, policy, disputes: BTreeMap::new(), on: ON }
    }

    fn reconciliation(&self) -> Reconciliation {
        reconcile(&self.timeline, &self.policy, self.on)
    }

    /// The picture. Clients are called by their ids.
    fn picture<'a>(&self, page: Page<'a>, audience: Audience) -> Picture<'a> {
        let record = Record {
            timeline: &self.timeline,
            reconciliation: &self.reconciliation(),
            policy: &self.policy,
            names: &|client| Some(client.to_owned()),
            disputes: &self.disputes,
        };
        Picture::new(page, audience, record)
    }

    fn for_owner(&self) -> Picture<'static> {
        self.picture(Page::default(), Audience::Owner)
    }
}

impl Picture<'_> {
    fn jobs(&self) -> Vec<&DrawnJob> {
        let jobs = self.blocks.iter().map(|block| match block {
            Block::Employer(employer) => employer.jobs.as_slice(),
            Block::Gap(_) => &[],
        });
        jobs.flatten().collect()
    }
}

/// One line: id | who | organisation | title | start | end | hidden, the last where it is so.
pub(super) fn statement(line: &str) -> Statement {
    let columns: Vec<&str> = line.split('|').map(str::trim).collect();
    let [id, who, organisation, title, start, end, rest @ ..] = columns.as_slice() else {
        panic!("six columns are wanted: {line}");
    };
    let person = *who == "person";
    let bracketed = title.strip_prefix('[').and_then(|title| title.strip_suffix(']'));
    let credential = rest.first().and_then(|column| column.split_once(' '));
    let horizon = end.strip_prefix("known until ").map(|month| month.parse().unwrap());
    let end = match *end {
        "current" => Some(EndText::Current),
        _ if horizon.is_some() => None,
        end => Some(EndText::At(end.parse().unwrap())),
    };
    let draft = StatementDraft {
        id: (*id).to_owned(),
        kind: if person { KindText::Declared } else { KindText::Attested },
        client: (!person).then(|| (*who).to_owned()),
        credential: credential.map(|(credential, _)| credential.to_owned()),
        received: credential.map(|(_, day)| format!("{day}T00:00:00Z").parse().unwrap()),
        organisation: (*organisation).to_owned(),
        title: bracketed.is_none().then(|| (*title).to_owned()),
        classification: bracketed.map(str::to_owned),
        start: start.parse().unwrap(),
        end,
        horizon,
        hidden: rest.first() == Some(&"hidden"),
        source: None,
        sources: Origins::default(),
    };
    draft.judge().unwrap_or_else(|faults| panic!("{line}: {faults:?}"))
}

/// A text without the marks that isolate what others wrote.
fn bare(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}
