use axum::http::StatusCode;
use insta::assert_snapshot;
use jiff::SignedDuration;
use oauth::scope::Scope;
use serde_json::json;

use crate::seekpass::testing::{SAMPLE_ID, Setting, sample};

const MANY: &str = "/api/partner/v1/submissions/status.json";

#[tokio::test]
async fn ledger_53_an_open_submission_is_incomplete_and_an_expired_one_canceled() {
    let setting = Setting::new().await;
    setting.added().await;
    assert_snapshot!(setting.status(SAMPLE_ID).await.shown(), @r#"
    200 OK
    content-type: application/json

    {
      "id": "fa651300-b91a-49cb-8ee7-cac68b3fdf74",
      "status": "incomplete",
      "finalized_at": null
    }
    "#);
    setting.harness.advance(SignedDuration::from_hours(48));
    let token = setting.harness.partner_token(&setting.client, &[]).await;
    let path = format!("/api/partner/v2/submissions/{SAMPLE_ID}/status");
    let expired = setting.harness.get(&path).bearer(&token).send().await;
    assert_snapshot!(expired.body, @r#"{"id":"fa651300-b91a-49cb-8ee7-cac68b3fdf74","status":"canceled","finalized_at":"2026-11-23T12:00:00.000Z"}"#);
}

#[tokio::test]
async fn ledger_49_another_partners_submission_is_as_unknown_as_none() {
    let setting = Setting::new().await;
    setting.added().await;
    let other = setting.harness.partner().await;
    let token = setting.harness.partner_token(&other, &Scope::PARTNER).await;
    let get = |id: &str| {
        let path = format!("/api/partner/v1/submissions/{id}/status.json");
        setting.harness.get(&path).bearer(&token).send()
    };
    let (theirs, nobodys) = (get(SAMPLE_ID).await, get("nothing").await);
    assert_eq!(theirs.status, StatusCode::NOT_FOUND);
    assert_eq!(theirs.shown(), nobodys.shown());
    assert_eq!(get("%20").await.shown(), nobodys.shown());
    let none =
        setting.harness.get(&format!("/api/partner/v1/submissions/{SAMPLE_ID}/status.json")).send().await;
    none.expect(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn ledger_30_an_id_in_a_path_is_percent_decoded_after_routing() {
    let setting = Setting::new().await;
    let mut body = sample();
    body["credential_id"] = json!("a/b?c%d");
    setting.add(&body).await.expect(StatusCode::CREATED);
    let status = setting.status("a%2Fb%3Fc%25d").await;
    assert_eq!(status.json()["id"], "a/b?c%d");
}

#[tokio::test]
async fn ledger_46_many_statuses_in_the_order_asked_without_a_content_type() {
    let setting = Setting::new().await;
    setting.added().await;
    let mut second = sample();
    second["credential_id"] = json!("second");
    setting.add(&second).await;
    let body = json!({"ids": ["second", "nobody", SAMPLE_ID, "second", "with space"]}).to_string();
    let answer = setting.harness.post(MANY).bearer(&setting.token).body(body).send().await;
    assert_snapshot!(answer.shown(), @r#"
    200 OK
    content-type: application/json

    {
      "credentials": [
        {
          "id": "second",
          "status": "incomplete",
          "finalized_at": null
        },
        {
          "id": "fa651300-b91a-49cb-8ee7-cac68b3fdf74",
          "status": "incomplete",
          "finalized_at": null
        }
      ],
      "unknown_ids": [
        "nobody",
        "with space"
      ]
    }
    "#);
}

#[tokio::test]
async fn ids_that_cannot_be_answered() {
    let setting = Setting::new().await;
    let ask = |body: serde_json::Value| setting.harness.post(MANY).bearer(&setting.token).json(&body).send();
    let thirty: Vec<String> = (0..30).map(|number| number.to_string()).collect();
    ask(json!({ "ids": thirty })).await.expect(StatusCode::OK);
    let more: Vec<String> = (0..31).map(|number| number.to_string()).collect();
    for wrong in
        [json!({ "ids": more }), json!({"ids": []}), json!({"ids": "x"}), json!({}), json!({"ids": [1]})]
    {
        let refused = ask(wrong.clone()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(refused.json()["errors"][0]["pointer"].as_str().unwrap().starts_with("/ids"), "{wrong}");
    }
    let broken = setting.harness.post(MANY).bearer(&setting.token).body("{").send().await;
    broken.expect(StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn ledger_63_a_partner_that_asks_too_often_is_told_when_to_come_back() {
    let setting = Setting::new().await;
    let mut answered = 0;
    let refused = loop {
        let answer = setting.status("nothing").await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            break answer;
        }
        answered += 1;
        assert!(answered < 100_000, "no end of it");
    };
    assert!(answered >= 400, "a burst of 400 is let through, not {answered}");
    assert_eq!(refused.header("retry-after"), Some("1"));
    assert_eq!(refused.header("content-type"), Some("application/problem+json"));
    let other = setting.harness.partner().await;
    let token = setting.harness.partner_token(&other, &[]).await;
    let path = "/api/partner/v1/submissions/nothing/status.json";
    setting.harness.get(path).bearer(&token).send().await.expect(StatusCode::NOT_FOUND);
}
