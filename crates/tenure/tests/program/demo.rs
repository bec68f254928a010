//! `tenure demo`: what it plays, what it writes down, and what it leaves alone.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use reqwest::{Method, StatusCode};
use tempfile::TempDir;

use crate::browser::Browser;
use crate::parties::{Application, Partner};
use crate::program::{Program, descriptor, printed, run, text};

/// What the demo prints last, before it waits.
const LAST: &str = "All of these credentials";

fn bytes(folder: &Path) -> Vec<u8> {
    fs::read(folder.join("demo.json")).unwrap()
}

/// Asserts that these stand in a text, in this order.
fn assert_in_order(printed: &str, expected: &[&str]) {
    let mut rest = printed;
    for words in expected {
        let (_, after) = rest.split_once(words).unwrap_or_else(|| panic!("`{words}` is not next in\n{rest}"));
        rest = after;
    }
}

#[tokio::test]
async fn it_plays_all_samples_once_and_goes_on_with_what_is_there() {
    let folder = TempDir::new().unwrap();
    let mut program = Program::demo(folder.path(), &[]);
    let base_url = program.base_url.clone();
    let link = format!("201 {{\"redirect_uri\":\"{base_url}/partner/add/careerHistory#clientId=");
    assert_in_order(
        &program.until(LAST),
        &[
            "new data",
            "200 {\"access_token\":\"tnr_at_",
            &link,
            "\"status\":\"incomplete\"",
            "GET /add/",
            "303 to /sign-in?next=%2Fadd%2F",
            "\"code\":\"",
            "303 to /add/",
            "200 {\"id\":\"fa651300-b91a-49cb-8ee7-cac68b3fdf74\",\"status\":\"verified\"",
            "400 {\"error\":\"221\"",
            "line 13 column 2",
            "\"company\":\"InfoJobs\",\"job\":\"Web programmer\"",
            "400 {\"error\":\"221\"",
            "line 12 column 2",
            "PUT /api/4/offer/curriculum/E5B265D1-FA87-96B3-6A5EC0BE3125817E/experience",
            "200 {\"id\":\"8547632159\",\"company\":\"InfoJobs\",\"job\":\"Script programmer\"",
            "/me",
            "/demo/outbox",
            "curl",
        ],
    );
    let written = bytes(folder.path());
    let mode = fs::metadata(folder.path().join("demo.json")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let mode = fs::metadata(folder.path().join("tenure.sqlite3")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let demo = descriptor(folder.path());
    assert_eq!(text(&demo, "/base_url"), base_url);
    let before = Application::of(&demo).list().await;
    assert_eq!(before.len(), 2);
    program.stop();

    let address = base_url.strip_prefix("http://").unwrap();
    let mut program =
        Program::start(&["demo", "--listen", address, "--data", folder.path().to_str().unwrap()]);
    let printed_again = program.until(LAST);
    assert_in_order(
        &printed_again,
        &[
            "going on with the data",
            "201 ",
            "Tenure-Replayed: same",
            "\"status\":\"verified\"",
            "\"221\"",
            "\"221\"",
        ],
    );
    assert!(!printed_again.contains("not expected"), "{printed_again}");
    assert!(bytes(folder.path()) == written, "demo.json has changed");
    assert_eq!(Application::of(&demo).list().await, before);
    program.stop();
}

#[tokio::test]
async fn it_shows_the_person_both_kinds_of_statement() {
    let folder = TempDir::new().unwrap();
    let mut program = Program::demo(folder.path(), &[]);
    program.until(LAST);
    let page = Browser::new(&program.base_url).sign_in("/me", "candidate@example.com").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.title());
    for words in
        ["Company A", "Company B", "Demo Payroll", "Web programmer", "Script programmer", "Demo Job Board"]
    {
        assert!(page.html.contains(words), "{words} is not in {}", page.html);
    }
    program.stop();
}

#[tokio::test]
async fn an_empty_one_plays_nothing() {
    let (mut program, folder, demo) = Program::empty_demo();
    let printed = program.until(LAST);
    assert!(!printed.contains("fa651300"), "{printed}");
    assert_ne!(text(&demo, "/person/curriculum_id"), "E5B265D1-FA87-96B3-6A5EC0BE3125817E");
    assert!(Application::of(&demo).list().await.is_empty());
    program.stop();

    // Played later, the second sample has nothing to edit here.
    let mut program = Program::demo(folder.path(), &[]);
    let printed = program.until(LAST);
    assert_in_order(&printed, &["\"job\":\"Web programmer\"", "404 {\"error\":\"655\""]);
    assert!(!printed.contains("not expected"), "{printed}");
    program.stop();
}

#[tokio::test]
async fn a_pair_of_tokens_that_is_over_is_renewed_and_nothing_else() {
    let (program, folder, mut before) = Program::empty_demo();
    program.stop();
    let connection = rusqlite::Connection::open(folder.path().join("tenure.sqlite3")).unwrap();
    connection.execute("delete from access_token", []).unwrap();
    drop(connection);

    let program = Program::demo(folder.path(), &["--empty"]);
    let after = descriptor(folder.path());
    for token in ["access_token", "refresh_token"] {
        assert_ne!(before["person"][token], after["person"][token]);
        before["person"][token] = after["person"][token].clone();
    }
    before["base_url"] = after["base_url"].clone();
    assert_eq!(before, after);
    assert!(Application::of(&after).list().await.is_empty());
    program.stop();
}

#[tokio::test]
async fn fresh_begins_anew_and_leaves_files_of_others_alone() {
    let (program, folder, before) = Program::empty_demo();
    let answer = Application::of(&before).put(None, "Engineer").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    program.stop();
    fs::write(folder.path().join("notes.txt"), "mine").unwrap();

    let program = Program::demo(folder.path(), &["--empty", "--fresh"]);
    let after = descriptor(folder.path());
    assert_ne!(text(&before, "/partner/client_id"), text(&after, "/partner/client_id"));
    assert!(Application::of(&after).list().await.is_empty());
    assert_eq!(fs::read(folder.path().join("notes.txt")).unwrap(), b"mine");
    program.stop();
}

#[test]
fn a_folder_that_is_no_demos_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().to_str().unwrap();
    let refused = |more: &[&str], expected: &str| {
        let output = run(&[&["demo", "--listen", "127.0.0.1:0", "--data", path], more].concat());
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{errors}");
        assert!(errors.contains(expected), "{errors}");
    };
    fs::write(folder.path().join("thesis.odt"), "years of work").unwrap();
    refused(&[], "not empty and no demo's");
    refused(&["--fresh"], "not empty and no demo's");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);

    fs::remove_file(folder.path().join("thesis.odt")).unwrap();
    printed(&["client", "add", "partner", "--name", "P", "--data", path]);
    let before = fs::read(folder.path().join("tenure.sqlite3")).unwrap();
    refused(&[], "a database that is no demo's");
    refused(&["--fresh"], "a database that is no demo's");
    assert!(fs::read(folder.path().join("tenure.sqlite3")).unwrap() == before, "the database was changed");
}

#[tokio::test]
async fn it_listens_beyond_loopback_only_when_told_to() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("demo");
    let arguments = ["demo", "--listen", "0.0.0.0:0", "--data", path.to_str().unwrap(), "--empty"];
    let output = run(&arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(1) && errors.contains("--expose"), "{errors}");
    assert!(!path.exists());

    let program = Program::start(&[arguments.as_slice(), &["--expose"]].concat());
    let demo = descriptor(&path);
    assert!(text(&demo, "/base_url").starts_with("http://127.0.0.1:"), "{demo}");
    let answer = Partner::of(&demo).await.request(Method::GET, "/demo/outbox.json").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    program.stop();
}

#[tokio::test]
async fn its_second_person_shows_everything_that_reconciliation_explains() {
    let folder = TempDir::new().unwrap();
    let mut program = Program::demo(folder.path(), &[]);
    program.until(LAST);
    let browser = Browser::new(&program.base_url);
    let page = browser.sign_in("/me", "sam@example.com").await;
    assert_eq!(page.status, StatusCode::OK);
    // The picture ends where its table in words begins.
    let (picture, _) = page.html.split_once("<table").unwrap();
    let expected = [
        ("Northwind Energy", "Confirmed"),
        ("School of Fine Art", "Old evidence"),
        ("Adventure Works", "Confirmed"),
        ("Wide World Importers", "Partners disagree"),
        ("Fabrikam Software", "Confirmed"), // by the name of who bought it
        ("Contoso Retail", "Confirmed"),    // by the name of the agency
        ("Tailspin Toys", "Differs"),
        ("Alpine Ski House", "Only declared"),
    ];
    assert_in_order(picture, &expected.map(|(employer, verdict)| [employer, verdict]).concat());
    assert!(picture.contains("No job stated"), "a gap is told");
    assert!(page.html.contains("Demo Pension Fund") && page.html.contains("Demo Payroll"));
    program.stop();
}
