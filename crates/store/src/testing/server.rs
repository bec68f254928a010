//! PostgreSQL servers that a test has to itself: to be killed, promoted, or spoken to over TCP.

use std::ffi::OsStr;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Command;

use tokio_postgres::{NoTls, SimpleQueryMessage};

use super::postgres::{WHAT_IS_NEEDED, binaries};
use super::script::Script;

const SCRIPT: &str = include_str!("server.sh");

/// $1 is the signal, $2 the number of the first process; the others are its children.
const SIGNAL: &str = "kill -$1 $2 $(for stat in /proc/[0-9]*/stat; do \
    { read -r process _ _ parent _ <$stat && [ $parent = $2 ] && echo $process; } 2>/dev/null; done)";

/// What is asked for over TCP. On the socket nothing is.
pub const PASSWORD: &str = "it's a:secret";

/// A server with an empty database `postgres`, whose owner is `tenure`. It ends when this is dropped.
#[derive(Debug)]
pub struct Server {
    script: Script,
}

impl Server {
    /// Starts one with these settings, such as `ssl=on`. It waits for that on the calling thread.
    ///
    /// # Panics
    /// Where PostgreSQL is not installed or does not start.
    pub fn start(settings: &[&str]) -> Self {
        Self::run("", settings)
    }

    /// Starts one that listens on 127.0.0.1 and speaks TLS where it is asked to; gives its port.
    ///
    /// # Panics
    /// As [`Server::start`].
    pub fn on_tcp() -> (Self, u16) {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = port.expect("a free port").port();
        let server = Self::start(&["listen_addresses=127.0.0.1", &format!("port={port}"), "ssl=on"]);
        (server, port)
    }

    /// Starts a standby of another one, which it follows by streaming.
    ///
    /// # Panics
    /// As [`Server::start`].
    pub fn standby_of(primary: &Self) -> Self {
        Self::run(primary.folder(), &[])
    }

    fn run(primary: &str, settings: &[&str]) -> Self {
        let binaries = binaries().expect(WHAT_IS_NEEDED);
        let mut arguments: Vec<&OsStr> = vec![binaries.as_os_str(), primary.as_ref(), PASSWORD.as_ref()];
        arguments.extend(settings.iter().map(OsStr::new));
        Self { script: Script::start(SCRIPT, &arguments) }
    }

    /// Its port, and the folder of its socket.
    fn said(&self) -> (&str, &str) {
        self.script.said.split_once(' ').expect("two words")
    }

    fn folder(&self) -> &str {
        self.said().1
    }

    /// Its socket as host and port in a URL.
    pub fn host(&self) -> String {
        format!("{}:{}", self.folder().replace('/', "%2F"), self.said().0)
    }

    /// The certificate of the authority that signed its own, for the name `localhost`.
    pub fn authority(&self) -> PathBuf {
        PathBuf::from(self.folder()).join("ca.pem")
    }

    /// Ends it at once with `kill -9`, and every process of it, as if its machine were lost: what it had not sent to a
    /// standby yet, it never will.
    ///
    /// # Panics
    /// Where it is gone already.
    pub fn kill(&self) {
        self.signal("KILL");
    }

    /// Stops it and every process of it where it stands: connections stay open, and nobody answers.
    ///
    /// # Panics
    /// Where it is gone.
    pub fn freeze(&self) {
        self.signal("STOP");
    }

    /// Lets it go on after [`Server::freeze`].
    ///
    /// # Panics
    /// Where it is gone.
    pub fn thaw(&self) {
        self.signal("CONT");
    }

    fn signal(&self, name: &str) {
        let file = PathBuf::from(self.folder()).join("data/postmaster.pid");
        let told = std::fs::read_to_string(file).expect("its process");
        let process = told.lines().next().expect("its number");
        let done = Command::new("sh").args(["-c", SIGNAL, "kill", name, process]).status();
        assert!(done.expect("a shell").success(), "it is gone already");
    }

    /// Starts it again after [`Server::kill`], on the data that it left, and waits until it takes connections.
    ///
    /// # Panics
    /// Where it does not start.
    pub fn start_again(&mut self) {
        self.script.say("start");
    }

    /// Runs statements on the socket; gives the first column of the last row, if there is one.
    ///
    /// # Panics
    /// Where it does not do them.
    pub async fn ask(&self, text: &str) -> Option<String> {
        let url = format!("postgres://tenure@{}/postgres", self.host());
        let (client, connection) = tokio_postgres::connect(&url, NoTls).await.expect("a connection");
        tokio::spawn(connection);
        let told = client.simple_query(text).await.expect("an answer");
        told.iter().rev().find_map(|message| match message {
            SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or_default().to_owned()),
            _ => None,
        })
    }
}
