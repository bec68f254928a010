use axum::http::StatusCode;
use oauth::client::{Client, ClientKind};
use oauth::redirect_uri::RedirectUri;
use oauth::scope::Scope;
use store::clients::AddClient;

use super::super::testing::{RECORD, TIMELINE};
use crate::http::limits::{Rate, Rates};
use crate::testing::{Answer, Call, Harness, REDIRECT_URI, TestClient};

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
    let (application, other) = (harness.application().await, harness.application().await);
    let person = harness.person("candidate@example.com").await;
    let tokens = harness.tokens(&application, &person, &[Scope::ReadRecord]).await;
    let refused = too_many(|| harness.get(RECORD).bearer(&tokens.access)).await;
    insta::assert_snapshot!(refused.shown(), @r#"
    429 Too Many Requests
    cache-control: no-store
    content-type: application/problem+json
    retry-after: 1

    {
      "type": "about:blank",
      "title": "Too Many Requests",
      "status": 429,
      "detail": "This application asks too often; the next request may come in 1 s."
    }
    "#);
    let others = harness.tokens(&other, &person, &[Scope::ReadRecord]).await;
    harness.get(RECORD).bearer(&others.access).send().await.expect(StatusCode::OK);
}

#[tokio::test]
async fn ledger_120_every_request_of_an_application_counts_that_a_token_came_with() {
    let harness = slow();
    let application = harness.application().await;
    let (one, other) = (harness.person("one@example.com").await, harness.person("other@example.com").await);
    let one = harness.tokens(&application, &one, &[Scope::Cv, Scope::ReadRecord]).await;
    let other = harness.tokens(&application, &other, &[Scope::Cv]).await;
    too_many(|| harness.get("/api/2/curriculum").user(&application, &one.access)).await;
    too_many_now(harness.get(TIMELINE).bearer(&one.access)).await;
    // Also where the scope is not there.
    too_many_now(harness.get(TIMELINE).bearer(&other.access)).await;
}

async fn too_many_now(call: Call<'_>) {
    call.send().await.expect(StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn ledger_120_whoever_has_no_token_uses_up_nothing() {
    let harness = slow();
    let application = harness.application().await;
    let person = harness.person("candidate@example.com").await;
    let tokens = harness.tokens(&application, &person, &[Scope::ReadRecord]).await;
    let thief = TestClient { id: application.id, secret: "guessed".to_owned() };
    for _ in 0..20 {
        harness.get(RECORD).basic(&application).send().await.expect(StatusCode::UNAUTHORIZED);
        let wrong = harness.get(RECORD).user(&thief, &tokens.access).send().await;
        wrong.expect(StatusCode::UNAUTHORIZED);
    }
    harness.get(RECORD).bearer(&tokens.access).send().await.expect(StatusCode::OK);
}

#[tokio::test]
async fn ledger_120_an_application_without_a_secret_is_counted_by_source() {
    let harness = slow();
    let public = TestClient { id: harness.app.new_client_id(), secret: String::new() };
    let client = Client {
        id: public.id,
        name: "On a phone".to_owned(),
        scopes: Scope::APPLICATION.into_iter().collect(),
        kind: ClientKind::Application {
            secret: None,
            redirect_uris: vec![RedirectUri::parse(REDIRECT_URI).unwrap()],
        },
    };
    harness.app.store.apply(AddClient { client, now: harness.app.now() }).await.unwrap();
    let person = harness.person("candidate@example.com").await;
    let tokens = harness.tokens(&public, &person, &[Scope::ReadRecord]).await;
    let from = |source: &str| harness.get(RECORD).bearer(&tokens.access).from(source);
    too_many(|| from("198.51.100.7")).await;
    from("198.51.100.8").send().await.expect(StatusCode::OK);
}
