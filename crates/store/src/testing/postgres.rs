//! A PostgreSQL server for tests: one for each test process, and a database in it for each test.
//!
//! It is made from the binaries of the package `postgresql` and ends with the process.

use std::path::PathBuf;
use std::process::Command;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, OnceLock, PoisonError};

use tokio_postgres::NoTls;

use super::pgbouncer;
use super::script::Script;
use crate::PostgresUrl;
use crate::postgres::prepare_template;

const SCRIPT: &str = include_str!("postgres.sh");

pub(super) const WHAT_IS_NEEDED: &str = "these tests run on PostgreSQL too, and initdb and postgres were found neither in PATH, nor \
    by pg_config, nor under /usr/lib/postgresql: install the package postgresql";

/// The database that the others are copies of.
const TEMPLATE: &str = "tenure_template";

/// An empty database with the schema in it. It goes when this is dropped.
#[derive(Debug)]
pub struct Database {
    name: String,
}

impl Database {
    /// Makes one, and the server first where there is none yet. It waits for that on the calling thread.
    ///
    /// # Panics
    /// Where PostgreSQL is not installed or does not start.
    pub fn new() -> Self {
        let (reply, name) = channel();
        server().ask(Request::Make { migrated: true, reply });
        Self { name: name.recv().expect("a database") }
    }

    /// Makes one without any table.
    ///
    /// # Panics
    /// As [`Database::new`].
    pub fn without_schema() -> Self {
        let (reply, name) = channel();
        server().ask(Request::Make { migrated: false, reply });
        Self { name: name.recv().expect("a database") }
    }

    /// Where it is.
    ///
    /// # Panics
    /// Never: the URL is well formed.
    pub fn url(&self) -> PostgresUrl {
        PostgresUrl::parse(&self.url_text()).expect("a URL")
    }

    /// Where it is, as an operator would write it.
    pub fn url_text(&self) -> String {
        url(folder(), &self.name)
    }

    /// Runs statements in it that no trigger holds back, those of foreign keys included.
    ///
    /// # Panics
    /// Where it does not do them.
    pub async fn by_hand(&self, text: &str) {
        let connected = tokio_postgres::connect(&self.url_text(), NoTls).await;
        let (client, connection) = connected.expect("a connection");
        tokio::spawn(connection);
        let text = format!("set session_replication_role = replica; {text}");
        client.batch_execute(&text).await.expect("statements");
    }

    /// Everything that is in it, as text; bytes stand in hexadecimal digits.
    ///
    /// # Panics
    /// Where `pg_dump` does not do it.
    pub fn dump(&self) -> Vec<u8> {
        let dump = binaries().expect(WHAT_IS_NEEDED).join("pg_dump");
        let dumped = Command::new(dump).arg(self.url_text()).output().expect("pg_dump");
        assert!(dumped.status.success(), "{}", String::from_utf8_lossy(&dumped.stderr));
        dumped.stdout
    }

    /// Where it is through a PgBouncer that hands out connections by the transaction.
    ///
    /// # Panics
    /// Where PgBouncer is not installed or does not start.
    pub fn pooled_url_text(&self) -> String {
        self.pooled_url_without_option() + "&prepared_statements=unnamed"
    }

    /// The same without saying that statements must not be named.
    ///
    /// # Panics
    /// As [`Database::pooled_url_text`].
    pub fn pooled_url_without_option(&self) -> String {
        let folder = pgbouncer::folder().replace('/', "%2F");
        format!("postgres://tenure@{folder}:6432/{}?sslmode=disable", self.name)
    }
}

impl Default for Database {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        server().ask(Request::Drop(std::mem::take(&mut self.name)));
    }
}

/// What the server's keeper is asked for.
enum Request {
    Make { migrated: bool, reply: Sender<String> },
    Drop(String),
}

struct Server {
    script: Script,
    requests: Mutex<Sender<Request>>,
}

/// The folder of the server's socket.
pub(super) fn folder() -> &'static str {
    &server().script.said
}

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(Server::start)
}

impl Server {
    fn start() -> Self {
        let binaries = binaries().expect(WHAT_IS_NEEDED);
        let script = Script::start(SCRIPT, &[binaries.as_os_str()]);
        let folder = &script.said;
        let (requests, received) = channel();
        let keeper = Keeper { url: url(folder, "postgres"), made: 0 };
        let template = PostgresUrl::parse(&url(folder, TEMPLATE)).expect("a URL");
        let started = std::thread::Builder::new().name("postgres-keeper".to_owned());
        started.spawn(move || keeper.work(&template, &received)).expect("a thread");
        Self { script, requests: Mutex::new(requests) }
    }

    fn ask(&self, request: Request) {
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        requests.send(request).expect("the keeper of the server");
    }
}

fn url(folder: &str, database: &str) -> String {
    format!("postgres://tenure@{}/{database}?sslmode=disable", folder.replace('/', "%2F"))
}

/// The folder of initdb and postgres.
pub(super) fn binaries() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let told = Command::new("pg_config").arg("--bindir").output();
    let told = told.ok().and_then(|output| String::from_utf8(output.stdout).ok());
    let mut debian: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|versions| versions.flatten().map(|version| version.path().join("bin")).collect())
        .unwrap_or_default();
    debian.sort();
    let told = told.map(|told| PathBuf::from(told.trim()));
    let mut folders = std::env::split_paths(&path).chain(told).chain(debian.into_iter().rev());
    folders.find(|folder| ["initdb", "postgres", "pg_isready"].iter().all(|name| folder.join(name).is_file()))
}

/// Makes and drops databases, on a thread and a runtime of its own: those of a test end with the test.
struct Keeper {
    url: String,
    made: u32,
}

impl Keeper {
    fn work(mut self, template: &PostgresUrl, requests: &Receiver<Request>) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(&self.url, NoTls).await.expect("a connection");
            tokio::spawn(connection);
            let execute = async |text: String| client.batch_execute(&text).await;
            execute(format!("create database {TEMPLATE}")).await.expect("the template");
            prepare_template(template).await.expect("the schema");
            while let Ok(request) = requests.recv() {
                match request {
                    Request::Make { migrated, reply } => {
                        self.made += 1;
                        let name = format!("test_{}", self.made);
                        let template = if migrated { TEMPLATE } else { "template1" };
                        let made = execute(format!("create database {name} template {template}")).await;
                        made.expect("a database");
                        // Whoever asked may have given up.
                        drop(reply.send(name));
                    }
                    // Another test may have ended the server's patience; it all goes in the end anyway.
                    Request::Drop(name) => {
                        drop(execute(format!("drop database if exists {name} with (force)")).await);
                    }
                }
            }
        });
    }
}
