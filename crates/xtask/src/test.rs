//! Every test of the repository.

use clap::ValueEnum;

use crate::outcomes::Outcomes;
use crate::run::cargo;
use crate::{browser, mail, oauth_clients, postgres};

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
}

impl Suite {
    const ALL: [Self; 4] = [Self::Rust, Self::Browser, Self::Mail, Self::OauthClients];

    fn run(self) -> Result<(), String> {
        match self {
            Self::Rust => {
                postgres::ensure()?;
                let outcomes = Outcomes::of(cargo().args(["test", "--workspace", "--locked"]))?;
                outcomes.compare(&["sqlite", "postgres", "pgbouncer"])
            }
            Self::Browser => browser::test(),
            Self::Mail => mail::test(),
            Self::OauthClients => oauth_clients::test(),
        }
    }
}

/// Runs one suite, or all; the first that fails ends it.
pub(crate) fn run_suites(only: Option<Suite>) -> Result<(), String> {
    match only {
        Some(suite) => suite.run(),
        None => Suite::ALL.into_iter().try_for_each(Suite::run),
    }
}
