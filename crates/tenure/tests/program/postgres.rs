//! `tenure serve` and `tenure client` on a PostgreSQL database.

use reqwest::StatusCode;
use serde_json::Value;
use store::testing::postgres::Database;

use crate::parties::token;
use crate::program::{Program, printed, run, text};

fn node(database: &str) -> Program {
    Program::start(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--database",
        database,
        "--mail-relay",
        "smtp://127.0.0.1:2525",
        "--mail-from",
        "no-reply@example.org",
    ])
}

#[tokio::test]
async fn two_nodes_on_one_database_know_the_same_clients() {
    let database = Database::without_schema();
    let url = database.url_text();
    let nodes = [node(&url), node(&url)];
    let client = |arguments: &[&str]| -> Value {
        let shown = printed(&[&["client"], arguments, &["--json", "--database", &url]].concat());
        serde_json::from_str(&shown).unwrap()
    };
    let added = client(&["add", "partner", "--name", "Payroll"]);
    let (id, first) = (text(&added, "/client_id"), text(&added, "/client_secret"));
    for node in &nodes {
        assert_eq!(token(&node.base_url, id, first).await.0, StatusCode::OK);
    }
    let rotated = client(&["rotate", id]);
    let second = text(&rotated, "/client_secret");
    for node in &nodes {
        assert_eq!(token(&node.base_url, id, first).await.0, StatusCode::UNAUTHORIZED);
        assert_eq!(token(&node.base_url, id, second).await.0, StatusCode::OK);
    }
    assert_eq!(client(&["list"]).as_array().map(Vec::len), Some(1));
    for node in nodes {
        node.stop();
    }
}

#[test]
fn a_server_that_is_not_there_is_told_with_what_to_do_and_without_the_password() {
    let url = "postgres://anna:hunter2@127.0.0.1:1/career";
    let output = run(&["client", "list", "--database", url]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.starts_with("tenure: postgres://127.0.0.1:1/career: "), "{told}");
    assert!(told.contains("refused") && told.contains("look whether the server runs"), "{told}");
    assert!(!told.contains("hunter2") && !told.contains("anna"), "{told}");
}
