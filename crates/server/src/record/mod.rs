//! This server's own API: an application reads the record of a person who allowed it (`record.md §2` to §4), and makes
//! links by which others see a part of it (§5). `docs/record-api.md` is its document.

mod answer;
mod caller;
mod create_share;
#[cfg(test)]
mod docs_tests;
mod documented;
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

use utoipa::OpenApi as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::openapi::{Contract, contract};
use errors::Error;

/// What the document calls this API.
const TAG: &str = "Record";

/// The routes; each path stands at its handler.
pub(crate) fn routes() -> Contract {
    let parts = OpenApiRouter::with_openapi(documented::Components::openapi())
        .routes(routes!(read_record::handle))
        .routes(routes!(read_timeline::handle))
        .routes(routes!(read_reconciliation::handle))
        .routes(routes!(read_history::handle))
        .routes(routes!(read_shares::all, create_share::handle))
        .routes(routes!(read_shares::one, end_share::handle))
        .split_for_parts();
    let (routes, document) = contract(parts);
    (routes.with_no_such_method(async || Error::NoSuchVerb), document)
}
