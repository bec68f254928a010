//! The rules of `seekpass.md §3.1` and `§3.3`, as tables of good and bad values, and as properties. Here: what
//! the tests share, what must be there, and types.

mod envelopes;
mod lists;
mod properties;
mod values;

use serde_json::{Value, json};

use super::*;
use crate::sent::Sent;

/// The month in which these tests are judged, unless they say otherwise.
fn this_month() -> YearMonth {
    month("2024-06")
}

fn month(text: &str) -> YearMonth {
    text.parse().unwrap()
}

/// The sample of the contract's own page.
fn sample() -> Value {
    json!({
        "credential_id": "fa651300-b91a-49cb-8ee7-cac68b3fdf74",
        "fields": {
            "full_name": "John Doe",
            "employment": [
                {
                    "organisation": "Company A",
                    "role_classification": "Software Engineer",
                    "role_title": "Associate Software Engineer",
                    "start_date": "2020-01",
                    "end_date": "2022-12",
                    "last_processed_month": "2023-01"
                },
                {
                    "organisation": "Company B",
                    "role_classification": "Software Engineer",
                    "role_title": "Senior Software Engineer",
                    "start_date": "2023-02",
                    "last_processed_month": "2024-05"
                }
            ]
        }
    })
}

/// The sample with something else at a pointer; the object around it must be there.
fn with(pointer: &str, value: Value) -> Value {
    let mut body = sample();
    let (object, name) = pointer.rsplit_once('/').unwrap();
    let object = body.pointer_mut(object).unwrap();
    match object {
        Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
        object => object[name] = value,
    }
    body
}

/// The sample without what is at a pointer.
fn without(pointer: &str) -> Value {
    let mut body = sample();
    let (object, name) = pointer.rsplit_once('/').unwrap();
    body.pointer_mut(object).unwrap().as_object_mut().unwrap().remove(name);
    body
}

fn judge(body: &Value) -> Result<(CredentialId, Credential), Violations> {
    read(body, Envelope::V2).judge(this_month(), UnknownMembers::Refuse)
}

fn accepted(body: &Value) -> Credential {
    judge(body).unwrap().1
}

/// What is wrong with a body: pointers and codes, in order.
fn wrong(body: &Value) -> Vec<(String, &'static str)> {
    told(judge(body), Envelope::V2)
}

fn told<T>(judged: Result<T, Violations>, envelope: Envelope) -> Vec<(String, &'static str)> {
    let violations = judged.err().unwrap_or_default();
    violations.iter().map(|violation| (violation.pointer(envelope), violation.code())).collect()
}

fn one(pointer: &str, code: &'static str) -> Vec<(String, &'static str)> {
    vec![(pointer.to_owned(), code)]
}

#[test]
fn the_contracts_sample_is_accepted_and_its_first_record_was_processed_after_its_end() {
    let (id, credential) = judge(&sample()).unwrap();
    assert_eq!(id.as_str(), "fa651300-b91a-49cb-8ee7-cac68b3fdf74");
    assert_eq!(credential.full_name, "John Doe");
    assert_eq!(credential.partner_chain, None);
    assert!(credential.kept.is_empty());
    let [first, second] = credential.employment.as_slice() else { panic!("{credential:?}") };
    assert_eq!(first.organisation, "Company A");
    assert_eq!(first.role.classification(), Some("Software Engineer"));
    assert_eq!(first.role.title(), Some("Associate Software Engineer"));
    assert_eq!((first.start, first.end), (month("2020-01"), Some(month("2022-12"))));
    assert!(first.last_processed_month > month("2022-12"));
    assert_eq!((second.end, second.last_processed_month), (None, month("2024-05")));
}

#[test]
fn every_required_member_is_missed_where_it_belongs_whether_absent_or_null() {
    for pointer in [
        "/credential_id",
        "/fields",
        "/fields/full_name",
        "/fields/employment",
        "/fields/employment/0/organisation",
        "/fields/employment/1/start_date",
        "/fields/employment/1/last_processed_month",
    ] {
        assert_eq!(wrong(&without(pointer)), one(pointer, "required"));
        assert_eq!(wrong(&with(pointer, Value::Null)), one(pointer, "required"));
    }
}

#[test]
fn optional_members_may_be_absent_or_null() {
    for pointer in ["/fields/employment/0/end_date", "/fields/employment/1/end_date", "/partner_chain"] {
        assert_eq!(accepted(&with(pointer, Value::Null)), accepted(&without(pointer)), "{pointer}");
    }
}

#[test]
fn a_wrong_type_is_told_once_with_both_types() {
    for pointer in [
        "/credential_id",
        "/fields/full_name",
        "/fields/employment/0/organisation",
        "/fields/employment/0/role_classification",
        "/fields/employment/0/role_title",
        "/fields/employment/0/start_date",
        "/fields/employment/0/end_date",
        "/fields/employment/0/last_processed_month",
    ] {
        for value in [json!(7), json!(true), json!([]), json!({}), json!(["2020-01"])] {
            assert_eq!(wrong(&with(pointer, value)), one(pointer, "wrong_type"));
        }
    }
    for (pointer, value) in [
        ("/fields", json!([])),
        ("/fields", json!("x")),
        ("/fields/employment", json!({})),
        ("/fields/employment", json!("x")),
        ("/fields/employment/0", json!(1)),
        ("/fields/employment/0", Value::Null),
        ("/partner_chain", json!({})),
        ("/partner_chain", json!("x")),
    ] {
        assert_eq!(wrong(&with(pointer, value)), one(pointer, "wrong_type"));
    }
    let violation = judge(&with("/fields/full_name", json!(7))).unwrap_err().into_iter().next().unwrap();
    assert_eq!(violation.detail(), "This was sent as a number; it must be a string.");
}

#[test]
fn a_body_that_is_no_object_is_one_violation_at_the_empty_pointer() {
    for body in [Value::Null, json!(1), json!("x"), json!([sample()]), json!(false)] {
        for envelope in [Envelope::V1, Envelope::V2] {
            let judged = read(&body, envelope).judge(this_month(), UnknownMembers::Refuse);
            assert_eq!(told(judged, envelope), one("", "wrong_type"));
        }
    }
}

#[test]
fn a_draft_made_by_hand_is_refused_where_it_is_unusable_without_a_reason() {
    let mut draft = read(&sample(), Envelope::V2);
    draft.full_name = Sent::Unusable;
    draft.partner_chain = Sent::Unusable;
    let judged = draft.judge(this_month(), UnknownMembers::Refuse);
    assert_eq!(
        told(judged, Envelope::V2),
        [("/fields/full_name".to_owned(), "wrong_type"), ("/partner_chain".to_owned(), "wrong_type")]
    );
}

#[test]
fn ledger_38_all_violations_are_told_at_once_and_in_order() {
    let body = json!({
        "zeal": 1,
        "partner_chain": [{"name": "ok"}, {"name": 5}, 6],
        "fields": {
            "nickname": "J",
            "employment": [
                {"organisation": " ", "start_date": "2020-13", "last_processed_month": "2023-01", "a/b": 1},
                5,
                {
                    "last_processed_month": "2019-01",
                    "end_date": "2019-02",
                    "start_date": "2020-01",
                    "role_title": false,
                    "organisation": "x".repeat(201) + "\u{0}"
                }
            ],
            "full_name": null
        },
        "credential_id": ""
    });
    let expected = [
        ("/credential_id", "blank"),
        ("/fields/full_name", "required"),
        ("/fields/employment/0", "role_required"),
        ("/fields/employment/0/organisation", "blank"),
        ("/fields/employment/0/start_date", "not_a_month"),
        ("/fields/employment/0/a~1b", "unknown_member"),
        ("/fields/employment/1", "wrong_type"),
        ("/fields/employment/2/organisation", "too_long"),
        ("/fields/employment/2/organisation", "control_character"),
        ("/fields/employment/2/role_title", "wrong_type"),
        ("/fields/employment/2/end_date", "end_before_start"),
        ("/fields/employment/2/last_processed_month", "last_processed_before_start"),
        ("/fields/nickname", "unknown_member"),
        ("/partner_chain/1/name", "wrong_type"),
        ("/partner_chain/2", "wrong_type"),
        ("/zeal", "unknown_member"),
    ];
    let wrong = wrong(&body);
    let wrong: Vec<(&str, &str)> = wrong.iter().map(|(pointer, code)| (pointer.as_str(), *code)).collect();
    assert_eq!(wrong, expected);
}
