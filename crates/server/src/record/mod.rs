//! This server's own API: an application reads the record of a person who allowed it (`record.md §2` to §4), and makes
//! links by which others see a part of it (§5). `docs/record-api.md` is its document.

mod answer;
mod caller;
mod create_share;
#[cfg(test)]
mod docs_tests;
mod end_share;
mod errors;
mod new_share;
#[cfg(test)]
mod ownership_tests;
mod query;
mod read_history;
mod read_reconciliation;
mod read_record;
mod read_shares;
mod read_timeline;
#[cfg(test)]
mod reattestation_tests;
mod share_out;
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
        .route("/api/record/v1/shares", get(read_shares::all).post(create_share::handle))
        .route("/api/record/v1/shares/{share}", get(read_shares::one).delete(end_share::handle))
        .method_not_allowed_fallback(async || Error::NoSuchVerb)
}
