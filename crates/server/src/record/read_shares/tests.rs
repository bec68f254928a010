use axum::http::StatusCode;
use jiff::SignedDuration;
use oauth::scope::Scope;
use serde_json::json;

use super::super::testing::{SHARES, Setting, wrong_pin};

#[tokio::test]
async fn shares_are_listed_with_who_opened_them_when() {
    let setting = Setting::new().await;
    let statement = setting.declare("Acme", "Cook", "2020-01-15", "2022-12-31").await;
    let share = setting.share(&statement).await;
    let pin = share["pin"].as_str().unwrap();
    setting.visit(&share, wrong_pin(&share)).await;
    setting.harness.advance(SignedDuration::from_mins(1));
    setting.visit(&share, pin).await;
    let shown = setting.get(SHARES).await.shown();
    assert!(!shown.contains(pin));
    insta::assert_snapshot!(shown, @r#"
    200 OK
    cache-control: private, no-cache
    content-type: application/json
    etag: "O6N5FSeTTjLohkyL"
    vary: authorization

    {
      "shares": [
        {
          "id": "a348621a-5277-49a7-93a7-1eec18de7bb2",
          "link": "https://tenure.example/share/a348621a-5277-49a7-93a7-1eec18de7bb2",
          "state": "living",
          "created_at": "2026-11-21T12:00:00.000Z",
          "expires_at": "2026-11-28T12:00:00.000Z",
          "statements": [
            "experience/3604006822220664"
          ],
          "verdicts": false,
          "views": 1,
          "wrong_pins": 1,
          "visits": [
            {
              "at": "2026-11-21T12:01:00.000Z",
              "let_in": true
            },
            {
              "at": "2026-11-21T12:00:00.000Z",
              "let_in": false
            }
          ]
        }
      ]
    }
    "#);

    let closed = setting.share(&statement).await;
    for _ in 0..10 {
        assert!(!setting.visit(&closed, wrong_pin(&closed)).await);
    }
    setting.harness.advance(SignedDuration::from_hours(7 * 24));
    let tokens = setting.harness.tokens(&setting.client, &setting.person, &[Scope::ShareRecord]).await;
    let shares = setting.harness.get(SHARES).bearer(&tokens.access).send().await.json()["shares"].clone();
    assert_eq!(shares[0]["state"], "closed");
    assert_eq!(
        (&shares[0]["ended_at"], &shares[0]["wrong_pins"]),
        (&json!("2026-11-21T12:01:00.000Z"), &json!(10))
    );
    assert_eq!(shares[1]["state"], "expired");
}

#[tokio::test]
async fn ledger_193_an_application_sees_and_ends_the_shares_that_it_made_and_no_others() {
    let setting = Setting::new().await;
    let statement = setting.declare("Acme", "Cook", "2020-01-15", "2022-12-31").await;
    let share = setting.share(&statement).await;
    let path = format!("{SHARES}/{}", share["id"].as_str().unwrap());
    setting.get(&path).await.expect(StatusCode::OK);

    let unknown = setting.get(&format!("{SHARES}/00000000-0000-4000-8000-000000000000")).await;
    unknown.expect(StatusCode::NOT_FOUND);
    let other_client = setting.harness.application().await;
    let other_person = setting.harness.person("other@example.com").await;
    let scopes = [Scope::ShareRecord];
    let one = setting.harness.tokens(&other_client, &setting.person, &scopes).await;
    let other = setting.harness.tokens(&setting.client, &other_person, &scopes).await;
    for tokens in [one, other] {
        let get = |path: &str| setting.harness.get(path).bearer(&tokens.access).send();
        assert_eq!(get(SHARES).await.json(), json!({ "shares": [] }));
        let delete = setting.harness.delete(&path).bearer(&tokens.access).send().await;
        for refused in [get(&path).await, delete] {
            assert_eq!(refused.shown(), unknown.shown());
        }
    }
    let nothing = setting.get(&format!("{SHARES}/x")).await;
    assert_eq!(nothing.shown(), unknown.shown());
    assert_eq!(setting.read(&path).await["state"], "living");

    // The person sees who made it, and that it outlives what they allowed the application.
    let (cookie, _) = setting.harness.sign_in("candidate@example.com", "/me/shares").await;
    let page = setting.harness.get("/me/shares").cookie(&cookie).send().await;
    assert!(page.body.contains("Made for you by") && page.body.contains("Test Job Board"), "{}", page.body);
    let csrf = page.csrf();
    let end = format!("/me/applications/{}/end", setting.client.id);
    let form = [("csrf", csrf.as_str())];
    setting.harness.post(&end).cookie(&cookie).form(&form).send().await.expect(StatusCode::SEE_OTHER);
    setting.get(SHARES).await.expect(StatusCode::UNAUTHORIZED);
    assert!(setting.visit(&share, share["pin"].as_str().unwrap()).await);
    let end = format!("/me/shares/{}/end", share["id"].as_str().unwrap());
    setting.harness.post(&end).cookie(&cookie).form(&form).send().await.expect(StatusCode::SEE_OTHER);
    assert!(!setting.visit(&share, share["pin"].as_str().unwrap()).await);
}
