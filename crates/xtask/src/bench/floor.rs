//! The bare handlers of `bench/src/floor`.

use std::path::Path;
use std::process::Command;

use super::bodies;
use super::contender::{Choice, Contender, Running, Target};
use super::database::Database;
use super::ground::Ground;
use super::server::Server;
use super::workload::Workload;

/// Where a bare handler keeps what it is sent.
#[derive(Clone, Copy)]
pub(super) enum Keeps<'a> {
    Nothing,
    InSqlite,
    InPostgres(&'a Database),
}

/// A bare handler.
pub(super) struct Floor<'a> {
    ground: &'a Ground,
    keeps: Keeps<'a>,
}

impl<'a> Floor<'a> {
    pub(super) const fn new(ground: &'a Ground, keeps: Keeps<'a>) -> Self {
        Self { ground, keeps }
    }
}

impl Contender for Floor<'_> {
    fn name(&self) -> String {
        match self.keeps {
            Keeps::Nothing => "bare handler, keeps nothing",
            Keeps::InSqlite => "bare handler, one SQLite transaction each",
            Keeps::InPostgres(_) => "bare handler, one PostgreSQL transaction each",
        }
        .to_owned()
    }

    fn does(&self) -> &'static str {
        match self.keeps {
            Keeps::Nothing => {
                "axum. Parses the body into a struct where there is one, and sends the body of Tenure's answer, byte for \
                 byte, from memory. No authentication, no rules, no history, no database."
            }
            Keeps::InSqlite => {
                "axum and rusqlite. Parses the body, writes it as one row with one prepared statement on one connection, \
                 which is a transaction (WAL, `synchronous=FULL`), and sends the body of Tenure's answer. No \
                 authentication, no rules, no history."
            }
            Keeps::InPostgres(_) => {
                "axum, tokio-postgres and deadpool, 16 connections. Parses the body; then BEGIN, one prepared statement \
                 that writes it, another one that writes it as an entry, COMMIT, each waiting for the one before \
                 (`fsync=on`, `synchronous_commit=on`); sends the body of Tenure's answer. No authentication, no rules, \
                 no chain of hashes."
            }
        }
    }

    fn start(&self, workload: Workload, folder: &Path) -> Result<Running, String> {
        let database = match self.keeps {
            Keeps::InPostgres(database) => Some(database.empty()?),
            Keeps::Nothing | Keeps::InSqlite => None,
        };
        let server = Server::start(folder, "/ready", |address| {
            let mut command = Command::new(&self.ground.bench);
            command.args(["floor", "--listen", address, "--answer"]).arg(self.ground.answer(workload));
            match workload {
                Workload::Insert | Workload::Edit => command.args(["--body", "experience"]),
                Workload::Add => command.args(["--body", "credential"]),
                Workload::List | Workload::Dictionary | Workload::Status => &mut command,
            };
            match (self.keeps, &database) {
                (Keeps::InSqlite, _) => command.arg("--sqlite").arg(folder.join("floor.sqlite3")),
                (_, Some(made)) => command.args(["--postgres", &made.url()]),
                (_, None) => &mut command,
            };
            command
        })?;
        Ok(Running { server, _database: database })
    }

    fn target(&self, workload: Workload, running: &Running, folder: &Path) -> Result<Target, String> {
        let url = running.server.url("/");
        if !workload.writes() {
            return Ok(Target::get(url, None));
        }
        let ids: Vec<String> = (0..100).map(|id| id.to_string()).collect();
        let body = bodies::of(workload, &ids, self.ground, folder)?;
        Ok(Target::send("PUT", Choice::One(url), None, body))
    }
}
