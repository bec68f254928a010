//! The order of the timeline, superseding, staleness, gaps.

use jiff::civil::date;

use super::*;

fn draft(json: &str) -> StatementDraft {
    serde_json::from_str(json).unwrap()
}

fn statement(json: &str) -> Statement {
    draft(json).judge().unwrap()
}

fn declared(id: &str, start: &str, end: &str) -> Statement {
    statement(&format!(
        r#"{{"id":"{id}","kind":"declared","organisation":"Acme","title":"T","start":"{start}","end":"{end}"}}"#
    ))
}

/// A record of a partner without an end: id, credential, day of receipt, title, start, horizon.
fn attested(id: &str, credential: &str, day: u8, title: &str, start: &str, horizon: &str) -> Statement {
    statement(&format!(
        r#"{{"id":"{id}","kind":"attested","client":"p","credential":"{credential}",
            "received":"2025-01-{day:02}T00:00:00Z","organisation":"Acme Pty Ltd","title":"{title}",
            "start":"{start}","horizon":"{horizon}"}}"#
    ))
}

fn ids(timeline: &Timeline) -> Vec<&str> {
    timeline.standing().iter().map(|statement| statement.id.as_str()).collect()
}

#[test]
fn ledger_82_the_order_is_start_descending_then_end_descending_then_id() {
    let timeline = Timeline::of([
        declared("b", "2020-01", "2021-01"),
        declared("a", "2020-01", "2021-01"),
        declared("c", "2020-01", "current"),
        attested("d", "d", 1, "T", "2020-01", "2021-01"),
        declared("e", "2022-05-02", "2022-06"),
        declared("f", "2022-05", "2022-06"),
    ]);
    assert_eq!(ids(&timeline.unwrap()), ["e", "f", "c", "d", "a", "b"]);
    let same = Timeline::of([declared("a", "2020-01", "2021-01"), declared("a", "2020-01", "2021-01")]);
    assert_eq!(same.unwrap_err().to_string(), "two statements have the id `a`");
}

#[test]
fn twelve_monthly_pushes_are_one_statement_with_eleven_in_the_history() {
    let pushes = (1..=12_u8).map(|month| {
        let name = format!("c{month:02}");
        attested(&name, &name, month, "Clerk", "2020-03", &format!("2024-{month:02}"))
    });
    let timeline = Timeline::of(pushes).unwrap();
    assert_eq!(ids(&timeline), ["c12"]);
    assert_eq!(timeline.superseded().len(), 11);
    let first = timeline.superseded().iter().find(|old| old.statement.id == "c01").unwrap();
    assert_eq!(first.by, "c02");
}

#[test]
fn ledger_83_the_role_tells_several_records_apart_and_a_lone_new_role_is_a_promotion() {
    let standing = |statements: &[Statement]| {
        let timeline = Timeline::of(statements.to_vec()).unwrap();
        ids(&timeline).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let record = |id, credential, day, title| attested(id, credential, day, title, "2020-03", "2024-01");
    // A lone record with a new role supersedes a lone one.
    assert_eq!(standing(&[record("a", "1", 1, "Clerk"), record("b", "2", 2, "Head clerk")]), ["b"]);
    // Case and accents are no new role, and what came later wins whatever the order of the input.
    assert_eq!(standing(&[record("b", "2", 2, "CLERK"), record("a", "1", 1, "Clerk")]), ["b"]);
    // Two records in one credential stand side by side; the next credential supersedes role by role.
    let two = [record("a", "1", 1, "Clerk"), record("b", "1", 1, "Driver")];
    assert_eq!(standing(&two), ["a", "b"]);
    assert_eq!(
        standing(&[&two[..], &[record("c", "2", 2, "Clerk"), record("d", "2", 2, "Driver")]].concat()),
        ["c", "d"]
    );
    assert_eq!(standing(&[&two[..], &[record("c", "2", 2, "Driver")]].concat()), ["a", "c"]);
    // A new role beside two is no promotion that could be told: it stands beside them.
    assert_eq!(standing(&[&two[..], &[record("c", "2", 2, "Cook")]].concat()), ["a", "b", "c"]);
    // Another start or another client is another job.
    assert_eq!(
        standing(&[record("a", "1", 1, "Clerk"), attested("b", "2", 2, "Clerk", "2020-04", "2024-01")]),
        ["b", "a"]
    );
}

#[test]
fn an_old_horizon_is_stale_and_neither_current_nor_ended() {
    let half_a_year = Span::Months(6);
    let known = attested("a", "1", 1, "T", "2020-01", "2025-01");
    assert_eq!(known.state(half_a_year, date(2025, 7, 31)), State::Attested);
    assert_eq!(known.state(half_a_year, date(2025, 8, 1)), State::Stale);
    assert_eq!(declared("d", "2020-01", "current").state(half_a_year, date(2190, 1, 1)), State::Declared);
}

fn gaps(statements: Vec<Statement>) -> Vec<(String, String, u32, u32)> {
    let gaps = Timeline::of(statements).unwrap().gaps();
    let told = |gap: &Gap| (gap.after.to_string(), gap.before.to_string(), gap.least_days, gap.greatest_days);
    gaps.iter().map(told).collect()
}

#[test]
fn a_gap_has_a_least_and_a_greatest_length_and_one_that_might_be_zero_is_none() {
    let gap = gaps(vec![declared("a", "2020-01", "2020-03"), declared("b", "2020-05", "2020-06")]);
    assert_eq!(gap, [("2020-03".to_owned(), "2020-05".to_owned(), 30, 30 + 30 + 30)]);
    let days =
        gaps(vec![declared("a", "2020-01-01", "2020-03-31"), declared("b", "2020-04-02", "2020-06-30")]);
    assert_eq!(days, [("2020-03-31".to_owned(), "2020-04-02".to_owned(), 1, 1)]);
    assert_eq!(gaps(vec![declared("a", "2020-01", "2020-03"), declared("b", "2020-04", "2020-06")]), []);
    assert_eq!(gaps(vec![declared("a", "2020-01", "current"), declared("b", "2024-04", "2024-06")]), []);
    let bridged = vec![
        declared("a", "2020-01", "2020-03"),
        declared("b", "2020-06", "2020-07"),
        declared("c", "2020-02", "2020-08"),
    ];
    assert_eq!(gaps(bridged), []);
}

#[test]
fn ledger_84_an_end_that_was_not_reported_never_opens_a_gap_and_later_ends_do() {
    let known = attested("a", "1", 1, "T", "2010-01", "2012-01");
    assert_eq!(gaps(vec![known.clone(), declared("b", "2015-01", "2016-01")]), []);
    let later = vec![known, declared("b", "2015-01", "2016-01"), declared("c", "2018-01", "2019-01")];
    assert_eq!(gaps(later).iter().map(|gap| gap.0.as_str()).collect::<Vec<_>>(), ["2016-01"]);
}

#[test]
fn every_rule_that_a_statement_breaks_is_told() {
    let faults = |json: &str| -> Vec<String> {
        draft(json).judge().unwrap_err().iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        faults(
            r#"{"id":"a","kind":"declared","organisation":" ","title":"\t","start":"2020-02","end":"2020-01"}"#
        ),
        ["`organisation` is empty", "`title` is empty", "the end 2020-01 lies before the start 2020-02"]
    );
    assert_eq!(
        faults(r#"{"id":"a","kind":"attested","organisation":"A","start":"2020-02","end":"current"}"#),
        [
            "`client` is missing",
            "an attested statement needs a `title` or a `classification`",
            "an attested statement is never `current`; leave `end` away and give its `horizon`",
        ]
    );
    assert_eq!(
        faults(
            r#"{"id":"a","kind":"declared","client":"p","organisation":"A","title":"T","start":"2020-02"}"#
        ),
        ["`client` does not belong to a statement that is declared", "`end` is missing"]
    );
    let unknown =
        r#"{"id":"a","kind":"declared","organisation":"A","title":"T","start":"early 2020","end":"current"}"#;
    let told = serde_json::from_str::<StatementDraft>(unknown).unwrap_err().to_string();
    assert!(told.contains("`early 2020`: a date is a month, YYYY-MM, or a day"), "{told}");
}
