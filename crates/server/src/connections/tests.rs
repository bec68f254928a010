//! Slow and greedy clients on real sockets. Nothing sleeps: each test ends when the server does what it must, and the
//! times that it waits for are short.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;

use super::*;
use crate::operations::Front;
use crate::routes::Patterns;
use crate::serve::router;
use crate::testing::{Harness, TestClient};

/// Short enough to wait for.
const SHORT: Duration = Duration::from_millis(50);

/// Longer than any of these tests.
const LONG: Duration = Duration::from_mins(10);

/// Every time is long, every number large.
fn generous() -> ConnectionLimits {
    ConnectionLimits { head_time: LONG, body_time: LONG, answer_time: LONG, ..ConnectionLimits::default() }
}

fn number(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap()
}

struct Running {
    address: SocketAddr,
    task: JoinHandle<()>,
    stop: oneshot::Sender<()>,
    metrics: ConnectionMetrics,
}

impl Running {
    async fn start(routes: impl Answers, limits: ConnectionLimits) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let metrics = ConnectionMetrics::default();
        let door = Door { limits, spared: Box::new(|_| false), metrics: metrics.clone() };
        let task = tokio::spawn(serve(listener, routes, door, async { drop(stopped.await) }));
        Self { address, task, stop, metrics }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Stops; comes back once every connection has ended.
    async fn stop(self) {
        drop(self.stop);
        self.task.await.unwrap();
        assert_eq!(self.metrics.open.get(), 0);
    }
}

fn hello() -> Router {
    Router::new().route("/", get(async || "hello"))
}

const GET: &str = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

/// Sends, and reads until the server closes.
async fn to_the_end(mut stream: TcpStream, sent: &str) -> String {
    stream.write_all(sent.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

/// Reads one short answer, and leaves the connection open.
async fn one_answer(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    while !answer.ends_with(b"hello") {
        assert_ne!(stream.read_buf(&mut answer).await.unwrap(), 0);
    }
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn ledger_233_half_a_head_is_waited_for_no_longer_than_its_time() {
    let running = Running::start(hello(), ConnectionLimits { head_time: SHORT, ..generous() }).await;
    for sent in ["", "GET", "GET / HTTP/1.1\r\nHost: h\r\nX-Slow: "] {
        assert_eq!(to_the_end(running.connect().await, sent).await, "", "{sent}");
    }
    running.stop().await;
}

#[tokio::test]
async fn ledger_233_an_idle_connection_is_closed_after_the_same_time() {
    let running = Running::start(hello(), ConnectionLimits { head_time: SHORT, ..generous() }).await;
    let mut stream = running.connect().await;
    stream.write_all(GET.as_bytes()).await.unwrap();
    assert!(one_answer(&mut stream).await.starts_with("HTTP/1.1 200 OK\r\n"));
    assert_eq!(to_the_end(stream, "").await, "");
    running.stop().await;
}

#[tokio::test]
async fn ledger_233_a_head_that_is_too_long_is_431() {
    let running = Running::start(hello(), generous()).await;
    let line = format!("GET / HTTP/1.1\r\nHost: h\r\nX-Long: {}\r\n\r\n", "a".repeat(LONGEST_HEAD));
    let lines = format!("GET / HTTP/1.1\r\nHost: h\r\n{}\r\n", "X-Many: a\r\n".repeat(200));
    for sent in [line, lines] {
        let answer = to_the_end(running.connect().await, &sent).await;
        assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
    }
    let fits =
        format!("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-Long: {}\r\n\r\n", "a".repeat(12_000));
    assert!(to_the_end(running.connect().await, &fits).await.starts_with("HTTP/1.1 200 "));
    running.stop().await;
}

/// A connection remembers what the credentials before said (`http/heard.rs`), not whether they were good.
#[tokio::test]
async fn credentials_are_judged_with_each_request_of_a_connection() {
    let harness = Harness::new();
    let (one, other) = (harness.application().await, harness.application().await);
    let basic = |client: &TestClient, secret: &str| BASE64.encode(format!("{}:{secret}", client.id));
    let (right, wrong) = (basic(&one, &one.secret), basic(&one, &other.secret));
    let routes = router(Front::nameless(harness.app.clone()));
    let running = Running::start(routes, generous()).await;
    let sent: String = [&right, &right, &wrong, &right, &basic(&other, &other.secret), &wrong, "?"]
        .map(|basic| {
            format!("HEAD /api/1/dictionary/industry HTTP/1.1\r\nHost: tenure.example\r\nAuthorization: Basic {basic}\r\n")
        })
        .join("\r\n");
    let answers = to_the_end(running.connect().await, &format!("{sent}Connection: close\r\n\r\n")).await;
    let statuses: Vec<&str> = answers.lines().filter_map(|line| line.strip_prefix("HTTP/1.1 ")).collect();
    let (yes, no) = ("200 OK", "401 Unauthorized");
    assert_eq!(statuses, [yes, yes, no, yes, yes, no, no]);
    running.stop().await;
}

#[tokio::test]
async fn ledger_233_one_connection_too_many_is_told_so_and_the_next_has_the_place_of_who_left() {
    let limits = ConnectionLimits { total: number(2), ..generous() };
    let running = Running::start(hello(), limits).await;
    let mut first = running.connect().await;
    let mut second = running.connect().await;
    for stream in [&mut first, &mut second] {
        stream.write_all(GET.as_bytes()).await.unwrap();
        one_answer(stream).await;
    }
    let told = to_the_end(running.connect().await, "").await;
    assert_eq!(told.as_bytes(), TOO_MANY);
    let closing = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    assert!(to_the_end(first, closing).await.starts_with("HTTP/1.1 200 "));
    // The place is free as soon as the server's side has ended, which is a moment after ours has.
    loop {
        let mut stream = running.connect().await;
        let mut begin = [0; 12];
        stream.write_all(closing.as_bytes()).await.unwrap();
        match stream.read_exact(&mut begin).await {
            Ok(_) if &begin == b"HTTP/1.1 200" => break,
            _ => tokio::task::yield_now().await,
        }
    }
    drop(second);
    running.stop().await;
}

#[tokio::test]
async fn ledger_233_one_source_too_often_is_told_so() {
    let limits = ConnectionLimits { per_source: number(1), ..generous() };
    let running = Running::start(hello(), limits).await;
    let mut first = running.connect().await;
    first.write_all(GET.as_bytes()).await.unwrap();
    one_answer(&mut first).await;
    assert_eq!(to_the_end(running.connect().await, "").await.as_bytes(), TOO_MANY);
    drop(first);
    running.stop().await;
}

/// An answer larger than what the system keeps for a connection, to somebody who does not read it: the server's end
/// does not wait for them.
#[tokio::test]
async fn ledger_233_an_answer_that_nobody_reads_is_given_up() {
    let asked = Arc::new(Notify::new());
    let told = Arc::clone(&asked);
    let large = get(async move || {
        told.notify_one();
        Body::from(vec![0; 64 * 1024 * 1024])
    });
    let limits = ConnectionLimits { answer_time: SHORT, ..generous() };
    let running = Running::start(Router::new().route("/", large), limits).await;
    let mut stream = running.connect().await;
    stream.write_all(GET.as_bytes()).await.unwrap();
    asked.notified().await;
    running.stop().await;
    drop(stream);
}

/// The whole server: half a body is a request that came too late, whatever the handler makes of it.
#[tokio::test]
async fn ledger_234_a_body_that_does_not_come_is_408() {
    let limits = ConnectionLimits { body_time: SHORT, ..generous() };
    let harness = Harness::with(|settings| settings.connections = limits);
    let running = Running::start(router(Front::identifying(harness.app.clone())), generous()).await;
    let half = |path: &str| {
        format!(
            "POST {path} HTTP/1.1\r\nHost: tenure.example\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: 100\r\n\r\ngrant_type=client_credentials"
        )
    };
    for path in ["/api/partner/v1/oauth/token", "/sign-in", "/oauth/token"] {
        let answer = to_the_end(running.connect().await, &half(path)).await;
        assert!(answer.starts_with("HTTP/1.1 408 "), "{path}: {answer}");
        assert!(answer.contains("\r\nconnection: close\r\n"), "{answer}");
        assert!(answer.contains("\r\ncontent-type: application/problem+json\r\n"), "{answer}");
        assert!(answer.contains("\r\nx-request-id: "), "{answer}");
        assert!(answer.ends_with(
            "{\"type\":\"about:blank\",\"title\":\"Request Timeout\",\"status\":408,\"detail\":\"The body of the \
             request did not come in time.\"}"
        ), "{answer}");
    }
    running.stop().await;
}

#[tokio::test]
async fn a_body_in_time_is_read_whole() {
    let limits = ConnectionLimits { body_time: LONG, ..generous() };
    let harness = Harness::with(|settings| settings.connections = limits);
    let routes = Router::new().route("/", post(async |body: String| body));
    let routes = Front::nameless(harness.app.clone()).before(routes, Patterns::default());
    let running = Running::start(routes, generous()).await;
    let mut stream = running.connect().await;
    for part in ["POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 6\r\n\r\n", "abc", "def"]
    {
        stream.write_all(part.as_bytes()).await.unwrap();
    }
    assert!(to_the_end(stream, "").await.ends_with("\r\n\r\nabcdef"));
    running.stop().await;
}
