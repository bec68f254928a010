//! GET `/.well-known/oauth-authorization-server` (RFC 8414).

use axum::Json;
use axum::extract::State;
use oauth::scope::Scope;
use serde_json::{Value, json};

use super::{INTROSPECT, REVOKE, TAG, TOKEN, USER_AUTHORIZE};
use crate::app::App;

#[utoipa::path(get, path = "/.well-known/oauth-authorization-server", tag = TAG, operation_id = "readMetadata")]
pub(super) async fn handle(State(app): State<App>) -> Json<Value> {
    let url = &app.settings.public_url;
    let methods = ["client_secret_basic", "client_secret_post", "none"];
    Json(json!({
        "issuer": url.as_str(),
        "authorization_endpoint": url.with(USER_AUTHORIZE),
        "token_endpoint": url.with(TOKEN),
        "revocation_endpoint": url.with(REVOKE),
        "introspection_endpoint": url.with(INTROSPECT),
        "scopes_supported": Scope::ALL.map(Scope::wire_name),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials"],
        "token_endpoint_auth_methods_supported": methods,
        "revocation_endpoint_auth_methods_supported": methods,
        "introspection_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
        "ui_locales_supported": ["en", "id", "es"],
    }))
}
