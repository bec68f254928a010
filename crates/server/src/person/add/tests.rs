use axum::http::StatusCode;
use jiff::SignedDuration;
use oauth::scope::Scope;
use serde_json::json;

use crate::testing::{Answer, Harness};

const STATUS: &str = "/api/partner/v1/submissions/c-1/status.json";

/// A server with a partner that has sent something; the path is where its link leads.
struct Sent {
    harness: Harness,
    token: String,
    path: String,
}

impl Sent {
    async fn new() -> Self {
        let harness = Harness::new();
        let client = harness.partner().await;
        let token = harness.partner_token(&client, &Scope::PARTNER).await;
        let body = json!({
            "credential_id": "c-1",
            "fields": {"full_name": "John <script>Doe", "employment": [
                {"organisation": "Company & Sons", "role_title": "Engineer", "start_date": "2020-01",
                 "last_processed_month": "2024-05"},
            ]},
            "partner_chain": [{"name": "Middle Man"}],
        });
        let add = harness.post("/api/partner/v2/add/requests/career_history").bearer(&token).json(&body);
        let link = add.send().await.json()["redirect_uri"].as_str().unwrap().to_owned();
        let path = format!("/add/{}", link.split("content=").nth(1).unwrap());
        Self { harness, token, path }
    }

    async fn status(&self) -> String {
        let answer = self.harness.get(STATUS).bearer(&self.token).send().await;
        answer.json()["status"].as_str().unwrap().to_owned()
    }

    async fn look(&self, cookie: &str) -> Answer {
        self.harness.get(&self.path).cookie(cookie).send().await
    }

    async fn decide(&self, cookie: &str, csrf: &str, decision: &str) -> Answer {
        let form = [("csrf", csrf), ("decision", decision)];
        self.harness.post(&self.path).cookie(cookie).form(&form).send().await
    }
}

#[tokio::test]
async fn a_link_is_opened_signed_in_to_accepted_and_shown_in_the_record() {
    let sent = Sent::new().await;
    let unknown = sent.harness.get(&sent.path).send().await;
    unknown.expect(StatusCode::SEE_OTHER);
    assert!(unknown.location().starts_with("/sign-in?next=%2Fadd%2F"), "{}", unknown.location());

    let (cookie, entered) = sent.harness.sign_in("candidate@example.com", &sent.path).await;
    assert_eq!(entered.location(), sent.path, "straight to what was asked for");
    let offer = sent.look(&cookie).await;
    offer.expect(StatusCode::OK);
    for shown in ["Test Payroll", "Middle Man", "Company &#38; Sons", "Engineer", "January 2020", "May 2024"]
    {
        assert!(offer.body.contains(shown), "{shown}: {}", offer.body);
    }
    assert!(!offer.body.contains("<script>Doe"), "a name is escaped");
    assert!(offer.header("content-security-policy").unwrap().contains("script-src 'self'"));
    assert_eq!(offer.header("cache-control"), Some("no-store"));
    assert_eq!(offer.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(sent.status().await, "incomplete");

    let accepted = sent.decide(&cookie, &offer.csrf(), "accept").await;
    accepted.expect(StatusCode::SEE_OTHER);
    assert_eq!(sent.status().await, "verified");
    let after = sent.harness.get(accepted.location()).cookie(&cookie).send().await;
    after.expect(StatusCode::OK);
    let record = sent.harness.get("/me").cookie(&cookie).send().await;
    assert!(record.body.contains("Company &#38; Sons") && record.body.contains("Test Payroll"));
    sent.look(&cookie).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn a_second_person_sees_a_page_that_tells_nothing() {
    let sent = Sent::new().await;
    sent.harness.sign_in("first@example.com", &sent.path).await;
    let (second, _) = sent.harness.sign_in("second@example.com", &sent.path).await;
    let theirs = sent.look(&second).await;
    theirs.expect(StatusCode::NOT_FOUND);
    assert!(!theirs.body.contains("Company") && !theirs.body.contains("Payroll"));
    let nowhere = "/add/00000000-0000-4000-8000-000000000000";
    let nobodys = sent.harness.get(nowhere).cookie(&second).send().await;
    assert_eq!(theirs.status, nobodys.status);
    assert_eq!(theirs.body.replace(&sent.path, "*"), nobodys.body.replace(nowhere, "*"));
    let record = sent.harness.get("/me").cookie(&second).send().await;
    let refused = sent.decide(&second, &record.csrf(), "accept").await;
    refused.expect(StatusCode::NOT_FOUND);
    assert_eq!(sent.status().await, "incomplete");
}

#[tokio::test]
async fn whoever_is_signed_in_with_the_wrong_account_goes_on_with_another() {
    let sent = Sent::new().await;
    sent.harness.sign_in("first@example.com", &sent.path).await;
    let (second, _) = sent.harness.sign_in("second@example.com", "/me").await;
    let nothing = sent.look(&second).await;
    nothing.expect(StatusCode::NOT_FOUND);
    let action = format!("{}/account", sent.path);
    assert!(nothing.body.contains(&format!("action=\"{action}\"")), "{}", nothing.body);
    let form = [("csrf", nothing.csrf()), ("account", "other".to_owned())];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let other = sent.harness.post(&action).cookie(&second).form(&form).send().await;
    assert_eq!(other.status, StatusCode::SEE_OTHER);
    assert!(other.location().starts_with("/sign-in?next=%2Fadd%2F"), "{}", other.location());
    sent.look(&second).await.expect(StatusCode::SEE_OTHER);
    let (first, entered) = sent.harness.sign_in("first@example.com", &sent.path).await;
    assert_eq!(entered.location(), sent.path);
    assert!(sent.look(&first).await.body.contains("Test Payroll"));
}

/// It leads to nothing for anybody, so nobody is made to sign in first.
#[tokio::test]
async fn a_shortened_code_in_the_path_is_told_at_once() {
    let harness = Harness::new();
    for (path, words) in [
        ("/add/0b0d7c52-66f0", "a whole one has 36 characters, this one only 13"),
        ("/add/x", "There is no code in this"),
        ("/add/0b0d7c5266f04f0e9d7a3f1c1f2f6a10", "this one only 32"),
    ] {
        let told = harness.get(path).send().await;
        assert!(told.expect(StatusCode::NOT_FOUND).body.contains(words), "{}", told.body);
        assert!(told.body.contains("aria-invalid=\"true\"") && !told.body.contains("/static/add.js"));
        for path in [path.to_owned(), format!("{path}/account")] {
            let told = harness.post(&path).form(&[("account", "other")]).send().await;
            assert!(told.expect(StatusCode::NOT_FOUND).body.contains(words), "{}", told.body);
        }
    }
}

#[tokio::test]
async fn somebody_signed_in_already_chooses_the_account_first() {
    let sent = Sent::new().await;
    let (cookie, _) = sent.harness.sign_in("candidate@example.com", "/me").await;
    let choice = sent.look(&cookie).await;
    choice.expect(StatusCode::OK);
    assert!(!choice.body.contains("Company"), "nothing is shown before it is bound");
    let account = |account: &str| {
        let form = [("csrf", choice.csrf()), ("account", account.to_owned())];
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        sent.harness.post(&format!("{}/account", sent.path)).cookie(&cookie).form(&form).send()
    };
    account("neither").await.expect(StatusCode::BAD_REQUEST);
    let other = account("continue").await;
    assert_eq!(other.location(), sent.path);
    assert!(sent.look(&cookie).await.body.contains("Company"));
    let other = account("other").await;
    assert!(other.location().starts_with("/sign-in?next="));
    sent.look(&cookie).await.expect(StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_form_from_elsewhere_is_403_and_changes_nothing() {
    let sent = Sent::new().await;
    let (cookie, _) = sent.harness.sign_in("candidate@example.com", &sent.path).await;
    let csrf = sent.look(&cookie).await.csrf();
    sent.decide(&cookie, "", "accept").await.expect(StatusCode::FORBIDDEN);
    let (other, _) = sent.harness.sign_in("other@example.com", "/me").await;
    let others = sent.harness.get("/me").cookie(&other).send().await.csrf();
    sent.decide(&cookie, &others, "accept").await.expect(StatusCode::FORBIDDEN);
    let form = [("csrf", csrf.as_str()), ("decision", "accept")];
    for (name, value) in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        let call = sent.harness.post(&sent.path).cookie(&cookie).header(name, value).form(&form);
        call.send().await.expect(StatusCode::FORBIDDEN);
    }
    assert_eq!(sent.status().await, "incomplete");
    let own =
        sent.harness.post(&sent.path).cookie(&cookie).header("origin", "https://tenure.example").form(&form);
    own.send().await.expect(StatusCode::SEE_OTHER);
    assert_eq!(sent.status().await, "verified");
}

#[tokio::test]
async fn declined_and_expired_say_so() {
    let sent = Sent::new().await;
    let (cookie, _) = sent.harness.sign_in("candidate@example.com", &sent.path).await;
    let csrf = sent.look(&cookie).await.csrf();
    sent.decide(&cookie, &csrf, "perhaps").await.expect(StatusCode::BAD_REQUEST);
    sent.decide(&cookie, &csrf, "decline").await.expect(StatusCode::SEE_OTHER);
    sent.look(&cookie).await.expect(StatusCode::GONE);
    sent.decide(&cookie, &csrf, "accept").await.expect(StatusCode::GONE);
    assert_eq!(sent.status().await, "canceled");

    let sent = Sent::new().await;
    let (cookie, _) = sent.harness.sign_in("candidate@example.com", &sent.path).await;
    let csrf = sent.look(&cookie).await.csrf();
    sent.harness.advance(SignedDuration::from_hours(48));
    sent.decide(&cookie, &csrf, "accept").await.expect(StatusCode::GONE);
    sent.look(&cookie).await.expect(StatusCode::GONE);
}

#[tokio::test]
async fn ledger_54_the_landing_page_works_with_and_without_scripts() {
    let harness = Harness::new();
    for path in ["/partner/add/careerHistory", "/partner/add/batch"] {
        let page = harness.get(path).send().await;
        page.expect(StatusCode::OK);
        assert!(page.body.contains("/static/add.js") && page.body.contains("name=\"content\""));
    }
    let id = "00000000-0000-4000-8000-000000000000";
    let pasted = harness.get(&format!("/add?content={id}")).send().await;
    assert_eq!((pasted.status, pasted.location()), (StatusCode::SEE_OTHER, format!("/add/{id}").as_str()));
    for (entered, words) in [
        ("nonsense", "There is no code in this"),
        ("00000000-0000", "this one only 13"),
        ("", "Paste the link or the code here"),
    ] {
        let told = harness.get(&format!("/add?content={entered}")).send().await;
        assert!(told.expect(StatusCode::UNPROCESSABLE_ENTITY).body.contains(words), "{}", told.body);
    }
}
