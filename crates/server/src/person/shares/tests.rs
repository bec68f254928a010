//! What holds for the routes of a person's own shares.

use axum::http::{Method, StatusCode};

use crate::person::curricula::testing::sign_in;
use crate::person::record::testing::Marked;

/// Every route of the owner; `{s}` stands for a share.
const ROUTES: [(Method, &str); 4] = [
    (Method::GET, "/me/shares"),
    (Method::GET, "/me/shares/new"),
    (Method::POST, "/me/shares/new"),
    (Method::POST, "/me/shares/{s}/end"),
];

#[tokio::test]
async fn whoever_is_signed_out_or_sends_a_forged_form_does_nothing() {
    let marked = Marked::new().await;
    let link = marked.share(&[&marked.experience], &[]).await;
    let id = link.path.trim_start_matches("/share/").to_owned();
    let (_, others) = sign_in(&marked.setting.harness, "other@example.com").await;
    for (method, route) in ROUTES {
        let path = route.replace("{s}", &id);
        let call = || marked.setting.harness.call(method.clone(), &path);
        let form = |csrf| [("csrf", csrf), ("statement", marked.experience.as_str())];
        let answer = call().form(&form("")).send().await;
        answer.expect(StatusCode::SEE_OTHER);
        let next = answer.location().strip_prefix("/sign-in?next=").unwrap().replace("%2F", "/");
        marked.get(&next).await.expect(StatusCode::OK);
        if method == Method::POST {
            for csrf in ["", others.as_str()] {
                let forged = call().cookie(&marked.setting.cookie).form(&form(csrf));
                forged.send().await.expect(StatusCode::FORBIDDEN);
            }
            let forged = call().cookie(&marked.setting.cookie).header("origin", "https://evil.example");
            forged.form(&form(&marked.setting.csrf)).send().await.expect(StatusCode::FORBIDDEN);
        }
    }
    assert_eq!(marked.get(&format!("/me/shares/{id}/end")).await.location(), "/me/shares");
    marked.open(&link.path, &link.pin).await.expect(StatusCode::OK);
    assert_eq!(marked.get("/me/shares").await.body.matches("/share/").count(), 2, "one link, href and text");
}

#[tokio::test]
async fn another_persons_share_is_as_unknown_as_none() {
    let marked = Marked::new().await;
    let link = marked.share(&[&marked.experience], &[]).await;
    let id = link.path.trim_start_matches("/share/").to_owned();
    let (thief, csrf) = sign_in(&marked.setting.harness, "thief@example.com").await;
    let mut seen = Vec::new();
    for id in [id.as_str(), "00000000-0000-4000-8000-000000000000", "x", "%FF"] {
        let path = format!("/me/shares/{id}/end");
        let call = marked.setting.harness.post(&path).cookie(&thief).form(&[("csrf", &csrf)]);
        let answer = call.send().await;
        answer.expect(StatusCode::NOT_FOUND);
        seen.push(answer.body.replace(&path, "*"));
    }
    assert!(seen.iter().all(|body| *body == seen[0]));
    marked.open(&link.path, &link.pin).await.expect(StatusCode::OK);

    // The thief declares something and names the id of the link for a share of their own.
    let list = marked.setting.harness.get("/me/shares").cookie(&thief).send().await;
    assert!(!list.body.contains(&id));
    let form =
        [("csrf", csrf.as_str()), ("share", &id), ("statement", &marked.experience), ("pin", "901823")];
    let call = marked.setting.harness.post("/me/shares/new").cookie(&thief).form(&form);
    let answer = call.send().await;
    answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!answer.body.contains("Declared Ltd"), "another person's statement cannot be chosen");
}
