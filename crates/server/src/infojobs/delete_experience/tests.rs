use axum::http::StatusCode;
use oauth::scope::Scope;

use crate::infojobs::testing::Setting;

#[tokio::test]
async fn ledger_18_a_deleted_experience_is_gone() {
    let setting = Setting::new().await;
    let id = setting.insert("InfoJobs").await;
    let path = setting.path(1, &format!("/{id}"));
    let deleted = setting.delete(&path).await;
    assert_eq!((deleted.status, deleted.body.as_str()), (StatusCode::OK, ""));
    assert_eq!(setting.delete(&path).await.code(), (404, "669".to_owned()));
    assert_eq!(setting.get(&path).await.code(), (404, "650".to_owned()));
}

#[tokio::test]
async fn another_persons_experience_cannot_be_deleted() {
    let setting = Setting::new().await;
    let id = setting.insert("InfoJobs").await;
    let other = setting.harness.person("other@example.com").await;
    let tokens = setting.harness.tokens(&setting.client, &other, &Scope::APPLICATION).await;
    let path = setting.path(1, &format!("/{id}"));
    let foreign = setting.harness.delete(&path).user(&setting.client, &tokens.access).send().await;
    assert_eq!(foreign.code(), (404, "361".to_owned()));
    let own = path.replace(setting.person.curriculum.as_str(), other.curriculum.as_str());
    let foreign = setting.harness.delete(&own).user(&setting.client, &tokens.access).send().await;
    assert_eq!(foreign.code(), (404, "669".to_owned()));
    for id in ["x", "0"] {
        assert_eq!(setting.delete(&setting.path(1, &format!("/{id}"))).await.code(), (404, "669".to_owned()));
    }
    setting.get(&path).await.expect(StatusCode::OK);
}
