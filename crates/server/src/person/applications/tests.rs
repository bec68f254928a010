use axum::http::StatusCode;
use career::history::What;
use jiff::SignedDuration;
use oauth::scope::Scope;
use oauth::secret::Kind;
use serde_json::json;
use store::grants::Authorize;
use store::history::NewestHistoryOf;

use crate::testing::{Answer, Harness, REDIRECT_URI, TestClient, TestPerson, Tokens};

/// A person in a browser with an application.
struct Setting {
    harness: Harness,
    person: TestPerson,
    client: TestClient,
    tokens: Tokens,
    cookie: String,
    csrf: String,
}

impl Setting {
    async fn new() -> Self {
        let harness = Harness::new();
        let person = harness.person("candidate@example.com").await;
        let client = harness.application().await;
        let tokens = harness.tokens(&client, &person, &Scope::APPLICATION).await;
        let (cookie, _) = harness.sign_in("candidate@example.com", "/me").await;
        let csrf = harness.get("/me").cookie(&cookie).send().await.csrf();
        Self { harness, person, client, tokens, cookie, csrf }
    }

    async fn look(&self, path: &str) -> Answer {
        let page = self.harness.get(path).cookie(&self.cookie).send().await;
        page.expect(StatusCode::OK);
        page
    }

    async fn end(&self, client: &str) -> Answer {
        let path = format!("/me/applications/{client}/end");
        self.harness.post(&path).cookie(&self.cookie).form(&[("csrf", &self.csrf)]).send().await
    }

    /// A token request of the application.
    async fn token(&self, fields: &[(&str, &str)]) -> (u16, String) {
        self.harness.post("/oauth/token").basic(&self.client).form(fields).send().await.code()
    }

    async fn introspected(&self, token: &str) -> bool {
        let call = self.harness.post("/oauth/introspect").basic(&self.client);
        call.form(&[("token", token)]).send().await.json()["active"] == true
    }
}

#[tokio::test]
async fn a_person_sees_who_may_do_what_and_when_it_was_last_used() {
    let setting = Setting::new().await;
    assert!(setting.look("/me").await.body.contains("href=\"/me/applications\""));
    let page = setting.look("/me/applications").await.body;
    assert!(page.contains("Test Job Board") && page.contains("Not yet"), "{page}");
    for words in ["delete from your work experience", "read your whole record", "make links by which others"]
    {
        assert!(page.contains(words), "{words}");
    }
    let read = setting.harness.get("/api/record/v1/record").bearer(&setting.tokens.access).send().await;
    read.expect(StatusCode::OK);
    assert!(setting.look("/me/applications").await.body.contains("21 November 2026, to read"));
    let body = json!({"company": "Acme", "job": "Cook", "startingDate": "2020-01-15", "onCourse": true,
        "level": "empleado-a", "category": "informatica-telecomunicaciones", "subcategories": ["programacion"]});
    let path = format!("/api/4/curriculum/{}/experience", setting.person.curriculum);
    let put = setting.harness.put(&path).user(&setting.client, &setting.tokens.access).json(&body);
    put.send().await.expect(StatusCode::OK);
    assert!(setting.look("/me/applications").await.body.contains("21 November 2026, to write"));

    let other = setting.harness.sign_in("other@example.com", "/me").await.0;
    let theirs = setting.harness.get("/me/applications").cookie(&other).send().await;
    assert!(!theirs.body.contains("Test Job Board"), "nobody else's");
    let signed_out = setting.harness.get("/me/applications").send().await;
    assert_eq!(signed_out.location(), "/sign-in?next=%2Fme%2Fapplications");
}

#[tokio::test]
async fn ledger_190_ending_an_application_voids_everything_that_it_holds_at_once() {
    let setting = Setting::new().await;
    let Setting { harness, person, client, tokens, .. } = &setting;
    // It was allowed a second time, and a third time without redeeming the code yet.
    let second = harness.tokens(client, person, &[Scope::ReadRecord]).await;
    let code = harness.app.new_secret(Kind::Code);
    let request = oauth::authorization::AuthorizationRequest {
        redirect_uri: REDIRECT_URI.to_owned(),
        scopes: Scope::APPLICATION.into_iter().collect(),
        state: None,
        challenge: None,
    };
    let (grant, now) = (harness.app.new_grant_id(), harness.app.now());
    let authorize =
        Authorize { grant, client: client.id, person: person.id, request, code: code.hash(), now };
    harness.app.store.apply(authorize).await.unwrap();
    // Another person's with the same application, and another application's of the same person.
    let other_person = harness.person("other@example.com").await;
    let others = harness.tokens(client, &other_person, &Scope::APPLICATION).await;
    let other_client = harness.application().await;
    let kept = harness.tokens(&other_client, person, &Scope::APPLICATION).await;
    let curricula = |client, access: &str| harness.get("/api/2/curriculum").user(client, access).send();
    let record = |access: &str| harness.get("/api/record/v1/record").bearer(access).send();
    for access in [&tokens.access, &second.access] {
        record(access).await.expect(StatusCode::OK);
    }
    curricula(client, &tokens.access).await.expect(StatusCode::OK);
    assert_eq!(setting.look("/me/applications").await.body.matches("/end\"").count(), 2);

    let ended = setting.end(&client.id.to_string()).await;
    ended.expect(StatusCode::SEE_OTHER);
    assert_eq!(ended.location(), format!("/me/applications?ended={}", client.id));
    // The very next call.
    assert_eq!(curricula(client, &tokens.access).await.code(), (401, "101".to_owned()));
    for access in [&tokens.access, &second.access] {
        let refused = record(access).await;
        refused.expect(StatusCode::UNAUTHORIZED);
        assert!(refused.header("www-authenticate").unwrap().contains("invalid_token"));
        assert!(!setting.introspected(access).await);
    }
    let invalid = (400, "invalid_grant".to_owned());
    for refresh in [&tokens.refresh, &second.refresh] {
        let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh)];
        assert_eq!(setting.token(&fields).await, invalid);
    }
    let fields =
        [("grant_type", "authorization_code"), ("code", code.expose()), ("redirect_uri", REDIRECT_URI)];
    assert_eq!(setting.token(&fields).await, invalid);
    // What is another's lives on.
    record(&others.access).await.expect(StatusCode::OK);
    record(&kept.access).await.expect(StatusCode::OK);

    let page = setting.look(ended.location()).await.body;
    assert!(page.contains("role=\"status\"") && page.contains("no longer has access"), "{page}");
    assert!(page.contains("Ended on 21 November 2026 at 12:00 UTC."), "{page}");
    assert_eq!(page.matches("/end\"").count(), 1, "the other application's");
    let newest = NewestHistoryOf { person: person.id, before: None, most: 4 };
    let entries = harness.app.store.answer(newest).await.unwrap();
    let whats: Vec<What> = entries.iter().map(|entry| entry.event().unwrap().what).collect();
    assert_eq!(whats, [What::Read, What::Ended, What::Ended, What::Ended]);

    // It can be allowed again, and is then connected again.
    let again = harness.tokens(client, person, &[Scope::ReadRecord]).await;
    record(&again.access).await.expect(StatusCode::OK);
    assert_eq!(setting.look("/me/applications").await.body.matches("/end\"").count(), 2);
}

#[tokio::test]
async fn what_is_not_ones_own_cannot_be_ended_and_a_forged_form_ends_nothing() {
    let setting = Setting::new().await;
    let id = setting.client.id.to_string();
    let stranger = setting.harness.application().await.id.to_string();
    let not_found = setting.end("x").await;
    for unknown in [stranger.as_str(), &setting.person.id.to_string(), ""] {
        let answer = setting.end(unknown).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{unknown}");
        if !unknown.is_empty() {
            assert_eq!(answer.body.replace(unknown, "x"), not_found.body, "{unknown}");
        }
    }
    let path = format!("/me/applications/{id}/end");
    let (other, _) = setting.harness.sign_in("other@example.com", "/me").await;
    let csrf = setting.harness.get("/me").cookie(&other).send().await.csrf();
    let theirs = setting.harness.post(&path).cookie(&other).form(&[("csrf", &csrf)]).send().await;
    theirs.expect(StatusCode::NOT_FOUND);
    let forged = setting.harness.post(&path).cookie(&setting.cookie).form(&[("csrf", &csrf)]).send().await;
    forged.expect(StatusCode::FORBIDDEN);
    let nobody = setting.harness.post(&path).form(&[("csrf", &setting.csrf)]).send().await;
    assert_eq!(nobody.location(), "/sign-in?next=%2Fme%2Fapplications");
    let by_get = setting.harness.get(&path).cookie(&setting.cookie).send().await;
    assert_eq!(by_get.location(), "/me/applications");
    let call = setting.harness.get("/api/2/curriculum").user(&setting.client, &setting.tokens.access);
    call.send().await.expect(StatusCode::OK);

    setting.end(&id).await.expect(StatusCode::SEE_OTHER);
    setting.end(&id).await.expect(StatusCode::NOT_FOUND);
    // The address of a page says nothing that is not so.
    let page = setting.look(&format!("/me/applications?ended={stranger}")).await.body;
    assert!(!page.contains("role=\"status\""));
}

#[tokio::test]
async fn ledger_191_what_was_not_used_for_long_has_run_out() {
    let setting = Setting::new().await;
    setting.harness.advance(SignedDuration::from_hours(24 * 91));
    let (cookie, _) = setting.harness.sign_in("candidate@example.com", "/me").await;
    let page = setting.harness.get("/me/applications").cookie(&cookie).send().await.body;
    assert!(page.contains("Its access ran out") && !page.contains("/end\""), "{page}");
    assert!(page.contains("No application is connected."));
}
