//! Every test of the repository.

use clap::ValueEnum;

use crate::outcomes::Outcomes;
use crate::run::cargo;
use crate::{browser, disks, mail, oauth_clients, openapi, postgres};

/// Tests that are run together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Suite {
    /// The workspace's own.
    Rust,
    /// The pages in a real browser.
    Browser,
    /// Mail through a real relay.
    Mail,
    /// OAuth clients that nobody here wrote.
    OauthClients,
    /// The document of the APIs, against the running server.
    Openapi,
}

impl Suite {
    const ALL: [Self; 5] = [Self::Rust, Self::Openapi, Self::Browser, Self::Mail, Self::OauthClients];

    fn run(self) -> Result<(), String> {
        match self {
            Self::Rust => {
                postgres::ensure()?;
                disks::ensure()?;
                let all_but_server = ["test", "--workspace", "--exclude", "server", "--locked"];
                let outcomes = Outcomes::of(cargo().args(all_but_server))?;
                outcomes.compare(&["sqlite", "postgres", "pgbouncer"])?;
                on_both_databases()
            }
            Self::Browser => browser::test(),
            Self::Mail => mail::test(),
            Self::OauthClients => oauth_clients::test(),
            Self::Openapi => openapi::test(openapi::EXAMPLES, None),
        }
    }
}

/// Runs the tests of the crate `server`, which speak HTTP, on one database after the other. They are not written twice:
/// what they run on is said by a variable, so that no test can be forgotten on one of them.
fn on_both_databases() -> Result<(), String> {
    let on = |database| {
        let mut command = cargo();
        command.args(["test", "--package", "server", "--locked"]).env("TENURE_TEST_DATABASE", database);
        Outcomes::of(&mut command)
    };
    let (sqlite, postgres) = (on("sqlite")?, on("postgres")?);
    sqlite.must_equal(&postgres, "over HTTP", ["sqlite", "postgres"])
}

/// Runs one suite, or all; the first that fails ends it.
pub(crate) fn run_suites(only: Option<Suite>) -> Result<(), String> {
    match only {
        Some(suite) => suite.run(),
        None => Suite::ALL.into_iter().try_for_each(Suite::run),
    }
}
