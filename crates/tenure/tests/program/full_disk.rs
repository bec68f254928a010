//! A disk that fills up under load, or lets nobody write any more, and then does again: writes are answered with 503
//! meanwhile and reads as ever, the server goes on by itself, and what was acknowledged is there once.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use store::testing::server::Server;

use crate::filling;
use crate::load::{Kind, Load};
use crate::own_disk::{self, By, Disk};
use crate::parties::{http, token};
use crate::program::{Program, command, run, text};
use crate::seed;

/// So many are acknowledged before there is no room, and again after it; so many are refused meanwhile.
const ENOUGH: usize = 200;

/// The room of a disk, in KiB.
const ROOM: u64 = 64 * 1024;

const WRITERS: [Kind; 8] = [
    Kind::Experience,
    Kind::Experience,
    Kind::Experience,
    Kind::Credential,
    Kind::Experience,
    Kind::Experience,
    Kind::Experience,
    Kind::Credential,
];

const SERVE: [&str; 11] = [
    "serve",
    "--listen",
    "127.0.0.1:0",
    "--partner-rate-per-second",
    "100000",
    "--partner-rate-burst",
    "100000",
    "--mail-relay",
    "smtp://127.0.0.1:9",
    "--mail-from",
    "no-reply@example.org",
];

/// A server under load, with its database on a small disk.
struct Trial<'a> {
    /// The flag that names the database.
    place: [&'a str; 2],
    seeded: Value,
    program: Program,
    load: Arc<Load>,
}

impl<'a> Trial<'a> {
    /// Starts the server and asks it for everything once, so that the day's reads are entered.
    async fn begin(place: [&'a str; 2], seeded: Value) -> Self {
        let program = Program::start(&[&SERVE[..], &place].concat());
        let load = Load::on(vec![program.base_url.clone()], &seeded).await;
        load.verify(&program.base_url).await;
        Self { place, seeded, program, load }
    }

    /// A server with its file in a folder.
    async fn in_folder(folder: &'a Path) -> Self {
        std::fs::create_dir(folder).unwrap();
        let store = filling::open(folder);
        let seeded = seed::seed(&store, seed::now()).await;
        store.close();
        Self::begin(["--data", folder.to_str().unwrap()], seeded).await
    }

    /// A time in which nothing can be written, from what takes the room to what gives it back.
    async fn without_room(&self, why: &str, take: impl FnOnce(), give: impl FnOnce()) {
        self.load.acknowledges(ENOUGH).await;
        take();
        self.load.is_refused(ENOUGH).await;
        self.looks_right().await;
        let refused = self.load.refused();
        give();
        self.load.acknowledges(ENOUGH).await;
        println!("  {why}: {refused} times \"not now\" so far, and accepted again without a restart");
    }

    /// What is answered while nothing can be written.
    async fn looks_right(&self) {
        let base_url = &self.program.base_url;
        let detail = "The store cannot answer now. Whether a change was made is unknown: repeat the request.";
        let problem =
            json!({ "type": "about:blank", "title": "Service Unavailable", "status": 503, "detail": detail });
        let mut error = not_now(self.load.refused_experience(base_url).await, "application/json").await;
        assert!(error["timestamp"].take().is_string() && error["requestId"].take().is_string());
        let infojobs =
            json!({ "error_description": detail, "status": 503, "timestamp": null, "requestId": null });
        assert_eq!(error, infojobs);
        let seekpass = self.load.refused_credential(base_url).await;
        assert_eq!(not_now(seekpass, "application/problem+json").await, problem);
        // A page, with its own words.
        let form = [("email", "somebody@example.org"), ("next", "")];
        let page = http().post(format!("{base_url}/sign-in")).form(&form).send().await.unwrap();
        assert_eq!(
            (page.status(), &page.headers()["retry-after"]),
            (StatusCode::SERVICE_UNAVAILABLE, &"1".parse().unwrap())
        );
        assert!(page.text().await.unwrap().contains("</html>"));
        // Reads go on: the list and the status of all that was acknowledged, and what is the same for everybody.
        self.load.verify(base_url).await;
        for path in ["/readyz", "/sign-in"] {
            let read = http().get(format!("{base_url}{path}")).send().await.unwrap();
            assert_eq!(read.status(), StatusCode::OK, "{path}");
        }
    }

    /// Ends the load and the server. Everything is there that was acknowledged, once, and nothing else.
    async fn end(self, writers: tokio::task::JoinSet<()>) {
        let base_url = &self.program.base_url;
        self.load.finish(writers).await;
        self.load.verify_exactly(base_url).await;
        self.program.stop();
        verified(self.place);
        let (acknowledged, refused) = (self.load.count(), self.load.refused());
        println!("  acknowledged {acknowledged}, refused with 503 {refused}, missing 0");
    }
}

/// The body of a "not now".
async fn not_now(answer: Response, kind: &str) -> Value {
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.headers()["retry-after"], "1");
    assert_eq!(answer.headers()["content-type"], kind);
    answer.json().await.unwrap()
}

/// Every history must fit its record.
fn verified(place: [&str; 2]) {
    let verified = run(&[&["history", "verify"], &place[..]].concat());
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stdout));
    println!("  `tenure history verify`: clean");
}

/// The file must be whole.
fn whole(folder: &Path) {
    let file = rusqlite::Connection::open(folder.join("tenure.sqlite3")).unwrap();
    let check: String = file.query_row("pragma integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
    let orphans: i64 =
        file.query_row("select count(*) from pragma_foreign_key_check", [], |row| row.get(0)).unwrap();
    assert_eq!(orphans, 0);
    println!("  `pragma integrity_check`: ok");
}

/// Somebody who reads one moment of a file for long: what is written meanwhile stays in the write-ahead log.
struct LongReader {
    child: Child,
    _answered_by_nobody: TcpStream,
}

impl LongReader {
    /// A move to a server that takes the connection and says nothing: the snapshot is open before it asks.
    fn of(folder: &Path) -> Self {
        let says_nothing = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("postgres://{}/nowhere?sslmode=disable", says_nothing.local_addr().unwrap());
        let mut command = command(&["move", folder.to_str().unwrap(), &url]);
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let (connection, _) = says_nothing.accept().unwrap();
        Self { child, _answered_by_nobody: connection }
    }

    /// It must have been there all the time.
    fn end(mut self) {
        assert!(self.child.try_wait().unwrap().is_none(), "it gave up before the end");
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// Why a command ended that could not do its work.
fn told(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stderr).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_fills_up_costs_a_pause_and_nothing_that_was_acknowledged() {
    if !own_disk::is_there_for(
        "full_disk::a_disk_that_fills_up_costs_a_pause_and_nothing_that_was_acknowledged",
        By::Anybody,
    ) {
        return;
    }
    let disk = Disk::of(ROOM);
    let data = disk.path().join("data");
    let trial = Trial::in_folder(&data).await;
    let writers = trial.load.start(&WRITERS);
    trial.without_room("a file took the room", || disk.fill(256), || disk.make_room()).await;
    trial.without_room("the database took the room", || disk.fill(2048), || disk.make_room()).await;
    let reader = LongReader::of(&data);
    let why = "a file took the room while the write-ahead log could not be written back";
    trial.without_room(why, || disk.fill(1024), || disk.make_room()).await;
    reader.end();
    trial.end(writers).await;
    whole(&data);

    // Neither a start nor a way out of the folder works without any room; both say so.
    disk.fill(0);
    let place = data.to_str().unwrap();
    let full = format!(
        "tenure: {place}: nothing can be written in this folder: No space left on device (os error 28); make room on its \
         disk\n"
    );
    assert_eq!(told(&[&SERVE[..], &["--data", place]].concat()), full);
    assert_eq!(told(&["backup", "/dev/shm/none-of-this-name", "--data", place]), full);
    disk.make_room();
    verified(["--data", place]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ledger_195_without_room_a_read_is_answered_if_it_is_entered_and_no_other() {
    if !own_disk::is_there_for(
        "full_disk::ledger_195_without_room_a_read_is_answered_if_it_is_entered_and_no_other",
        By::Anybody,
    ) {
        return;
    }
    let disk = Disk::of(ROOM);
    let data = disk.path().join("data");
    let Trial { place, seeded, program, load } = Trial::in_folder(&data).await;
    // Another process knows of no read, and looks.
    let other = Program::start(&[&SERVE[..], &place].concat());
    disk.fill(0);
    load.refused_experience(&program.base_url).await;
    load.verify(&other.base_url).await;
    assert_eq!(load.curricula(&other.base_url).await.status(), StatusCode::SERVICE_UNAVAILABLE);
    // A token is a write.
    let (id, secret) = (text(&seeded, "/partner/client_id"), text(&seeded, "/partner/client_secret"));
    let (status, _) = token(&other.base_url, id, secret).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    disk.make_room();
    assert_eq!(load.curricula(&other.base_url).await.status(), StatusCode::OK);
    other.stop();
    program.stop();
    verified(place);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_becomes_read_only_costs_a_pause_and_a_folder_that_is_one_is_told() {
    if !own_disk::is_there_for(
        "full_disk::a_file_that_becomes_read_only_costs_a_pause_and_a_folder_that_is_one_is_told",
        By::Root,
    ) {
        return;
    }
    let disk = Disk::with_ext4();
    let data = disk.path().join("data");
    let trial = Trial::in_folder(&data).await;
    let writers = trial.load.start(&WRITERS);
    // The system mounts nothing read-only that is open for writing; but it lets nobody write a file that is immutable.
    let files = ["tenure.sqlite3", "tenure.sqlite3-wal"].map(|name| data.join(name));
    let immutable = |flag: &str| set_flag(flag, &files);
    trial.without_room("the file was read-only", || immutable("+i"), || immutable("-i")).await;
    trial.end(writers).await;
    whole(&data);

    disk.remount("ro");
    let place = data.to_str().unwrap();
    let read_only = format!(
        "tenure: {place}: nothing can be written in this folder: Read-only file system (os error 30); look why its disk is \
         read-only, or name another folder\n"
    );
    assert_eq!(told(&[&SERVE[..], &["--data", place]].concat()), read_only);
    assert_eq!(told(&["client", "list", "--data", place]), read_only);
    assert_eq!(told(&["backup", "/dev/shm/none-of-this-name", "--data", place]), read_only);
    let new = disk.path().join("new");
    let made = told(&[&SERVE[..], &["--data", new.to_str().unwrap()]].concat());
    assert!(made.contains("cannot be made: Read-only file system"), "{made}");
    disk.remount("rw");
    verified(["--data", place]);

    // Nobody can write the one file, though the folder is as it was.
    set_flag("+i", &files[..1]);
    let immutable = told(&[&SERVE[..], &["--data", place]].concat());
    set_flag("-i", &files[..1]);
    let words = "the database cannot be used: attempt to write a readonly database; ";
    assert!(immutable.contains(words), "{immutable}");
    verified(["--data", place]);
}

/// Sets or takes a flag of the file system.
fn set_flag(flag: &str, files: &[PathBuf]) {
    assert!(Command::new("chattr").arg(flag).args(files).status().unwrap().success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_of_postgres_that_fills_up_costs_a_pause_and_nothing_that_was_acknowledged() {
    if !own_disk::is_there_for(
        "full_disk::a_disk_of_postgres_that_fills_up_costs_a_pause_and_nothing_that_was_acknowledged",
        By::Root,
    ) {
        return;
    }
    let disk = Disk::of(ROOM);
    let server = Server::start(&[]);
    // The write-ahead log is elsewhere: without room for that, PostgreSQL ends.
    let folder = disk.folder_of("postgres");
    server.ask(&format!("create tablespace small location '{}'", folder.display())).await;
    server.ask("create database career tablespace small").await;
    let url = format!("postgres://tenure@{}/career?sslmode=disable", server.host());
    let store = seed::open(&url).await;
    let seeded = seed::seed(&store, seed::now()).await;
    store.close();
    let trial = Trial::begin(["--database", &url], seeded).await;
    let writers = trial.load.start(&WRITERS);
    trial.without_room("a file took the room", || disk.fill(256), || disk.make_room()).await;
    trial.end(writers).await;
}
