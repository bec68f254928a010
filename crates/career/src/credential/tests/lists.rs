//! Employment records and partner chains.

use super::*;

#[test]
fn ledger_31_a_credential_has_1_to_200_records() {
    let record = sample()["fields"]["employment"][0].clone();
    for (count, expected) in [
        (0, one("/fields/employment", "no_records")),
        (1, vec![]),
        (200, vec![]),
        (201, one("/fields/employment", "too_many_records")),
        (20_000, one("/fields/employment", "too_many_records")),
    ] {
        let body = with("/fields/employment", vec![record.clone(); count].into());
        assert_eq!(wrong(&body), expected, "{count}");
    }
    let detail = judge(&with("/fields/employment", vec![record; 250].into())).unwrap_err();
    assert_eq!(detail.iter().next().unwrap().detail(), "250 records were sent; 1 to 200 are allowed.");
}

#[test]
fn ledger_31_a_draft_made_by_hand_is_counted_too() {
    let mut draft = read(&sample(), Envelope::V2);
    draft.employment = Sent::Value(vec![Sent::Value(EmploymentDraft::default()); 201]);
    let wrong = told(draft.judge(this_month(), UnknownMembers::Refuse), Envelope::V2);
    assert_eq!(wrong[0], ("/fields/employment".to_owned(), "too_many_records"));
    assert_eq!(wrong.len(), 1 + 200 * 4, "records that are too many are not looked into");
}

#[test]
fn ledger_33_a_partner_chain_has_at_most_20_intermediaries_and_keeps_their_members() {
    let link = json!({"name": " Payroll Co ", "tier": {"b": 1, "a": null}, "id": 7});
    for (count, expected) in
        [(0, vec![]), (1, vec![]), (20, vec![]), (21, one("/partner_chain", "too_many_intermediaries"))]
    {
        assert_eq!(wrong(&with("/partner_chain", vec![link.clone(); count].into())), expected, "{count}");
    }
    for setting in [UnknownMembers::Refuse, UnknownMembers::Keep] {
        let draft = read(&with("/partner_chain", json!([link, {"name": "Parent"}])), Envelope::V2);
        let chain = draft.judge(this_month(), setting).unwrap().1.partner_chain.unwrap();
        assert_eq!(chain[0].name, "Payroll Co");
        assert_eq!(
            serde_json::to_value(&chain[0].rest).unwrap(),
            json!({"id": 7, "tier": {"a": null, "b": 1}})
        );
        assert!(chain[1].rest.is_empty());
    }
    assert_eq!(accepted(&sample()).partner_chain, None);
    assert_eq!(accepted(&with("/partner_chain", json!([]))).partner_chain, Some(vec![]));
}

#[test]
fn ledger_33_an_intermediary_is_an_object_with_a_name() {
    for (link, pointer, code) in [
        (json!({}), "/partner_chain/0/name", "required"),
        (json!({"name": null}), "/partner_chain/0/name", "required"),
        (json!({"name": " "}), "/partner_chain/0/name", "blank"),
        (json!({"name": 1}), "/partner_chain/0/name", "wrong_type"),
        (json!({"name": "x".repeat(201)}), "/partner_chain/0/name", "too_long"),
        (json!("Parent"), "/partner_chain/0", "wrong_type"),
        (Value::Null, "/partner_chain/0", "wrong_type"),
    ] {
        assert_eq!(wrong(&with("/partner_chain", json!([link]))), one(pointer, code));
    }
}

#[test]
fn overlapping_jobs_and_the_same_job_twice_are_fine() {
    let record = sample()["fields"]["employment"][0].clone();
    assert_eq!(accepted(&with("/fields/employment/1", record)).employment.len(), 2);
}
