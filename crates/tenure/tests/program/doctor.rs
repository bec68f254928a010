//! `tenure doctor`: what it finds, what it says to do, and that it changes nothing.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use store::testing::postgres::Database;
use store::testing::server::Server;
use tempfile::TempDir;

use crate::program::{Program, command, printed, run, text};
use crate::relay::{Manners, Relay};
use crate::seed;

/// `user` and `password`, as `AUTH PLAIN` sends them.
const CREDENTIALS: &str = "AHVzZXIAcGFzc3dvcmQ=";

/// Enough for the tests' machine.
const CONNECTIONS: [&str; 2] = ["--connections-total", "100"];

fn arguments<'a>(relay: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mail = ["doctor", "--mail-from", "no-reply@example.org", "--mail-relay", relay];
    [mail.as_slice(), &CONNECTIONS, more].concat()
}

/// What was found: the exit code, and for each check its verdict and what was found.
fn doctor(relay: &str, more: &[&str]) -> (Option<i32>, Value) {
    let output = run(&arguments(relay, &[more, &["--json"]].concat()));
    let found = serde_json::from_slice(&output.stdout);
    (output.status.code(), found.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr))))
}

fn verdicts(found: &Value) -> Vec<(&str, &str)> {
    let checks = found["checks"].as_array().unwrap().iter();
    // How much room there is, is the machine's business.
    let checks = checks.filter(|check| check["check"] != "disk");
    checks.map(|check| (text(check, "/check"), text(check, "/verdict"))).collect()
}

fn of<'a>(found: &'a Value, name: &str) -> &'a Value {
    let checks = found["checks"].as_array().unwrap();
    checks.iter().find(|check| check["check"] == name).unwrap_or_else(|| panic!("no {name}: {found}"))
}

/// A folder with a database that was used.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    printed(&["client", "add", "partner", "--name", "P", "--data", folder.path().to_str().unwrap()]);
    folder
}

/// A relay that lets one user in, and its URL with a password.
fn relay(password: &str) -> (Relay, String) {
    let relay = Relay::start(Manners { credentials: Some(CREDENTIALS), ..Manners::default() });
    let url = format!("smtp://user:{password}@127.0.0.1:{}", relay.port);
    (relay, url)
}

fn content(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let mut content: Vec<_> = entries
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    content.sort();
    content
}

#[test]
fn where_all_is_well_it_says_so_and_has_changed_nothing() {
    let (_relay, url) = relay("password");
    let folder = folder();
    let before = content(folder.path());
    let (code, found) = doctor(&url, &["--data", folder.path().to_str().unwrap()]);
    assert_eq!(code, Some(0), "{found:#}");
    let all = ["configuration", "dictionaries", "policy", "database", "keys", "clock", "open files", "mail"];
    assert_eq!(verdicts(&found), all.map(|check| (check, "ok")), "{found:#}");
    assert!(text(of(&found, "mail"), "/found").ends_with("it greets and lets us in"), "{found:#}");
    assert!(text(of(&found, "database"), "/found").contains(", schema 1"), "{found:#}");
    assert!(content(folder.path()) == before, "the folder has changed");
    let words = printed(&arguments(&url, &["--data", folder.path().to_str().unwrap()]));
    assert!(words.starts_with("ok       configuration every setting is understood\n"), "{words}");
    assert!(!words.contains("password") && !words.contains("user@"), "{words}");
}

#[test]
fn ledger_236_a_relay_that_does_not_let_us_in_or_is_not_there_is_broken() {
    let folder = folder();
    let data = folder.path().to_str().unwrap();
    let (_relay, url) = relay("hunter2");
    let (code, found) = doctor(&url, &["--data", data]);
    let mail = of(&found, "mail");
    assert_eq!((code, text(mail, "/verdict")), (Some(1), "broken"), "{found:#}");
    assert!(text(mail, "/found").contains("535"), "{found:#}");
    assert!(text(mail, "/todo").contains("user and password"), "{found:#}");
    assert!(!found.to_string().contains("hunter2"), "{found:#}");

    let (code, found) = doctor("smtp://127.0.0.1:1", &["--data", data]);
    let mail = of(&found, "mail");
    assert_eq!((code, text(mail, "/verdict")), (Some(1), "broken"), "{found:#}");
    assert!(text(mail, "/found").contains("refused"), "{found:#}");
}

/// A server with this database: what it logs.
fn logged_by_a_server(place: [&str; 2]) -> String {
    let mail = ["--mail-relay", "smtp://127.0.0.1:1", "--mail-from", "a@b.example"];
    let server = Program::start(&[&["serve", "--listen", "127.0.0.1:0"], &mail[..], &place].concat());
    server.signal("TERM");
    let (status, log) = server.end();
    assert!(status.success(), "it serves all the same: {log}");
    log
}

#[test]
fn ledger_224_a_clock_that_is_an_hour_behind_is_told_and_serves() {
    let (_relay, url) = relay("password");
    let folder = folder();
    let ahead = std::time::SystemTime::from(seed::now() + jiff::SignedDuration::from_mins(59));
    let file = fs::File::options().write(true).open(folder.path().join("tenure.sqlite3")).unwrap();
    file.set_modified(ahead).unwrap();
    let data = ["--data", folder.path().to_str().unwrap()];
    let (code, found) = doctor(&url, &data);
    let clock = of(&found, "clock");
    assert_eq!((code, text(clock, "/verdict")), (Some(1), "broken"), "{found:#}");
    assert!(text(clock, "/found").ends_with(" s after now: the clock was set back"), "{found:#}");
    let log = logged_by_a_server(data);
    assert!(log.contains("after now: the clock was set back") && log.contains("(NTP)"), "{log}");
    let verified = run(&["verify", data[0], data[1]]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ledger_224_a_clock_that_is_not_the_databases_is_told_and_serves() {
    let server = Server::start(&[]);
    // What the server calls its clock is an hour ahead.
    server
        .ask(
            "create function public.clock_timestamp() returns timestamptz language sql \
            as $$ select pg_catalog.clock_timestamp() + interval '1 hour' $$; \
            alter role tenure set search_path = public, pg_catalog",
        )
        .await;
    let database = format!("postgres://tenure@{}/postgres", server.host());
    let place = ["--database", database.as_str()];
    let log = logged_by_a_server(place);
    assert!(
        log.contains("this machine's clock is 3600 s behind the database's") || log.contains("3599 s"),
        "{log}"
    );
    let (_relay, url) = relay("password");
    let (code, found) = doctor(&url, &place);
    assert_eq!((code, text(of(&found, "clock"), "/verdict")), (Some(1), "broken"), "{found:#}");
}

#[test]
fn a_schema_from_the_future_is_broken_and_untouched() {
    let (_relay, url) = relay("password");
    let folder = folder();
    let connection = rusqlite::Connection::open(folder.path().join("tenure.sqlite3")).unwrap();
    connection.execute("update schema_compatibility set oldest_compatible = 999", []).unwrap();
    drop(connection);
    let before = content(folder.path());
    let (code, found) = doctor(&url, &["--data", folder.path().to_str().unwrap()]);
    let database = of(&found, "database");
    assert_eq!((code, text(database, "/verdict")), (Some(1), "broken"), "{found:#}");
    assert!(text(database, "/found").contains("newer version of Tenure"), "{found:#}");
    assert!(content(folder.path()) == before, "the folder has changed");
}

/// The program as somebody who is not root: root may write everywhere.
fn as_nobody(folder: &Path, arguments: &[&str]) -> Command {
    let program = folder.join("program");
    if fs::hard_link(env!("CARGO_BIN_EXE_tenure"), &program).is_err() {
        fs::copy(env!("CARGO_BIN_EXE_tenure"), &program).unwrap();
    }
    let mut command = Command::new(program);
    command.args(arguments).env_clear();
    if fs::metadata(folder).unwrap().uid() == 0 {
        command.uid(65_534).gid(65_534);
    }
    command
}

#[test]
fn a_policy_with_a_fault_is_told_with_its_line_and_key() {
    let (_relay, url) = relay("password");
    let folder = folder();
    let data = folder.path().to_str().unwrap();
    let file = folder.path().join("own.toml");
    let path = file.to_str().unwrap();
    let shipped = include_str!("../../../../policies/default.toml");
    let arguments = ["--data", data, "--reconciliation-policy", path];

    fs::write(&file, shipped.replace("name = \"default\"", "name = \"own\"")).unwrap();
    let (code, found) = doctor(&url, &arguments);
    let policy = of(&found, "policy");
    assert_eq!((code, text(policy, "/verdict")), (Some(0), "ok"), "{found:#}");
    assert!(text(policy, "/found").starts_with(&format!("{path}: own-")), "{found:#}");

    fs::write(&file, shipped.replace("{ months = 1 }", "{ months = -1 }")).unwrap();
    let (code, found) = doctor(&url, &arguments);
    let policy = of(&found, "policy");
    assert_eq!((code, text(policy, "/verdict")), (Some(1), "broken"), "{found:#}");
    let line = shipped.lines().position(|line| line.contains("{ months = 1 }")).unwrap() + 1;
    assert!(
        text(policy, "/found").starts_with(&format!("{path} line {line}: dates.tolerance: ")),
        "{found:#}"
    );
    assert!(text(policy, "/todo").contains("reconciliation.policy"), "{found:#}");
}

#[test]
fn a_transfer_that_was_cut_off_is_broken_whatever_keys_there_are() {
    let (_relay, url) = relay("password");
    let folder = folder();
    let connection = rusqlite::Connection::open(folder.path().join("tenure.sqlite3")).unwrap();
    let mark = "insert into server_key (name, bytes) values ('unfinished transfer', zeroblob(32))";
    connection.execute(mark, []).unwrap();
    drop(connection);
    let (code, found) = doctor(&url, &["--data", folder.path().to_str().unwrap()]);
    let keys = of(&found, "keys");
    assert_eq!((code, text(keys, "/verdict")), (Some(1), "broken"), "{found:#}");
    assert!(text(keys, "/found").contains("not finished"), "{found:#}");
}

#[test]
fn a_folder_that_cannot_be_written_is_broken() {
    let (_relay, url) = relay("password");
    let programs = TempDir::new().unwrap();
    let folder = folder();
    let data = folder.path();
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    mode(programs.path(), 0o755);
    mode(&data.join("tenure.sqlite3"), 0o444);
    mode(data, 0o555);
    let arguments = arguments(&url, &["--data", data.to_str().unwrap(), "--json"]);
    let output = as_nobody(programs.path(), &arguments).output().unwrap();
    mode(data, 0o755);
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let database = of(&found, "database");
    assert_eq!((output.status.code(), text(database, "/verdict")), (Some(1), "broken"), "{found:#}");
    assert!(text(database, "/found").contains("nothing can be written in this folder"), "{found:#}");
    assert!(text(database, "/todo").contains("let the user that runs tenure write"), "{found:#}");
}

#[test]
fn a_configuration_with_faults_is_told_fault_by_fault_and_nothing_else_is_looked_at() {
    let output = run(&["doctor", "--listen", "8080", "--log-level", "loud", "--json"]);
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(verdicts(&found), [("configuration", "broken"), ("configuration", "broken")]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("2 of these must be mended"), "{told}");
}

#[test]
fn what_is_allowed_but_hardly_meant_is_a_warning() {
    let (_relay, url) = relay("password");
    let folder = TempDir::new().unwrap();
    let config = folder.path().join("tenure.toml");
    fs::write(&config, format!("mail.relay = \"{url}\"\nmail.from = \"a@b.example\"\n")).unwrap();
    fs::set_permissions(&config, fs::Permissions::from_mode(0o644)).unwrap();
    let data = folder.path().join("data");
    let own = ["doctor", "--json", "--config", config.to_str().unwrap(), "--data", data.to_str().unwrap()];
    let own = [own.as_slice(), &CONNECTIONS, &["--public-url", "https://career.example.org"]].concat();
    let output = command(&own).output().unwrap();
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{found:#}");
    let warned: Vec<_> = verdicts(&found).into_iter().filter(|(_, verdict)| *verdict == "warning").collect();
    let wanted = [("configuration", "warning"), ("configuration", "warning"), ("database", "warning")];
    assert_eq!(warned, wanted, "{found:#}");
    assert!(!data.exists());
}

#[test]
fn a_postgresql_without_its_promises_is_broken_and_its_clock_is_compared() {
    let (_relay, url) = relay("password");
    let database = Database::new();
    let (code, found) = doctor(&url, &["--database", &database.url_text()]);
    // The tests' own server trades its promises for speed.
    let told = of(&found, "database");
    assert_eq!((code, text(told, "/verdict")), (Some(1), "broken"), "{found:#}");
    assert!(text(told, "/found").contains("fsync"), "{found:#}");
    assert!(text(of(&found, "clock"), "/found").ends_with("the same as the database's"), "{found:#}");
}

/// A server that refuses every password, as PostgreSQL says it.
fn refusing_server() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut connection in listener.incoming().map_while(Result::ok) {
            // Everything that was sent is read, so that closing does not take the answer back.
            let mut length = [0; 4];
            connection.read_exact(&mut length).unwrap();
            let mut startup = vec![0; u32::from_be_bytes(length) as usize - 4];
            let error = b"SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed for user \"anna\"\0\0";
            let length = u32::try_from(error.len() + 4).unwrap().to_be_bytes();
            let answer = [b"E".as_slice(), &length, error].concat();
            drop(connection.read_exact(&mut startup).and_then(|()| connection.write_all(&answer)));
        }
    });
    port
}

#[test]
fn a_database_that_refuses_the_password_is_broken_and_the_password_is_not_shown() {
    let (_relay, url) = relay("password");
    let database = format!("postgres://anna:hunter2@127.0.0.1:{}/career?sslmode=disable", refusing_server());
    let (code, found) = doctor(&url, &["--database", &database]);
    let told = of(&found, "database");
    assert_eq!((code, text(told, "/verdict")), (Some(1), "broken"), "{found:#}");
    assert!(text(told, "/found").contains("password authentication failed"), "{found:#}");
    assert!(!found.to_string().contains("hunter2"), "{found:#}");
}
