//! What holds for every route of this folder.

use axum::http::{Method, StatusCode};

use super::testing::{CREDENTIAL, Marked};
use crate::person::curricula::testing::sign_in;

/// Every route; `{e}` stands for a declared statement, `{c}` for an attested one, `{s}` for a submission.
const ROUTES: [(Method, &str); 9] = [
    (Method::POST, "/me/statements/{e}/hide"),
    (Method::POST, "/me/statements/{e}/show"),
    (Method::POST, "/me/statements/{c}/hide"),
    (Method::POST, "/me/statements/{c}/show"),
    (Method::GET, "/me/statements/{c}/dispute"),
    (Method::POST, "/me/statements/{c}/dispute"),
    (Method::POST, "/me/statements/{c}/dispute/withdraw"),
    (Method::GET, "/me/credentials/{s}/delete"),
    (Method::POST, "/me/credentials/{s}/delete"),
];

fn place(route: &str, experience: &str, employment: &str, submission: &str) -> String {
    route.replace("{e}", experience).replace("{c}", employment).replace("{s}", submission)
}

fn of(route: &str, marked: &Marked) -> String {
    place(route, &marked.experience, &marked.employment(1), &marked.submission)
}

async fn is_untouched(marked: &Marked) {
    let page = marked.get("/me").await;
    assert!(page.body.contains("Declared Ltd") && page.body.contains("Company &#38; Sons"));
    assert!(!page.body.contains("Stolen") && !page.body.contains("badge-hidden"));
    assert_eq!(marked.status(CREDENTIAL).await.get("dispute"), None);
}

#[tokio::test]
async fn whoever_is_signed_out_is_sent_to_sign_in_and_back() {
    let marked = Marked::new().await;
    for (method, route) in ROUTES {
        let path = of(route, &marked);
        let call = marked.setting.harness.call(method.clone(), &path);
        let answer = call.form(&[("note", "Stolen"), ("tell", "true")]).send().await;
        answer.expect(StatusCode::SEE_OTHER);
        let next = answer.location().strip_prefix("/sign-in?next=").unwrap().replace("%2F", "/");
        assert!(next.starts_with("/me"), "{method} {path}: {next}");
        marked.get(&next).await.expect(StatusCode::OK);
        if method == Method::POST && !path.ends_with("/dispute") && !path.ends_with("/delete") {
            assert_eq!(marked.get(&path).await.location(), "/me", "GET {path}");
        }
    }
    is_untouched(&marked).await;
}

#[tokio::test]
async fn a_form_without_the_token_of_the_session_is_403_and_changes_nothing() {
    let marked = Marked::new().await;
    let setting = &marked.setting;
    let (_, others) = sign_in(&setting.harness, "other@example.com").await;
    for (method, route) in ROUTES.into_iter().filter(|(method, _)| *method == Method::POST) {
        let path = of(route, &marked);
        for csrf in ["", others.as_str()] {
            let call = setting.harness.call(method.clone(), &path).cookie(&setting.cookie);
            let call = call.form(&[("csrf", csrf), ("note", "Stolen"), ("tell", "true")]);
            call.send().await.expect(StatusCode::FORBIDDEN);
        }
        let call = setting.harness.call(method, &path).cookie(&setting.cookie);
        let call = call.header("origin", "https://evil.example").form(&[("csrf", &setting.csrf)]);
        call.send().await.expect(StatusCode::FORBIDDEN);
    }
    is_untouched(&marked).await;
}

#[tokio::test]
async fn another_persons_statement_is_as_unknown_as_none() {
    let marked = Marked::new().await;
    let (thief, csrf) = sign_in(&marked.setting.harness, "thief@example.com").await;
    let nil = "00000000-0000-4000-8000-000000000000";
    for (method, route) in ROUTES {
        let paths = [
            of(route, &marked),
            place(route, "experience/1", &format!("credential/{nil}/1"), nil),
            place(route, "experience/0", "credential/x/y", "x"),
            place(route, "experience/%FF", &format!("credential/{nil}/%FF"), "%FF"),
        ];
        let mut seen = Vec::new();
        for path in paths {
            let call = marked.setting.harness.call(method.clone(), &path).cookie(&thief);
            let form = [("csrf", csrf.as_str()), ("note", "Stolen"), ("tell", "true")];
            let answer = call.form(&form).send().await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {path}");
            seen.push(answer.body.replace(&path, "*"));
        }
        assert!(seen.iter().all(|body| *body == seen[0]), "{method} {route}");
        assert!(!seen[0].contains("Company"));
    }
    is_untouched(&marked).await;
}

#[tokio::test]
async fn a_place_that_a_credential_does_not_have_is_none() {
    let marked = Marked::new().await;
    for place in [0, 3, u16::MAX] {
        let path = format!("/me/statements/{}/dispute", marked.employment(place));
        marked.get(&path).await.expect(StatusCode::NOT_FOUND);
        marked.post(&path, &[("note", "No")]).await.expect(StatusCode::NOT_FOUND);
        marked.post(&path, &[("note", "")]).await.expect(StatusCode::NOT_FOUND);
    }
}
