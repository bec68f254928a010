//! This server's own API: an application reads the record of a person who allowed it (`record.md §2` to §4,
//! `docs/record-api.md`).
//!
//! Shares, which the scope `record.share` is for, have their place beside these files.

mod answer;
mod caller;
#[cfg(test)]
mod docs_tests;
mod errors;
#[cfg(test)]
mod ownership_tests;
mod query;
mod read_history;
mod read_reconciliation;
mod read_record;
mod read_timeline;
#[cfg(test)]
mod reattestation_tests;
mod shown;
#[cfg(test)]
mod testing;
mod wire;

use axum::Router;
use axum::routing::get;

use crate::app::App;
use errors::Error;

/// The routes.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/api/record/v1/record", get(read_record::handle))
        .route("/api/record/v1/timeline", get(read_timeline::handle))
        .route("/api/record/v1/reconciliation", get(read_reconciliation::handle))
        .route("/api/record/v1/history", get(read_history::handle))
        .method_not_allowed_fallback(async || Error::NoSuchVerb)
}
