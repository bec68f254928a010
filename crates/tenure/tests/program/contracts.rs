//! Both contracts, from `demo.json` and by HTTP alone.

use reqwest::{Method, StatusCode};
use serde_json::Value;

use crate::browser::Browser;
use crate::parties::{Application, Partner};
use crate::program::{Program, text};

#[tokio::test]
async fn a_credential_goes_from_the_partner_to_the_person() {
    let (program, _folder, demo) = Program::empty_demo();
    let partner = Partner::of(&demo).await;
    let response = partner.submit("payroll-2024-05").send().await.unwrap();
    assert_eq!(response.status(), StatusCode::CREATED);
    let answer: Value = response.json().await.unwrap();
    let link = text(&answer, "/redirect_uri");
    let prefix = format!(
        "{}/partner/add/careerHistory#clientId={}&content=",
        program.base_url,
        text(&demo, "/partner/client_id")
    );
    let content = link.strip_prefix(&prefix).unwrap_or_else(|| panic!("{link}"));
    assert_eq!(text(&partner.status("payroll-2024-05").await, "/status"), "incomplete");

    let person = Browser::new(&program.base_url);
    let landing = person.open("/partner/add/careerHistory").await;
    assert_eq!(landing.status, StatusCode::OK, "{}", landing.title());
    let page = format!("/add/{content}");
    let offer = person.sign_in(&page, "candidate@example.com").await;
    assert_eq!(offer.status, StatusCode::OK, "{}", offer.title());
    assert!(offer.html.contains("Company A") && offer.html.contains("Demo Payroll"), "{}", offer.html);
    assert_eq!(text(&partner.status("payroll-2024-05").await, "/status"), "incomplete");

    let stranger = Browser::new(&program.base_url);
    let error = stranger.sign_in(&page, "stranger@example.com").await;
    assert_eq!(error.status, StatusCode::NOT_FOUND, "{}", error.title());
    assert!(!error.html.contains("Company A") && !error.html.contains("Demo Payroll"), "{}", error.html);

    let accepted = person.fill(&offer, "decision", "accept").await;
    assert_eq!(accepted.status, StatusCode::OK, "{}", accepted.title());
    let status = partner.status("payroll-2024-05").await;
    assert_eq!(text(&status, "/status"), "verified");
    assert!(text(&status, "/finalized_at").ends_with('Z'));
    assert!(person.open("/me").await.html.contains("Company A"));
    assert!(!stranger.open("/me").await.html.contains("Company A"));
    program.stop();
}

#[tokio::test]
async fn a_person_may_decline() {
    let (program, _folder, demo) = Program::empty_demo();
    let partner = Partner::of(&demo).await;
    let answer: Value = partner.submit("declined").send().await.unwrap().json().await.unwrap();
    let (_, content) = text(&answer, "/redirect_uri").split_once("content=").unwrap();
    let person = Browser::new(&program.base_url);
    let offer = person.sign_in(&format!("/add/{content}"), "candidate@example.com").await;
    person.fill(&offer, "decision", "decline").await;
    assert_eq!(text(&partner.status("declined").await, "/status"), "canceled");
    assert!(!person.open("/me").await.html.contains("Company A"));
    program.stop();
}

#[tokio::test]
async fn an_experience_is_inserted_edited_listed_read_and_deleted() {
    let (program, _folder, demo) = Program::empty_demo();
    let application = Application::of(&demo);
    let inserted = application.put(None, "Engineer").send().await.unwrap();
    assert_eq!(inserted.status(), StatusCode::OK);
    let inserted: Value = inserted.json().await.unwrap();
    let id = text(&inserted, "/id");

    let edited = application.put(Some(id), "Lead engineer").send().await.unwrap();
    assert_eq!(edited.status(), StatusCode::OK);
    let edited: Value = edited.json().await.unwrap();
    assert_eq!((text(&edited, "/id"), text(&edited, "/job")), (id, "Lead engineer"));

    let list = application.list().await;
    assert_eq!(list.len(), 1);
    assert_eq!(list[0]["job"], "Lead engineer");

    let path = format!("/{id}");
    let read: Value = application.request(Method::GET, 1, &path).send().await.unwrap().json().await.unwrap();
    assert_eq!((text(&read, "/id"), text(&read, "/job")), (id, "Lead engineer"));

    let deleted = application.request(Method::DELETE, 1, &path).send().await.unwrap();
    assert_eq!(deleted.status(), StatusCode::OK);
    assert_eq!(deleted.text().await.unwrap(), "");
    let gone = application.request(Method::GET, 1, &path).send().await.unwrap();
    assert_eq!(gone.status(), StatusCode::NOT_FOUND);
    assert_eq!(text(&gone.json().await.unwrap(), "/error"), "650");
    assert!(application.list().await.is_empty());
    program.stop();
}
