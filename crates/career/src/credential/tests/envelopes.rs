//! The v1 envelope, unknown members in either, and the stored form.

use super::*;

/// The sample in the v1 envelope.
fn v1() -> Value {
    let sample = sample();
    json!({
        "id": sample["credential_id"],
        "document_type": "none",
        "credential_type": "career_history",
        "data": {"credential": sample["fields"]}
    })
}

fn wrong_v1(body: &Value) -> Vec<(String, &'static str)> {
    told(read(body, Envelope::V1).judge(this_month(), UnknownMembers::Refuse), Envelope::V1)
}

fn kept(body: &Value, envelope: Envelope) -> Credential {
    read(body, envelope).judge(this_month(), UnknownMembers::Keep).unwrap().1
}

#[test]
fn both_envelopes_give_the_same_credential() {
    let chain = json!([{"name": "Parent"}, {"name": "Child", "tier": 2}]);
    let mut older = v1();
    older["data"]["credential"]["partner_chain"] = chain.clone();
    let judged = read(&older, Envelope::V1).judge(this_month(), UnknownMembers::Refuse);
    assert_eq!(judged, judge(&with("/partner_chain", chain)));
    assert!(judged.is_ok());
}

#[test]
fn v1_has_one_document_type_and_one_credential_type() {
    for (member, value, code) in [
        ("document_type", json!("passport"), "not_served"),
        ("document_type", json!("None"), "not_served"),
        ("document_type", json!(1), "wrong_type"),
        ("document_type", Value::Null, "required"),
        ("credential_type", json!("licence"), "not_served"),
        ("credential_type", json!({}), "wrong_type"),
        ("credential_type", Value::Null, "required"),
    ] {
        let mut body = v1();
        body[member] = value;
        assert_eq!(wrong_v1(&body), one(&format!("/{member}"), code));
    }
    let mut body = v1();
    body["document_type"] = json!("passport");
    let violations = read(&body, Envelope::V1).judge(this_month(), UnknownMembers::Refuse).unwrap_err();
    assert_eq!(
        violations.iter().next().unwrap().detail(),
        "\"passport\" is not served here; the only value is \"none\"."
    );
}

#[test]
fn ledger_37_in_v1_a_pointer_names_the_member_of_the_v1_body() {
    let mut body = v1();
    body["id"] = json!("a b");
    body["data"]["credential"]["full_name"] = Value::Null;
    body["data"]["credential"]["employment"][1]["end_date"] = json!("2023-01");
    body["data"]["credential"]["partner_chain"] = json!([{}]);
    let expected = [
        ("/id", "credential_id_characters"),
        ("/data/credential/full_name", "required"),
        ("/data/credential/employment/1/end_date", "end_before_start"),
        ("/data/credential/partner_chain/0/name", "required"),
    ];
    assert_eq!(wrong_v1(&body), expected.map(|(pointer, code)| (pointer.to_owned(), code)));
}

#[test]
fn ledger_37_a_missing_object_is_told_once_and_not_with_its_members() {
    let mut body = v1();
    body["data"]["credential"] = Value::Null;
    assert_eq!(wrong_v1(&body), one("/data/credential", "required"));
    body["data"] = json!("x");
    assert_eq!(wrong_v1(&body), one("/data", "wrong_type"));
    body.as_object_mut().unwrap().remove("data");
    assert_eq!(wrong_v1(&body), one("/data", "required"));
    assert_eq!(
        wrong_v1(&json!({})),
        ["/id", "/document_type", "/credential_type", "/data"].map(|at| (at.to_owned(), "required"))
    );
    assert_eq!(wrong(&json!({})), ["/credential_id", "/fields"].map(|at| (at.to_owned(), "required")));
}

#[test]
fn ledger_36_unknown_members_are_refused_with_their_pointers() {
    for (pointer, escaped) in [
        ("/note", "/note"),
        ("/fields/partner_chain", "/fields/partner_chain"),
        ("/fields/Full_name", "/fields/Full_name"),
        ("/fields/employment/1/salary", "/fields/employment/1/salary"),
        ("/fields/employment/1/~", "/fields/employment/1/~0"),
    ] {
        for value in [json!(1), Value::Null, json!({"a": []})] {
            assert_eq!(wrong(&with(pointer, value)), one(escaped, "unknown_member"));
        }
    }
    let mut body = v1();
    body["partner_chain"] = json!([]);
    body["data"]["note"] = json!(1);
    body["data"]["credential"]["note"] = json!(1);
    assert_eq!(
        wrong_v1(&body),
        ["/data/credential/note", "/data/note", "/partner_chain"].map(|at| (at.to_owned(), "unknown_member"))
    );
}

#[test]
fn ledger_36_unknown_members_are_kept_where_the_client_wants_it() {
    let mut body = v1();
    body["note"] = json!("in the body");
    body["data"]["note"] = json!("in data");
    body["data"]["credential"]["note"] = json!("in fields");
    body["data"]["credential"]["employment"][0]["note"] = json!({"b": 1, "a": null});
    let credential = kept(&body, Envelope::V1);
    assert_eq!(credential.kept.body.get("note"), Some(&json!("in the body")));
    assert_eq!(credential.kept.data.get("note"), Some(&json!("in data")));
    assert_eq!(credential.kept.fields.get("note"), Some(&json!("in fields")));
    assert_eq!(credential.employment[0].kept.get("note"), Some(&json!({"a": null, "b": 1})));
    assert!(credential.employment[1].kept.is_empty());
    let stored = credential.canonical_json().unwrap();
    assert_eq!(serde_json::from_str::<Credential>(&stored).unwrap(), credential);
}

#[test]
fn the_stored_form_is_fixed() {
    let mut body = with("/partner_chain", json!([{"tier": 2, "name": "Parent", "id": 1}]));
    body["zeal"] = json!(1);
    body["fields"]["employment"][1]["team"] = json!("x");
    body["fields"]["employment"][0]["role_title"] = json!(" ");
    assert_eq!(
        kept(&body, Envelope::V2).canonical_json().unwrap(),
        concat!(
            r#"{"full_name":"John Doe","employment":[{"organisation":"Company A","#,
            r#""role_classification":"Software Engineer","start_date":"2020-01","end_date":"2022-12","#,
            r#""last_processed_month":"2023-01"},{"organisation":"Company B","#,
            r#""role_classification":"Software Engineer","role_title":"Senior Software Engineer","#,
            r#""start_date":"2023-02","last_processed_month":"2024-05","kept":{"team":"x"}}],"#,
            r#""partner_chain":[{"name":"Parent","id":1,"tier":2}],"kept":{"body":{"zeal":1}}}"#
        )
    );
}

#[test]
fn the_order_in_which_members_were_sent_makes_no_difference() {
    let one = r#"{"credential_id":"a","partner_chain":[{"name":"P","x":{"a":1,"b":2},"y":3}],"fields":
        {"full_name":"A","employment":[{"organisation":"O","role_title":"T","start_date":"2020-01",
        "last_processed_month":"2020-02","k":1,"l":2}]},"m":1,"n":2}"#;
    let other = r#"{"n":2,"m":1,"fields":{"employment":[{"l":2,"k":1,"last_processed_month":"2020-02",
        "end_date":null,"start_date":"2020-01","role_title":" T ","organisation":"O"}],"full_name":"A"},
        "partner_chain":[{"y":3,"x":{"b":2,"a":1},"name":"P"}],"credential_id":"a"}"#;
    let canonical =
        |text: &str| kept(&serde_json::from_str(text).unwrap(), Envelope::V2).canonical_json().unwrap();
    assert_eq!(canonical(one), canonical(other));
}
