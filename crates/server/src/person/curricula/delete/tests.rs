use axum::http::StatusCode;

use crate::person::curricula::testing::Setting;

#[tokio::test]
async fn ledger_71_the_principal_one_goes_and_the_page_says_which_follows() {
    let setting = Setting::new().await;
    setting.create("Oldest").await;
    setting.create("Newest").await;
    setting.add("InfoJobs").await;
    let ask = setting.get(&setting.path("/delete")).await;
    ask.expect(StatusCode::OK);
    assert!(ask.body.contains("The one experience in it is deleted with it."));
    assert!(ask.body.contains("\u{2068}Oldest\u{2069} then takes its place."), "{}", ask.body);
    assert_eq!(setting.curricula().await.len(), 3, "asking deletes nothing");
    let gone = setting.post(&setting.path("/delete"), &[]).await;
    assert!(setting.follow(&gone).await.body.contains("The curriculum has been deleted."));
    assert_eq!(setting.curricula().await, [("Oldest".to_owned(), true), ("Newest".to_owned(), false)]);
    setting.post(&setting.path("/delete"), &[]).await.expect(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn ledger_72_the_last_one_stays_and_the_page_says_why() {
    let setting = Setting::new().await;
    let ask = setting.get(&setting.path("/delete")).await;
    ask.expect(StatusCode::OK);
    assert!(
        ask.body.contains("This is your only curriculum.") && !ask.body.contains("Delete the curriculum")
    );
    setting.post(&setting.path("/delete"), &[]).await.expect(StatusCode::CONFLICT);
    assert_eq!(setting.curricula().await.len(), 1);
}

#[tokio::test]
async fn ledger_73_a_deleted_curriculum_is_361_to_applications() {
    let setting = Setting::new().await;
    setting.create("Other").await;
    setting.post(&setting.path("/delete"), &[]).await.expect(StatusCode::SEE_OTHER);
    let path = format!("/api/2/curriculum/{}/experience", setting.person.curriculum);
    assert_eq!(setting.api_get(&path).await.code(), (404, "361".to_owned()));
}
