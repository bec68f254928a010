//! An application reads the record of the person who allowed it, and of nobody else: every operation of [`OPERATIONS`]
//! is tried with every wrong kind of credentials.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use oauth::scope::Scope;
use oauth::secret::Kind;
use serde_json::{Value, json};

use super::testing::{HISTORY, RECONCILIATION, RECORD, SHARES, Setting, TIMELINE};
use crate::testing::{Answer, Call, TestClient};

/// An operation of this API.
struct Operation {
    verb: Method,
    path: &'static str,
    scope: Scope,
    /// What it answers where nothing is wrong.
    status: StatusCode,
}

const fn reads(path: &'static str) -> Operation {
    Operation { verb: Method::GET, path, scope: Scope::ReadRecord, status: StatusCode::OK }
}

const fn shares(verb: Method, path: &'static str, status: StatusCode) -> Operation {
    Operation { verb, path, scope: Scope::ShareRecord, status }
}

/// Of one share, `read_shares/tests.rs` asks whether another may see it.
const SHARE: &str = "/api/record/v1/shares/{share}";

/// A new operation is one more row; [`there_is_a_row_for_every_operation`] asks for it.
static OPERATIONS: [Operation; 8] = [
    reads(RECORD),
    reads(TIMELINE),
    reads(RECONCILIATION),
    reads(HISTORY),
    shares(Method::GET, SHARES, StatusCode::OK),
    shares(Method::POST, SHARES, StatusCode::CREATED),
    shares(Method::GET, SHARE, StatusCode::OK),
    shares(Method::DELETE, SHARE, StatusCode::NO_CONTENT),
];

impl Operation {
    /// The operation on this share, with a body that makes one of this statement.
    fn call<'a>(&self, setting: &'a Setting, share: &Value, statement: &str) -> Call<'a> {
        let path = self.path.replace("{share}", share["id"].as_str().unwrap());
        let call = setting.harness.call(self.verb.clone(), &path);
        if self.verb == Method::POST { call.json(&json!({ "statements": [statement] })) } else { call }
    }
}

#[tokio::test]
async fn there_is_a_row_for_every_operation() {
    let setting = Setting::new().await;
    let (_, document) = super::routes();
    let routes: BTreeSet<&str> = document.paths.paths.keys().map(String::as_str).collect();
    let rows: BTreeSet<&str> = OPERATIONS.iter().map(|operation| operation.path).collect();
    assert_eq!(routes, rows);
    for path in rows {
        let mut verbs: Vec<&str> = Vec::new();
        for Operation { verb, .. } in OPERATIONS.iter().filter(|operation| operation.path == path) {
            verbs.push(verb.as_str());
            verbs.extend((verb == Method::GET).then_some("HEAD"));
        }
        for verb in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            if verbs.contains(&verb.as_str()) {
                continue;
            }
            let answer = setting.harness.call(verb, path).bearer(&setting.tokens.access).send().await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
            assert_eq!(answer.header("allow"), Some(verbs.join(",").as_str()), "{path}");
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

#[tokio::test]
async fn ledger_185_without_the_right_credentials_no_operation_tells_anything() {
    let setting = Setting::new().await;
    let statement = setting.declare("Acme", "Cook", "2020-01-15", "2022-12-31").await;
    let share = setting.share(&statement).await;
    let Setting { harness, client, person, tokens, partner } = &setting;
    let other = harness.application().await;
    let others = harness.tokens(&other, person, &Scope::APPLICATION).await;
    let partners = harness.partner_token(partner, &Scope::PARTNER).await;
    // What no partner can have, had it by mistake: it acts for nobody all the same.
    let mistaken = harness.partner_token(partner, &Scope::APPLICATION).await;
    let made_up = harness.app.new_secret(Kind::Access);
    let code = harness.app.new_secret(Kind::Code);
    let wrong = |id| TestClient { id, secret: harness.app.new_secret(Kind::Client).expose().to_owned() };

    for operation @ Operation { path, scope, status, .. } in &OPERATIONS {
        let mut told = BTreeSet::new();
        let mut refused = |answer: Answer, status: u16, challenge: &str, who: &str| {
            assert_eq!(answer.status.as_u16(), status, "{path}: {who}");
            assert_eq!(answer.header("www-authenticate"), Some(challenge), "{path}: {who}");
            assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}: {who}");
            told.insert(answer.body);
        };
        let call = || operation.call(&setting, &share, &statement);
        let none = "Bearer realm=\"record\"";
        refused(call().send().await, 401, none, "nobody");
        refused(call().basic(client).send().await, 401, none, "the application alone");
        let invalid = "Bearer realm=\"record\", error=\"invalid_token\"";
        for (who, token) in [
            ("a made-up token", made_up.expose()),
            ("a refresh token", &tokens.refresh),
            ("a code", code.expose()),
            ("the application's secret", &client.secret),
            ("a partner's own token", &partners),
            ("a partner's own token with the scope", &mistaken),
            ("nothing", ""),
            ("half a token", &tokens.access[..30]),
        ] {
            refused(call().bearer(token).send().await, 401, invalid, who);
        }
        for (who, false_client, token) in [
            ("another client's token", client, &others.access),
            ("a token that is another client's", &other, &tokens.access),
            ("a wrong secret", &wrong(client.id), &tokens.access),
            ("an unknown application", &wrong(harness.app.new_client_id()), &tokens.access),
            ("a partner", partner, &tokens.access),
        ] {
            refused(call().user(false_client, token).send().await, 401, invalid, who);
        }
        for header in ["Basic ?", "Digest x", "Bearer a,Bearer b"] {
            refused(call().header("authorization", header).send().await, 401, invalid, header);
        }
        let mut lacking: Vec<Scope> = Scope::APPLICATION.to_vec();
        lacking.retain(|other| other != scope);
        let lacking = harness.tokens(client, person, &lacking).await.access;
        let name = scope.wire_name();
        let insufficient = format!("Bearer realm=\"record\", error=\"insufficient_scope\", scope=\"{name}\"");
        refused(call().bearer(&lacking).send().await, 403, &insufficient, "a token without the scope");
        assert_eq!(told.len(), 3, "{path}: no token, no good token, no scope: {told:?}");

        // With the right ones, alone or beside the application's own, it is answered.
        call().bearer(&tokens.access).send().await.expect(*status);
        call().user(client, &tokens.access).send().await.expect(*status);
    }
    harness.advance(SignedDuration::from_hours(12));
    for operation in &OPERATIONS {
        let call = operation.call(&setting, &share, &statement);
        let expired = call.bearer(&tokens.access).send().await;
        expired.expect(StatusCode::UNAUTHORIZED);
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
    for Operation { path, .. } in
        OPERATIONS.iter().filter(|operation| operation.verb == Method::GET && operation.path != SHARE)
    {
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
