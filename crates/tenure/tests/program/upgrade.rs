//! A newer version brings the schema further while this one serves: first by what this one needs not know, then beyond
//! it. The newer version is played by statements of its own.

use std::time::{Duration, Instant};

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use store::testing::postgres::Database;
use tempfile::TempDir;

use crate::parties::{Application, Partner, http};
use crate::program::{Program, descriptor, run, text};
use crate::seed;

/// What a second migration may be that lets this program go on: it only adds, and asks nothing of who does not know it.
const EXPAND: &str = "alter table person add column shoe_size text; \
    alter table experience add column checked_at bigint not null default 0; \
    create table shoe (person_id uuid primary key references person (id) on delete cascade, size text); \
    create index person_shoe_size on person (shoe_size); \
    insert into refinery_schema_history (version, name, applied_on, checksum) \
        values (2, 'shoes', '2027-01-01T00:00:00Z', '1')";

/// A third one that takes something away, after every node was upgraded; it should have been.
const CONTRACT: &str = "update schema_compatibility set oldest_compatible = 2";

const BACK: &str = "update schema_compatibility set oldest_compatible = 1";

fn server(place: &[&str]) -> Program {
    let common = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--mail-relay",
        "smtp://127.0.0.1:9",
        "--mail-from",
        "a@b.example",
    ];
    Program::start(&[&common, place].concat())
}

async fn ready(base_url: &str) -> StatusCode {
    http().get(format!("{base_url}/readyz")).send().await.unwrap().status()
}

/// Both contracts, as far as their clients go without the person.
async fn walk(seeded: &Value, base_url: &str, name: &str) {
    let application = Application::of(seeded).at(base_url);
    let before = application.list().await.len();
    let saved: Value = application.put(None, name).send().await.unwrap().json().await.unwrap();
    let id = text(&saved, "/id");
    let edited = application.put(Some(id), &format!("{name} edited")).send().await.unwrap();
    assert_eq!(edited.status(), StatusCode::OK);
    let listed = application.list().await;
    assert!(listed.iter().any(|one| one["id"] == id && one["job"] == format!("{name} edited")), "{listed:?}");
    let gone: Value = application.put(None, "gone").send().await.unwrap().json().await.unwrap();
    let deleted =
        application.request(Method::DELETE, 1, &format!("/{}", text(&gone, "/id"))).send().await.unwrap();
    assert!(deleted.status().is_success(), "{}", deleted.status());
    assert_eq!(application.list().await.len(), before + 1);

    let mut seeded = seeded.clone();
    seeded["base_url"] = json!(base_url);
    let partner = Partner::of(&seeded).await;
    assert!(partner.submit(name).send().await.unwrap().status().is_success());
    assert_eq!(text(&partner.status(name).await, "/status"), "incomplete");
}

fn told(arguments: &[&str]) -> (Option<i32>, String) {
    let output = run(arguments);
    let told = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(told).unwrap())
}

/// The whole of it, on either database.
async fn upgraded_under_it(seeded: &Value, place: &[&str], by_hand: impl AsyncFn(&str)) {
    let program = server(place);
    walk(seeded, &program.base_url, "before").await;
    by_hand(EXPAND).await;
    walk(seeded, &program.base_url, "after").await;
    program.stop();
    let program = server(place);
    walk(seeded, &program.base_url, "again").await;
    assert_eq!(ready(&program.base_url).await, StatusCode::OK);
    let (code, words) = told(&[&["verify"], place].concat());
    assert_eq!(code, Some(0), "{words}");
    let newer = "schema 2 is newer than this program, which knows 1, and says that this program may use it; what this \
        program needs is there";
    assert!(words.contains(newer) && words.contains("everything fits"), "{words}");
    assert_eq!(told(&[&["history", "verify"], place].concat()).0, Some(0));
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("backup");
    let (code, words) = told(&[&["backup", file.to_str().unwrap()], place].concat());
    assert!(code == Some(1) && words.contains("would lose what is new in it"), "{words}");
    assert!(!file.exists());

    // The third migration comes while this one still serves.
    by_hand(CONTRACT).await;
    assert_eq!(ready(&program.base_url).await, StatusCode::SERVICE_UNAVAILABLE);
    let application = Application::of(seeded).at(&program.base_url);
    let before = application.list().await.len();
    let refused = application.put(None, "too late").send().await.unwrap();
    assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(refused.headers()["retry-after"], "1");
    assert_eq!(application.list().await.len(), before);
    every_command_refuses(place);

    // Back out: what was taken away is there again, and so is this program.
    by_hand(BACK).await;
    let deadline = Instant::now() + Duration::from_mins(1);
    while ready(&program.base_url).await != StatusCode::OK {
        assert!(Instant::now() < deadline, "it is ready again without being started anew");
    }
    walk(seeded, &program.base_url, "back").await;
    program.stop();
}

/// No command opens a schema from the future, and each says what it is.
fn every_command_refuses(place: &[&str]) {
    let folder = TempDir::new().unwrap();
    let (new, file) = (folder.path().join("new"), folder.path().join("file"));
    let (new, file) = (new.to_str().unwrap(), file.to_str().unwrap());
    let mail =
        ["--mail-relay", "smtp://127.0.0.1:9", "--mail-from", "a@b.example", "--listen", "127.0.0.1:0"];
    let serve = [&["serve"], &mail[..]].concat();
    let doctor = [&["doctor"], &mail[..]].concat();
    let from = place[1];
    for command in [
        [&serve[..], place].concat(),
        [&doctor[..], place].concat(),
        [&["verify"], place].concat(),
        [&["history", "verify"], place].concat(),
        [&["client", "list"], place].concat(),
        [&["person", "find", "a"], place].concat(),
        [&["backup", file], place].concat(),
        vec!["move", from, new],
    ] {
        let (code, words) = told(&command);
        assert_eq!(code, Some(1), "{command:?}: {words}");
        let future = "this database was made by a newer version of Tenure (it needs schema 2, this program knows 1); \
            use that version or a later one";
        assert!(words.contains(future), "{command:?}: {words}");
    }
    assert!(!folder.path().join("file").exists() && !folder.path().join("new/tenure.sqlite3").exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ledger_220_a_newer_versions_schema_is_served_as_long_as_it_lets_on_sqlite() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    // A demo plays all of both contracts, with its person and their mail, on the newer schema too.
    let program = Program::demo(folder.path(), &["--empty"]);
    program.stop();
    let seeded = descriptor(folder.path());
    let by_hand = async |text: &str| {
        let connection = rusqlite::Connection::open(folder.path().join("tenure.sqlite3")).unwrap();
        connection.busy_timeout(Duration::from_secs(5)).unwrap();
        connection.execute_batch(&text.replace("uuid", "blob").replace("bigint", "integer")).unwrap();
    };
    upgraded_under_it(&seeded, &["--data", data], by_hand).await;
    let mut program = Program::demo(folder.path(), &[]);
    program.until("All of these credentials");
    program.stop();
    let (code, words) = told(&["verify", "--data", data]);
    assert_eq!(code, Some(0), "{words}");

    // A backup from the future.
    by_hand(CONTRACT).await;
    let backup = folder.path().join("tenure.sqlite3");
    let before = std::fs::read(&backup).unwrap();
    let new = TempDir::new().unwrap();
    let target = new.path().join("new");
    let (code, words) = told(&["restore", backup.to_str().unwrap(), "--data", target.to_str().unwrap()]);
    assert!(code == Some(1) && words.contains("made by a newer version of Tenure"), "{words}");
    assert!(!target.exists() && std::fs::read(&backup).unwrap() == before, "and nothing was made or changed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ledger_220_a_newer_versions_schema_is_served_as_long_as_it_lets_on_postgresql() {
    let database = Database::new();
    let url = database.url_text();
    let store = seed::open(&url).await;
    let seeded = seed::seed(&store, seed::now()).await;
    store.close();
    let mut seeded = seeded;
    seeded["base_url"] = json!("http://127.0.0.1:9");
    upgraded_under_it(&seeded, &["--database", &url], async |text: &str| database.by_hand(text).await).await;
}
