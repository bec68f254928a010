//! The document against the running server (`tests/openapi`): Spectral reads it, Schemathesis tries it.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::Value;

use crate::run::run;
use crate::running::{LISTENING, READY, Running};
use crate::{built, node, postgres, python};

/// The seed of every day. Another one is taken beside it, and told.
const SEED: u64 = 20_261_121;

/// How often each operation is tried with one seed, where nobody says otherwise: the whole takes about two minutes.
pub(crate) const EXAMPLES: u32 = 30;

/// So that no limit stands in the way.
const PLENTY: &str = "1000000";

/// Where Spectral is among its packages.
const SPECTRAL: &str = "node_modules/@stoplight/spectral-cli/dist/index.js";

/// Lints the document, and tries it on both databases with the seed of every day and with another. The reports are left
/// in `openapi` in the target folder.
pub(crate) fn test(examples: u32, seed: Option<u64>) -> Result<(), String> {
    let place = Place::new()?;
    place.lint()?;
    let program = built::program()?;
    let python = python::environment(&place.own.join("python"), &place.tests.join("requirements.txt"))?;
    let rotating = seed.unwrap_or_else(of_this_second);
    let mut failed = Vec::new();
    for database in [Database::Sqlite, Database::Postgres] {
        for seed in [SEED, rotating] {
            let server = Server::start(&program, &place, database)?;
            let mut schemathesis = Command::new(&python);
            schemathesis
                .args(["-B", "-m", "schemathesis.cli", "--config-file", "schemathesis.toml", "run"])
                .arg(format!("{}/openapi.json", server.url))
                .args(["--seed", &seed.to_string(), "--max-examples", &examples.to_string()])
                .current_dir(&place.tests)
                .env("TENURE_DEMO", place.demo().join("demo.json"))
                .env("TENURE_URL", &server.url);
            failed.extend(place.tried(&mut schemathesis, &format!("{database}-{seed}")).err());
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    let again = format!("cargo xtask openapi --examples {examples} --seed {rotating}");
    Err(format!("{}; this repeats it: {again}", failed.join("; ")))
}

/// What the server keeps its data in.
#[derive(Debug, Clone, Copy)]
enum Database {
    Sqlite,
    Postgres,
}

impl fmt::Display for Database {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        })
    }
}

/// A seed that nobody chose.
#[expect(clippy::disallowed_methods, reason = "the project's own commands run on the machine's time")]
fn of_this_second() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// Where things are.
struct Place {
    /// `tests/openapi`.
    tests: PathBuf,
    /// What is made here.
    own: PathBuf,
}

impl Place {
    fn new() -> Result<Self, String> {
        let own = built::target()?.join("openapi");
        fs::create_dir_all(&own).map_err(|error| format!("{}: {error}", own.display()))?;
        Ok(Self { tests: built::root().join("tests/openapi"), own })
    }

    /// Has Spectral read the committed document, which a test of the server holds to the served one.
    fn lint(&self) -> Result<(), String> {
        let node = node::with_packages(&self.tests)?;
        let report = self.own.join("spectral.json");
        let mut spectral = Command::new(node);
        spectral.args([SPECTRAL, "lint", "../../docs/openapi.json", "--fail-severity", "hint"]);
        spectral.args(["--format", "stylish", "--format", "json", "--output.stylish", "<stdout>"]);
        run(spectral.arg("--output.json").arg(&report).current_dir(&self.tests))?;
        println!("xtask: Spectral: no results at all; {}", report.display());
        Ok(())
    }

    /// Where the data of a demo is, with its `demo.json`.
    fn demo(&self) -> PathBuf {
        self.own.join("demo")
    }

    /// Has a demo make its data anew, and end.
    fn make_data(&self, program: &Path) -> Result<(), String> {
        let mut command = Command::new(program);
        command.args(["demo", "--fresh", "--listen", "127.0.0.1:0", "--data"]).arg(self.demo());
        Running::start(&mut command, self.own.join("demo.log"))?.says(READY).map(drop)
    }

    /// Runs Schemathesis, and says what its report counts.
    fn tried(&self, schemathesis: &mut Command, name: &str) -> Result<(), String> {
        let [json, html] = ["json", "html"].map(|format| self.own.join(format!("{name}.{format}")));
        drop(fs::remove_file(&json));
        let ran = run(schemathesis.arg("--report-json-path").arg(&json).arg("--report-html-path").arg(&html));
        let broken = |error: &dyn fmt::Display| format!("{}: {error}", json.display());
        let report = fs::read_to_string(&json).map_err(|error| broken(&error))?;
        let report: Value = serde_json::from_str(&report).map_err(|error| broken(&error))?;
        println!("xtask: Schemathesis on {name}: {}; {}", counted(&report), json.display());
        ran
    }
}

/// What a report of Schemathesis counts, in a line.
fn counted(report: &Value) -> String {
    let number = |pointer: &str| report.pointer(pointer).map_or_else(|| "?".to_owned(), Value::to_string);
    let phases = report["phases"].as_object().into_iter().flatten();
    let phases: Vec<String> =
        phases.map(|(name, phase)| format!("{name} {}", phase["status"].as_str().unwrap_or("?"))).collect();
    format!(
        "{} of {} operations, {} cases, {} failures, {} errors ({})",
        number("/operations/tested"),
        number("/operations/total"),
        number("/test_cases/generated"),
        number("/test_cases/unique_failures"),
        number("/test_cases/errored"),
        phases.join(", ")
    )
}

/// `tenure serve` on a free port with the data of a new demo, and no limit in the way.
struct Server {
    url: String,
    _running: Running,
    _postgres: Option<postgres::Server>,
}

impl Server {
    fn start(program: &Path, place: &Place, database: Database) -> Result<Self, String> {
        place.make_data(program)?;
        let mut serve = Command::new(program);
        serve.args(["serve", "--listen", "127.0.0.1:0"]);
        // Nobody signs in, so no mail goes there.
        serve.args(["--mail-relay", "smtp://127.0.0.1:1", "--mail-from", "no-reply@example.org"]);
        for rate in ["partner", "application", "oauth"] {
            for limit in ["per-second", "burst"] {
                serve.args([&format!("--{rate}-rate-{limit}"), PLENTY]);
            }
        }
        let postgres = match database {
            Database::Sqlite => {
                serve.arg("--data").arg(place.demo());
                None
            }
            Database::Postgres => {
                let postgres = postgres::Server::start()?;
                run(Command::new(program).arg("move").arg(place.demo()).arg(&postgres.url))?;
                serve.args(["--database", &postgres.url]);
                Some(postgres)
            }
        };
        let mut running = Running::start(&mut serve, place.own.join(format!("{database}.log")))?;
        Ok(Self { url: running.says(LISTENING)?, _running: running, _postgres: postgres })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_counted_in_a_line_and_what_is_not_there_is_not_made_up() {
        let report = serde_json::json!({
            "operations": {"total": 39, "tested": 38},
            "phases": {"coverage": {"status": "success"}, "stateful": {"status": "skip"}},
            "test_cases": {"generated": 327, "unique_failures": 0},
        });
        assert_eq!(
            counted(&report),
            "38 of 39 operations, 327 cases, 0 failures, ? errors (coverage success, stateful skip)"
        );
    }
}
