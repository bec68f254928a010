//! POST `/oauth/introspect`: an authenticated client asks about a token of its own (RFC 7662).

use axum::Json;
use axum::extract::{Request, State};
use oauth::error::{ErrorCode, OauthError};
use oauth::secret::{Kind, Secret};
use serde_json::{Value, json};
use store::grants::TokenByHash;

use super::client::{self, Places};
use super::errors::Error;
use super::{INTROSPECT, TAG};
use crate::app::App;

/// Another client's token is as inactive as an unknown one (RFC 7662 §2.2). Only an access token has a
/// `token_type`, so that nobody takes a refresh token for one.
#[utoipa::path(post, path = INTROSPECT, tag = TAG, operation_id = "introspectToken")]
pub(super) async fn handle(State(app): State<App>, request: Request) -> Result<Json<Value>, Error> {
    let request = client::read(request, Places::Form).await?;
    let client = request.client(&app).await?;
    if client.is_public() {
        let description = "A client without a secret cannot ask about tokens.";
        return Err(OauthError::new(ErrorCode::InvalidClient, description).into());
    }
    let token = request.parameters.required("token")?;
    let access = Secret::parse(Kind::Access, token);
    let is_access = access.is_some();
    let found = match access.or_else(|| Secret::parse(Kind::Refresh, token)) {
        Some(token) => app.store.answer(TokenByHash { token: token.hash() }).await?,
        None => None,
    };
    let active = found.filter(|token| token.client == client.id && app.now() < token.expires_at);
    Ok(Json(active.map_or_else(
        || json!({"active": false}),
        |token| {
            let mut answer = json!({
                "active": true,
                "client_id": token.client,
                "scope": token.scopes.to_string(),
                "exp": token.expires_at.as_second(),
                "iss": app.settings.public_url.as_str(),
            });
            if is_access {
                answer["token_type"] = "Bearer".into();
            }
            if let Some(person) = token.person {
                answer["sub"] = json!(person);
            }
            answer
        },
    )))
}
