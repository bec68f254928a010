//! An application reads the record of the person who allowed it, and of nobody else.

use std::collections::BTreeMap;

use axum::http::{Method, StatusCode};
use oauth::scope::Scope;
use serde_json::json;

use super::testing::{HISTORY, RECONCILIATION, RECORD, SHARES, Setting, TIMELINE};
use crate::testing::TestClient;

/// What is read without an id.
const READS: [&str; 5] = [RECORD, TIMELINE, RECONCILIATION, HISTORY, SHARES];

#[tokio::test]
async fn another_verb_is_told_those_that_there_are() {
    let setting = Setting::new().await;
    let share = format!("{SHARES}/{{share}}");
    let mut verbs: BTreeMap<&str, &str> = READS.map(|path| (path, "GET,HEAD")).into();
    verbs.extend([(SHARES, "GET,HEAD,POST"), (&share, "GET,HEAD,DELETE")]);
    for (path, allowed) in verbs {
        for verb in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            if allowed.contains(verb.as_str()) {
                continue;
            }
            let answer = setting.harness.call(verb, path).bearer(&setting.tokens.access).send().await;
            answer.expect(StatusCode::METHOD_NOT_ALLOWED);
            assert_eq!(answer.header("allow"), Some(allowed), "{path}");
            assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        }
    }
}

/// A header of one's own, too, as a whole: what an answer says to somebody who may not read.
#[tokio::test]
async fn the_refusals_in_full() {
    let setting = Setting::new().await;
    let nobody = setting.harness.get(RECORD).send().await;
    insta::assert_snapshot!(nobody.shown(), @r#"
    401 Unauthorized
    cache-control: no-store
    content-type: application/problem+json
    www-authenticate: Bearer realm="record"

    {
      "type": "about:blank",
      "title": "Unauthorized",
      "status": 401,
      "detail": "Send `Authorization: Bearer <access token>`."
    }
    "#);
    let wrong = setting.harness.get(RECORD).bearer("x").send().await;
    insta::assert_snapshot!(wrong.shown(), @r#"
    401 Unauthorized
    cache-control: no-store
    content-type: application/problem+json
    www-authenticate: Bearer realm="record", error="invalid_token"

    {
      "type": "about:blank",
      "title": "Unauthorized",
      "status": 401,
      "detail": "The access token is unknown, expired, ended, another application's, or it does not act for a person."
    }
    "#);
    let tokens = setting.harness.tokens(&setting.client, &setting.person, &[Scope::Cv]).await;
    let lacking = setting.harness.get(RECORD).bearer(&tokens.access).send().await;
    insta::assert_snapshot!(lacking.shown(), @r#"
    403 Forbidden
    cache-control: no-store
    content-type: application/problem+json
    www-authenticate: Bearer realm="record", error="insufficient_scope", scope="record.read"

    {
      "type": "about:blank",
      "title": "Forbidden",
      "status": 403,
      "detail": "The access token does not have the scope record.read."
    }
    "#);
    let verb = setting.harness.post(RECORD).bearer(&setting.tokens.access).send().await;
    insta::assert_snapshot!(verb.shown(), @r#"
    405 Method Not Allowed
    allow: GET,HEAD
    cache-control: no-store
    content-type: application/problem+json

    {
      "type": "about:blank",
      "title": "Method Not Allowed",
      "status": 405,
      "detail": "This path does not have that verb; the header Allow names those that it has."
    }
    "#);
    let path = setting.harness.get("/api/record/v1/nothing").bearer(&setting.tokens.access).send().await;
    insta::assert_snapshot!(path.shown(), @r#"
    404 Not Found
    content-type: application/problem+json

    {
      "type": "about:blank",
      "title": "Not Found",
      "status": 404,
      "detail": "There is nothing at this path."
    }
    "#);
}

/// What every wrong kind of credentials is answered by each operation is in [`crate::credentials_tests`].
#[tokio::test]
async fn ledger_185_the_token_is_enough_and_credentials_beside_it_must_be_its_own() {
    let setting = Setting::new().await;
    let Setting { harness, client, tokens, partner, .. } = &setting;
    let get = || harness.get(RECORD);
    get().bearer(&tokens.access).send().await.expect(StatusCode::OK);
    get().user(client, &tokens.access).send().await.expect(StatusCode::OK);
    let wrong = TestClient { id: client.id, secret: "wrong".to_owned() };
    // What no partner can have, had it by mistake: it acts for nobody all the same.
    let mistaken = harness.partner_token(partner, &Scope::APPLICATION).await;
    for refused in [
        get().user(&wrong, &tokens.access),
        get().user(&harness.application().await, &tokens.access),
        get().user(partner, &tokens.access),
        get().bearer(&mistaken),
    ] {
        let refused = refused.send().await;
        let challenge = "Bearer realm=\"record\", error=\"invalid_token\"";
        assert_eq!(refused.expect(StatusCode::UNAUTHORIZED).header("www-authenticate"), Some(challenge));
    }
}

#[tokio::test]
async fn anothers_data_never_shows() {
    let setting = Setting::new().await;
    let mine = setting.declare("Mine", "Cook", "2020-01-15", "2022-12-31").await;
    let credential = setting
        .attest(
            "c-1",
            json!([{"organisation": "Mine", "role_title": "Cook", "start_date": "2020-01",
            "last_processed_month": "2022-12"}]),
        )
        .await;
    let other = setting.harness.person("other@example.com").await;
    let theirs =
        setting.harness.tokens(&setting.client, &other, &[Scope::ReadRecord, Scope::ShareRecord]).await;
    let ids = [&mine, credential.strip_prefix("credential/").unwrap(), setting.person.curriculum.as_str()];
    setting.share(&mine).await;
    for path in READS {
        let (my_answer, answer) =
            (setting.get(path).await, setting.harness.get(path).bearer(&theirs.access).send().await);
        answer.expect(StatusCode::OK);
        assert!(ids.iter().any(|id| my_answer.body.contains(id)), "{path}: {}", my_answer.body);
        assert!(ids.iter().all(|id| !answer.body.contains(id)), "{path}: {}", answer.body);
        assert!(!answer.body.contains("Mine"), "{path}");
        // What the one has is no answer to the other.
        let call = setting.harness.get(path).bearer(&theirs.access);
        let known = call.header("if-none-match", my_answer.header("etag").unwrap()).send().await;
        known.expect(StatusCode::OK);
        // Nothing in a query leads to somebody else.
        for name in ["person", "person_id", "sub", "id"] {
            let path = format!("{path}?{name}={}", setting.person.id);
            let call = setting.harness.get(&path).bearer(&theirs.access);
            call.send().await.expect(StatusCode::BAD_REQUEST);
        }
    }
}
