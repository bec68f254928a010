//! A PostgreSQL server for tests: one for each test process, and a database in it for each test.
//!
//! It is made from the binaries of the package `postgresql` and ends with the process. As PostgreSQL refuses to run
//! for root, root runs it as the user `postgres`.

use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, OnceLock, PoisonError};

use tokio_postgres::NoTls;

use crate::PostgresUrl;
use crate::postgres::prepare_template;

const SCRIPT: &str = include_str!("postgres.sh");

const WHAT_IS_NEEDED: &str = "these tests run on PostgreSQL too, and initdb and postgres were found neither in PATH, nor \
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
        url(&server().folder, &self.name)
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
    folder: String,
    requests: Mutex<Sender<Request>>,
    /// The script. Its standard input ends with this process, and so does the server.
    _script: Child,
}

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(Server::start)
}

impl Server {
    fn start() -> Self {
        let binaries = binaries().expect(WHAT_IS_NEEDED);
        let mut script = script(&binaries).spawn().expect("a shell");
        let mut folder = String::new();
        let output = script.stdout.take().expect("its output");
        BufReader::new(output).read_line(&mut folder).expect("what the shell says");
        if folder.is_empty() {
            let mut told = String::new();
            let _unreadable = script.stderr.take().map(|mut errors| errors.read_to_string(&mut told));
            assert!(told.is_empty(), "PostgreSQL did not start: {told}");
        }
        let folder = folder.trim().to_owned();
        let (requests, received) = channel();
        let keeper = Keeper { url: url(&folder, "postgres"), made: 0 };
        let template = PostgresUrl::parse(&url(&folder, TEMPLATE)).expect("a URL");
        let started = std::thread::Builder::new().name("postgres-keeper".to_owned());
        started.spawn(move || keeper.work(&template, &received)).expect("a thread");
        Self { folder, requests: Mutex::new(requests), _script: script }
    }

    fn ask(&self, request: Request) {
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        requests.send(request).expect("the keeper of the server");
    }
}

fn url(folder: &str, database: &str) -> String {
    format!("postgres://tenure@{}/{database}?sslmode=disable", folder.replace('/', "%2F"))
}

fn script(binaries: &Path) -> Command {
    // The owner of the process's own folder tells who this is, without a call into the system's library.
    let root = std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    let mut command = if root {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "sh"]);
        command
    } else {
        Command::new("sh")
    };
    command.args(["-c", SCRIPT, "postgres.sh"]).arg(binaries).process_group(0);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The folder of initdb and postgres.
fn binaries() -> Option<PathBuf> {
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
