use axum::http::StatusCode;

use crate::person::curricula::testing::Setting;

#[tokio::test]
async fn a_curriculum_gets_another_name() {
    let setting = Setting::new().await;
    let form = setting.get(&setting.path("/rename")).await;
    form.expect(StatusCode::OK);
    assert!(form.body.contains("value=\"CV\""));
    let saved = setting.post(&setting.path("/rename"), &[("name", "Main \"work\"")]).await;
    assert!(setting.follow(&saved).await.body.contains("The curriculum has its new name."));
    assert_eq!(setting.curricula().await, [("Main \"work\"".to_owned(), true)]);
}

#[tokio::test]
async fn ledger_70_what_is_no_name_stays_in_the_field_and_changes_nothing() {
    let setting = Setting::new().await;
    let long = "x".repeat(61);
    let page = setting.post(&setting.path("/rename"), &[("name", &long)]).await;
    page.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains(&format!("value=\"{long}\"")) && page.body.contains("61 characters"));
    assert_eq!(setting.curricula().await, [("CV".to_owned(), true)]);
}
