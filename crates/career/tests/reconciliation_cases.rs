//! `reconciliation-cases.toml`: what reconciliation says, case by case.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of a test says what it expects by panicking"
)]

use std::fmt::Write as _;

use career::reconciliation::{Group, Policy, Rule, Verdict, policy, reconcile};
use career::timeline::{EndText, KindText, Origins, Statement, StatementDraft, Timeline};
use career::when::Span;
use jiff::civil::date;
use serde::Deserialize;

const CASES: &str = include_str!("reconciliation-cases.toml");

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    why: String,
    statements: Vec<String>,
    expect: Vec<String>,
    tolerance: Option<Span>,
    stale_after: Option<Span>,
    overlap_share: Option<f64>,
    #[serde(default)]
    aliases: Vec<Vec<String>>,
}

#[test]
fn every_case_comes_out_as_it_is_written() {
    let cases: Cases = toml::from_str(CASES).unwrap();
    assert!(cases.case.len() >= 60, "{} cases are too few", cases.case.len());
    let mut wrong = String::new();
    for case in &cases.case {
        let found = case.found();
        let (mut wanted, mut sorted) = (case.expect.clone(), found.clone());
        wanted.sort();
        sorted.sort();
        if wanted != sorted {
            write!(wrong, "\n{}\n  ({})\n", case.name, case.why).unwrap();
            case.statements.iter().for_each(|line| writeln!(wrong, "    {line}").unwrap());
            let only = |from: &[String], other: &[String], mark: &str, wrong: &mut String| {
                let lines = from.iter().filter(|line| !other.contains(line));
                lines.for_each(|line| writeln!(wrong, "  {mark} {line}").unwrap());
            };
            only(&case.expect, &found, "expected, but not found:", &mut wrong);
            only(&found, &case.expect, "found, but not expected:", &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    println!("{} cases", cases.case.len());
}

impl Case {
    fn policy(&self) -> Policy {
        let span = |span: Span| match span {
            Span::Months(months) => format!("{{ months = {months} }}"),
            Span::Days(days) => format!("{{ days = {days} }}"),
        };
        let mut text = policy::DEFAULT.to_owned();
        if let Some(tolerance) = self.tolerance {
            text = text.replace("tolerance = { months = 1 }", &format!("tolerance = {}", span(tolerance)));
        }
        if let Some(age) = self.stale_after {
            text = text.replace("stale_after = { months = 6 }", &format!("stale_after = {}", span(age)));
        }
        if let Some(share) = self.overlap_share {
            text = text.replace("overlap_share = 0.5", &format!("overlap_share = {share}"));
        }
        for names in &self.aliases {
            write!(text, "\n[[alias]]\nnames = {names:?}\n").unwrap();
        }
        Policy::read(&text).unwrap()
    }

    /// The groups as the file writes them.
    fn found(&self) -> Vec<String> {
        let statements = self.statements.iter().map(|line| statement(line));
        let timeline = Timeline::of(statements).unwrap();
        let result = reconcile(&timeline, &self.policy(), date(2026, 1, 1));
        let superseded = timeline.superseded().iter().map(|old| format!("superseded: {}", old.statement.id));
        let mut found: Vec<String> = result.groups.iter().map(written).collect();
        found.extend(superseded);
        found
    }
}

fn written(group: &Group) -> String {
    let verdict = match group.verdict {
        Verdict::Confirmed => "confirmed",
        Verdict::Differs => "differs",
        Verdict::DeclaredOnly => "declared only",
        Verdict::AttestedOnly => "attested only",
        Verdict::SourcesDisagree => "sources disagree",
        Verdict::Stale => "stale",
    };
    let mut against: Vec<Rule> =
        group.reasons.iter().filter(|reason| !reason.agrees).map(|reason| reason.rule).collect();
    against.sort();
    against.dedup();
    let against: Vec<&str> = against
        .into_iter()
        .map(|rule| match rule {
            Rule::Start => "start",
            Rule::End => "end",
            Rule::HorizonAgainstEnd => "seen after the end",
            Rule::CurrentAgainstEnd => "current against an end",
            Rule::Title => "title",
            Rule::Stale => "old horizon",
            other => unreachable!("{other:?} never stands against an agreement"),
        })
        .collect();
    let against = match (group.verdict, against.as_slice()) {
        (Verdict::Stale, ["old horizon"]) | (_, []) => String::new(),
        (_, against) => format!(" ({})", against.join(", ")),
    };
    let members: Vec<&str> = group.declared.iter().chain(&group.attested).map(String::as_str).collect();
    format!("{verdict}{against}: {}", members.join(", "))
}

/// One line of the file.
fn statement(line: &str) -> Statement {
    let columns: Vec<&str> = line.split('|').map(str::trim).collect();
    let [id, who, organisation, title, start, end, rest @ ..] = columns.as_slice() else {
        panic!("six columns are wanted: {line}");
    };
    let person = *who == "person";
    let bracketed = title.strip_prefix('[').and_then(|title| title.strip_suffix(']'));
    let (credential, received) =
        rest.first().and_then(|column| column.split_once(' ')).map_or((None, None), |(credential, day)| {
            (Some(credential.to_owned()), Some(format!("{day}T00:00:00Z").parse().unwrap()))
        });
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
        credential,
        received,
        organisation: (*organisation).to_owned(),
        title: bracketed.is_none().then(|| (*title).to_owned()),
        classification: bracketed.map(str::to_owned),
        start: start.parse().unwrap(),
        end,
        horizon,
        hidden: false,
        source: None,
        sources: Origins::default(),
    };
    draft.judge().unwrap_or_else(|faults| panic!("{line}: {faults:?}"))
}
