use axum::http::StatusCode;
use career::credential::UnknownMembers;
use career::dictionary::Dictionaries;
use career::export::whole;
use career::history::What;
use career::reconciliation::Policy;
use oauth::scope::Scope;
use serde_json::{Value, json};

use crate::testing::{Answer, Harness, TestPerson};

/// A person who accepted a credential, with their cookie and token.
async fn signed_in(harness: &Harness, address: &str) -> (TestPerson, String, String) {
    let person = harness.person(address).await;
    let client = harness.partner_with(UnknownMembers::Keep).await;
    let token = harness.partner_token(&client, &Scope::PARTNER).await;
    let body = json!({
        "credential_id": format!("c-{address}"),
        "fields": {"full_name": "John Doe", "employment": [
            {"organisation": "A", "role_title": "B", "start_date": "2020-01", "last_processed_month": "2024-05",
             "grade": "G7"}]},
    });
    let added =
        harness.post("/api/partner/v2/add/requests/career_history").bearer(&token).json(&body).send().await;
    let link = added.json()["redirect_uri"].as_str().unwrap().to_owned();
    let path = format!("/add/{}", link.split("content=").nth(1).unwrap());
    let (cookie, _) = harness.sign_in(address, &path).await;
    let csrf = harness.get(&path).cookie(&cookie).send().await.csrf();
    let decision = [("csrf", csrf.as_str()), ("decision", "accept")];
    harness.post(&path).cookie(&cookie).form(&decision).send().await.expect(StatusCode::SEE_OTHER);
    (person, cookie, csrf)
}

async fn download(harness: &Harness, cookie: &str, csrf: &str, format: &str) -> Answer {
    let form = [("csrf", csrf), ("format", format)];
    harness.post("/me/export").cookie(cookie).form(&form).send().await
}

/// What the history of a whole record says, and of which formats.
fn exports(whole: &whole::Whole) -> Vec<Value> {
    let events = whole.history.iter().filter_map(career::history::Entry::event);
    events.filter(|event| event.what == What::Exported).map(|event| event.values["format"].clone()).collect()
}

fn read(answer: &Answer) -> whole::Whole {
    let dictionaries = Dictionaries::shipped().unwrap();
    whole::read(answer.body.as_bytes(), &Policy::shipped().unwrap(), &dictionaries).unwrap().whole
}

#[tokio::test]
async fn a_record_is_downloaded_in_each_format_and_each_time_entered() {
    let harness = Harness::new();
    let (_, cookie, csrf) = signed_in(&harness, "a@example.com").await;
    let page = harness.get("/me/export").cookie(&cookie).send().await;
    page.expect(StatusCode::OK);
    assert!(page.body.contains("One attested job has no reported end"));
    let submission =
        page.body.split("name=\"submission\" value=\"").nth(1).unwrap().split('"').next().unwrap();

    let resume = download(&harness, &cookie, &csrf, "json-resume").await;
    resume.expect(StatusCode::OK);
    assert_eq!(resume.header("content-disposition"), Some("attachment; filename=\"resume-2026-11-21.json\""));
    assert_eq!(resume.header("cache-control"), Some("no-store"));
    assert_eq!(resume.header("content-type"), Some("application/json"));
    assert_eq!(resume.json()["work"][0]["name"], "A");

    let form = [("csrf", csrf.as_str()), ("submission", submission)];
    let credential = harness.post("/me/export/credential").cookie(&cookie).form(&form).send().await;
    credential.expect(StatusCode::OK);
    let name = "attachment; filename=\"credential-2026-11-21.json\"";
    assert_eq!(credential.header("content-disposition"), Some(name));
    assert_eq!(credential.json()["source"]["partner"]["name"], "Test Payroll");
    assert_eq!(credential.json()["credential"]["employment"][0]["kept"]["grade"], "G7");

    let everything = download(&harness, &cookie, &csrf, "tenure-record").await;
    everything.expect(StatusCode::OK);
    let name = "attachment; filename=\"tenure-record-2026-11-21.json\"";
    assert_eq!(everything.header("content-disposition"), Some(name));
    let whole = read(&everything);
    assert_eq!(exports(&whole), ["json-resume", "tenure-credential", "tenure-record"]);
    assert_eq!(whole.record.person.address, "a@example.com");
}

#[tokio::test]
async fn looking_enters_nothing_and_without_the_pages_token_nothing_leaves() {
    let harness = Harness::new();
    let (_, cookie, csrf) = signed_in(&harness, "a@example.com").await;
    for _ in 0..2 {
        harness.get("/me/export").cookie(&cookie).send().await.expect(StatusCode::OK);
    }
    let forged = download(&harness, &cookie, "AAAA", "tenure-record").await;
    forged.expect(StatusCode::FORBIDDEN);
    let nobody = harness.post("/me/export").form(&[("format", "tenure-record")]).send().await;
    assert_eq!(nobody.location(), "/sign-in?next=%2Fme%2Fexport");
    assert_eq!(harness.get("/me/export").send().await.location(), "/sign-in?next=%2Fme%2Fexport");
    download(&harness, &cookie, &csrf, "pdf").await.expect(StatusCode::BAD_REQUEST);
    let whole = read(&download(&harness, &cookie, &csrf, "tenure-record").await);
    assert_eq!(exports(&whole), ["tenure-record"]);
}

#[tokio::test]
async fn another_persons_credential_is_as_unknown_as_none() {
    let harness = Harness::new();
    let (_, cookie, csrf) = signed_in(&harness, "a@example.com").await;
    let (_, other_cookie, _) = signed_in(&harness, "b@example.com").await;
    let page = harness.get("/me/export").cookie(&other_cookie).send().await.body;
    let theirs = page.split("name=\"submission\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let mut answers = Vec::new();
    for submission in [theirs, "00000000-0000-0000-0000-000000000000", "x"] {
        let form = [("csrf", csrf.as_str()), ("submission", submission)];
        let refused = harness.post("/me/export/credential").cookie(&cookie).form(&form).send().await;
        refused.expect(StatusCode::NOT_FOUND);
        answers.push(refused.body);
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "all alike");
    let whole = read(&download(&harness, &cookie, &csrf, "tenure-record").await);
    assert_eq!(exports(&whole), ["tenure-record"], "what was refused is not entered");
}
