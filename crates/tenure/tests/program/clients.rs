//! `tenure client`, beside a running server.

use std::fs;

use reqwest::{Method, StatusCode};
use serde_json::Value;
use tempfile::TempDir;

use crate::parties::{http, token};
use crate::program::{Program, printed, run, text};

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(arguments)).unwrap()
}

/// True where a text stands in any file of a folder.
fn stands_in(folder: &TempDir, text: &str) -> bool {
    let files = fs::read_dir(folder.path()).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    files.into_iter().any(|bytes| bytes.windows(text.len()).any(|window| window == text.as_bytes()))
}

#[tokio::test]
async fn a_client_is_added_rotated_and_removed_while_the_server_runs() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    let program = Program::start(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--data",
        data,
        "--mail-relay",
        "smtp://127.0.0.1:2525",
        "--mail-from",
        "no-reply@example.org",
    ]);
    let base_url = program.base_url.clone();

    let added = json(&["client", "add", "partner", "--name", "Payroll", "--json", "--data", data]);
    let (id, first) = (text(&added, "/client_id"), text(&added, "/client_secret"));
    assert_eq!(added["scopes"], serde_json::json!(["write.career_history"]));
    let (status, answer) = token(&base_url, id, first).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let bearer = text(&answer, "/access_token");

    let rotated = json(&["client", "rotate", id, "--json", "--data", data]);
    let second = text(&rotated, "/client_secret");
    assert_ne!(first, second);
    assert_eq!(token(&base_url, id, first).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(token(&base_url, id, second).await.0, StatusCode::OK);

    let listed = printed(&["client", "list", "--json", "--data", data]);
    assert!(listed.contains(id) && listed.contains("Payroll"), "{listed}");
    for secret in [first, second] {
        assert!(!listed.contains(secret));
        assert!(!stands_in(&folder, secret), "a secret stands in the database");
    }

    let status = async || {
        let url = format!("{base_url}/api/partner/v1/submissions/x/status.json");
        http().request(Method::GET, url).bearer_auth(bearer).send().await.unwrap().status()
    };
    assert_eq!(status().await, StatusCode::NOT_FOUND);
    printed(&["client", "remove", id, "--data", data]);
    assert_eq!(status().await, StatusCode::UNAUTHORIZED);
    assert_eq!(token(&base_url, id, second).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(json(&["client", "list", "--json", "--data", data]), serde_json::json!([]));
    program.stop();
}

#[test]
fn a_secret_is_shown_once_and_a_public_application_has_none() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    let add =
        ["client", "add", "application", "--name", "Board", "--redirect-uri", "https://board.example/cb"];
    let text = printed(&[add.as_slice(), &["--scope", "cv", "--data", data]].concat());
    assert!(text.contains("tnr_cs_") && text.contains("shown this once only"), "{text}");
    assert!(text.contains("scopes           cv\n"), "{text}");
    let public = printed(&[add.as_slice(), &["--public", "--data", data]].concat());
    assert!(!public.contains("tnr_cs_") && public.contains("public"), "{public}");
    let listed = printed(&["client", "list", "--data", data]);
    assert!(
        !listed.contains("tnr_cs_") && listed.matches("https://board.example/cb").count() == 2,
        "{listed}"
    );

    let listed = json(&["client", "list", "--json", "--data", data]);
    let id = text_of_public(&listed);
    let output = run(&["client", "rotate", id, "--data", data]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("has no secret"));
}

fn text_of_public(listed: &Value) -> &str {
    let public = listed.as_array().unwrap().iter().find(|client| client["public"] == true).unwrap();
    text(public, "/client_id")
}

#[test]
fn what_cannot_be_is_refused_by_name() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("none");
    let data = data.to_str().unwrap();
    let told = |arguments: &[&str]| {
        let output = run(&[arguments, &["--data", data]].concat());
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    let unknown = told(&["client", "add", "partner", "--name", "P", "--scope", "cv"]);
    assert!(unknown.contains("`cv`") && unknown.contains("write.career_history"), "{unknown}");
    assert!(told(&["client", "add", "partner", "--name", "a\nb"]).contains("1 to 100 characters"));
    assert!(told(&["client", "add", "application", "--name", "A"]).contains("--redirect-uri"));
    let plain = ["client", "add", "application", "--name", "A", "--redirect-uri", "http://a.example/"];
    assert!(told(&plain).contains("must be https"));
    assert!(told(&["client", "list"]).contains("there is no Tenure database in this folder"));
    assert!(!folder.path().join("none").exists());

    printed(&["client", "add", "partner", "--name", "P", "--data", data]);
    let nobody = "01a20024-9fe1-7e90-bf8e-0869f1146d6b";
    assert!(told(&["client", "remove", nobody]).contains(&format!("there is no client {nobody}")));
    assert!(told(&["client", "rotate", "x"]).contains("`x` is no client id"));
}
