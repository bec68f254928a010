use axum::http::StatusCode;

use crate::http::limits::{Rate, Rates};
use crate::testing::{Answer, Call, Harness};

const PATHS: [&str; 6] = [
    "/oauth/authorize",
    "/oauth/token",
    "/oauth/revoke",
    "/oauth/introspect",
    "/api/partner/v1/oauth/token.json",
    "/api/partner/v1/oauth/token",
];

fn slow() -> Harness {
    Harness::with(|settings| settings.rates = Rates { oauth: Rate::new(1, 3), ..Rates::default() })
}

/// A guess at a partner's secret.
fn guess<'a>(harness: &'a Harness, path: &str) -> Call<'a> {
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", "00000000-0000-4000-8000-000000000000"),
        ("client_secret", "guessed"),
        ("token", "guessed"),
    ];
    harness.post(path).form(&form)
}

/// Guesses until it is too much.
async fn too_many(harness: &Harness, path: &str, source: &str) -> Answer {
    for guesses in 0..100 {
        let answer = guess(harness, path).from(source).send().await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            assert!(guesses >= 3, "the burst is let through");
            return answer;
        }
    }
    panic!("100 guesses at {path}");
}

#[tokio::test]
async fn ledger_121_too_many_from_one_source_are_429_and_another_source_goes_on() {
    for path in PATHS {
        let harness = slow();
        let refused = too_many(&harness, path, "198.51.100.7").await;
        assert_eq!(refused.header("retry-after"), Some("1"), "{path}");
        assert_eq!(refused.json()["error"], "temporarily_unavailable", "{path}");
        let other = guess(&harness, path).from("198.51.100.8").send().await;
        assert_ne!(other.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
    }
}

#[tokio::test]
async fn ledger_121_the_endpoints_share_what_one_source_may() {
    let harness = slow();
    too_many(&harness, "/oauth/token", "198.51.100.7").await;
    let mut refused = 0;
    for path in PATHS {
        let answer = guess(&harness, path).from("198.51.100.7").send().await;
        refused += usize::from(answer.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!(refused > 0);
}

#[tokio::test]
async fn ledger_121_both_dialects_say_when_to_come_again() {
    let standard = too_many(&slow(), "/oauth/token", "198.51.100.7").await;
    insta::assert_snapshot!(standard.shown(), @r#"
    429 Too Many Requests
    cache-control: no-store
    content-type: application/json
    pragma: no-cache
    retry-after: 1

    {
      "error": "temporarily_unavailable",
      "error_description": "Too many requests come from this address; the next may come in 1 s."
    }
    "#);
    let vendor = too_many(&slow(), "/oauth/authorize", "198.51.100.7").await;
    insta::assert_snapshot!(vendor.shown(), @r#"
    429 Too Many Requests
    cache-control: no-store
    content-type: application/json
    pragma: no-cache
    retry-after: 1

    {
      "error": "temporarily_unavailable",
      "error_description": "Too many requests come from this address; the next may come in 1 s.",
      "timestamp": "2026-11-21T12:00:00.000Z"
    }
    "#);
}

#[tokio::test]
async fn ledger_64_the_authorisation_page_is_limited_by_source_as_every_page_is() {
    let harness = Harness::new();
    let path = "/api/oauth/user-authorize/index.xhtml?client_id=x";
    for _ in 0..10_000 {
        let answer = harness.get(path).from("198.51.100.7").send().await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            assert_eq!(answer.header("retry-after"), Some("1"));
            let other = harness.get(path).from("198.51.100.8").send().await;
            assert_eq!(other.status, StatusCode::BAD_REQUEST);
            return;
        }
    }
    panic!("10,000 pages were answered");
}
