use axum::http::StatusCode;

use crate::person::curricula::testing::Setting;

#[tokio::test]
async fn an_experience_goes_after_it_was_asked_for() {
    let setting = Setting::new().await;
    let id = setting.add("Gone & Sons").await;
    setting.add("Stays").await;
    let path = setting.path(&format!("/experience/{id}/delete"));
    let ask = setting.get(&path).await;
    ask.expect(StatusCode::OK);
    assert!(ask.body.contains("Gone &#38; Sons") && ask.body.contains("14 September 2006"));
    assert_eq!(setting.experiences().await.len(), 2, "asking deletes nothing");
    let gone = setting.post(&path, &[]).await;
    assert!(setting.follow(&gone).await.body.contains("The experience has been deleted."));
    let left = setting.experiences().await;
    assert_eq!((left.len(), left[0]["company"].as_str()), (1, Some("Stays")));
    setting.get(&path).await.expect(StatusCode::NOT_FOUND);
    setting.post(&path, &[]).await.expect(StatusCode::NOT_FOUND);
}
