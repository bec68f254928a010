//! `tenure backup`, `tenure restore` and `tenure move`.

use std::collections::BTreeSet;
use std::fs;
use std::process::Stdio;

use reqwest::StatusCode;
use serde_json::Value;
use store::testing::postgres::Database;
use tempfile::TempDir;

use crate::parties::Application;
use crate::program::{Program, command, descriptor, printed, run, text};

/// How many write while the backup is made.
const WRITERS: usize = 8;

/// How many writes are answered before the backup begins.
const BEFORE: usize = 200;

/// A server on another database with the demo's clients.
fn server(data: &[&str]) -> Program {
    let common = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--public-url",
        "http://127.0.0.1:9",
        "--mail-relay",
        "smtp://127.0.0.1:9",
        "--mail-from",
        "a@b.example",
    ];
    Program::start(&[&common, data].concat())
}

/// Inserts experiences until it is told to stop; answers the jobs that were answered.
async fn write(demo: Value, writer: usize, stop: tokio::sync::watch::Receiver<bool>) -> Vec<String> {
    let application = Application::of(&demo);
    let mut answered = Vec::new();
    while !*stop.borrow() {
        let job = format!("{writer}-{}", answered.len());
        let answer = application.put(None, &job).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        answered.push(job);
    }
    answered
}

async fn jobs(application: &Application) -> BTreeSet<String> {
    application.list().await.iter().map(|one| text(one, "/job").to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_under_load_is_one_moment_and_starts_elsewhere() {
    let folder = TempDir::new().unwrap();
    let program = Program::demo(&folder.path().join("demo"), &["--empty"]);
    let demo = descriptor(&folder.path().join("demo"));
    let application = Application::of(&demo);
    for number in 0..BEFORE {
        assert_eq!(application.put(None, &format!("before-{number}")).send().await.unwrap().status(), 200);
    }
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let writers: Vec<_> =
        (0..WRITERS).map(|writer| tokio::spawn(write(demo.clone(), writer, stopped.clone()))).collect();

    let (data, file) = (folder.path().join("demo"), folder.path().join("tenure.backup"));
    let (data, file) = (data.to_str().unwrap(), file.to_str().unwrap());
    let taken = tokio::task::block_in_place(|| printed(&["backup", file, "--data", data]));
    assert!(taken.contains("keep it as secret as the database"), "{taken}");
    stop.send(true).unwrap();
    let mut answered = 0;
    for writer in writers {
        answered += writer.await.unwrap().len();
    }
    assert!(answered > 0);
    let again = run(&["backup", file, "--data", data]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("there is a file of this name already"));
    let all = jobs(&application).await;
    program.stop();

    // Into a folder, and into a server of the other kind.
    let database = Database::new();
    let elsewhere = folder.path().join("elsewhere");
    for place in [["--data", elsewhere.to_str().unwrap()], ["--database", &database.url_text()]] {
        printed(&[&["restore", file], &place[..]].concat());
        assert!(run(&[&["history", "verify"], &place[..]].concat()).status.success());
        let server = server(&place);
        let restored = jobs(&application.at(&server.base_url)).await;
        assert!(restored.is_subset(&all));
        assert!((0..BEFORE).all(|number| restored.contains(&format!("before-{number}"))));
        server.stop();
        let full = run(&[&["restore", file], &place[..]].concat());
        assert!(String::from_utf8_lossy(&full.stderr).contains("choose an empty one"));
    }
    let other = folder.path().join("other");
    let bytes = fs::read(file).unwrap();
    let cut = folder.path().join("cut.backup");
    fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let refused = run(&["restore", cut.to_str().unwrap(), "--data", other.to_str().unwrap()]);
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(told.contains("damaged or cut short") && told.contains("take another backup"), "{told}");
    assert!(!other.exists(), "nothing was made of it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_move_that_was_killed_goes_on_and_comes_back_the_same() {
    let folder = TempDir::new().unwrap();
    let from = folder.path().join("demo");
    let program = Program::demo(&from, &[]);
    let demo = descriptor(&from);
    let application = Application::of(&demo);
    for number in 0..BEFORE {
        assert_eq!(application.put(None, &format!("job-{number}")).send().await.unwrap().status(), 200);
    }
    let before = jobs(&application).await;
    program.stop();

    let database = Database::new();
    let url = database.url_text();
    let from = from.to_str().unwrap();
    // Killed at once, and again a little later each time: wherever that is, the next one goes on.
    for lines in 1..4 {
        let mut moving = command(&["move", from, &url]).stdout(Stdio::piped()).spawn().unwrap();
        let out = std::io::BufReader::new(moving.stdout.take().unwrap());
        for line in std::io::BufRead::lines(out).take(lines * 3) {
            line.unwrap();
        }
        moving.kill().unwrap();
        moving.wait().unwrap();
        let half = run(&["client", "list", "--database", &url]);
        let told = String::from_utf8_lossy(&half.stderr).into_owned();
        assert!(told.contains("begun and not finished"), "no server opens half a database: {told}");
    }
    let moved = printed(&["move", from, &url]);
    assert!(moved.contains("experience: ") && moved.contains("the same on both sides"), "{moved}");
    let back = folder.path().join("back");
    printed(&["move", &url, back.to_str().unwrap()]);
    assert!(run(&["history", "verify", "--data", back.to_str().unwrap()]).status.success());
    let server = server(&["--data", back.to_str().unwrap()]);
    assert_eq!(jobs(&application.at(&server.base_url)).await, before);
    server.stop();
}
