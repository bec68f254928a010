//! What operators look at, and what the server does by itself.

mod front;
mod health;
mod hello_name;
mod mail;
pub(crate) mod metrics;
mod relay_outage;
mod request_id;
mod request_log;
mod sweep;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::openapi::{Contract, contract};

pub(crate) use front::{Front, Fronted};
pub use hello_name::{HelloName, HelloNameError};
pub use mail::{MailError, try_relay};
pub(crate) use mail::{Mailer, check as check_relay, send_waiting};
pub(crate) use relay_outage::RelayOutage;
pub use request_id::RequestIdentity;
pub use request_log::{RequestLine, RequestLog};
#[cfg(test)]
pub(crate) use sweep::sweep_once;
pub(crate) use sweep::{sweep, sweep_for_good};

/// What the document calls these operations.
const TAG: &str = "Operation";

/// The routes of health checks.
pub(crate) fn routes() -> Contract {
    let routes = OpenApiRouter::new().routes(routes!(health::alive)).routes(routes!(health::ready));
    contract(routes.split_for_parts())
}
