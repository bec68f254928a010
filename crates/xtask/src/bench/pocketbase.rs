//! PocketBase, from the package that brings its program.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::contender::{Choice, Contender, Running, Target};
use super::ground::{Ground, sources};
use super::server::Server;
use super::workload::Workload;
use super::{bodies, folder, http};

const RECORDS: &str = "/api/collections/experience/records";

/// The program, and what its runs begin with: 100 records.
pub(super) struct PocketBase {
    program: PathBuf,
    template: PathBuf,
    /// Their ids.
    ids: Vec<String>,
    /// The body of PUT experience without its id, which PocketBase chooses.
    body: Value,
}

impl PocketBase {
    /// Installs it, makes the collection, and fills it.
    pub(super) fn prepare(ground: &Ground) -> Result<Self, String> {
        let python = ground.python("pocketbase")?;
        let mut body = bodies::experience()?;
        if let Some(members) = body.as_object_mut() {
            members.shift_remove("id");
        }
        let template = ground.template("pocketbase")?;
        let program = python.with_file_name("pocketbase");
        let mut pocketbase = Self { program, template, ids: Vec::new(), body };
        let folder = ground.run()?;
        let server = pocketbase.serve(&folder, &pocketbase.template)?;
        let json = [("content-type".to_owned(), "application/json".to_owned())];
        for _ in 0..100 {
            let made = http::send("POST", &server.url(RECORDS), &json, &pocketbase.body.to_string())?;
            let made: Value = serde_json::from_str(&made).map_err(|error| format!("PocketBase: {error}"))?;
            let id = made.get("id").and_then(Value::as_str).ok_or("PocketBase gave no id")?;
            pocketbase.ids.push(id.to_owned());
        }
        server.stop()?;
        Ok(pocketbase)
    }

    fn serve(&self, folder: &Path, data: &Path) -> Result<Server, String> {
        let migrations = sources().join("peers/pocketbase/migrations");
        Server::start(folder, "/api/health", |address| {
            let mut command = Command::new(&self.program);
            command.args(["serve", "--http", address, "--automigrate=false", "--dir"]).arg(data);
            command.arg("--migrationsDir").arg(migrations).arg("--publicDir").arg(folder.join("public"));
            command.arg("--hooksDir").arg(folder.join("hooks"));
            command
        })
    }
}

impl Contender for PocketBase {
    fn name(&self) -> String {
        "PocketBase".to_owned()
    }

    fn does(&self) -> &'static str {
        "Its own defaults. A collection with the same fields, whose rules let everybody write: no authentication. Judges \
         types and lengths. No history. SQLite with WAL and `synchronous=NORMAL`: a commit does not wait for the disk, \
         and the last ones are lost with the machine's power."
    }

    fn start(&self, _workload: Workload, folder: &Path) -> Result<Running, String> {
        let data = folder.join("data");
        folder::copy(&self.template, &data)?;
        Ok(self.serve(folder, &data)?.into())
    }

    fn target(&self, workload: Workload, running: &Running, folder: &Path) -> Result<Target, String> {
        let url = running.server.url(RECORDS);
        match workload {
            Workload::Insert => {
                let body = Choice::One(self.body.to_string());
                Ok(Target::send("POST", Choice::One(url), None, body))
            }
            Workload::Edit => {
                let urls: Vec<String> = self.ids.iter().map(|id| format!("{url}/{id}")).collect();
                let file = folder.join("urls");
                folder::write(&file, urls.join("\n"))?;
                let body = bodies::lines(&folder.join("bodies"), &bodies::edits(&self.body)?)?;
                Ok(Target::send("PATCH", Choice::AnyLine(file), None, body))
            }
            other => Err(format!("PocketBase does not serve: {other}")),
        }
    }
}
