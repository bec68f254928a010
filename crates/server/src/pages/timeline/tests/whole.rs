//! The picture as a whole: how much is drawn, how it is gathered, and who sees what.

use askama::Template as _;

use super::super::super::Page;
use super::super::{Audience, Block};
use super::{Scene, bare, statement};
use career::reconciliation::Policy;

fn employers(scene: &Scene) -> Vec<(String, Vec<String>, usize)> {
    let employers = scene.for_owner().blocks.into_iter().filter_map(|block| match block {
        Block::Employer(employer) => Some((employer.names.name, employer.names.others, employer.jobs.len())),
        Block::Gap(_) => None,
    });
    employers.collect()
}

#[test]
fn ledger_130_a_thousand_jobs_give_a_page_that_draws_the_newest_200_and_lists_all() {
    let line = |number: usize| {
        let (year, month) = (1960 + number / 20, 1 + number % 12);
        statement(&format!("s{number} | person | Employer {number} | Cook | {year}-{month:02} | 2024-12"))
    };
    let picture = Scene::new((0..1_000).map(line), Policy::shipped().unwrap()).for_owner();
    assert_eq!(picture.jobs().len(), 200);
    assert_eq!(picture.newest, Some((200, 1_000)));
    assert_eq!(picture.table.len(), 1_000);
    let html = picture.render().unwrap();
    assert!(
        html.contains("The picture shows the newest 200 of 1,000 jobs. The table below it has them all.")
    );
    assert!(html.contains("Employer 999") && html.contains("Employer 0<"));
    // The years are those of what is drawn.
    assert!(picture.ticks.iter().all(|tick| tick.year >= 1999), "{:?}", picture.ticks);
}

#[test]
fn two_hundred_jobs_are_drawn_without_a_word_about_it() {
    let line =
        |number: usize| statement(&format!("s{number} | person | E{number} | Cook | 2020-01 | 2021-12"));
    assert_eq!(Scene::new((0..200).map(line), Policy::shipped().unwrap()).for_owner().newest, None);
}

#[test]
fn ledger_133_jobs_are_at_one_employer_where_a_name_is_the_same_or_a_third_job_has_both() {
    let scene = Scene::of(
        &[
            "a | person  | Acme             | Cook  | 2022-01 | 2023-12",
            "b | Payroll | ACME Pty. Ltd.   | Waiter | 2019-01 | 2020-12",
            "c | person  | Initech          | Cook  | 2015-01 | 2016-12",
            "d | Payroll | Globex           | Cook  | 2013-01 | 2014-12",
            "e | person  | Commonwelth Bank | Teller | 2010-01 | 2011-12",
            "f | Payroll | Commonwealth Bank | Teller | 2010-01 | 2011-12",
            "g | person  | Commonwealth Bank | Clerk | 2008-01 | 2009-12",
        ],
        &[&["Globex", "Initech"]],
    );
    let found = employers(&scene);
    let named = |name: &str, others: &[&str], jobs| {
        (name.to_owned(), others.iter().map(|other| (*other).to_owned()).collect(), jobs)
    };
    assert_eq!(
        found,
        [
            named("Acme", &["ACME Pty. Ltd."], 2),
            named("Initech", &["Globex"], 2),
            named("Commonwelth Bank", &["Commonwealth Bank"], 2),
        ]
    );
}

const HIDDEN: [&str; 3] = [
    "mine | person  | Acme   | Cook | 2020-01 | 2021-06",
    "pay  | Payroll | Acme   | Cook | 2020-01 | 2021-03 | hidden",
    "side | person  | Secret | Spy  | 2018-01 | 2018-12 | hidden",
];

#[test]
fn ledger_134_nothing_that_is_hidden_takes_part_in_what_an_outsider_sees() {
    let scene = Scene::of(&HIDDEN, &[]);
    let html = scene.picture(Page::default(), Audience::Outsider).render().unwrap();
    for word in ["Payroll", "Secret", "Spy", "2018", "March 2021", "Hidden", "Differs", "No job stated"] {
        assert!(!html.contains(word), "{word}");
    }
    assert!(html.contains("Only declared"));
    let alone = Scene::of(&HIDDEN[1..], &[]);
    let html = alone.picture(Page::default(), Audience::Outsider).render().unwrap();
    assert_eq!(html, "<p class=\"empty\">There is no job here that could be drawn.</p>");
}

#[test]
fn the_person_sees_what_they_hide_and_what_they_dispute_marked_as_such() {
    let mut scene = Scene::of(&HIDDEN, &[]);
    scene.disputes.insert("pay".to_owned(), "It was <June>.".to_owned());
    let html = bare(&scene.for_owner().render().unwrap());
    // In the picture and in the table.
    assert_eq!(html.matches("Hidden from others").count(), 4);
    assert_eq!(html.matches("Disputed").count(), 1);
    assert_eq!(html.matches("You dispute this: It was &#60;June&#62;.").count(), 1);
    let outsider = Scene::of(&["pay | Payroll | Acme | Cook | 2020-01 | 2021-03"], &[]);
    let outsider = Scene { disputes: scene.disputes, ..outsider };
    let html = bare(&outsider.picture(Page::default(), Audience::Outsider).render().unwrap());
    assert!(html.contains("The person disputes this: It was &#60;June&#62;."), "{html}");
}

#[test]
fn an_empty_record_says_what_will_stand_here() {
    let html = Scene::of(&[], &[]).for_owner().render().unwrap();
    assert!(html.starts_with("<p class=\"empty\">Nothing is here yet.") && !html.contains("<svg"), "{html}");
}

#[test]
fn the_key_explains_the_marks_that_are_there_and_no_others() {
    let key = |lines: &[&str]| -> Vec<String> {
        Scene::of(lines, &[]).for_owner().key.into_iter().map(|meaning| meaning.words).collect()
    };
    assert_eq!(
        key(&["a | person | Acme | Cook | 2020-01-01 | 2021-03-31"]),
        ["Declared by you", "Today, 1 January 2026"]
    );
    assert_eq!(
        key(&["a | Payroll | Acme | Cook | 2020-01-01 | known until 2021-03"]),
        [
            "Attested, but old by now",
            "Fades out: no end reported, known up to there",
            "Today, 1 January 2026"
        ]
    );
}
