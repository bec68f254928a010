//! GET `/.well-known/oauth-authorization-server` (RFC 8414).

use axum::Json;
use axum::extract::State;
use oauth::scope::Scope;
use serde::Serialize;
use utoipa::ToSchema;

use super::documented::AnswersOfMetadata;
use super::{INTROSPECT, REVOKE, TAG, TOKEN, USER_AUTHORIZE};
use crate::app::App;

/// What the authorisation server can do (RFC 8414).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OauthMetadata)]
pub(super) struct Metadata {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    revocation_endpoint: String,
    introspection_endpoint: String,
    scopes_supported: [&'static str; Scope::ALL.len()],
    response_types_supported: [&'static str; 1],
    response_modes_supported: [&'static str; 1],
    grant_types_supported: [&'static str; 3],
    token_endpoint_auth_methods_supported: [&'static str; 3],
    revocation_endpoint_auth_methods_supported: [&'static str; 3],
    introspection_endpoint_auth_methods_supported: [&'static str; 2],
    code_challenge_methods_supported: [&'static str; 1],
    authorization_response_iss_parameter_supported: bool,
    ui_locales_supported: [&'static str; 3],
}

/// Read what the authorisation server can do
///
/// RFC 8414: where its endpoints are, and what they take.
#[utoipa::path(
    get, path = "/.well-known/oauth-authorization-server", tag = TAG, operation_id = "readMetadata",
    security(()), responses(AnswersOfMetadata),
)]
pub(super) async fn handle(State(app): State<App>) -> Json<Metadata> {
    let url = &app.settings.public_url;
    let methods = ["client_secret_basic", "client_secret_post", "none"];
    Json(Metadata {
        issuer: url.as_str().to_owned(),
        authorization_endpoint: url.with(USER_AUTHORIZE),
        token_endpoint: url.with(TOKEN),
        revocation_endpoint: url.with(REVOKE),
        introspection_endpoint: url.with(INTROSPECT),
        scopes_supported: Scope::ALL.map(Scope::wire_name),
        response_types_supported: ["code"],
        response_modes_supported: ["query"],
        grant_types_supported: ["authorization_code", "refresh_token", "client_credentials"],
        token_endpoint_auth_methods_supported: methods,
        revocation_endpoint_auth_methods_supported: methods,
        introspection_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
        code_challenge_methods_supported: ["S256"],
        authorization_response_iss_parameter_supported: true,
        ui_locales_supported: ["en", "id", "es"],
    })
}
