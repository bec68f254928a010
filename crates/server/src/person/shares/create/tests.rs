use axum::http::StatusCode;
use serde_json::json;

use crate::person::curricula::testing::hidden;
use crate::person::record::testing::Marked;

const NEW: &str = "/me/shares/new";

#[tokio::test]
async fn a_link_is_made_and_its_pin_is_shown_this_once() {
    let marked = Marked::new().await;
    let form = marked.get(NEW).await;
    form.expect(StatusCode::OK);
    let attested = marked.employment(1);
    for value in [marked.experience.as_str(), &attested] {
        assert!(form.body.contains(&format!("name=\"statement\" value=\"{value}\"")), "{value}");
    }
    assert!(!form.body.contains(" checked") && form.body.contains("<option value=\"7\" selected>"));
    let (share, made) = (hidden(&form, "share"), hidden(&form, "made"));
    let fields = [
        ("share", share.as_str()),
        ("made", &made),
        ("statement", &attested),
        ("verdicts", "true"),
        ("days", "30"),
        ("pin", ""),
    ];
    let created = marked.post(NEW, &fields).await;
    created.expect(StatusCode::OK);
    assert_eq!(created.header("cache-control"), Some("no-store"));
    let link = format!("https://tenure.example/share/{share}");
    assert!(created.body.contains(&link) && created.body.contains(&made), "{}", created.body);
    assert!(created.body.contains("21 December 2026 at 12:00 UTC"), "{}", created.body);

    let list = marked.get("/me/shares").await;
    assert!(list.body.contains(&link) && !list.body.contains(&made));
    let entry = marked.history().await.pop().unwrap();
    assert_eq!(
        entry.values,
        json!({
            "content": {"statements": [attested], "verdicts": true},
            "expires_at": "2026-12-21T12:00:02Z",
        })
    );
    assert!(!entry.statement().contains(&made));
}

#[tokio::test]
async fn ledger_147_a_form_that_is_sent_twice_makes_one_link() {
    let marked = Marked::new().await;
    let form = marked.get(NEW).await;
    let (share, made) = (hidden(&form, "share"), hidden(&form, "made"));
    let with =
        |statement| [("share", share.as_str()), ("made", &made), ("days", "1"), ("statement", statement)];
    let first = marked.post(NEW, &with(&marked.experience)).await;
    let again = marked.post(NEW, &with(&marked.experience)).await;
    assert_eq!(first.shown(), again.shown(), "the PIN can still be read");
    let attested = marked.employment(1);
    let other = marked.post(NEW, &with(&attested)).await;
    let list = marked.setting.follow(&other).await;
    assert!(list.body.contains("You have sent this form before"));
    assert_eq!(list.body.matches("End this link").count(), 1);
    let shared =
        marked.history().await.iter().filter(|event| event.what == career::history::What::Shared).count();
    assert_eq!(shared, 1);
}

#[tokio::test]
async fn what_is_hidden_is_not_offered_and_cannot_be_chosen() {
    let marked = Marked::new().await;
    marked.done(&format!("/me/statements/{}/hide", marked.experience), &[]).await;
    let form = marked.get(NEW).await;
    assert!(!form.body.contains("Declared Ltd</bdi>") && form.body.contains("Second Ltd"));
    let chosen = [("statement", marked.experience.as_str()), ("statement", "experience/1"), ("days", "x")];
    let refused = marked.post(NEW, &chosen).await;
    refused.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Choose at least one job."));
    for place in [1, 2] {
        marked.done(&format!("/me/statements/{}/hide", marked.employment(place)), &[]).await;
    }
    assert!(marked.get(NEW).await.body.contains("There is nothing in your record that could be shared"));
}

#[tokio::test]
async fn ledger_142_an_own_pin_is_taken_as_it_is_entered_or_refused_beside_its_field() {
    let marked = Marked::new().await;
    for (pin, told) in [
        ("12345", "6 to 12 digits"),
        ("secret", "6 to 12 digits"),
        ("123456", "among the first that others would try"),
    ] {
        let answer = marked.post(NEW, &[("statement", &marked.experience), ("pin", pin)]).await;
        answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(told), "{}", answer.body);
        assert!(answer.body.contains(&format!("value=\"{pin}\"")) && answer.body.contains(" checked"));
    }
    let both = marked.post(NEW, &[("pin", "000000")]).await;
    assert!(both.body.contains("2 things need your attention"));
    assert!(!marked.get("/me/shares").await.body.contains("End this link"));
    let link = marked.share(&[&marked.experience], &[("pin", " 9018 2377 ")]).await;
    assert_eq!(link.pin, "90182377");
    marked.open(&link.path, "90 18 23 77").await.expect(StatusCode::OK);
}
