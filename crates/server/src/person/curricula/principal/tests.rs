use crate::person::curricula::testing::Setting;

#[tokio::test]
async fn another_one_becomes_principal() {
    let setting = Setting::new().await;
    let other = setting.create("Other").await;
    let path = format!("/me/curricula/{}/principal", other.to_lowercase());
    let done = setting.post(&path, &[]).await;
    assert!(setting.follow(&done).await.body.contains("Another curriculum is your principal one now."));
    assert_eq!(setting.curricula().await, [("Other".to_owned(), true), ("CV".to_owned(), false)]);
    let back = setting.get(&path).await;
    assert_eq!(back.location(), "/me/curricula", "there is nothing to see at this address");
}
