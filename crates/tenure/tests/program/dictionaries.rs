//! An operator's own dictionaries: checked, put in force at start, and again on SIGHUP.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::StatusCode;
use serde_json::Value;
use tempfile::TempDir;

use crate::parties::http;
use crate::program::{Program, printed, run, text};

fn workday(key: &str) -> String {
    format!(
        r#"{{"dictionary": "workday", "entries": [
            {{"id": 1, "key": "{key}", "value": "A value", "order": 1, "origin": "local"}}]}}"#
    )
}

fn folder(text: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("workday.json"), text).unwrap();
    folder
}

fn name(folder: &Path) -> &str {
    folder.to_str().unwrap()
}

#[test]
fn a_folder_is_checked_with_lines() {
    let good = folder(&workday("all-day"));
    let said = printed(&["dictionary", "check", name(good.path())]);
    assert_eq!(said, "workday.json: good, 1 rows\n1 of 17 files are replaced\n");
    let bad = folder("{\"dictionary\": \"workday\", \"entries\": [\n {\"id\": 1, \"key\": \"\"}]}");
    let refused = run(&["dictionary", "check", name(bad.path())]);
    assert!(!refused.status.success());
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("workday.json line 2"), "{said}");
}

#[tokio::test]
async fn they_are_read_again_on_sighup_and_a_bad_set_leaves_the_running_one() {
    let own = folder(&workday("first"));
    let data = TempDir::new().unwrap();
    let client = printed(&[
        "client",
        "add",
        "application",
        "--name",
        "A",
        "--redirect-uri",
        "https://a.example/",
        "--json",
        "--data",
        name(data.path()),
    ]);
    let client: Value = serde_json::from_str(&client).unwrap();
    let program = Program::start(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--data",
        name(data.path()),
        "--mail-relay",
        "smtp://127.0.0.1:1",
        "--mail-from",
        "a@b.example",
        "--dictionaries",
        name(own.path()),
    ]);
    let credentials = format!("{}:{}", text(&client, "/client_id"), text(&client, "/client_secret"));
    let authorization = format!("Basic {}", STANDARD.encode(credentials));
    let url = format!("{}/api/1/dictionary/workday", program.base_url);
    let key = || async {
        let response = http().get(&url).header("authorization", &authorization).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let rows: Value = response.json().await.unwrap();
        text(&rows, "/0/key").to_owned()
    };
    assert_eq!(key().await, "first");

    let until = async |wanted: &str| {
        for _ in 0..10_000 {
            if key().await == wanted {
                return;
            }
        }
        panic!("the dictionaries were not read again");
    };
    fs::write(own.path().join("workday.json"), workday("second")).unwrap();
    program.signal("HUP");
    until("second").await;

    fs::write(own.path().join("workday.json"), "{").unwrap();
    program.signal("HUP");
    for _ in 0..100 {
        assert_eq!(key().await, "second");
    }
    fs::write(own.path().join("workday.json"), workday("third")).unwrap();
    program.signal("HUP");
    until("third").await;
    program.signal("TERM");
    let (status, log) = program.end();
    assert!(status.success(), "{status}: {log}");
    assert!(log.contains("workday.json line 1") && log.contains("the running set goes on"), "{log}");
}
