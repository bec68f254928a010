//! `tenure serve`, as it is released, on a database with 10,000 experiences.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::contender::{Choice, Contender, Running, Target};
use super::database::{Database, Made};
use super::fill::{self, Filled};
use super::ground::Ground;
use super::server::Server;
use super::workload::Workload;
use super::{bodies, folder, http};

/// The credential whose status is asked for.
const CREDENTIAL: &str = "known";

const ADD: &str = "/api/partner/v2/add/requests/career_history";

/// No rate may be in the way. Everything else is as the program comes.
const SETTINGS: [&str; 16] = [
    "--mail-relay",
    "smtp://127.0.0.1:2525",
    "--mail-from",
    "no-reply@example.org",
    "--partner-rate-per-second",
    "1000000",
    "--partner-rate-burst",
    "1000000",
    "--application-rate-per-second",
    "1000000",
    "--application-rate-burst",
    "1000000",
    "--oauth-rate-per-second",
    "1000000",
    "--oauth-rate-burst",
    "1000000",
];

/// The program, and what its runs begin with.
pub(super) struct Tenure<'a> {
    ground: &'a Ground,
    kept: Kept<'a>,
    /// Who may do what, as `bench fill` says it.
    told: Value,
}

enum Kept<'a> {
    Sqlite(PathBuf),
    Postgres(&'a Database, Made),
}

impl<'a> Tenure<'a> {
    /// Fills a database, and keeps what each workload is answered with.
    pub(super) fn prepare(ground: &'a Ground, database: Option<&'a Database>) -> Result<Self, String> {
        let template = ground.template("tenure")?;
        let kept = match database {
            None => Kept::Sqlite(template.clone()),
            Some(database) => Kept::Postgres(database, database.empty()?),
        };
        let people = template.join("people");
        let fill = |filled| fill::fill(ground, filled, fill::EXPERIENCES, &people, 0);
        let told = match &kept {
            Kept::Sqlite(folder) => fill(Filled::Sqlite(&database_file(folder)))?,
            Kept::Postgres(_, made) => fill(Filled::Postgres(made))?,
        };
        let tenure = Self { ground, kept, told };
        tenure.rehearse()?;
        Ok(tenure)
    }

    /// Sends every workload's request once, in the database that all runs begin with.
    fn rehearse(&self) -> Result<(), String> {
        let folder = self.ground.run()?;
        let server = match &self.kept {
            Kept::Sqlite(data) => serve_folder(self.ground, &folder, data)?,
            Kept::Postgres(_, made) => serve_database(self.ground, &folder, made)?,
        };
        let credential = bodies::credential(CREDENTIAL)?.to_string();
        let add = Target::send(
            "POST",
            Choice::One(server.url(ADD)),
            Some(self.word("/partner/authorization")?),
            Choice::One(credential),
        );
        let running = Running::from(server);
        for workload in Workload::ALL {
            let mut target = self.target(workload, &running, &folder)?;
            if workload == Workload::Add {
                target = add.clone();
            }
            let answer = once(&target)?;
            folder::write(&self.ground.answer(workload), answer)?;
        }
        running.server.stop()
    }

    fn word(&self, pointer: &str) -> Result<&str, String> {
        self.told.pointer(pointer).and_then(Value::as_str).ok_or_else(|| format!("nobody said {pointer}"))
    }

    fn experiences_of(&self, who: &str) -> Result<String, String> {
        Ok(format!("/curriculum/{}/experience", self.word(&format!("/{who}/curriculum"))?))
    }
}

impl Contender for Tenure<'_> {
    fn name(&self) -> String {
        "Tenure".to_owned()
    }

    fn does(&self) -> &'static str {
        "Authenticates the application (secret) and the person (token), or the partner (token), on every request, against the \
         database (SQLite: or what it said, while nothing was written since); judges every rule and dictionary of the contract; writes the row with the source of each \
         field, and an entry in the person's history, which is a chain of hashes (for a credential that nobody opened: \
         no entry, it is nobody's yet); the answer leaves after a commit that waited for the disk (SQLite: WAL, \
         `synchronous=FULL`, `secure_delete=ON`; PostgreSQL: `fsync=on`, `synchronous_commit=on`). What waits is \
         committed together. Begins with 10,000 experiences of 1,000 people."
    }

    fn start(&self, _workload: Workload, folder: &Path) -> Result<Running, String> {
        match &self.kept {
            Kept::Sqlite(template) => {
                let data = folder.join("data");
                folder::copy(template, &data)?;
                Ok(serve_folder(self.ground, folder, &data)?.into())
            }
            Kept::Postgres(database, template) => {
                let made = database.copy(template)?;
                let server = serve_database(self.ground, folder, &made)?;
                Ok(Running { server, _database: Some(made) })
            }
        }
    }

    fn target(&self, workload: Workload, running: &Running, folder: &Path) -> Result<Target, String> {
        let url = |path: String| running.server.url(&path);
        Ok(match workload {
            Workload::Insert | Workload::Edit => {
                let who = if workload == Workload::Edit { "editor" } else { "writer" };
                let ids = self.told.pointer(&format!("/{who}/experiences")).and_then(Value::as_array);
                let ids: Vec<String> =
                    ids.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
                let url = url(format!("/api/4{}", self.experiences_of(who)?));
                let body = bodies::of(workload, &ids, self.ground, folder)?;
                Target::send(
                    "PUT",
                    Choice::One(url),
                    Some(self.word(&format!("/{who}/authorization"))?),
                    body,
                )
            }
            Workload::Add => {
                let body = bodies::of(workload, &[], self.ground, folder)?;
                Target::send(
                    "POST",
                    Choice::One(url(ADD.to_owned())),
                    Some(self.word("/partner/authorization")?),
                    body,
                )
            }
            Workload::List => {
                let url = url(format!("/api/2{}", self.experiences_of("reader")?));
                Target::get(url, Some(self.word("/reader/authorization")?))
            }
            Workload::Dictionary => Target::get(
                url("/api/1/dictionary/industry".to_owned()),
                Some(self.word("/reader/application")?),
            ),
            Workload::Status => Target::get(
                url(format!("/api/partner/v1/submissions/{CREDENTIAL}/status.json")),
                Some(self.word("/partner/authorization")?),
            ),
        })
    }
}

/// Serves a data folder. What is logged goes into the other one.
pub(super) fn serve_folder(ground: &Ground, folder: &Path, data: &Path) -> Result<Server, String> {
    serve(ground, folder, &["--data", &data.to_string_lossy()])
}

/// Serves a PostgreSQL database. What is logged goes into the folder, which is made where there is none.
pub(super) fn serve_database(ground: &Ground, folder: &Path, database: &Made) -> Result<Server, String> {
    folder::make(folder)?;
    serve(ground, folder, &["--database", &database.url()])
}

fn serve(ground: &Ground, folder: &Path, place: &[&str]) -> Result<Server, String> {
    Server::start(folder, "/readyz", |address| {
        let mut command = Command::new(&ground.tenure);
        command.env_clear().args(["serve", "--listen", address]).args(place).args(SETTINGS);
        command
    })
}

/// The database's file in a data folder.
pub(super) fn database_file(folder: &Path) -> PathBuf {
    folder.join("tenure.sqlite3")
}

/// Sends a request once; of those in a file the first one.
fn once(target: &Target) -> Result<String, String> {
    let one = |choice: &Choice| match choice {
        Choice::One(text) => Ok(text.clone()),
        Choice::AnyLine(file) => {
            let text =
                std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
            Ok::<_, String>(text.lines().next().unwrap_or_default().to_owned())
        }
    };
    let body = target.body.as_ref().map(one).transpose()?.unwrap_or_default();
    http::send(target.method, &one(&target.url)?, &target.headers, &body)
}
