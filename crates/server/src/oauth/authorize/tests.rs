use axum::http::{Method, StatusCode};
use oauth::authorization::LONGEST;
use oauth::scope::Scope;

use crate::testing::{Answer, Harness, REDIRECT_URI, TestClient};

const PATH: &str = "/api/oauth/user-authorize/index.xhtml";

fn ask(client: &TestClient, more: &str) -> String {
    let uri: String = url::form_urlencoded::byte_serialize(REDIRECT_URI.as_bytes()).collect();
    format!("{PATH}?client_id={}&redirect_uri={uri}&state=s+1{more}", client.id)
}

async fn decide(harness: &Harness, path: &str, cookie: &str, csrf: &str, decision: &str) -> Answer {
    harness.post(path).cookie(cookie).form(&[("csrf", csrf), ("decision", decision)]).send().await
}

fn parameter(location: &str, name: &str) -> Option<String> {
    let url = url::Url::parse(location).unwrap();
    url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}

#[tokio::test]
async fn a_person_allows_and_the_application_redeems_once() {
    let harness = Harness::new();
    let client = harness.application().await;
    let path = ask(&client, "&response_type=code&scope=CV,candidate_read_curriculum_experience");
    let unknown = harness.get(&path).send().await;
    assert!(unknown.location().starts_with("/sign-in?next=%2Fapi%2Foauth"), "{}", unknown.location());
    let (cookie, entered) = harness.sign_in("candidate@example.com", &path).await;
    assert_eq!(entered.location(), path);
    let page = harness.get(&path).cookie(&cookie).send().await;
    page.expect(StatusCode::OK);
    assert!(page.body.contains("Test Job Board") && page.body.contains("candidate@example.com"));
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.ends_with("form-action 'self' https://app.example"), "{policy}");

    let back = decide(&harness, &path, &cookie, &page.csrf(), "accept").await;
    back.expect(StatusCode::SEE_OTHER);
    let location = back.location();
    assert!(location.starts_with("https://app.example/callback?code=tnr_ac_"), "{location}");
    assert_eq!(parameter(location, "state").as_deref(), Some("s 1"));
    assert_eq!(parameter(location, "iss").as_deref(), Some("https://tenure.example"));
    let code = parameter(location, "code").unwrap();
    let fields = [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", REDIRECT_URI)];
    let redeem = || harness.post("/oauth/authorize").basic(&client).form(&fields).send();
    let tokens = redeem().await;
    tokens.expect(StatusCode::OK);
    assert_eq!(tokens.json()["expires_in"], 43_199);
    let access = tokens.json()["access_token"].as_str().unwrap().to_owned();
    let curricula = || harness.get("/api/2/curriculum").user(&client, &access).send();
    curricula().await.expect(StatusCode::OK);
    assert_eq!(redeem().await.code(), (400, "invalid_grant".to_owned()));
    assert_eq!(curricula().await.code(), (401, "101".to_owned()), "a code used twice ends its tokens");
}

#[tokio::test]
async fn a_person_declines_and_nothing_is_granted() {
    let harness = Harness::new();
    let client = harness.application().await;
    let path = ask(&client, "&response_type=code");
    let (cookie, _) = harness.sign_in("candidate@example.com", &path).await;
    let csrf = harness.get(&path).cookie(&cookie).send().await.csrf();
    let back = decide(&harness, &path, &cookie, &csrf, "decline").await;
    assert_eq!(parameter(back.location(), "error").as_deref(), Some("access_denied"));
    assert_eq!(parameter(back.location(), "state").as_deref(), Some("s 1"));
    assert_eq!(parameter(back.location(), "code"), None);
    decide(&harness, &path, &cookie, "", "accept").await.expect(StatusCode::FORBIDDEN);
    decide(&harness, &path, &cookie, &csrf, "x").await.expect(StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_bad_client_or_redirect_uri_is_told_on_a_page() {
    let harness = Harness::new();
    let client = harness.application().await;
    let partner = harness.partner().await;
    let elsewhere =
        format!("{PATH}?client_id={}&redirect_uri=https://evil.example/&response_type=code", client.id);
    for path in
        [PATH.to_owned(), format!("{PATH}?client_id=x"), ask(&partner, "&response_type=code"), elsewhere]
    {
        let page = harness.get(&path).send().await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{path}");
        assert_eq!(page.header("location"), None);
        assert!(page.body.contains("<h1"));
    }
}

#[tokio::test]
async fn ledger_67_anything_else_is_told_by_a_redirect_after_sign_in() {
    let harness = Harness::new();
    let client = harness.application().await;
    let (cookie, _) = harness.sign_in("candidate@example.com", "/me").await;
    for (more, error) in [
        ("", "invalid_request"),
        ("&response_type=token", "unsupported_response_type"),
        ("&response_type=code&scope=candidate_read_skills", "invalid_scope"),
        (&format!("&response_type=code&scope={}", Scope::WriteCareerHistory.wire_name()), "invalid_scope"),
        ("&response_type=code&code_challenge=x&code_challenge_method=plain", "invalid_request"),
    ] {
        let back = harness.get(&ask(&client, more)).cookie(&cookie).send().await;
        assert_eq!(back.status, StatusCode::FOUND, "{more}");
        assert_eq!(parameter(back.location(), "error").as_deref(), Some(error), "{more}");
    }
}

#[tokio::test]
async fn what_an_error_says_is_safe_to_show_and_has_an_end() {
    let harness = Harness::new();
    let client = harness.application().await;
    let (cookie, _) = harness.sign_in("candidate@example.com", "/me").await;
    for scope in ["%3Cscript%3E%22%5C%0D%0ASet-Cookie:x", "%E2%80%AE%00%C3%B1", &"x".repeat(4000)] {
        let path = ask(&client, &format!("&response_type=code&scope={scope}"));
        let back = harness.get(&path).cookie(&cookie).send().await;
        let description = parameter(back.location(), "error_description").unwrap();
        assert!(description.len() <= 200, "{description}");
        let allowed = |byte: u8| matches!(byte, 0x20..=0x21 | 0x23..=0x5b | 0x5d..=0x7e);
        assert!(description.bytes().all(allowed), "RFC 6749 §4.1.2.1: {description}");
    }
}

#[tokio::test]
async fn a_parameter_that_stands_twice_is_refused_and_not_chosen_from() {
    let harness = Harness::new();
    let client = harness.application().await;
    let other = harness.application().await;
    let (cookie, _) = harness.sign_in("candidate@example.com", "/me").await;
    let path = ask(&client, "&response_type=code");
    for (more, state) in [("state=x", None), ("x=1&x=2", Some("s 1"))] {
        let back = harness.get(&format!("{path}&{more}")).cookie(&cookie).send().await;
        assert_eq!(parameter(back.location(), "error").as_deref(), Some("invalid_request"), "{more}");
        assert_eq!(parameter(back.location(), "state").as_deref(), state, "{more}");
    }
    // One without a value counts as omitted (RFC 6749 §3.1).
    harness.get(&format!("{path}&scope=cv&scope=")).cookie(&cookie).send().await.expect(StatusCode::OK);
    for more in [format!("client_id={}", other.id), "redirect_uri=https://evil.example/".to_owned()] {
        let page = harness.get(&format!("{path}&{more}")).cookie(&cookie).send().await;
        assert_eq!((page.status, page.header("location")), (StatusCode::BAD_REQUEST, None), "{more}");
    }
}

#[tokio::test]
async fn a_long_request_survives_the_sign_in_and_a_longer_one_is_told_on_a_page() {
    let harness = Harness::new();
    let client = harness.application().await;
    let path = ask(&client, "&response_type=code&x=");
    let query = path.split_once('?').unwrap().1.len();
    let longest = format!("{path}{}", "~".repeat(LONGEST - query));
    let (cookie, entered) = harness.sign_in("candidate@example.com", &longest).await;
    assert_eq!(entered.location(), longest);
    harness.get(&longest).cookie(&cookie).send().await.expect(StatusCode::OK);
    let page = harness.get(&format!("{longest}~")).cookie(&cookie).send().await;
    assert_eq!((page.status, page.header("location")), (StatusCode::BAD_REQUEST, None));
}

#[tokio::test]
async fn looking_decides_nothing() {
    let harness = Harness::new();
    let client = harness.application().await;
    let path = ask(&client, "&response_type=code&decision=accept&csrf=x");
    let (cookie, _) = harness.sign_in("candidate@example.com", "/me").await;
    for verb in [Method::GET, Method::HEAD] {
        let page = harness.call(verb.clone(), &path).cookie(&cookie).send().await;
        assert_eq!((page.status, page.header("location")), (StatusCode::OK, None), "{verb}");
        assert_eq!(page.body.is_empty(), verb == Method::HEAD);
    }
}

#[tokio::test]
async fn a_decision_counts_from_this_servers_own_page_in_this_session_alone() {
    let harness = Harness::new();
    let client = harness.application().await;
    let path = ask(&client, "&response_type=code");
    let (other, _) = harness.sign_in("other@example.com", "/me").await;
    let theirs = harness.get(&path).cookie(&other).send().await.csrf();
    let (cookie, _) = harness.sign_in("candidate@example.com", "/me").await;
    let csrf = harness.get(&path).cookie(&cookie).send().await.csrf();
    let post =
        |csrf: &str| harness.post(&path).cookie(&cookie).form(&[("csrf", csrf), ("decision", "accept")]);
    for forged in ["", "x", &theirs] {
        post(forged).send().await.expect(StatusCode::FORBIDDEN);
    }
    post(&"x".repeat(64 * 1024)).send().await.expect(StatusCode::PAYLOAD_TOO_LARGE);
    for (name, value) in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        post(&csrf).header(name, value).send().await.expect(StatusCode::FORBIDDEN);
    }
    let nobody = harness.post(&path).form(&[("csrf", &csrf), ("decision", "accept")]).send().await;
    assert!(nobody.location().starts_with("/sign-in?next="), "{}", nobody.location());
    let accepted = post(&csrf).header("origin", "https://tenure.example").send().await;
    assert!(parameter(accepted.location(), "code").is_some());
}
