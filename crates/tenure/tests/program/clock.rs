//! The demo's clock: everything follows it, at once and over restarts.

use std::fs;
use std::path::Path;

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::parties::{Application, Partner, http};
use crate::program::{Program, descriptor, text};

async fn advance(base_url: &str, by: &str) -> Value {
    let request = http().post(format!("{base_url}/demo/clock")).json(&json!({ "advance": by }));
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    response.json().await.unwrap()
}

async fn now(base_url: &str) -> jiff::Timestamp {
    let answer: Value =
        http().get(format!("{base_url}/demo/clock")).send().await.unwrap().json().await.unwrap();
    text(&answer, "/now").parse().unwrap()
}

/// True where some file of the folder holds the text.
fn holds(folder: &Path, text: &str) -> bool {
    let mut files = fs::read_dir(folder).unwrap().map(|file| fs::read(file.unwrap().path()).unwrap());
    files.any(|bytes| bytes.windows(text.len()).any(|window| window == text.as_bytes()))
}

#[tokio::test]
async fn after_48_hours_of_the_demo_s_time_an_open_submission_is_canceled_and_gone() {
    let (program, folder, demo) = Program::empty_demo();
    let partner = Partner::of(&demo).await;
    let answer: Value = partner.submit("clock-1").send().await.unwrap().json().await.unwrap();
    let (_, content) = text(&answer, "/redirect_uri").split_once("content=").unwrap();
    let person = Browser::new(&program.base_url);
    let offer = person.sign_in(&format!("/add/{content}"), "candidate@example.com").await;
    assert!(offer.html.contains("Company A"));
    assert!(holds(folder.path(), "Company A"));
    assert_eq!(Application::of(&demo).list().await.len(), 0);

    let before = now(&program.base_url).await;
    let moved = advance(&program.base_url, "PT48H").await;
    let after: jiff::Timestamp = text(&moved, "/now").parse().unwrap();
    assert!(after.duration_since(before) >= jiff::SignedDuration::from_hours(48));
    assert!(!holds(folder.path(), "Company A"), "swept and cut from the log before the answer");

    let renewed = descriptor(folder.path());
    assert_ne!(text(&renewed, "/person/access_token"), text(&demo, "/person/access_token"));
    assert_eq!(Application::of(&renewed).list().await.len(), 0, "the fresh pair works");
    let partner = Partner::of(&renewed).await;
    let status = partner.status("clock-1").await;
    assert_eq!(text(&status, "/status"), "canceled");
    assert_eq!(person.open(&format!("/add/{content}")).await.status, StatusCode::GONE);
    program.stop();

    let again = Program::demo(folder.path(), &["--empty"]);
    assert!(now(&again.base_url).await >= after, "kept over a restart");
    let partner = Partner::of(&descriptor(folder.path())).await;
    assert_eq!(text(&partner.status("clock-1").await, "/status"), "canceled");
    again.stop();
}
