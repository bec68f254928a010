use axum::http::StatusCode;

use super::super::testing::{SHARES, Setting};

#[tokio::test]
async fn ledger_250_a_share_that_was_ended_opens_nothing_and_is_told_by_the_list_alone() {
    let setting = Setting::new().await;
    let statement = setting.declare("Acme", "Cook", "2020-01-15", "2022-12-31").await;
    let share = setting.share(&statement).await;
    let pin = share["pin"].as_str().unwrap();
    let path = format!("{SHARES}/{}", share["id"].as_str().unwrap());
    assert!(setting.visit(&share, pin).await);
    let delete = || setting.harness.delete(&path).bearer(&setting.tokens.access).send();
    insta::assert_snapshot!(delete().await.shown(), @"
    204 No Content
    cache-control: no-store
    ");
    assert!(!setting.visit(&share, pin).await);
    setting.get(&path).await.expect(StatusCode::NOT_FOUND);
    delete().await.expect(StatusCode::NO_CONTENT);
    let shares = setting.read(SHARES).await;
    assert_eq!(shares["shares"][0]["state"], "ended");
    assert_eq!(shares["shares"][0]["ended_at"], "2026-11-21T12:00:00.000Z");

    let (cookie, _) = setting.harness.sign_in("candidate@example.com", "/me/history").await;
    let history = setting.harness.get("/me/history").cookie(&cookie).send().await.body;
    assert!(history.contains("Test Job Board"), "{history}");
}
