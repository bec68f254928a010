//! The authorisation endpoints, in the contracts' dialects and in the standard one.

mod authorize;
mod client;
mod errors;
mod introspect;
mod limit;
mod metadata;
mod partner_token;
mod revoke;
#[cfg(test)]
mod rfc9700_tests;
mod token;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use crate::app::App;

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

/// The routes of all dialects.
pub(crate) fn routes(app: &App) -> Router<App> {
    Router::new()
        .route(VENDOR_TOKEN, post(token::vendor))
        .route(TOKEN, post(token::standard))
        .route(REVOKE, post(revoke::handle))
        .route(INTROSPECT, post(introspect::handle))
        .route("/api/partner/v1/oauth/token.json", post(partner_token::handle))
        .route("/api/partner/v1/oauth/token", post(partner_token::handle))
        .layer(from_fn_with_state(app.clone(), limit::by_source))
        .layer(from_fn_with_state(app.clone(), errors::render))
        .route("/.well-known/oauth-authorization-server", get(metadata::handle))
        .route(USER_AUTHORIZE, get(authorize::show).post(authorize::decide))
        .layer(DefaultBodyLimit::max(LONGEST_FORM))
}
