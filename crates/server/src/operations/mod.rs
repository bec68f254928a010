//! What operators look at, and what the server does by itself.

mod health;
mod hello_name;
mod mail;
pub(crate) mod metrics;
mod relay_outage;
mod request_id;
mod request_log;
mod sweep;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub use hello_name::{HelloName, HelloNameError};
pub use mail::{MailError, try_relay};
pub(crate) use mail::{Mailer, check as check_relay, send_waiting};
pub(crate) use relay_outage::RelayOutage;
pub(crate) use request_id::identify;
pub(crate) use request_log::observe;
#[cfg(test)]
pub(crate) use sweep::sweep_once;
pub(crate) use sweep::{sweep, sweep_for_good};

/// The routes of health checks.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/healthz", get(health::alive)).route("/readyz", get(health::ready))
}
