//! `tenure reconcile`: a file of statements of one person, held against each other offline
//! (`docs/reconciliation.md`).

use std::fs;
use std::path::{Path, PathBuf};

use career::reconciliation::{Policy, Reason, Reconciliation, Rule, Verdict, reconcile};
use career::timeline::{Statement, StatementDraft, Timeline};
use career::when::End;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::output::say;
use crate::problem::Problem;
use crate::{machine, policy};

/// What to reconcile, and how.
#[derive(Debug, clap::Args)]
pub struct ReconcileArguments {
    /// The statements, in JSON: {"statements": […]}
    file: PathBuf,
    /// The policy, in TOML [default: the shipped one]
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// The day of the reconciliation: what is current and what is stale hang on it [default: today, in UTC]
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<Date>,
    /// Write JSON: one object
    #[arg(long)]
    json: bool,
}

/// A file of statements.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    statements: Vec<StatementDraft>,
}

/// Reads, reconciles, and prints what came out.
///
/// # Errors
///
/// [`Problem::Path`] where a file cannot be read; [`Problem::Policy`] or [`Problem::Argument`] where one is wrong, with
/// its name and the line or the statement.
pub fn run(arguments: &ReconcileArguments) -> Result<(), Problem> {
    let policy = policy::load(arguments.policy.as_deref())?;
    let timeline = timeline(&arguments.file)?;
    let on = arguments.on.unwrap_or_else(|| TimeZone::UTC.to_datetime(machine::now()).date());
    let result = reconcile(&timeline, &policy, on);
    if arguments.json {
        let text = serde_json::to_string_pretty(&result);
        say(text.map_err(|error| Problem::Argument(format!("the result cannot be written: {error}")))?);
    } else {
        say(in_words(&timeline, &result, &policy));
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, Problem> {
    fs::read_to_string(path).map_err(|error| Problem::Path {
        path: path.to_owned(),
        what: "the file cannot be read",
        error,
        todo: "name a readable file, in UTF-8",
    })
}

fn timeline(path: &Path) -> Result<Timeline, Problem> {
    let name = path.display();
    let text = read(path)?;
    let file: File = serde_json::from_str(&text).map_err(|error| {
        let whole = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        let words = whole.strip_suffix(&place).unwrap_or(&whole);
        Problem::Argument(format!("{name} line {} column {}: {words}", error.line(), error.column()))
    })?;
    let mut faults = Vec::new();
    let mut statements = Vec::with_capacity(file.statements.len());
    for (place, draft) in file.statements.into_iter().enumerate() {
        let id = draft.id.clone();
        match draft.judge() {
            Ok(statement) => statements.push(statement),
            Err(found) => {
                let told = found.iter().map(|fault| format!("\n  statement {} (`{id}`): {fault}", place + 1));
                faults.extend(told);
            }
        }
    }
    if !faults.is_empty() {
        let words = format!("{name}: the statements are refused:{}", faults.concat());
        return Err(Problem::Argument(words));
    }
    Timeline::of(statements).map_err(|error| Problem::Argument(format!("{name}: {error}")))
}

/// The result for people.
fn in_words(timeline: &Timeline, result: &Reconciliation, policy: &Policy) -> String {
    let count = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    let mut lines = vec![format!(
        "{} in {}, on {}, under {} (tolerance {})",
        count(timeline.standing().len(), "statement"),
        count(result.groups.len(), "group"),
        result.on,
        result.policy,
        policy.tolerance(),
    )];
    for group in &result.groups {
        lines.push(String::new());
        lines.push(verdict(group.verdict).to_owned());
        let members = group.declared.iter().chain(&group.attested);
        lines.extend(members.filter_map(|id| {
            let statement = timeline.standing().iter().find(|statement| statement.id == *id);
            statement.map(|statement| format!("  {}", one_line(statement)))
        }));
        lines.extend(group.reasons.iter().map(|reason| {
            let mark = if reason.agrees { "agrees " } else { "against" };
            format!("    {mark}  {}", in_one_sentence(reason))
        }));
    }
    let old = timeline
        .superseded()
        .iter()
        .map(|old| format!("superseded by {}: {}", old.by, one_line(&old.statement)));
    let gaps = timeline.gaps();
    let gaps = gaps.iter().map(|gap| {
        let days = days(gap.least_days, gap.greatest_days);
        format!("gap of {days} between {} and {}", gap.after, gap.before)
    });
    let mut more = old.chain(gaps).peekable();
    if more.peek().is_some() {
        lines.push(String::new());
    }
    lines.extend(more);
    lines.join("\n")
}

const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Confirmed => "CONFIRMED",
        Verdict::Differs => "DIFFERS",
        Verdict::DeclaredOnly => "DECLARED ONLY",
        Verdict::AttestedOnly => "ATTESTED ONLY",
        Verdict::SourcesDisagree => "SOURCES DISAGREE",
        Verdict::Stale => "STALE",
    }
}

fn one_line(statement: &Statement) -> String {
    let end = match statement.period.end() {
        End::Ended(end) => format!("to {end}"),
        End::Current => "until now".to_owned(),
        End::NotReported(horizon) => format!("known until {horizon}"),
    };
    let what = statement.title.as_deref().or(statement.classification.as_deref()).unwrap_or_default();
    let (start, by) = (statement.period.start(), &statement.origin.by);
    let hidden = if statement.hidden { ", hidden" } else { "" };
    format!("{}: {}, {what}, {start} {end} ({by}{hidden})", statement.id, statement.organisation)
}

fn in_one_sentence(reason: &Reason) -> String {
    let rule = match reason.rule {
        Rule::OrganisationSame => "the same organisation",
        Rule::OrganisationAlias => "the same organisation by an alias",
        Rule::OrganisationAlike => "organisations with names alike",
        Rule::Start => "start",
        Rule::End => "end",
        Rule::HorizonAgainstEnd => "end against what was known",
        Rule::CurrentAgainstEnd => "current against an end",
        Rule::CurrentWithoutEnd => "current, and no end reported",
        Rule::Horizons => "no end reported by either",
        Rule::Title => "title",
        Rule::Classification => "classification",
        Rule::Stale => "no end reported, and the horizon is old",
    };
    let sides: Vec<String> =
        reason.sides.iter().map(|side| format!("{} ({})", side.value, side.statement)).collect();
    let apart = match reason.difference {
        Some(difference) if difference.greatest_days > 0 => {
            format!(": {} apart", days(difference.least_days, difference.greatest_days))
        }
        _ => String::new(),
    };
    format!("{rule}: {}{apart}", sides.join(" / "))
}

fn days(least: u32, greatest: u32) -> String {
    match (least, greatest) {
        (1, 1) => "1 day".to_owned(),
        (least, greatest) if least == greatest => format!("{least} days"),
        (least, greatest) => format!("{least} to {greatest} days"),
    }
}
