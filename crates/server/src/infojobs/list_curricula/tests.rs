use axum::http::Method;
use insta::assert_snapshot;

use crate::infojobs::testing::Setting;

#[tokio::test]
async fn ledger_15_16_a_person_sees_their_curricula() {
    let setting = Setting::new().await;
    assert_snapshot!(setting.get("/api/2/curriculum").await.shown(), @r#"
    200 OK
    content-type: application/json

    [
      {
        "id": "6210010815830272",
        "code": "8005F02D-43FA-06E7-D0585FB64C961D57",
        "name": "CV",
        "principal": true,
        "completed": false,
        "incompleteSteps": [
          "experience"
        ]
      }
    ]
    "#);
    setting.insert("InfoJobs").await;
    let curricula = setting.get("/api/2/curriculum?unknown=x").await.json();
    assert_eq!(curricula[0]["completed"], true);
    assert_eq!(curricula[0]["incompleteSteps"], serde_json::json!([]));
}

#[tokio::test]
async fn ledger_19_an_unknown_path_version_or_verb_is_code_1() {
    let setting = Setting::new().await;
    assert_snapshot!(setting.get("/api/9/curriculum").await.shown(), @r#"
    404 Not Found
    content-language: en
    content-type: application/json

    {
      "error": "1",
      "error_description": "There is no such operation: look at the path and its version.",
      "timestamp": "2026-11-21T12:00:00.000Z"
    }
    "#);
    assert_eq!(setting.get("/api/2/nothing").await.code(), (404, "1".to_owned()));
    assert_eq!(setting.harness.get("/api/7/x").send().await.code(), (404, "1".to_owned()), "before 102");
    let post = setting.harness.call(Method::POST, "/api/2/curriculum").send().await;
    assert_snapshot!(post.shown(), @r#"
    405 Method Not Allowed
    allow: GET,HEAD
    content-language: en
    content-type: application/json

    {
      "error": "1",
      "error_description": "This path does not have that verb; the header Allow names those that it has.",
      "timestamp": "2026-11-21T12:00:00.000Z"
    }
    "#);
}
