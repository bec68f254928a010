//! Ctrl-C finishes what was accepted, then leaves.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

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
