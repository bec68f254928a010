//! Ctrl-C finishes what was accepted, then leaves.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use reqwest::StatusCode;
use tempfile::TempDir;

use crate::parties::http;
use crate::program::{Program, text};

#[test]
fn ctrl_c_finishes_a_request_that_is_under_way_and_leaves_with_0() {
    let (mut program, _folder, demo) = Program::empty_demo();
    let address = program.base_url.strip_prefix("http://").unwrap().to_owned();
    let body = format!(
        "grant_type=client_credentials&client_id={}&client_secret={}",
        text(&demo, "/partner/client_id"),
        text(&demo, "/partner/client_secret")
    );
    let mut connection = TcpStream::connect(&address).unwrap();
    connection.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
    write!(
        connection,
        "POST /api/partner/v1/oauth/token.json HTTP/1.1\r\nHost: {address}\r\nExpect: 100-continue\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )
    .unwrap();
    // The server asks for the body, so the request is under way.
    let mut asked = [0; 25];
    connection.read_exact(&mut asked).unwrap();
    assert_eq!(&asked, b"HTTP/1.1 100 Continue\r\n\r\n");

    program.signal("INT");
    program.until("stopping");
    connection.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains("tnr_at_"), "{answer}");
    program.until("stopped");
    let (status, errors) = program.end();
    assert_eq!(status.code(), Some(0), "{errors}");
    assert!(TcpStream::connect(&address).is_err());
}

#[test]
fn a_second_signal_does_not_wait() {
    let (mut program, _folder, _demo) = Program::empty_demo();
    let address = program.base_url.strip_prefix("http://").unwrap().to_owned();
    let mut connection = TcpStream::connect(&address).unwrap();
    write!(
        connection,
        "POST /api/partner/v1/oauth/token.json HTTP/1.1\r\nHost: {address}\r\nExpect: 100-continue\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\n"
    )
    .unwrap();
    let mut asked = [0; 25];
    connection.read_exact(&mut asked).unwrap();
    program.signal("TERM");
    program.until("stopping");
    program.signal("INT");
    let (status, errors) = program.end();
    assert_eq!(status.code(), Some(1));
    assert!(errors.contains("second signal"), "{errors}");
}

/// A server of its own with these settings.
fn serve(folder: &TempDir, more: &[&str]) -> Program {
    let data = folder.path().to_str().unwrap();
    let own = ["serve", "--listen", "127.0.0.1:0", "--data", data, "--mail-relay", "smtp://127.0.0.1:2525"];
    Program::start(&[own.as_slice(), &["--mail-from", "no-reply@example.org"], more].concat())
}

/// A request that is under way: its body was asked for and does not come.
fn under_way(program: &Program) -> TcpStream {
    let address = program.base_url.strip_prefix("http://").unwrap();
    let mut connection = TcpStream::connect(address).unwrap();
    connection.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
    write!(
        connection,
        "POST /api/partner/v1/oauth/token.json HTTP/1.1\r\nHost: {address}\r\nExpect: 100-continue\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\n"
    )
    .unwrap();
    let mut asked = [0; 25];
    connection.read_exact(&mut asked).unwrap();
    connection
}

#[tokio::test]
async fn ledger_235_it_is_not_ready_before_it_stops_and_still_answers() {
    let folder = TempDir::new().unwrap();
    let mut program = serve(&folder, &["--stop-notice", "10m"]);
    let base_url = program.base_url.clone();
    let status = async |path: &str| {
        let response = http().get(format!("{base_url}{path}")).send().await.unwrap();
        response.status()
    };
    assert_eq!(status("/readyz").await, StatusCode::OK);
    program.signal("TERM");
    program.until("stopping: not ready");
    assert_eq!(status("/readyz").await, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(status("/healthz").await, StatusCode::OK);
    program.signal("TERM");
    let (status, errors) = program.end();
    assert_eq!(status.code(), Some(1));
    assert!(errors.contains("second signal"), "{errors}");
}

#[test]
fn ledger_235_what_is_not_finished_at_the_deadline_is_cut() {
    let folder = TempDir::new().unwrap();
    let mut program = serve(&folder, &["--stop-deadline", "1s", "--stop-notice", "1ms"]);
    let mut connection = under_way(&program);
    program.signal("TERM");
    program.until("stopping: what was accepted");
    let mut answer = String::new();
    drop(connection.read_to_string(&mut answer));
    assert_eq!(answer, "");
    let (status, errors) = program.end();
    assert_eq!(status.code(), Some(1));
    assert!(errors.contains("were not finished within 1 s of the signal and were given up"), "{errors}");
}
