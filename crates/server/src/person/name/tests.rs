use axum::http::StatusCode;
use oauth::scope::Scope;
use serde_json::json;

use crate::testing::Harness;

#[tokio::test]
async fn ledger_79_the_pages_say_where_a_partner_uses_another_name() {
    let harness = Harness::new();
    let client = harness.partner().await;
    let token = harness.partner_token(&client, &Scope::PARTNER).await;
    let body = json!({
        "credential_id": "c-1",
        "fields": {"full_name": "John Doe", "employment": [
            {"organisation": "A", "role_title": "B", "start_date": "2020-01", "last_processed_month": "2024-05"}]},
    });
    let added =
        harness.post("/api/partner/v2/add/requests/career_history").bearer(&token).json(&body).send().await;
    let link = added.json()["redirect_uri"].as_str().unwrap().to_owned();
    let path = format!("/add/{}", link.split("content=").nth(1).unwrap());
    let (cookie, _) = harness.sign_in("a@example.com", &path).await;
    let look = |path: &str| harness.get(path).cookie(&cookie).send();
    let warned = |html: &str| html.contains("notice-warn");
    assert!(!warned(&look(&path).await.body), "no name was said");

    let csrf = look("/me").await.csrf();
    let say = |name: &str| {
        let form = [("csrf", csrf.as_str()), ("name", name)];
        harness.post("/me/name").cookie(&cookie).form(&form).send()
    };
    assert_eq!(say("Jane Roe").await.location(), "/me?done=name-saved");
    assert!(warned(&look(&path).await.body));
    let decision = [("csrf", csrf.as_str()), ("decision", "accept")];
    harness.post(&path).cookie(&cookie).form(&decision).send().await.expect(StatusCode::SEE_OTHER);
    let me = look("/me").await.body;
    assert!(warned(&me) && me.contains("value=\"Jane Roe\""));
    say(" JOHN  doe ").await.expect(StatusCode::SEE_OTHER);
    assert!(!warned(&look("/me").await.body));
    say("").await.expect(StatusCode::SEE_OTHER);
    assert!(!warned(&look("/me").await.body));
}

#[tokio::test]
async fn what_is_no_name_is_told_beside_the_field_and_nothing_is_lost() {
    let harness = Harness::new();
    let (cookie, _) = harness.sign_in("a@example.com", "/me").await;
    let csrf = harness.get("/me").cookie(&cookie).send().await.csrf();
    let long = "x".repeat(201);
    let form = [("csrf", csrf.as_str()), ("name", long.as_str())];
    let refused = harness.post("/me/name").cookie(&cookie).form(&form).send().await;
    refused.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("aria-invalid=\"true\"") && refused.body.contains(&long));
    harness
        .post("/me/name")
        .cookie(&cookie)
        .form(&[("name", "x")])
        .send()
        .await
        .expect(StatusCode::FORBIDDEN);
    harness.post("/me/name").form(&[("name", "x")]).send().await.expect(StatusCode::SEE_OTHER);
}
