//! POST `/oauth/introspect`: an authenticated client asks about a token of its own (RFC 7662).

use axum::Json;
use axum::extract::{Request, State};
use career::id::{ClientId, PersonId};
use oauth::error::{ErrorCode, OauthError};
use oauth::secret::{Kind, Secret};
use serde::Serialize;
use store::grants::TokenByHash;
use utoipa::ToSchema;
use utoipa::openapi::ObjectBuilder;

use super::client::{self, Places};
use super::documented::{AnswersOfIntrospection, OauthTokenAskedAbout};
use super::errors::Error;
use super::{INTROSPECT, TAG};
use crate::app::App;
use crate::openapi::{uuid, words};

/// What is told about a token (RFC 7662 §2.2). Only an access token has a `token_type`, so that nobody takes a refresh
/// token for one.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = OauthIntrospection, description = "What is told about a token.")]
pub(super) struct Introspection {
    /// Whether it works now. Where it does not, nothing else is told.
    active: bool,
    /// Whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, schema_with = uuid)]
    client_id: Option<ClientId>,
    /// What it is good for, separated by spaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    scope: Option<String>,
    /// When it ends, in seconds since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    exp: Option<i64>,
    /// This server.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    iss: Option<String>,
    /// `Bearer` for an access token, absent for a refresh token.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, schema_with = bearer)]
    token_type: Option<&'static str>,
    /// The person for whom it acts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, schema_with = uuid)]
    sub: Option<PersonId>,
}

fn bearer() -> ObjectBuilder {
    words(["Bearer"])
}

/// Ask about a token
///
/// RFC 7662. A client asks about its own; another client's is as inactive as an unknown one. Clients without a secret
/// cannot ask.
#[utoipa::path(
    post, path = INTROSPECT, tag = TAG, operation_id = "introspectToken",
    request_body(content = OauthTokenAskedAbout, content_type = "application/x-www-form-urlencoded"),
    security(("client" = []), ()), responses(AnswersOfIntrospection),
)]
pub(super) async fn handle(State(app): State<App>, request: Request) -> Result<Json<Introspection>, Error> {
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
    Ok(Json(active.map_or_else(Introspection::default, |token| Introspection {
        active: true,
        client_id: Some(token.client),
        scope: Some(token.scopes.to_string()),
        exp: Some(token.expires_at.as_second()),
        iss: Some(app.settings.public_url.as_str().to_owned()),
        token_type: is_access.then_some("Bearer"),
        sub: token.person,
    })))
}
