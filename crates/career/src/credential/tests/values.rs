//! Ids, texts, roles and months.

use super::*;

#[test]
fn ledger_30_every_rule_that_an_id_breaks_is_told() {
    for (id, codes) in [
        (String::new(), vec!["blank"]),
        ("x".repeat(129), vec!["too_long"]),
        ("a b".to_owned(), vec!["credential_id_characters"]),
        (" a".to_owned(), vec!["credential_id_characters"]),
        ("..".to_owned(), vec!["credential_id_dots"]),
        (" ".repeat(129), vec!["too_long", "credential_id_characters"]),
    ] {
        let wrong = wrong(&with("/credential_id", json!(id)));
        assert_eq!(wrong.iter().map(|(_, code)| *code).collect::<Vec<_>>(), codes, "{id:?}");
        assert!(wrong.iter().all(|(pointer, _)| pointer == "/credential_id"));
    }
    assert!(judge(&with("/credential_id", json!("acme:42/~x"))).is_ok());
}

#[test]
fn ledger_32_a_blank_or_null_role_counts_as_absent() {
    let body = |classification: Value, title: Value| {
        let mut body = with("/fields/employment/0/role_classification", classification);
        body["fields"]["employment"][0]["role_title"] = title;
        body
    };
    for blank in [Value::Null, json!(""), json!("   "), json!("\t\n"), json!("\u{a0}")] {
        let title_only = accepted(&body(blank.clone(), json!(" Clerk ")));
        assert_eq!(title_only.employment[0].role, Role::Title("Clerk".to_owned()));
        let classification_only = accepted(&body(json!("Clerk"), blank.clone()));
        assert_eq!(classification_only.employment[0].role, Role::Classification("Clerk".to_owned()));
        for other in [Value::Null, json!(""), json!(" ")] {
            assert_eq!(wrong(&body(blank.clone(), other)), one("/fields/employment/0", "role_required"));
        }
    }
    let mut neither = sample();
    let record = neither["fields"]["employment"][1].as_object_mut().unwrap();
    record.remove("role_title");
    record.remove("role_classification");
    assert_eq!(wrong(&neither), one("/fields/employment/1", "role_required"));
}

#[test]
fn ledger_32_a_role_that_is_there_and_wrong_is_not_missed_as_well() {
    let mut body = without("/fields/employment/0/role_classification");
    for (title, code) in [
        (json!(7), "wrong_type"),
        (json!("x".repeat(201)), "too_long"),
        (json!("a\u{0}"), "control_character"),
    ] {
        body["fields"]["employment"][0]["role_title"] = title;
        assert_eq!(wrong(&body), one("/fields/employment/0/role_title", code));
    }
}

#[test]
fn ledger_34_a_text_is_1_to_200_characters_after_trimming_without_control_characters() {
    let longest = "ñ".repeat(200);
    for pointer in [
        "/fields/full_name",
        "/fields/employment/0/organisation",
        "/fields/employment/0/role_classification",
        "/fields/employment/0/role_title",
    ] {
        for good in ["x", "Ñandú 🦤", "O'Neil, \"Bo\"", "{{name}}", &longest] {
            let padded = with(pointer, json!(format!(" \n{good}\t\u{2003}")));
            assert_eq!(accepted(&padded), accepted(&with(pointer, json!(good))), "{pointer} {good}");
        }
        for (bad, code) in [
            ("x".repeat(201), "too_long"),
            ("a\u{0}b".to_owned(), "control_character"),
            ("a\nb".to_owned(), "control_character"),
            ("a\tb".to_owned(), "control_character"),
            ("a\u{7f}b".to_owned(), "control_character"),
            ("a\u{85}b".to_owned(), "control_character"),
            ("\u{1b}".to_owned(), "control_character"),
        ] {
            assert_eq!(wrong(&with(pointer, json!(bad))), one(pointer, code), "{bad:?}");
        }
    }
    for pointer in ["/fields/full_name", "/fields/employment/0/organisation"] {
        for blank in ["", " ", "\t\r\n", "\u{3000}"] {
            assert_eq!(wrong(&with(pointer, json!(blank))), one(pointer, "blank"));
        }
    }
}

#[test]
fn what_is_no_month_is_refused_wherever_a_month_stands() {
    for pointer in [
        "/fields/employment/0/start_date",
        "/fields/employment/0/end_date",
        "/fields/employment/0/last_processed_month",
    ] {
        for (bad, code) in [
            ("2023-1", "not_a_month"),
            ("2023-13", "not_a_month"),
            ("2023-00", "not_a_month"),
            ("23-01", "not_a_month"),
            ("2020-01-05", "not_a_month"),
            (" 2020-01", "not_a_month"),
            ("2020-01 ", "not_a_month"),
            ("2020/01", "not_a_month"),
            ("２０２０-01", "not_a_month"),
            ("", "not_a_month"),
            ("present", "not_a_month"),
            ("1899-12", "month_out_of_range"),
            ("2201-01", "month_out_of_range"),
        ] {
            assert_eq!(wrong(&with(pointer, json!(bad))), one(pointer, code), "{bad:?}");
        }
    }
}

#[test]
fn ledger_35_contradictory_months_are_refused() {
    let at = |member: &str| format!("/fields/employment/0/{member}");
    let of = |start: &str, end: &str, last: &str| {
        let mut body = with(&at("start_date"), json!(start));
        body["fields"]["employment"][0]["end_date"] = json!(end);
        body["fields"]["employment"][0]["last_processed_month"] = json!(last);
        wrong(&body)
    };
    let (start, end, last) = (at("start_date"), at("end_date"), at("last_processed_month"));
    for (months, expected) in [
        (["2020-01", "2020-01", "2020-01"], vec![]),
        (["2020-01", "2021-01", "2020-06"], vec![]),
        (["2020-01", "2020-06", "2021-01"], vec![]),
        (["2024-07", "2024-07", "2024-07"], vec![]),
        (["2020-02", "2020-01", "2020-02"], vec![(end.clone(), "end_before_start")]),
        (["2020-02", "2020-02", "2020-01"], vec![(last.clone(), "last_processed_before_start")]),
        (
            ["2020-02", "2019-12", "2020-01"],
            vec![(end.clone(), "end_before_start"), (last.clone(), "last_processed_before_start")],
        ),
        (["2020-01", "2024-08", "2024-06"], vec![(end.clone(), "month_in_future")]),
        (["2020-01", "2024-06", "2024-08"], vec![(last.clone(), "month_in_future")]),
        (
            ["2024-09", "2024-08", "2024-07"],
            vec![
                (start.clone(), "month_in_future"),
                (end.clone(), "month_in_future"),
                (end.clone(), "end_before_start"),
                (last.clone(), "last_processed_before_start"),
            ],
        ),
        (["2020-13", "2019-01", "2019-01"], vec![(start.clone(), "not_a_month")]),
    ] {
        let [start, end, last] = months;
        assert_eq!(of(start, end, last), expected, "{months:?}");
    }
}

#[test]
fn ledger_35_the_latest_month_is_the_one_after_the_current_one() {
    let body = with("/fields/employment/1/last_processed_month", json!("2025-01"));
    let draft = read(&body, Envelope::V2);
    assert!(draft.judge(month("2024-12"), UnknownMembers::Refuse).is_ok());
    let violations = draft.judge(month("2024-11"), UnknownMembers::Refuse).unwrap_err();
    assert_eq!(
        violations.iter().next().unwrap().detail(),
        "\"2025-01\" is in the future; no month after 2024-12, the month after the current one (UTC), is allowed."
    );
    assert!(draft.judge(YearMonth::LAST, UnknownMembers::Refuse).is_ok());
}
