//! What was answered survives the program's sudden death.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::parties::{Application, Partner};
use crate::program::{Program, descriptor, text};

/// How many write at once.
const WRITERS: usize = 32;

/// One of so many writers is the partner; the others insert experiences.
const PER_PARTNER: usize = 8;

/// How often the server is killed.
const ROUNDS: usize = 3;

/// In each round it is killed once so many writes were answered, with more under way.
const ENOUGH: usize = 700;

/// What was answered: ids of experiences with their jobs, and ids of credentials.
#[derive(Default)]
struct Answered {
    experiences: Mutex<BTreeSet<(String, String)>>,
    credentials: Mutex<Vec<String>>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_write_that_was_answered_is_there_after_kill_9() {
    let folder = TempDir::new().unwrap();
    let answered = Arc::new(Answered::default());
    for round in 0..ROUNDS {
        let program = Program::demo(folder.path(), &["--empty"]);
        write_and_kill(program, &descriptor(folder.path()), round, &answered).await;
    }

    let program = Program::demo(folder.path(), &["--empty"]);
    let demo = descriptor(folder.path());
    let list = Application::of(&demo).list().await;
    let there: BTreeSet<(String, String)> =
        list.iter().map(|one| (text(one, "/id").to_owned(), text(one, "/job").to_owned())).collect();
    let experiences = answered.experiences.lock().unwrap().clone();
    let missing: Vec<_> = experiences.difference(&there).collect();
    assert!(missing.is_empty(), "answered and not there: {missing:?}");
    // A write under way may be there without its answer; more than that would be a wonder.
    assert!(there.len() <= experiences.len() + ROUNDS * WRITERS);

    let credentials = answered.credentials.lock().unwrap().clone();
    assert!(experiences.len() + credentials.len() >= ROUNDS * ENOUGH);
    let partner = Partner::of(&demo).await;
    for ids in credentials.chunks(30) {
        let request = partner.request(Method::POST, "/api/partner/v1/submissions/status.json");
        let answer: Value = request.json(&json!({ "ids": ids })).send().await.unwrap().json().await.unwrap();
        assert_eq!(answer["credentials"].as_array().map(Vec::len), Some(ids.len()), "{answer}");
    }
    program.stop();

    let connection = rusqlite::Connection::open(folder.path().join("tenure.sqlite3")).unwrap();
    let check: String = connection.query_row("pragma integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
}

/// Inserts experiences and submits credentials, all at once, until the server is gone.
async fn write_and_kill(program: Program, demo: &Value, round: usize, answered: &Arc<Answered>) {
    let count = Arc::new(AtomicUsize::new(0));
    let (enough, mut killing) = tokio::sync::mpsc::channel(1);
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..WRITERS {
        let (demo, answered) = (demo.clone(), Arc::clone(answered));
        let (count, enough) = (Arc::clone(&count), enough.clone());
        writers.spawn(async move {
            let application = Application::of(&demo);
            let partner = Partner::of(&demo).await;
            for number in 0.. {
                let name = format!("{round}-{writer}-{number}");
                let wrote = if writer % PER_PARTNER != 0 {
                    declare(&application, name, &answered).await
                } else {
                    submit(&partner, name, &answered).await
                };
                if wrote.is_none() {
                    return;
                }
                if count.fetch_add(1, Ordering::Relaxed) == ENOUGH {
                    enough.send(()).await.unwrap();
                }
            }
        });
    }
    killing.recv().await.unwrap();
    program.signal("KILL");
    writers.join_all().await;
    let (status, _) = program.end();
    assert!(!status.success());
}

/// Inserts an experience; `None` once the server gives no answer.
async fn declare(application: &Application, job: String, answered: &Answered) -> Option<()> {
    let response = application.put(None, &job).send().await.ok()?;
    assert_eq!(response.status(), StatusCode::OK);
    let saved: Value = response.json().await.ok()?;
    answered.experiences.lock().unwrap().insert((text(&saved, "/id").to_owned(), job));
    Some(())
}

/// Submits a credential; `None` once the server gives no answer.
async fn submit(partner: &Partner, id: String, answered: &Answered) -> Option<()> {
    let response = partner.submit(&id).send().await.ok()?;
    match response.status() {
        StatusCode::CREATED => answered.credentials.lock().unwrap().push(id),
        status => assert_eq!(status, StatusCode::TOO_MANY_REQUESTS),
    }
    Some(())
}
