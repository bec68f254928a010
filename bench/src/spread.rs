//! A closed loop over many people: each connection sends one request after the other, each for another person. With one
//! person the database would only ever touch the same few pages.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use futures_util::future;
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use serde_json::json;
use tokio::net::TcpStream;

use crate::{Problem, bodies};

/// What to send, to whom, for how long.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Where the server listens. Of several, each connection has the next one.
    #[arg(long, required = true)]
    server: Vec<SocketAddr>,
    /// The file of people that `bench fill` wrote.
    #[arg(long)]
    people: PathBuf,
    /// What to send.
    #[arg(long, value_enum)]
    send: What,
    /// How many connections.
    #[arg(long)]
    connections: usize,
    /// For how many seconds.
    #[arg(long)]
    seconds: f64,
}

/// What is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// PUT of a new experience.
    Insert,
    /// GET of the list of experiences.
    List,
}

#[derive(Debug, Deserialize)]
struct Person {
    authorization: String,
    curriculum: String,
}

impl Person {
    fn request(&self, what: What, server: SocketAddr) -> Result<Request<Full<Bytes>>, Problem> {
        let (method, version, body) = match what {
            What::Insert => (Method::PUT, 4, Bytes::from_static(bodies::EXPERIENCE.as_bytes())),
            What::List => (Method::GET, 2, Bytes::new()),
        };
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/{version}/curriculum/{}/experience", self.curriculum))
            .header(HOST, server.to_string())
            .header(CONTENT_TYPE, "application/json")
            .header(AUTHORIZATION, &self.authorization);
        Ok(request.body(Full::new(body))?)
    }
}

/// Prints requests per second, and the times in milliseconds that half of them and 99 % of them stayed under.
pub(crate) async fn run(arguments: Arguments) -> Result<(), Problem> {
    let people = Arc::new(read(&arguments.people, arguments.send)?);
    let began = Instant::now();
    let end = began + Duration::from_secs_f64(arguments.seconds);
    let what = arguments.send;
    let servers = arguments.server.iter().copied().cycle().take(arguments.connections);
    let connections = servers.enumerate().map(|(number, server)| {
        let people = Arc::clone(&people);
        let first = number * people.len() / arguments.connections;
        tokio::spawn(async move { send(server, &people, first, what, end).await })
    });
    let mut times = Vec::new();
    for done in future::join_all(connections).await {
        times.append(&mut done??);
    }
    let seconds = began.elapsed().as_secs_f64();
    times.sort_unstable();
    let at = |of_hundred: usize| {
        let place = (times.len() * of_hundred / 100).min(times.len().saturating_sub(1));
        times.get(place).map(|time| time.as_secs_f64() * 1000.0)
    };
    #[expect(clippy::cast_precision_loss, reason = "fewer than 2^52 requests")]
    let per_second = times.len() as f64 / seconds;
    println!("{}", json!({ "requests_per_second": per_second, "p50_ms": at(50), "p99_ms": at(99) }));
    Ok(())
}

/// Those for whom this is sent: every other one, so that nobody's list grows meanwhile.
fn read(file: &Path, what: What) -> Result<Vec<Person>, Problem> {
    let text = std::fs::read_to_string(file)?;
    let first = usize::from(what == What::Insert);
    let people: Vec<Person> =
        text.lines().skip(first).step_by(2).map(serde_json::from_str).collect::<Result<_, _>>()?;
    if people.is_empty() { Err("the file names nobody".into()) } else { Ok(people) }
}

/// So that two requests that follow each other are for people who stand far from each other.
const STRIDE: usize = 7919;

async fn send(
    server: SocketAddr,
    people: &[Person],
    first: usize,
    what: What,
    end: Instant,
) -> Result<Vec<Duration>, Problem> {
    let mut connection = connect(server).await?;
    let (mut times, mut next) = (Vec::new(), first);
    loop {
        let began = Instant::now();
        if began >= end {
            return Ok(times);
        }
        let person = people.get(next % people.len()).ok_or("nobody")?;
        next += STRIDE;
        connection.ready().await?;
        let answer = connection.send_request(person.request(what, server)?).await?;
        let status = answer.status();
        let body = answer.into_body().collect().await?.to_bytes();
        if !status.is_success() {
            return Err(format!("{status}: {}", String::from_utf8_lossy(&body)).into());
        }
        times.push(began.elapsed());
    }
}

async fn connect(server: SocketAddr) -> Result<SendRequest<Full<Bytes>>, Problem> {
    let stream = TcpStream::connect(server).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}
