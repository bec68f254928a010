use axum::http::StatusCode;
use insta::assert_snapshot;

use crate::testing::Harness;

#[tokio::test]
async fn a_dictionary_needs_the_application_alone() {
    let harness = Harness::new();
    let client = harness.application().await;
    let path = "/api/1/dictionary/salary-period";
    let answer = harness.get(path).basic(&client).send().await;
    assert_snapshot!(answer.shown(), @r#"
    200 OK
    cache-control: private, max-age=300
    content-type: application/json
    etag: "qs5DTXinZZHVyg0A"

    [
      {
        "id": 0,
        "key": "seleccionar",
        "value": "(Seleccionar)",
        "order": 0
      },
      {
        "id": 3,
        "key": "bruto-ano",
        "value": "Bruto/año",
        "order": 10
      },
      {
        "id": 2,
        "key": "bruto-mes",
        "value": "Bruto/mes",
        "order": 20
      },
      {
        "id": 1,
        "key": "bruto-hora",
        "value": "Bruto/hora",
        "order": 30
      }
    ]
    "#);
    let tag = answer.header("etag").unwrap().to_owned();
    let known = harness.get(path).basic(&client).header("if-none-match", &tag).send().await;
    assert_eq!((known.status, known.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    assert_eq!(harness.get(path).send().await.code(), (401, "102".to_owned()));
}

#[tokio::test]
async fn a_parent_filters() {
    let harness = Harness::new();
    let client = harness.application().await;
    let get = |path: &str| harness.get(&format!("/api/1/dictionary/{path}")).basic(&client).send();
    let all = get("subcategory").await.json().as_array().unwrap().len();
    let some = get("subcategory?parent=150").await.json();
    let some = some.as_array().unwrap();
    assert!(!some.is_empty() && some.len() < all);
    assert!(some.iter().all(|entry| entry["parent"] == 150));
    assert!(some.iter().all(|entry| entry["key"] != "gestion-proyectos"), "aliases are not listed");
    assert_eq!(get("subcategory?parent=4711").await.body, "[]");
    assert_eq!(get("subcategory?other=&x").await.json().as_array().unwrap().len(), all);
    assert_eq!(get("subcategory?parent=x").await.code(), (400, "201".to_owned()));
    assert_eq!(get("nothing").await.code(), (400, "201".to_owned()));
}

#[tokio::test]
async fn ledger_47_a_parent_without_a_value_is_202() {
    let harness = Harness::new();
    let client = harness.application().await;
    let answer = harness.get("/api/1/dictionary/subcategory?parent=").basic(&client).send().await;
    assert_eq!(answer.code(), (400, "202".to_owned()));
}

#[tokio::test]
async fn ledger_110_salary_range_answers_the_rows_of_salary_period() {
    let harness = Harness::new();
    let client = harness.application().await;
    let get = |path: &str| harness.get(&format!("/api/1/dictionary/{path}")).basic(&client).send();
    assert_eq!(get("salary-range").await.body, get("salary-period").await.body);
}
