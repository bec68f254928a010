//! A statement of the timeline as others see it: what it says, with the source of each field.

use std::collections::BTreeMap;

use career::record::Dispute;
use career::timeline::{Origin, Party, Statement};
use career::when::{End, When};

use super::super::dates;
use super::super::page::Page;
use super::super::words::Text;

/// What clients are called, by their ids as texts.
pub(crate) type ClientNames = BTreeMap<String, String>;

/// A statement, ready to be shown.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) role: &'a str,
    pub(super) organisation: &'a str,
    pub(super) attested: bool,
    pub(super) stale: bool,
    /// The role's source, where it is not the statement's.
    pub(super) role_note: Option<Text>,
    pub(super) facts: Vec<Fact>,
    /// The source of every value that has no note.
    pub(super) source: Option<Text>,
    /// Whether a value has another source.
    pub(super) has_notes: bool,
    /// What the person says against it: since when, and the note.
    pub(super) dispute: Option<(Text, &'a str)>,
}

/// A value with its label.
#[derive(Debug)]
pub(super) struct Fact {
    pub(super) label: Text,
    pub(super) value: String,
    /// Its source, where it is not the statement's.
    pub(super) note: Option<Text>,
}

impl<'a> Line<'a> {
    /// How a statement reads.
    pub(super) fn new(
        page: &Page<'_>,
        statement: &'a Statement,
        stale: bool,
        dispute: Option<&'a Dispute>,
        names: &ClientNames,
    ) -> Self {
        let note = |origin: &Option<Origin>| {
            let other = origin.as_ref().filter(|origin| **origin != statement.origin)?;
            said_by(page, other, names)
        };
        let origins = &statement.origins;
        let fact = |label, value: String, origin| Fact { label, value, note: note(origin) };
        let mut facts = Vec::new();
        if let (Some(_), Some(classification)) = (&statement.title, &statement.classification) {
            let label = page.t("fact-classification");
            facts.push(fact(label, classification.clone(), &origins.classification));
        }
        facts.push(fact(page.t("fact-start"), start(page, statement).to_string(), &origins.start));
        facts.push(fact(page.t("fact-end"), end(page, statement).to_string(), &origins.end));
        let role_note = note(&origins.title);
        let has_notes = role_note.is_some() || facts.iter().any(|fact| fact.note.is_some());
        let disputed = dispute.and_then(|dispute| {
            let since = page.t("shared-disputed-since").with("day", dates::day_of(dispute.at));
            Some((since, dispute.note.as_ref()?.as_str()))
        });
        Self {
            role: role(statement),
            organisation: &statement.organisation,
            attested: !statement.is_declared(),
            stale,
            role_note,
            facts,
            source: said_by(page, &statement.origin, names),
            has_notes,
            dispute: disputed,
        }
    }
}

/// What somebody was: the title, else the classification. A statement has at least one of them.
pub(super) fn role(statement: &Statement) -> &str {
    statement.title.as_deref().or(statement.classification.as_deref()).unwrap_or_default()
}

/// When it began, as it was said.
pub(super) fn start(page: &Page<'_>, statement: &Statement) -> Text {
    when(page, statement.period.start())
}

/// When it ended, as far as it was said.
pub(super) fn end(page: &Page<'_>, statement: &Statement) -> Text {
    match statement.period.end() {
        End::Ended(end) => when(page, end),
        // "Still there" is true of the day on which it was said, and of no later one.
        End::Current => match statement.origin_of(|origins| &origins.end).at {
            Some(said) => page.t("end-on-course").with("day", dates::day_of(said)),
            None => page.t("shared-end-open"),
        },
        End::NotReported(horizon) => {
            page.t("end-not-reported").plain("month", when(page, horizon).to_string())
        }
    }
}

/// A date with the precision that it has.
pub(super) fn when(page: &Page<'_>, date: When) -> Text {
    match date {
        When::Month(month) => page.month(&month),
        When::Day(day) => page.day(&day),
    }
}

/// Who said something, and on which day; `None` where that is not known.
pub(super) fn said_by(page: &Page<'_>, origin: &Origin, names: &ClientNames) -> Option<Text> {
    let name = |id: &String| names.get(id).cloned().unwrap_or_else(|| id.clone());
    let text = match &origin.by {
        Party::Person => page.t("shared-said-by-person"),
        Party::Application(id) => page.t("said-by-client").with("client", name(id)),
        Party::Partner(id) => page.t("shared-attested-by").with("client", name(id)),
        Party::Operator => page.t("said-by-operator"),
        Party::Server => page.t("said-by-server"),
    };
    Some(text.with("day", dates::day_of(origin.at?)))
}
