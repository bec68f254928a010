//! `tenure serve`: everything that can be checked is checked before anything is written.

use std::sync::Arc;

use server::{App, DictionariesInForce, MailSettings, Parts, PublicUrl, Settings};

use crate::config::{Config, Database};
use crate::doctor::database::clock;
use crate::doctor::finding::{Finding, Verdict};
use crate::machine::{SystemClock, SystemRandomness};
use crate::problem::Problem;
use crate::serving::{Serving, Signals, address_of, listen};
use crate::{database, dictionaries, log, policy};

/// Serves until a signal.
///
/// # Errors
/// [`Problem`]; where the server did not start, nothing was changed on the disk.
pub async fn run(config: Config) -> Result<(), Problem> {
    let mail = MailSettings::Relay(config.relay.ok_or(Problem::NoRelay)?);
    server::check_mail(&mail)?;
    let dictionaries = dictionaries::load(config.dictionaries.as_deref())?;
    let policy = policy::load(config.policy.as_deref())?;
    database::check(&config.database)?;
    let log = log::start(config.log);
    let listener = listen(config.listen, "--listen")?;
    let metrics = match config.metrics {
        Some(address) => Some(listen(address, "--metrics-listen")?),
        None => None,
    };
    let public_url = match config.public_url {
        Some(public_url) => public_url,
        None => own_address(&listener)?,
    };
    let signals = Signals::listen()?;
    tell_of_clock(&config.database).await;
    let store = database::open(&config.database).await?;
    let app = App::new(Parts {
        store,
        clock: Arc::new(SystemClock),
        randomness: Arc::new(SystemRandomness),
        dictionaries: DictionariesInForce::new(dictionaries),
        policy,
        settings: Settings {
            public_url,
            partner_token_life: config.partner_token_life,
            tombstone_life: config.tombstone_life,
            mail,
            sign_in_limits: config.sign_in_limits,
            rates: config.rates,
            trusted_proxies: config.trusted_proxies,
            connections: config.connections,
        },
        request_log: Some(log.requests()),
        demo_controls: None,
    });
    let mut serving = Serving::begin(app, listener, config.stop)?;
    if let Some(metrics) = metrics {
        serving = serving.with_metrics(metrics)?;
    }
    serving.until_stopped(signals, config.dictionaries.as_deref()).await
}

/// Codes, tokens and links live by the clock: one that is wrong is told, and serves nobody worse than no server.
async fn tell_of_clock(database: &Database) {
    if let Some(Finding { verdict: Verdict::Warning | Verdict::Broken, found, todo, .. }) =
        clock(database).await
    {
        tracing::warn!(todo = todo.unwrap_or_default(), "{found}");
    }
}

/// The address that is listened on, as a URL; known to be loopback, for the configuration was checked.
fn own_address(listener: &tokio::net::TcpListener) -> Result<PublicUrl, Problem> {
    let address = address_of(listener)?;
    PublicUrl::parse(&format!("http://{address}")).map_err(|error| Problem::Argument(error.to_string()))
}
