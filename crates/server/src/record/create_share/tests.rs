use axum::http::StatusCode;
use career::history::What;
use career::source::{Actor, Way};
use oauth::scope::Scope;
use serde_json::{Value, json};
use store::history::{Entry, HistoryOf};

use super::super::testing::{SHARES, Setting, wrong_pin};

async fn setting() -> (Setting, String) {
    let setting = Setting::new().await;
    let statement = setting.declare("Acme", "Cook", "2020-01-15", "2022-12-31").await;
    (setting, statement)
}

#[tokio::test]
async fn ledger_192_a_share_is_made_with_a_pin_that_is_told_once() {
    let (setting, statement) = setting().await;
    let body = json!({"statements": [statement], "verdicts": true, "days": 1, "pin": "135790"});
    let created = setting.post_share(&body).await;
    insta::assert_snapshot!(created.shown(), @r#"
    201 Created
    cache-control: no-store
    content-type: application/json
    location: https://tenure.example/api/record/v1/shares/a348621a-5277-49a7-93a7-1eec18de7bb2

    {
      "id": "a348621a-5277-49a7-93a7-1eec18de7bb2",
      "link": "https://tenure.example/share/a348621a-5277-49a7-93a7-1eec18de7bb2",
      "state": "living",
      "created_at": "2026-11-21T12:00:00.000Z",
      "expires_at": "2026-11-22T12:00:00.000Z",
      "statements": [
        "experience/3604006822220664"
      ],
      "verdicts": true,
      "views": 0,
      "wrong_pins": 0,
      "visits": [],
      "pin": "135790"
    }
    "#);
    let one = setting.get(created.location().strip_prefix("https://tenure.example").unwrap()).await;
    one.expect(StatusCode::OK);
    let mut told = created.json();
    told.as_object_mut().unwrap().remove("pin");
    assert_eq!(one.json(), told, "all but the PIN");
    assert!(!setting.visit(&told, wrong_pin(&created.json())).await);
    assert!(setting.visit(&told, "135790").await);

    let query = HistoryOf { person: setting.person.id, after: 0, most: 100 };
    let entries = setting.harness.app.store.answer(query).await.unwrap();
    let shared = entries.iter().filter_map(Entry::event).find(|event| event.what == What::Shared);
    let source = shared.unwrap().source;
    assert_eq!((source.by, source.via), (Actor::Application(setting.client.id), Way::Record));
}

#[tokio::test]
async fn ledger_192_what_is_not_said_is_a_week_without_verdicts_and_a_pin_of_the_servers() {
    let (setting, statement) = setting().await;
    for body in [
        json!({ "statements": [statement] }),
        json!({"statements": [statement], "verdicts": null, "days": null, "pin": null}),
    ] {
        let created = setting.post_share(&body).await;
        created.expect(StatusCode::CREATED);
        let share = created.json();
        assert_eq!(
            (&share["verdicts"], &share["expires_at"]),
            (&json!(false), &json!("2026-11-28T12:00:00.000Z"))
        );
        let pin = share["pin"].as_str().unwrap();
        assert_eq!(pin.len(), 6);
        assert!(setting.visit(&share, pin).await);
    }
    assert_eq!(setting.read(SHARES).await["shares"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn ledger_192_everything_that_is_wrong_is_told_at_once() {
    let (setting, statement) = setting().await;
    let body = json!({"statements": [statement, statement, 7, "experience/x"], "verdicts": "yes", "days": 2,
        "pin": "123456", "a/b~c": 1});
    insta::assert_snapshot!(setting.post_share(&body).await.shown(), @r#"
    422 Unprocessable Entity
    cache-control: no-store
    content-type: application/problem+json

    {
      "type": "about:blank",
      "title": "Unprocessable Entity",
      "status": 422,
      "detail": "The body breaks 7 rules. Nothing was stored.",
      "errors": [
        {
          "pointer": "/statements/1",
          "code": "repeated",
          "detail": "This statement stands here already."
        },
        {
          "pointer": "/statements/2",
          "code": "wrong_type",
          "detail": "This must be the id of a statement."
        },
        {
          "pointer": "/statements/3",
          "code": "unknown_statement",
          "detail": "There is no such statement for this application."
        },
        {
          "pointer": "/verdicts",
          "code": "wrong_type",
          "detail": "This must be true or false."
        },
        {
          "pointer": "/days",
          "code": "days",
          "detail": "A share lives for one of these numbers of days: 1, 7, 30, 90."
        },
        {
          "pointer": "/pin",
          "code": "pin_guessable",
          "detail": "This cannot be a PIN: a PIN that is one digit again and again, or a run, is the first that others try."
        },
        {
          "pointer": "/a~1b~0c",
          "code": "unknown_member",
          "detail": "There is no such member; there are statements, verdicts, days, pin."
        }
      ]
    }
    "#);
    let codes = async |body: &Value| {
        let refused = setting.post_share(body).await;
        refused.expect(StatusCode::UNPROCESSABLE_ENTITY);
        let errors = refused.json()["errors"].as_array().unwrap().clone();
        let errors = errors.iter().map(|error| format!("{} {}", error["pointer"], error["code"]));
        errors.collect::<Vec<_>>().join(", ").replace('"', "")
    };
    let with = |name: &str, value: Value| {
        let mut body = json!({ "statements": [statement] });
        body[name] = value;
        body
    };
    for (body, expected) in [
        (json!([]), " wrong_type"),
        (json!({}), "/statements required"),
        (with("statements", json!(null)), "/statements required"),
        (with("statements", json!([])), "/statements no_statements"),
        (with("statements", json!(statement)), "/statements wrong_type"),
        (with("days", json!("7")), "/days wrong_type"),
        (with("days", json!(7.5)), "/days days"),
        (with("days", json!(-1)), "/days days"),
        (with("pin", json!(901_823)), "/pin wrong_type"),
        (with("pin", json!("12345")), "/pin pin_length"),
        (with("pin", json!("1234a6")), "/pin pin_not_digits"),
    ] {
        assert_eq!(codes(&body).await, expected, "{body}");
    }
    let many: Vec<Value> = (0..600).map(Value::from).collect();
    let refused = setting.post_share(&json!({ "statements": many })).await.json();
    assert_eq!(refused["errors"].as_array().unwrap().len(), 500);
    assert_eq!(
        refused["detail"],
        "The body breaks 600 rules, the first 500 of which are listed. Nothing was stored."
    );
    assert_eq!(setting.read(SHARES).await["shares"], json!([]));
}

#[tokio::test]
async fn ledger_192_a_hidden_statement_is_as_unknown_as_one_that_never_was() {
    let (setting, shown) = setting().await;
    let hidden = setting.declare("Secret", "Cook", "2010-01-15", "2012-12-31").await;
    let job = |processed: &str| {
        json!([{"organisation": "Bistro", "role_title": "Cook", "start_date": "2020-01",
            "last_processed_month": processed}])
    };
    let older = format!("{}/1", setting.attest("c-1", job("2022-12")).await);
    let newer = format!("{}/1", setting.attest("c-2", job("2023-01")).await);
    let share = async |statement: &str| setting.post_share(&json!({ "statements": [statement] })).await;
    for known in [&shown, &hidden, &older, &newer] {
        share(known).await.expect(StatusCode::CREATED);
    }
    setting.hide(&hidden).await;
    setting.hide(&newer).await;
    let unheard_of = share("experience/1").await;
    unheard_of.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(unheard_of.json()["errors"][0]["pointer"], "/statements/0");
    assert_eq!(unheard_of.json()["errors"][0]["code"], "unknown_statement");
    for unknown in [&hidden, &older, &newer, &format!("0{shown}"), "credential/x/1", ""] {
        let refused = share(unknown).await;
        assert_eq!((refused.status, &refused.body), (unheard_of.status, &unheard_of.body), "{unknown}");
    }
    // Nor is another person's there.
    let other = setting.harness.person("other@example.com").await;
    let theirs = setting.harness.tokens(&setting.client, &other, &[Scope::ShareRecord]).await;
    let body = json!({ "statements": [shown] });
    let refused = setting.harness.post(SHARES).bearer(&theirs.access).json(&body).send().await;
    assert_eq!(refused.body, unheard_of.body);
}

#[tokio::test]
async fn ledger_194_the_same_key_makes_one_share_and_tells_the_same_pin() {
    let (setting, statement) = setting().await;
    let send = async |token: &str, key: &str, body: &Value| {
        let call = setting.harness.post(SHARES).bearer(token).header("idempotency-key", key);
        call.json(body).send().await
    };
    let token = &setting.tokens.access;
    let body = json!({ "statements": [statement] });
    let first = send(token, "k-1", &body).await;
    first.expect(StatusCode::CREATED);
    let again = send(token, "k-1", &body).await;
    assert_eq!(again.shown(), first.shown());
    assert!(setting.visit(&first.json(), first.json()["pin"].as_str().unwrap()).await);
    for other in [
        json!({"statements": [statement], "days": 1}),
        json!({"statements": [statement], "verdicts": true}),
        json!({"statements": [statement], "pin": wrong_pin(&first.json())}),
    ] {
        let refused = send(token, "k-1", &other).await;
        refused.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Idempotency-Key was used with another body"), "{}", refused.body);
    }
    let shares = setting.read(SHARES).await;
    assert_eq!(shares["shares"].as_array().unwrap().len(), 1);

    // Another key, another application and another person make another share.
    let other = send(token, "k-2", &body).await.json();
    let client = setting.harness.application().await;
    let tokens = setting.harness.tokens(&client, &setting.person, &[Scope::ShareRecord]).await;
    let elsewhere = send(&tokens.access, "k-1", &body).await.json();
    for share in [&other, &elsewhere] {
        assert_ne!(share["id"], first.json()["id"]);
        assert_ne!(share["pin"], first.json()["pin"]);
    }
    for key in ["", "a b", "ü", &"k".repeat(256)] {
        send(token, key, &body).await.expect(StatusCode::BAD_REQUEST);
    }
    let twice = setting.harness.post(SHARES).bearer(token).header("idempotency-key", "a");
    let twice = twice.header("idempotency-key", "b").json(&body).send().await;
    twice.expect(StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_is_no_json_of_a_bearable_length_is_refused() {
    let (setting, _) = setting().await;
    let call = || setting.harness.post(SHARES).bearer(&setting.tokens.access);
    let text = call().header("content-type", "text/plain").body("{}").send().await;
    text.expect(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let broken = call().header("content-type", "application/json").body("{\"days\": 1,\n}").send().await;
    broken.expect(StatusCode::BAD_REQUEST);
    assert_eq!(broken.json()["detail"], "The body is not JSON: trailing comma at line 2 column 1.");
    let long = call().body(" ".repeat(256 * 1024 + 1)).send().await;
    long.expect(StatusCode::PAYLOAD_TOO_LARGE);
}
