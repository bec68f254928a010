//! The laws of `record.md §3`, thousands of random timelines each, and what the golden file does not show.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::timeline::{EndText, KindText, Origins, Statement, StatementDraft};
use crate::when::{End, Period, Span, When};

const ON: Date = date(2026, 1, 1);

static SHIPPED: LazyLock<Policy> = LazyLock::new(|| Policy::shipped().unwrap());

fn policy(tolerance: Span) -> Policy {
    let mut policy = SHIPPED.clone();
    policy.tolerance = tolerance;
    policy
}

fn json(timeline: &Timeline, policy: &Policy) -> String {
    serde_json::to_string(&reconcile(timeline, policy, ON)).unwrap()
}

/// A statement about one of a few organisations, partners, titles and years, so that much meets.
fn any_draft() -> impl Strategy<Value = StatementDraft> {
    let organisation = prop::sample::select(vec![
        "Acme",
        "ACME Pty Ltd",
        "Acmé",
        "Globex",
        "Initech Inc",
        "株式会社トヨタ",
        "★",
    ]);
    let who = prop::sample::select(vec!["person", "person", "agency", "payroll", "union"]);
    let title = prop::sample::select(vec!["Cook", "Head Cook", "cook", "Clerk", ""]);
    let end = prop::sample::select(vec!["at", "at", "at", "open"]);
    let dates = (0..700_i32, 0..500_i32, any::<(bool, bool)>());
    let received = prop::option::of(0..4_i64);
    (organisation, who, title, end, dates, received, any::<bool>()).prop_map(
        |(organisation, who, title, end, (start, length, coarse), received, hidden)| {
            let day = |days: i32, coarse: bool| {
                let day = When::day(date(2019, 1, 1).saturating_add(jiff::Span::new().days(days))).unwrap();
                if coarse { day.coarsened() } else { day }
            };
            let person = who == "person";
            let attested = !person;
            let last = day(start + length, coarse.1);
            StatementDraft {
                id: String::new(),
                kind: if person { KindText::Declared } else { KindText::Attested },
                client: attested.then(|| who.to_owned()),
                credential: received.filter(|_| attested).map(|number| format!("c{number}")),
                received: received
                    .filter(|_| attested)
                    .map(|number| jiff::Timestamp::from_second(number).unwrap()),
                organisation: organisation.to_owned(),
                title: (person || !title.is_empty())
                    .then(|| if title.is_empty() { "None" } else { title }.to_owned()),
                classification: (attested && title.is_empty()).then(|| "Cook".to_owned()),
                start: day(start, coarse.0),
                end: match (end, person) {
                    ("open", true) => Some(EndText::Current),
                    ("open", false) => None,
                    _ => Some(EndText::At(last)),
                },
                horizon: (attested && end == "open").then_some(last),
                hidden,
                source: None,
                sources: Origins::default(),
            }
        },
    )
}

fn any_statements() -> impl Strategy<Value = Vec<Statement>> {
    prop::collection::vec(any_draft(), 0..14).prop_map(|drafts| {
        let numbered = drafts.into_iter().enumerate().map(|(number, draft)| {
            // Ids in another order than the statements come in.
            StatementDraft { id: format!("s{}", (number * 7) % 17), ..draft }
        });
        numbered.map(|draft| draft.judge().unwrap()).collect()
    })
}

/// A tolerance and one that is not smaller.
fn any_tolerance() -> impl Strategy<Value = (Span, Span)> {
    let months = (0..5_u16, 0..5_u16).prop_map(|(few, more)| (Span::Months(few), Span::Months(few + more)));
    let days = (0..120_u16, 0..120_u16).prop_map(|(few, more)| (Span::Days(few), Span::Days(few + more)));
    prop_oneof![months, days]
}

/// The statement with less precision.
fn coarsened(statement: &Statement, start: bool, end: bool) -> Statement {
    let period = statement.period;
    let coarse_start = if start { period.start().coarsened() } else { period.start() };
    let coarse_end = if end { period.end().coarsened() } else { period.end() };
    let mut coarse = statement.clone();
    coarse.period = Period::new(coarse_start, coarse_end).unwrap();
    coarse
}

/// Whether two statements, alone, agree; `None` where they are not found to speak of the same job.
fn agree(one: &Statement, other: &Statement, policy: &Policy) -> Option<bool> {
    let both = [one.clone(), other.clone()];
    let (prepared, texts) = prepared::prepare(&both, policy, ON);
    let comparer = compare::Comparer::new(policy, &texts);
    let [one, other] = prepared.as_slice() else { panic!("two statements") };
    (comparer.same_organisation(one.name, other.name) && comparer.can_overlap(one, other))
        .then(|| comparer.compare(one, other).agrees())
}

/// The pairs of a declared statement with an attested one that agree.
fn agreeing_pairs(statements: &[Statement], policy: &Policy) -> usize {
    let by_id: BTreeMap<&str, &Statement> = statements.iter().map(|one| (one.id.as_str(), one)).collect();
    let timeline = Timeline::of(statements.to_vec()).unwrap();
    let groups = reconcile(&timeline, policy, ON).groups;
    let pairs = groups.iter().flat_map(|group| {
        group.declared.iter().flat_map(|one| group.attested.iter().map(move |other| (one, other)))
    });
    pairs
        .filter(|(one, other)| agree(by_id[one.as_str()], by_id[other.as_str()], policy) == Some(true))
        .count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn law_the_order_of_the_input_does_not_matter(
        (statements, shuffled) in any_statements().prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())),
    ) {
        let policy = &*SHIPPED;
        let bytes = json(&Timeline::of(statements).unwrap(), policy);
        prop_assert_eq!(bytes, json(&Timeline::of(shuffled).unwrap(), policy));
    }

    #[test]
    fn law_for_a_pair_a_larger_tolerance_never_turns_agrees_into_differs(
        one in any_draft(), other in any_draft(), (small, large) in any_tolerance(),
    ) {
        let (one, other) = (one.with_id("a"), other.with_id("b"));
        let (small, large) = (agree(&one, &other, &policy(small)), agree(&one, &other, &policy(large)));
        prop_assert_eq!(small.is_some(), large.is_some());
        prop_assert!(small != Some(true) || large == Some(true));
    }

    #[test]
    fn law_for_a_pair_less_precision_never_turns_agrees_into_differs(
        one in any_draft(), other in any_draft(), (tolerance, _) in any_tolerance(), coarse in any::<[bool; 4]>(),
    ) {
        let (one, other, policy) = (one.with_id("a"), other.with_id("b"), policy(tolerance));
        let fine = agree(&one, &other, &policy);
        let one = coarsened(&one, coarse[0], coarse[1]);
        let other = coarsened(&other, coarse[2], coarse[3]);
        let coarse = agree(&one, &other, &policy);
        prop_assert!(fine.is_none() || coarse.is_some(), "no longer the same job");
        prop_assert!(fine != Some(true) || coarse == Some(true));
    }

    #[test]
    fn law_over_a_record_a_larger_tolerance_never_lowers_the_number_of_agreeing_pairs(
        statements in any_statements(), (small, large) in any_tolerance(),
    ) {
        let (small, large) = (policy(small), policy(large));
        prop_assert!(agreeing_pairs(&statements, &small) <= agreeing_pairs(&statements, &large));
    }

    #[test]
    fn law_over_a_record_less_precision_never_lowers_the_number_of_agreeing_pairs(
        statements in any_statements(), coarse in prop::collection::vec(any::<(bool, bool)>(), 14), (tolerance, _) in any_tolerance(),
    ) {
        // The statements that stand: with less precision, two starts of one partner might become the same job.
        let fine = Timeline::of(statements).unwrap().standing().to_vec();
        let less: Vec<Statement> =
            fine.iter().zip(coarse).map(|(one, (start, end))| coarsened(one, start, end)).collect();
        let stand = Timeline::of(less.clone()).unwrap().standing().len();
        prop_assume!(stand == fine.len() && Timeline::of(fine.clone()).unwrap().standing().len() == stand);
        let policy = policy(tolerance);
        prop_assert!(agreeing_pairs(&fine, &policy) <= agreeing_pairs(&less, &policy));
    }

    #[test]
    fn law_every_statement_is_in_exactly_one_group(statements in any_statements()) {
        let timeline = Timeline::of(statements).unwrap();
        let groups = reconcile(&timeline, &SHIPPED, ON).groups;
        let mut found: Vec<&String> =
            groups.iter().flat_map(|group| group.declared.iter().chain(&group.attested)).collect();
        found.sort();
        let mut wanted: Vec<&String> = timeline.standing().iter().map(|one| &one.id).collect();
        wanted.sort();
        prop_assert_eq!(found, wanted);
    }

    #[test]
    fn law_a_statement_of_one_person_never_touches_anothers(
        mine in any_statements(), theirs in any_statements(),
    ) {
        // The two have the same ids, employers and partners, and are reconciled one after the other.
        let policy = &*SHIPPED;
        let (mine, theirs) = (Timeline::of(mine).unwrap(), Timeline::of(theirs).unwrap());
        let alone = json(&mine, policy);
        json(&theirs, policy);
        prop_assert_eq!(json(&mine, policy), alone);
    }
}

impl StatementDraft {
    fn with_id(self, id: &str) -> Statement {
        Self { id: id.to_owned(), ..self }.judge().unwrap()
    }
}

fn statement(json: &str) -> Statement {
    serde_json::from_str::<StatementDraft>(json).unwrap().judge().unwrap()
}

fn declared(id: &str, title: &str, start: &str, end: &str) -> Statement {
    statement(&format!(
        r#"{{"id":"{id}","kind":"declared","organisation":"Acme","title":"{title}","start":"{start}","end":"{end}"}}"#
    ))
}

fn attested(id: &str, client: &str, start: &str, end: &str) -> Statement {
    statement(&format!(
        r#"{{"id":"{id}","kind":"attested","client":"{client}","organisation":"Acme Ltd","title":"Cook",
            "start":"{start}","end":"{end}"}}"#
    ))
}

#[test]
fn a_reason_carries_both_values_their_sources_the_difference_and_the_rule() {
    let timeline =
        Timeline::of([declared("d", "Cook", "2020-01", "2021-06"), attested("a", "p", "2020-01", "2021-03")]);
    let result = reconcile(&timeline.unwrap(), &SHIPPED, ON);
    let group = serde_json::to_value(&result.groups[0]).unwrap();
    assert_eq!(group["verdict"], "differs");
    let expected = serde_json::json!({
        "rule": "end",
        "agrees": false,
        "sides": [
            {"statement": "d", "value": "2021-06", "source": {"by": {"kind": "person"}}},
            {"statement": "a", "value": "2021-03", "source": {"by": {"kind": "partner", "id": "p"}}},
        ],
        "difference": {"least_days": 62, "greatest_days": 121},
    });
    assert_eq!(group["reasons"][0], expected);
    let rules: Vec<&str> =
        group["reasons"].as_array().unwrap().iter().map(|one| one["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["end", "organisation_same", "start", "title"]);
}

#[test]
fn ledger_86_what_is_left_over_meets_the_first_of_each_group_of_left_overs() {
    // `c` lies near enough to `b`, but the group of `a` and `b` is held by `a`, whose period it hardly overlaps.
    let statements = [
        attested("a", "p1", "2015-01-01", "2016-12-31"),
        attested("b", "p2", "2015-12-01", "2017-12-31"),
        attested("c", "p3", "2016-12-01", "2018-12-31"),
    ];
    let result = reconcile(&Timeline::of(statements).unwrap(), &SHIPPED, ON);
    let groups: Vec<&[String]> = result.groups.iter().map(|group| group.attested.as_slice()).collect();
    assert_eq!(groups, [&["c".to_owned()][..], &["a".to_owned(), "b".to_owned()][..]]);
}

#[test]
fn ledger_88_evidence_without_an_end_grows_stale_even_where_an_end_was_declared() {
    let known = statement(
        r#"{"id":"a","kind":"attested","client":"p","organisation":"Acme","classification":"Hospitality",
            "start":"2020-01","horizon":"2021-03"}"#,
    );
    let declared = declared("d", "Cook", "2020-01", "2021-03");
    assert!(matches!(declared.period.end(), End::Ended(_)));
    let result = reconcile(&Timeline::of([known, declared]).unwrap(), &SHIPPED, ON);
    assert_eq!(result.groups[0].verdict, Verdict::Stale);
    assert_eq!(SHIPPED.stale_after(), Span::Months(6));
}

#[test]
fn ledger_89_names_and_titles_are_alike_by_edit_distance_and_numbers_must_be_the_same() {
    let words = |text: &str| words::Words::new(crate::fold::fold(text));
    let alike = |one: &str, other: &str| words(one).alike(&words(other), 880_000);
    assert!(alike("Commonwealth Bank", "Commonwelth Bank"));
    assert!(alike("Bank of Sydney", "Sydney of Bank"), "word order does not count");
    assert!(!alike("Hospital of Sydney 12", "Hospital of Sydney 13"));
    assert!(!alike("Northern Rail", "Southern Rail"));
    assert!(!alike("Acme", "Acme Holdings International"));
    assert!(words("").alike(&words(""), 1_000_000));
}
