//! FastAPI with SQLAlchemy on SQLite (`bench/peers/fastapi`).

use std::path::{Path, PathBuf};
use std::process::Command;

use super::contender::{Choice, Contender, Running, Target};
use super::ground::{Ground, sources};
use super::server::Server;
use super::workload::Workload;
use super::{bodies, folder};
use crate::run::run;

/// How many processes answer.
const WORKERS: &str = "2";

/// The interpreter, and what runs begin with: 100 rows.
pub(super) struct FastApi<'a> {
    ground: &'a Ground,
    python: PathBuf,
    template: PathBuf,
}

impl<'a> FastApi<'a> {
    /// Installs the packages, and fills a database.
    pub(super) fn prepare(ground: &'a Ground) -> Result<Self, String> {
        let fastapi =
            Self { ground, python: ground.python("fastapi")?, template: ground.template("fastapi")? };
        run(fastapi.python(&fastapi.template).arg("app.py"))?;
        Ok(fastapi)
    }

    /// The interpreter beside the application, on the database in a folder. Nothing is compiled into the repository's.
    fn python(&self, data: &Path) -> Command {
        let mut command = Command::new(&self.python);
        command
            .arg("-B")
            .current_dir(sources().join("peers/fastapi"))
            .env("DATABASE", data.join("experiences.sqlite3"));
        command
    }
}

impl Contender for FastApi<'_> {
    fn name(&self) -> String {
        "FastAPI + SQLAlchemy".to_owned()
    }

    fn does(&self) -> &'static str {
        "uvicorn with two workers, uvloop and httptools. Judges types and lengths (pydantic). No authentication, no \
         history. The ORM writes one row in a transaction of its own that waits for the disk (SQLite, WAL, \
         `synchronous=FULL`)."
    }

    fn start(&self, _workload: Workload, folder: &Path) -> Result<Running, String> {
        let data = folder.join("data");
        folder::copy(&self.template, &data)?;
        let server = Server::start(folder, "/ready", |address| {
            let (host, port) = address.rsplit_once(':').unwrap_or((address, "0"));
            let mut command = self.python(&data);
            command.args(["-m", "uvicorn", "app:app", "--workers", WORKERS, "--host", host, "--port", port]);
            command.args([
                "--no-access-log",
                "--log-level",
                "warning",
                "--loop",
                "uvloop",
                "--http",
                "httptools",
            ]);
            command
        })?;
        Ok(server.into())
    }

    fn target(&self, workload: Workload, running: &Running, folder: &Path) -> Result<Target, String> {
        if !matches!(workload, Workload::Insert | Workload::Edit) {
            return Err(format!("FastAPI does not serve: {workload}"));
        }
        let ids: Vec<String> = (1..=100).map(|id| id.to_string()).collect();
        let body = bodies::of(workload, &ids, self.ground, folder)?;
        Ok(Target::send("PUT", Choice::One(running.server.url("/experience")), None, body))
    }
}
