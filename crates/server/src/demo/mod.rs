//! What only `tenure demo` serves: the outbox where mail stays, and a check of the header `Host`.

mod host;
mod outbox;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub(crate) use host::check;

/// The routes of the demo. Outside of it these paths do not exist.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/demo/outbox", get(outbox::page)).route("/demo/outbox.json", get(outbox::json))
}
