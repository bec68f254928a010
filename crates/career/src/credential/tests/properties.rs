//! What holds for every body, however it was made.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use super::*;

/// JSON of any shape; its numbers have one writing.
fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<i32>().prop_map(|number| Value::from(f64::from(number) / 8.0)),
        "\\PC{0,12}".prop_map(Value::from),
        Just(json!("2020-01")),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            btree_map(name(), inner, 0..5).prop_map(|members| members.into_iter().collect()),
        ]
    })
}

/// A member's name: mostly one of the contract's.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(vec![
            "credential_id", "fields", "full_name", "employment", "partner_chain", "organisation",
            "role_classification", "role_title", "start_date", "end_date", "last_processed_month", "id",
            "document_type", "credential_type", "data", "credential", "name", "kept",
        ])
        .prop_map(str::to_owned),
        1 => "[a-z~/]{0,4}",
    ]
}

/// The value that belongs somewhere, or nearly; now and then any value at all.
fn mostly(strategy: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    prop_oneof![30 => strategy, 1 => json_value()].boxed()
}

fn words() -> BoxedStrategy<Value> {
    mostly(
        prop_oneof![12 => "[ ]?[A-Za-zñ]{1,9}[ ]?", 1 => "\\PC{0,210}", 1 => "[\\x00-\\x20]{0,3}"]
            .prop_map(Value::from),
    )
}

fn a_month(years: std::ops::Range<i16>) -> BoxedStrategy<Value> {
    mostly((years, 1..=12_i8).prop_map(|(year, month)| format!("{year:04}-{month:02}").into()))
}

fn or_null(strategy: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    prop_oneof![3 => strategy, 1 => Just(Value::Null)].boxed()
}

/// Free members, seldom any, beside these.
fn object(members: Value, free: &[(String, Value)]) -> Value {
    let Value::Object(mut members) = members else {
        return members;
    };
    for (name, value) in free {
        members.entry(name).or_insert_with(|| value.clone());
    }
    members.into()
}

fn free() -> impl Strategy<Value = Vec<(String, Value)>> {
    prop_oneof![5 => Just(vec![]), 1 => vec((name(), json_value()), 1..3)]
}

fn record() -> BoxedStrategy<Value> {
    let months = (a_month(2000..2010), or_null(a_month(2009..2025)), a_month(2009..2025));
    mostly((words(), or_null(words()), or_null(words()), months, free()).prop_map(
        |(
            organisation,
            role_classification,
            role_title,
            (start_date, end_date, last_processed_month),
            free,
        )| {
            let members = json!({
                "organisation": organisation, "role_classification": role_classification,
                "role_title": role_title, "start_date": start_date, "end_date": end_date,
                "last_processed_month": last_processed_month,
            });
            object(members, &free)
        },
    ))
}

/// A body that looks like one of the contract's, in that envelope.
fn body() -> impl Strategy<Value = (Value, Envelope)> {
    let link = mostly((words(), free()).prop_map(|(name, free)| object(json!({"name": name}), &free)));
    let chain = or_null(mostly(vec(link, 0..3).prop_map(Value::from)));
    let records = mostly(vec(record(), 0..4).prop_map(Value::from));
    let id = mostly("[!-~]{1,8}".prop_map(Value::from));
    (id, words(), records, chain, free(), any::<bool>()).prop_map(
        |(id, full_name, employment, chain, free, newer)| {
            if newer {
                let fields = json!({"full_name": full_name, "employment": employment});
                let body =
                    json!({"credential_id": id, "fields": object(fields, &free), "partner_chain": chain});
                (body, Envelope::V2)
            } else {
                let fields =
                    json!({"full_name": full_name, "employment": employment, "partner_chain": chain});
                let body = json!({
                    "id": id, "document_type": "none", "credential_type": "career_history",
                    "data": {"credential": object(fields, &free)},
                });
                (body, Envelope::V1)
            }
        },
    )
}

fn setting() -> impl Strategy<Value = UnknownMembers> {
    prop_oneof![Just(UnknownMembers::Refuse), Just(UnknownMembers::Keep)]
}

/// What must hold whatever was sent.
fn laws(body: &Value, envelope: Envelope, setting: UnknownMembers) -> Result<(), TestCaseError> {
    let judged = read(body, envelope).judge(this_month(), setting);
    match judged {
        Ok((id, credential)) => {
            let again = credential.draft(&id).judge(this_month(), UnknownMembers::Keep);
            prop_assert_eq!(again, Ok((id, credential.clone())));
            let stored = credential.canonical_json().unwrap();
            let back: Credential = serde_json::from_str(&stored).unwrap();
            prop_assert_eq!(back.canonical_json().unwrap(), stored);
            prop_assert_eq!(back, credential);
        }
        Err(violations) => {
            prop_assert!(!violations.is_empty());
            prop_assert!(violations.iter().is_sorted_by(|one, other| one.at <= other.at));
            for violation in &violations {
                let pointer = violation.pointer(envelope);
                let code = violation.code();
                prop_assert!(!violation.detail().is_empty());
                let there = body.pointer(&pointer);
                match violation.rule {
                    Rule::Required => prop_assert!(there.is_none_or(Value::is_null), "{pointer} {code}"),
                    _ => prop_assert!(there.is_some(), "{pointer} {code}"),
                }
            }
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_json_is_read_and_judged(value in json_value(), setting in setting()) {
        laws(&value, Envelope::V1, setting)?;
        laws(&value, Envelope::V2, setting)?;
    }

    #[test]
    fn any_likely_body_is_read_and_judged((body, envelope) in body(), setting in setting()) {
        laws(&body, envelope, setting)?;
    }

    #[test]
    fn keeping_unknown_members_forgives_them_and_nothing_else((body, envelope) in body()) {
        let draft = read(&body, envelope);
        let codes = |setting| told(draft.judge(this_month(), setting), envelope);
        let mut strict = codes(UnknownMembers::Refuse);
        strict.retain(|(_, code)| *code != "unknown_member");
        prop_assert_eq!(strict, codes(UnknownMembers::Keep));
    }

    #[test]
    fn a_later_day_never_refuses_what_was_accepted((body, envelope) in body(), months in 0..600_i32) {
        let draft = read(&body, envelope);
        if draft.judge(this_month(), UnknownMembers::Keep).is_ok() {
            let later = this_month().plus_months(months).unwrap();
            prop_assert!(draft.judge(later, UnknownMembers::Keep).is_ok());
        }
    }
}

#[test]
fn likely_bodies_are_accepted_often_enough_to_prove_something() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let strategy = body();
    let accepted = (0..300)
        .filter(|_| {
            let (body, envelope) = strategy.new_tree(&mut runner).unwrap().current();
            read(&body, envelope).judge(this_month(), UnknownMembers::Keep).is_ok()
        })
        .count();
    assert!((60..240).contains(&accepted), "{accepted} of 300");
}
