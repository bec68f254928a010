//! A PostgreSQL server that vanishes while it is used, and comes back: the right answers meanwhile, and service after it
//! without anybody's help.

use std::time::{Duration, Instant};

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use store::testing::server::Server;

use crate::parties::{Application, http};
use crate::program::{Program, run, text};
use crate::seed;

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_mins(1);

fn node(database: &str) -> Program {
    let mail = ["--mail-relay", "smtp://127.0.0.1:9", "--mail-from", "a@b.example"];
    Program::start(&[&["serve", "--listen", "127.0.0.1:0", "--database", database], &mail[..]].concat())
}

async fn served(server: &Server) -> (Program, Application, String) {
    let url = format!("postgres://tenure@{}/postgres", server.host());
    let store = seed::open(&url).await;
    let mut seeded: Value = seed::seed(&store, seed::now()).await;
    store.close();
    let program = node(&url);
    seeded["base_url"] = json!(program.base_url);
    (program, Application::of(&seeded), url)
}

async fn ready(program: &Program) -> Response {
    http().get(format!("{}/readyz", program.base_url)).send().await.unwrap()
}

async fn until_ready(program: &Program) {
    let deadline = Instant::now() + PATIENCE;
    while ready(program).await.status() != StatusCode::OK {
        assert!(Instant::now() < deadline, "it recovers by itself");
    }
}

fn not_now(answer: &Response) {
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.headers()["retry-after"], "1");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_is_gone_and_comes_back_is_served_again_without_a_restart() {
    let mut server = Server::start(&[]);
    let (program, application, url) = served(&server).await;
    let saved: Value = application.put(None, "before").send().await.unwrap().json().await.unwrap();
    for round in 0..2 {
        server.kill();
        not_now(&application.put(None, "meanwhile").send().await.unwrap());
        not_now(&application.request(reqwest::Method::GET, 2, "").send().await.unwrap());
        not_now(&ready(&program).await);
        let alive = http().get(format!("{}/healthz", program.base_url)).send().await.unwrap();
        assert_eq!(alive.status(), StatusCode::OK, "it need not be started anew");
        let told = run(&["verify", "--database", &url]);
        assert_eq!(told.status.code(), Some(1), "nothing could be looked at");

        server.start_again();
        until_ready(&program).await;
        let job = format!("after-{round}");
        assert_eq!(application.put(None, &job).send().await.unwrap().status(), StatusCode::OK);
        let listed = application.list().await;
        assert!(listed.iter().any(|one| one["id"] == text(&saved, "/id")), "what was acknowledged is there");
        assert!(listed.iter().all(|one| one["job"] != "meanwhile"), "what was refused is not");
        assert!(listed.iter().any(|one| one["job"] == *job));
    }
    let verified = run(&["verify", "--database", &url]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
    program.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ledger_223_a_database_that_hangs_is_not_waited_for_by_readyz_and_what_waits_is_done_when_it_goes_on()
{
    let server = Server::start(&[]);
    let (program, application, url) = served(&server).await;
    assert_eq!(ready(&program).await.status(), StatusCode::OK);
    server.freeze();
    let waiting = tokio::spawn(application.put(None, "while it hung").send());
    not_now(&ready(&program).await);
    assert!(!waiting.is_finished(), "a change waits longer than a probe");
    server.thaw();
    assert_eq!(waiting.await.unwrap().unwrap().status(), StatusCode::OK);
    until_ready(&program).await;
    assert_eq!(application.list().await.len(), 1);
    assert!(run(&["verify", "--database", &url]).status.success());
    program.stop();
}

#[test]
fn a_wrong_password_is_told_with_host_and_user_and_what_to_do_and_without_the_password() {
    let (_server, port) = Server::on_tcp();
    let url = format!("postgres://tenure:hunter2@localhost:{port}/postgres");
    let mail =
        ["--mail-relay", "smtp://127.0.0.1:9", "--mail-from", "a@b.example", "--listen", "127.0.0.1:0"];
    for command in [
        [&["serve", "--database", &url], &mail[..]].concat(),
        vec!["verify", "--database", &url],
        vec!["backup", "/nowhere/backup", "--database", &url],
    ] {
        let output = run(&command);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{told}");
        if command[0] == "backup" {
            // Where it is to go is looked at first.
            assert!(told.contains("/nowhere/backup"), "{told}");
        } else {
            assert_eq!(
                told,
                format!(
                    "tenure: postgres://localhost:{port}/postgres: password authentication failed for user \"tenure\" \
                     (28P01); put the right user and password into the URL, or the password into the file that \
                     passfile names\n"
                )
            );
        }
    }
}
