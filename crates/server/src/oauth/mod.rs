//! The authorisation endpoints, in the contracts' dialects and in the standard one.

mod authorize;
mod client;
mod documented;
mod errors;
mod introspect;
mod limit;
mod metadata;
mod partner_token;
mod revoke;
#[cfg(test)]
mod rfc9700_tests;
mod token;

use axum::middleware::from_fn_with_state;
use axum::routing::get;
use utoipa::OpenApi as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::openapi::{Contract, also_at, contract};

/// What the document calls these operations.
const TAG: &str = "OAuth";

/// The longest form, in bytes.
const LONGEST_FORM: usize = 64 * 1024;

/// Where a person allows an application to act for them (`infojobs.md §2.3`).
pub(crate) const USER_AUTHORIZE: &str = "/api/oauth/user-authorize/index.xhtml";
/// The `InfoJobs` contract's token endpoint (`infojobs.md §2.4`).
pub(crate) const VENDOR_TOKEN: &str = "/oauth/authorize";
/// The standard token endpoint (RFC 6749 §3.2).
pub(crate) const TOKEN: &str = "/oauth/token";
/// RFC 7009.
pub(crate) const REVOKE: &str = "/oauth/revoke";
/// RFC 7662.
pub(crate) const INTROSPECT: &str = "/oauth/introspect";

/// The routes of all dialects. The page on which a person allows an application something is in no document.
pub(crate) fn routes(app: &App) -> Contract {
    let partner = "/api/partner/v1/oauth/token";
    let parts = OpenApiRouter::with_openapi(documented::Components::openapi())
        .routes(routes!(token::vendor))
        .routes(routes!(token::standard))
        .routes(routes!(revoke::handle))
        .routes(routes!(introspect::handle))
        .routes(routes!(partner_token::handle))
        .routes(also_at(partner, "issuePartnerTokenWithoutJson", routes!(partner_token::handle)))
        .layer(from_fn_with_state(app.clone(), limit::by_source))
        .layer(from_fn_with_state(app.clone(), errors::render))
        .routes(routes!(metadata::handle))
        .split_for_parts();
    let (routes, document) = contract(parts);
    let routes = routes
        .route(USER_AUTHORIZE, get(authorize::show).post(authorize::decide))
        .with_longest_form(LONGEST_FORM);
    (routes, document)
}
