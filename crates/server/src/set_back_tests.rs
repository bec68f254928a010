//! A clock that is set back by hours between two requests: nothing panics, nothing lives for a negative time, and
//! what was stored keeps its instants (LEDGER 124).

use axum::http::StatusCode;
use jiff::SignedDuration;
use oauth::scope::Scope;
use oauth::token::USER_LIFE;
use serde_json::{Value, json};
use store::mail::NewestMail;

use crate::http::limits::{Rate, Rates};
use crate::testing::{Answer, Harness, TestClient};

const JUMP: SignedDuration = SignedDuration::from_hours(5);

const ADD: &str = "/api/partner/v2/add/requests/career_history";

const MILLISECOND: SignedDuration = SignedDuration::from_millis(1);

/// Asks for a code; the answer is the browser's cookie and the code.
async fn ask(harness: &Harness, address: &str) -> (String, String) {
    let asked = harness.post("/sign-in").form(&[("email", address), ("next", "/me")]).send().await;
    asked.expect(StatusCode::SEE_OTHER);
    let mails = harness.app.store.answer(NewestMail).await.unwrap();
    let mail = mails.into_iter().find(|mail| mail.content.to == address).unwrap();
    (asked.cookie("__Host-tenure_sign_in"), mail.content.code.unwrap())
}

async fn enter(harness: &Harness, browser: &str, code: &str) -> Answer {
    harness.post("/sign-in/code").cookie(browser).form(&[("code", code), ("next", "/me")]).send().await
}

#[tokio::test]
async fn ledger_124_a_code_works_after_the_clock_was_set_back_and_dies_at_its_instant() {
    let harness = Harness::new();
    let (browser, code) = ask(&harness, "a@example.com").await;
    harness.advance(-JUMP);
    harness.get("/sign-in/code").cookie(&browser).send().await.expect(StatusCode::OK);
    let entered = enter(&harness, &browser, &code).await;
    entered.expect(StatusCode::SEE_OTHER);
    let set = entered.headers.get_all("set-cookie").iter().next().unwrap().to_str().unwrap().to_owned();
    assert!(set.contains("; Max-Age=2592000"), "{set}");
    let session = entered.cookie("__Host-tenure");
    harness.get("/me").cookie(&session).send().await.expect(StatusCode::OK);
    harness.advance(-JUMP);
    harness.get("/me").cookie(&session).send().await.expect(StatusCode::OK);
    harness.advance(JUMP + SignedDuration::from_hours(30 * 24) - MILLISECOND);
    harness.get("/me").cookie(&session).send().await.expect(StatusCode::OK);
    harness.advance(MILLISECOND);
    harness.get("/me").cookie(&session).send().await.expect(StatusCode::SEE_OTHER);

    for (life, status) in [(600_000 - 1, StatusCode::SEE_OTHER), (600_000, StatusCode::UNPROCESSABLE_ENTITY)]
    {
        let (browser, code) = ask(&harness, "b@example.com").await;
        harness.advance(-JUMP);
        harness.get("/sign-in/code").cookie(&browser).send().await.expect(StatusCode::OK);
        harness.advance(JUMP + SignedDuration::from_millis(life));
        enter(&harness, &browser, &code).await.expect(status);
    }
}

#[tokio::test]
async fn ledger_124_nobody_waits_for_a_code_longer_than_an_hour() {
    let harness = Harness::with(|settings| settings.sign_in_limits.mails_per_address = 2);
    for _ in 0..2 {
        ask(&harness, "a@example.com").await;
    }
    harness.advance(-JUMP);
    let again = async || harness.post("/sign-in").form(&[("email", "a@example.com")]).send().await;
    let refused = again().await;
    assert!(refused.expect(StatusCode::TOO_MANY_REQUESTS).body.contains("60 minutes"), "{}", refused.body);
    harness.advance(SignedDuration::from_mins(59));
    let refused = again().await;
    assert!(refused.expect(StatusCode::TOO_MANY_REQUESTS).body.contains("one minute"), "{}", refused.body);
    harness.advance(SignedDuration::from_mins(1));
    again().await.expect(StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn ledger_124_request_rates_do_not_look_at_the_clock() {
    let harness =
        Harness::with(|settings| settings.rates = Rates { partner: Rate::new(1, 3), ..Rates::default() });
    let partner = harness.partner().await;
    let token = harness.partner_token(&partner, &Scope::PARTNER).await;
    harness.advance(-JUMP);
    for _ in 0..100 {
        let answer = harness.get("/api/partner/v1/submissions/x/status.json").bearer(&token).send().await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            assert_eq!(answer.header("retry-after"), Some("1"));
            return;
        }
    }
    panic!("100 requests");
}

async fn refresh(harness: &Harness, client: &TestClient, token: &str) -> Answer {
    let form = [("grant_type", "refresh_token"), ("refresh_token", token)];
    harness.post("/oauth/token").basic(client).form(&form).send().await
}

async fn introspect(harness: &Harness, client: &TestClient, token: &str) -> Value {
    harness.post("/oauth/introspect").basic(client).form(&[("token", token)]).send().await.json()
}

#[tokio::test]
async fn ledger_124_tokens_end_at_their_instants() {
    let harness = Harness::new();
    let client = harness.application().await;
    let person = harness.person("candidate@example.com").await;
    let tokens = harness.tokens(&client, &person, &Scope::APPLICATION).await;
    let reads = async |access: &str| {
        harness.get("/api/2/curriculum").user(&client, access).send().await.status == StatusCode::OK
    };
    let before = introspect(&harness, &client, &tokens.access).await;
    harness.advance(-JUMP);
    assert!(reads(&tokens.access).await);
    assert_eq!(introspect(&harness, &client, &tokens.access).await, before);

    let rotated = refresh(&harness, &client, &tokens.refresh).await;
    let (access, successor) =
        (rotated.json()["access_token"].clone(), rotated.json()["refresh_token"].clone());
    let (access, successor) = (access.as_str().unwrap(), successor.as_str().unwrap());
    assert_eq!(rotated.json()["expires_in"], USER_LIFE.as_secs() - 1);
    let expires_at = introspect(&harness, &client, access).await["exp"].as_i64().unwrap();
    assert_eq!(expires_at, harness.app.now().as_second() + USER_LIFE.as_secs());
    harness.advance(USER_LIFE);
    assert!(!reads(access).await, "issued after the jump");
    assert!(reads(&tokens.access).await, "issued before it, five hours later on this clock");
    harness.advance(JUMP);
    assert!(!reads(&tokens.access).await);

    // A token that was used before the jump is no newer for it.
    refresh(&harness, &client, successor).await.expect(StatusCode::OK);
    harness.advance(-JUMP);
    let reused = refresh(&harness, &client, successor).await;
    assert_eq!(reused.expect(StatusCode::BAD_REQUEST).json()["error"], "invalid_grant");
}

#[tokio::test]
async fn ledger_124_a_submission_keeps_its_48_hours() {
    let harness = Harness::with(|settings| settings.partner_token_life = SignedDuration::from_hours(24 * 7));
    let partner = harness.partner().await;
    let token = harness.partner_token(&partner, &Scope::PARTNER).await;
    let push = async |id: &str| {
        let employment = json!({"organisation": "Company", "role_title": "Engineer", "start_date": "2020-01",
            "last_processed_month": "2024-05"});
        let fields = json!({"full_name": "Citra Dewi", "employment": [employment]});
        let body = json!({"credential_id": id, "fields": fields, "partner_chain": null});
        harness.post(ADD).bearer(&token).json(&body).send().await
    };
    let status = async |id: &str| {
        let path = format!("/api/partner/v1/submissions/{id}/status.json");
        harness.get(&path).bearer(&token).send().await.expect(StatusCode::OK).json()
    };
    let link = push("c-1").await.expect(StatusCode::CREATED).json()["redirect_uri"].clone();
    harness.advance(-JUMP);
    assert_eq!(status("c-1").await, json!({"id": "c-1", "status": "incomplete", "finalized_at": null}));
    let again = push("c-1").await;
    assert_eq!(again.json()["redirect_uri"], link, "{}", again.body);

    let path = format!("/add/{}", link.as_str().unwrap().split("content=").nth(1).unwrap());
    let (session, _) = harness.sign_in("candidate@example.com", &path).await;
    let offer = harness.get(&path).cookie(&session).send().await;
    assert!(offer.expect(StatusCode::OK).body.contains("23 November 2026 at 12:00 UTC"), "{}", offer.body);
    let form = [("csrf", offer.csrf()), ("decision", "accept".to_owned())];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    harness.post(&path).cookie(&session).form(&form).send().await.expect(StatusCode::SEE_OTHER);
    let verified = status("c-1").await;
    assert_eq!(verified["finalized_at"], crate::clock::written(harness.app.now()));
    harness.advance(JUMP + JUMP);
    assert_eq!(status("c-1").await, verified);
    harness.get("/me").cookie(&session).send().await.expect(StatusCode::OK);

    push("c-2").await.expect(StatusCode::CREATED);
    harness.advance(-JUMP);
    crate::operations::sweep(&harness.app).await.unwrap();
    harness.advance(JUMP + SignedDuration::from_hours(48) - MILLISECOND);
    assert_eq!(status("c-2").await["status"], "incomplete");
    harness.advance(MILLISECOND);
    let expired = status("c-2").await;
    assert_eq!(expired["status"], "canceled");
    crate::operations::sweep(&harness.app).await.unwrap();
    harness.advance(-JUMP);
    assert_eq!(status("c-2").await, expired, "what was swept stays as it is");
}

#[tokio::test]
async fn ledger_124_experiences_are_inserted_once_and_listed() {
    let harness = Harness::new();
    let client = harness.application().await;
    let person = harness.person("candidate@example.com").await;
    let tokens = harness.tokens(&client, &person, &Scope::APPLICATION).await;
    let path = |version| format!("/api/{version}/curriculum/{}/experience", person.curriculum);
    let mut body = json!({
        "company": "InfoJobs", "job": "Web programmer", "startingDate": "2006-09-14",
        "finishingDate": "2011-06-14", "level": "empleado-a", "category": "informatica-telecomunicaciones",
        "subcategories": ["programacion"],
    });
    let put = async |body: &Value| {
        let call = harness.put(&path(4)).user(&client, &tokens.access).header("idempotency-key", "k");
        call.json(body).send().await
    };
    let first = put(&body).await;
    harness.advance(-JUMP);
    let second = put(&body).await;
    assert_eq!(second.expect(StatusCode::OK).body, first.body);
    body["id"] = second.json()["id"].clone();
    body["job"] = "Architect".into();
    put(&body).await.expect(StatusCode::OK);
    let list = harness.get(&path(2)).user(&client, &tokens.access).send().await;
    assert_eq!(list.expect(StatusCode::OK).json()["experience"].as_array().unwrap().len(), 1);
    let (session, _) = harness.sign_in("candidate@example.com", "/me").await;
    harness.get("/me").cookie(&session).send().await.expect(StatusCode::OK);
}
