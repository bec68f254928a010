//! What is measured: a server that can be started anew, and what it is sent.

use std::path::{Path, PathBuf};

use super::database::Made;
use super::server::Server;
use super::workload::Workload;

/// A server that can be started anew, always as it was the first time.
pub(super) trait Contender {
    /// What it is called in tables.
    fn name(&self) -> String;

    /// What it does for each write: who may, what is remembered, and when it is safe.
    fn does(&self) -> &'static str;

    /// Starts it in this empty folder.
    fn start(&self, workload: Workload, folder: &Path) -> Result<Running, String>;

    /// What it is sent.
    fn target(&self, workload: Workload, running: &Running, folder: &Path) -> Result<Target, String>;
}

/// A server that runs, and the database that goes with it.
pub(super) struct Running {
    // In this order: the server lets go of the database before that is dropped.
    pub(super) server: Server,
    pub(super) _database: Option<Made>,
}

impl From<Server> for Running {
    fn from(server: Server) -> Self {
        Self { server, _database: None }
    }
}

/// What a server is sent.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) method: &'static str,
    pub(super) url: Choice,
    pub(super) headers: Vec<(String, String)>,
    /// `None` where there is no body.
    pub(super) body: Option<Choice>,
}

/// One thing, or any line of a file by chance.
#[derive(Debug, Clone)]
pub(super) enum Choice {
    One(String),
    AnyLine(PathBuf),
}

impl Target {
    /// A request without a body.
    pub(super) fn get(url: String, authorization: Option<&str>) -> Self {
        let headers = authorization.map(|value| ("authorization".to_owned(), value.to_owned()));
        Self { method: "GET", url: Choice::One(url), headers: headers.into_iter().collect(), body: None }
    }

    /// A request with a JSON body.
    pub(super) fn send(method: &'static str, url: Choice, authorization: Option<&str>, body: Choice) -> Self {
        let json = ("content-type".to_owned(), "application/json".to_owned());
        let authorization = authorization.map(|value| ("authorization".to_owned(), value.to_owned()));
        let headers = std::iter::once(json).chain(authorization).collect();
        Self { method, url, headers, body: Some(body) }
    }
}
