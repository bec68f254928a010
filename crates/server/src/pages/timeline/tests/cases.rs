//! The golden cases of the reconciliation, drawn.

use std::fmt::Write as _;

use askama::Template as _;
use career::reconciliation::{Policy, Rule, policy};
use career::timeline::Statement;
use career::when::{Days, End, Span, When};
use jiff::Unit;
use jiff::civil::Date;
use serde::Deserialize;

use super::super::super::dates;
use super::super::super::tests::html::{self, Piece};
use super::super::super::{Language, Page};
use super::super::employers;
use super::super::strip::date_of;
use super::super::{Audience, Picture};
use super::{ON, Scene, statement};

const CASES: &str = include_str!("../../../../../career/tests/reconciliation-cases.toml");

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    statements: Vec<String>,
    tolerance: Option<Span>,
    #[serde(default)]
    aliases: Vec<Vec<String>>,
}

/// Every case with its scene.
fn scenes() -> Vec<(String, Scene)> {
    let cases: Cases = toml::from_str(CASES).unwrap();
    let scene = |case: Case| {
        let mut text = policy::DEFAULT.to_owned();
        if let Some(tolerance) = case.tolerance {
            let span = match tolerance {
                Span::Months(months) => format!("{{ months = {months} }}"),
                Span::Days(days) => format!("{{ days = {days} }}"),
            };
            text = text.replace("tolerance = { months = 1 }", &format!("tolerance = {span}"));
        }
        for names in &case.aliases {
            write!(text, "\n[[alias]]\nnames = {names:?}\n").unwrap();
        }
        let statements = case.statements.iter().map(|line| statement(line));
        (case.name, Scene::new(statements, Policy::read(&text).unwrap()))
    };
    let scenes: Vec<_> = cases.case.into_iter().map(scene).collect();
    assert!(scenes.len() >= 60);
    scenes
}

/// The pieces of a picture, read strictly.
pub(super) fn read(picture: &Picture<'_>) -> Vec<Piece> {
    html::read(&format!("<!DOCTYPE html>{}", picture.render().unwrap()))
}

/// The dates that a statement says.
fn said(statement: &Statement) -> Vec<When> {
    let end = match statement.period.end() {
        End::Ended(date) | End::NotReported(date) => Some(date),
        End::Current => None,
    };
    [Some(statement.period.start()), end].into_iter().flatten().collect()
}

#[test]
fn every_case_is_well_formed_in_every_language() {
    for (name, scene) in scenes() {
        for language in Language::ALL {
            for audience in [Audience::Owner, Audience::Outsider] {
                let picture = scene.picture(Page { language, ..Page::default() }, audience);
                let text = picture.render().unwrap();
                assert!(!text.contains("{$") && !text.contains("{ $"), "{name} lacks an argument");
                read(&picture);
            }
        }
    }
}

#[test]
fn every_statement_that_stands_is_in_the_picture_and_in_the_table() {
    for (name, scene) in scenes() {
        let picture = scene.for_owner();
        let standing = scene.timeline.standing().len();
        let bars: usize = picture.jobs().iter().map(|job| job.strip.bars.len()).sum();
        let rows = picture.render().unwrap().matches("class=\"statements-who\"").count();
        assert_eq!((bars, rows), (standing, standing), "{name}");
    }
}

#[test]
fn a_month_is_never_written_with_a_day() {
    for (name, scene) in scenes() {
        let said: Vec<When> = scene.timeline.standing().iter().flat_map(said).collect();
        for language in Language::ALL {
            let text = scene.picture(Page { language, ..Page::default() }, Audience::Owner).render().unwrap();
            for attribute in text.split("datetime=\"").skip(1) {
                let value: When = attribute.split('"').next().unwrap().parse().unwrap();
                assert!(said.contains(&value), "{name}: {value}");
            }
            // Take away every day that was said, the days on which it was said, and today: no day may be left before
            // a month.
            let mut left = text;
            let days = said.iter().filter_map(|when| match when {
                When::Day(day) => Some(*day),
                When::Month(_) => None,
            });
            let received = scene.timeline.standing().iter().filter_map(|one| one.origin.at);
            let days = days.chain(received.map(dates::day_of));
            for day in days.chain([ON]) {
                left = left.replace(&dates::day(language, day).to_string(), "");
            }
            for when in &said {
                let month = dates::when(language, when.coarsened()).to_string();
                let preposition = if language == Language::Spanish { " de " } else { " " };
                for (place, _) in left.match_indices(&month) {
                    let before = left[..place].strip_suffix(preposition);
                    let day = before.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
                    assert!(!day, "{name}: {}", &left[place.saturating_sub(40)..place + month.len()]);
                }
            }
        }
    }
}

#[test]
fn an_end_that_was_not_reported_is_never_called_current() {
    for (name, scene) in scenes() {
        for language in Language::ALL {
            let text = scene.picture(Page { language, ..Page::default() }, Audience::Owner).render().unwrap();
            let text = text.to_lowercase();
            for word in ["current", "present", "actual", "sekarang"] {
                assert!(!text.contains(word), "{name} {language:?}: {word}");
            }
        }
    }
}

/// The days from the one date to the other at least and at most, as the words measure them.
fn measured(one: Days, other: Days) -> (u32, u32) {
    let days = |from: Date, to: Date| {
        let span = from.until((Unit::Day, to)).unwrap();
        u32::try_from(span.get_days()).unwrap()
    };
    let (earlier, later) = if one.first() <= other.first() { (one, other) } else { (other, one) };
    (days(earlier.last(), later.first()), days(earlier.first(), later.last()))
}

#[test]
fn the_words_measure_what_the_reconciliation_measured() {
    let mut measured_ones = 0;
    for (name, scene) in scenes() {
        let reconciliation = scene.reconciliation();
        for job in employers::jobs(&reconciliation.groups, scene.timeline.standing()) {
            for reason in &job.group.reasons {
                let Some(difference) = reason.difference.filter(|difference| difference.least_days > 0)
                else {
                    continue;
                };
                let mut days = reason.sides.iter().map(|side| {
                    let statement = job.statements.iter().find(|one| one.id == side.statement).unwrap();
                    date_of(statement, reason.rule == Rule::Start, ON)
                });
                let (one, other) = (days.next().unwrap(), days.next().unwrap());
                let expected = (difference.least_days, difference.greatest_days);
                assert_eq!(measured(one, other), expected, "{name}: {reason:?}");
                measured_ones += 1;
            }
        }
    }
    assert!(measured_ones > 20);
}
