use axum::http::StatusCode;
use career::credential::UnknownMembers;
use insta::assert_snapshot;
use jiff::SignedDuration;
use oauth::scope::Scope;
use serde_json::json;

use crate::seekpass::testing::{ADD, SAMPLE, SAMPLE_ID, Setting, path_of, sample};
use crate::testing::Harness;

#[tokio::test]
async fn ledger_44_59_the_sample_is_accepted_and_repeats_itself() {
    let setting = Setting::new().await;
    let first = setting.add(&sample()).await;
    assert_snapshot!(first.shown(), @r#"
    201 Created
    content-type: application/json

    {
      "redirect_uri": "https://tenure.example/partner/add/careerHistory#clientId=01a1fdfa-4600-7568-8a52-d55a02ec4aea&content=14ac577c-db2e-46d9-8607-8b4054cc9893"
    }
    "#);
    let again = setting.add(&sample()).await;
    assert_eq!(again.status, StatusCode::CREATED);
    assert_eq!(again.body, first.body);
    assert_eq!(again.header("tenure-replayed"), Some("same"));
    let mut other = sample();
    other["fields"]["full_name"] = json!("Jane Doe");
    let different = setting.add(&other).await;
    assert_eq!(
        (different.body, different.headers["tenure-replayed"].to_str().unwrap()),
        (first.body, "different")
    );
}

#[tokio::test]
async fn ledger_60_the_path_with_json_and_the_older_envelope() {
    let setting = Setting::new().await;
    let with =
        setting.harness.post(&format!("{ADD}.json")).bearer(&setting.token).json(&sample()).send().await;
    with.expect(StatusCode::CREATED);
    let body = json!({
        "id": "v1-1", "document_type": "none", "credential_type": "career_history",
        "data": {"credential": sample()["fields"]},
    });
    let path = "/api/partner/v1/add/career_history.json";
    let first = setting.harness.post(path).bearer(&setting.token).json(&body).send().await;
    assert_snapshot!(first.shown(), @r#"
    201 Created
    content-type: application/json

    {
      "redirect_uri": "https://tenure.example/partner/add/careerHistory#clientId=01a1fdfa-4600-7568-8a52-d55a02ec4aea&documentType=none&content=4c0e0718-32d5-4769-8ade-a57b50dd7b21"
    }
    "#);
    let mut same = sample();
    same["credential_id"] = json!("v1-1");
    let replayed = setting.add(&same).await;
    assert_eq!(replayed.body, first.body, "ids are one namespace, and the first link stays");
}

#[tokio::test]
async fn ledger_65_a_batch_serves_its_career_history_alone() {
    let setting = Setting::new().await;
    let post = |body: &serde_json::Value| {
        let path = "/api/partner/v2/add/requests/batch.json";
        setting.harness.post(path).bearer(&setting.token).json(body).send()
    };
    let added = post(&json!({"credential_id": "b-1", "career_history": sample()})).await;
    added.expect(StatusCode::CREATED);
    let link = added.json()["redirect_uri"].as_str().unwrap().to_owned();
    assert!(link.starts_with("https://tenure.example/partner/add/batch#clientId="), "{link}");
    for id in ["b-1", SAMPLE_ID] {
        assert_eq!(setting.status(id).await.json()["status"], "incomplete", "{id}");
    }
    let mut wrong = sample();
    wrong["fields"]["full_name"] = json!(5);
    let refused = post(&json!({"career_history": wrong, "education_items": [], "a/b": 1})).await;
    assert_snapshot!(refused.shown(), @r#"
    422 Unprocessable Entity
    content-type: application/problem+json

    {
      "type": "about:blank",
      "title": "Unprocessable Entity",
      "status": 422,
      "detail": "The body breaks 4 rules. Nothing was stored.",
      "errors": [
        {
          "pointer": "/credential_id",
          "code": "required",
          "detail": "This member is required; it was absent or null."
        },
        {
          "pointer": "/career_history/fields/full_name",
          "code": "wrong_type",
          "detail": "This was sent as a number; it must be a string."
        },
        {
          "pointer": "/education_items",
          "code": "not_served",
          "detail": "Of a batch, only career_history is served here."
        },
        {
          "pointer": "/a~1b",
          "code": "not_served",
          "detail": "Of a batch, only career_history is served here."
        }
      ]
    }
    "#);
    post(&json!([])).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    post(&json!({"credential_id": "b-2"})).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn ledger_38_every_violation_is_told_at_once() {
    let setting = Setting::new().await;
    let body = json!({
        "credential_id": "a b",
        "fields": {
            "employment": [
                {"organisation": " ", "role_title": null, "start_date": "2023-1", "last_processed_month": "2024-05"},
                {"organisation": "B", "role_title": "x", "start_date": "2023-05", "end_date": "2023-04",
                 "last_processed_month": "2027-01"},
                "text",
            ],
        },
        "surprise": 1,
    });
    let refused = setting.add(&body).await;
    assert_snapshot!(refused.shown(), @r#"
    422 Unprocessable Entity
    content-type: application/problem+json

    {
      "type": "about:blank",
      "title": "Unprocessable Entity",
      "status": 422,
      "detail": "The body breaks 9 rules. Nothing was stored.",
      "errors": [
        {
          "pointer": "/credential_id",
          "code": "credential_id_characters",
          "detail": "\"a b\" has the character U+0020; an id is 1 to 128 characters of ASCII 0x21 to 0x7E."
        },
        {
          "pointer": "/fields/full_name",
          "code": "required",
          "detail": "This member is required; it was absent or null."
        },
        {
          "pointer": "/fields/employment/0",
          "code": "role_required",
          "detail": "Neither role_classification nor role_title says anything; at least one of them is required."
        },
        {
          "pointer": "/fields/employment/0/organisation",
          "code": "blank",
          "detail": "\" \" is empty or white space only; 1 to 200 characters are allowed."
        },
        {
          "pointer": "/fields/employment/0/start_date",
          "code": "not_a_month",
          "detail": "\"2023-1\" is not a month; write YYYY-MM with a month from 01 to 12, such as 2023-01."
        },
        {
          "pointer": "/fields/employment/1/end_date",
          "code": "end_before_start",
          "detail": "\"2023-04\" is before start_date, which is 2023-05; an employment ends in that month or later."
        },
        {
          "pointer": "/fields/employment/1/last_processed_month",
          "code": "month_in_future",
          "detail": "\"2027-01\" is in the future; no month after 2026-12, the month after the current one (UTC), is allowed."
        },
        {
          "pointer": "/fields/employment/2",
          "code": "wrong_type",
          "detail": "This was sent as a string; it must be an object."
        },
        {
          "pointer": "/surprise",
          "code": "unknown_member",
          "detail": "The contract does not know this member, so it would be lost; leave it out."
        }
      ]
    }
    "#);
    assert_eq!(
        setting.status("a%20b").await.status,
        StatusCode::NOT_FOUND,
        "a refused request stores nothing"
    );
}

#[tokio::test]
async fn ledger_36_unknown_members_are_kept_for_a_client_that_wants_it() {
    let harness = Harness::new();
    let client = harness.partner_with(UnknownMembers::Keep).await;
    let token = harness.partner_token(&client, &Scope::PARTNER).await;
    let mut body = sample();
    body["fields"]["employment"][0]["grade"] = json!("E4");
    harness.post(ADD).bearer(&token).json(&body).send().await.expect(StatusCode::CREATED);
}

#[tokio::test]
async fn ledger_48_an_invalid_body_is_422_even_if_its_id_is_known() {
    let setting = Setting::new().await;
    setting.added().await;
    let mut body = sample();
    body["fields"]["employment"] = json!([]);
    setting.add(&body).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn ledger_39_bodies_that_are_none() {
    let setting = Setting::new().await;
    let post = || setting.harness.post(ADD).bearer(&setting.token);
    let broken =
        post().header("content-type", "application/json").body("{\n \"credential_id\": }").send().await;
    assert_snapshot!(broken.shown(), @r#"
    400 Bad Request
    content-type: application/problem+json

    {
      "type": "about:blank",
      "title": "Bad Request",
      "status": 400,
      "detail": "The body is not JSON: expected value, line 2 column 19."
    }
    "#);
    let text = post().header("content-type", "text/plain").body(SAMPLE).send().await;
    text.expect(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let just = format!("{SAMPLE}{}", " ".repeat(262_144 - SAMPLE.len()));
    post().body(just.clone()).send().await.expect(StatusCode::CREATED);
    post().body(just + " ").send().await.expect(StatusCode::PAYLOAD_TOO_LARGE);
    let verb = setting.harness.get(ADD).bearer(&setting.token).send().await;
    assert_eq!((verb.status, verb.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, Some("POST")));
}

#[tokio::test]
async fn ledger_58_who_may_not_is_told_why() {
    let setting = Setting::new().await;
    let none = setting.harness.post(ADD).json(&sample()).send().await;
    assert_snapshot!(none.shown(), @r#"
    401 Unauthorized
    content-type: application/problem+json
    www-authenticate: Bearer realm="partner"

    {
      "type": "about:blank",
      "title": "Unauthorized",
      "status": 401,
      "detail": "Send `Authorization: Bearer <access token>`."
    }
    "#);
    let wrong = setting.harness.post(ADD).bearer("tnr_at_wrong").json(&sample()).send().await;
    assert_snapshot!(wrong.shown(), @r#"
    401 Unauthorized
    content-type: application/problem+json
    www-authenticate: Bearer realm="partner", error="invalid_token"

    {
      "type": "about:blank",
      "title": "Unauthorized",
      "status": 401,
      "detail": "The access token is unknown, expired or not a partner's."
    }
    "#);
    let narrow = setting.harness.partner_token(&setting.client, &[]).await;
    let narrow = setting.harness.post(ADD).bearer(&narrow).json(&sample()).send().await;
    assert_snapshot!(narrow.shown(), @r#"
    403 Forbidden
    content-type: application/problem+json
    www-authenticate: Bearer realm="partner", error="insufficient_scope", scope="write.career_history"

    {
      "type": "about:blank",
      "title": "Forbidden",
      "status": 403,
      "detail": "The access token does not have the scope write.career_history."
    }
    "#);

    let application = setting.harness.application().await;
    let person = setting.harness.person("a@example.com").await;
    let tokens = setting.harness.tokens(&application, &person, &Scope::APPLICATION).await;
    let user = setting.harness.post(ADD).bearer(&tokens.access).json(&sample()).send().await;
    user.expect(StatusCode::UNAUTHORIZED);
    setting.harness.advance(SignedDuration::from_mins(30));
    setting.add(&sample()).await.expect(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn after_48_hours_the_same_id_gets_a_new_link() {
    let setting = Setting::new().await;
    let first = setting.added().await;
    setting.harness.advance(SignedDuration::from_hours(48));
    let token = setting.harness.partner_token(&setting.client, &Scope::PARTNER).await;
    let again = setting.harness.post(ADD).bearer(&token).json(&sample()).send().await;
    assert_eq!(again.header("tenure-replayed"), None);
    assert_ne!(path_of(&again), first);
    let path = format!("/api/partner/v1/submissions/{SAMPLE_ID}/status");
    let status = setting.harness.get(&path).bearer(&token).send().await;
    assert_eq!(status.json()["status"], "incomplete");
}
