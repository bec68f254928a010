use axum::http::StatusCode;
use oauth::client::{Client, ClientKind};
use oauth::scope::Scope;
use store::clients::AddClient;

use crate::http::limits::{Rate, Rates};
use crate::testing::{Answer, Call, Harness, TestClient};

const DICTIONARY: &str = "/api/1/dictionary/industry";

fn slow() -> Harness {
    Harness::with(|settings| settings.rates = Rates { application: Rate::new(1, 3), ..Rates::default() })
}

/// Sends the same until it is too much.
async fn too_many<'a>(call: impl Fn() -> Call<'a>) -> Answer {
    for calls in 0..100 {
        let answer = call().send().await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            assert!(calls >= 3, "the burst is let through");
            return answer;
        }
    }
    panic!("100 calls");
}

#[tokio::test]
async fn ledger_120_an_application_that_asks_too_often_is_told_when_to_come_again() {
    let harness = slow();
    let application = harness.application().await;
    let person = harness.person("candidate@example.com").await;
    let tokens = harness.tokens(&application, &person, &[Scope::Cv]).await;
    let refused = too_many(|| harness.get("/api/2/curriculum").user(&application, &tokens.access)).await;
    insta::assert_snapshot!(refused.shown(), @r#"
    429 Too Many Requests
    content-language: en
    content-type: application/json
    retry-after: 1

    {
      "error_description": "This application asks too often; the next request may come in 1 s.",
      "status": 429,
      "timestamp": "2026-11-21T12:00:00.000Z",
      "requestId": "01a1fdfa-4600-766c-9701-4a6156061ae6"
    }
    "#);
}

#[tokio::test]
async fn ledger_120_each_application_has_its_own_allowance_and_a_partner_another() {
    let harness = slow();
    let (one, other) = (harness.application().await, harness.application().await);
    too_many(|| harness.get(DICTIONARY).basic(&one)).await;
    harness.get(DICTIONARY).basic(&other).send().await.expect(StatusCode::OK);
    let partner = harness.partner().await;
    let token = harness.partner_token(&partner, &Scope::PARTNER).await;
    let status = harness.get("/api/partner/v1/submissions/c-1/status.json").bearer(&token).send().await;
    status.expect(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn ledger_120_whoever_does_not_know_the_secret_uses_up_nothing() {
    let harness = slow();
    let application = harness.application().await;
    let thief = TestClient { id: application.id, secret: "guessed".to_owned() };
    for _ in 0..20 {
        let refused = harness.get(DICTIONARY).basic(&thief).send().await;
        assert_eq!(refused.code(), (401, "102".to_owned()));
    }
    harness.get(DICTIONARY).basic(&application).send().await.expect(StatusCode::OK);
}

#[tokio::test]
async fn ledger_120_an_application_without_a_secret_is_counted_by_source() {
    let harness = slow();
    let public = TestClient { id: harness.app.new_client_id(), secret: String::new() };
    let client = Client {
        id: public.id,
        name: "On a phone".to_owned(),
        scopes: Scope::APPLICATION.into_iter().collect(),
        kind: ClientKind::Application { secret: None, redirect_uris: Vec::new() },
    };
    harness.app.store.apply(AddClient { client, now: harness.app.now() }).await.unwrap();
    too_many(|| harness.get(DICTIONARY).basic(&public).from("198.51.100.7")).await;
    harness.get(DICTIONARY).basic(&public).from("198.51.100.8").send().await.expect(StatusCode::OK);
}
