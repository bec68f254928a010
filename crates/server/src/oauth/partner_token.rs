//! POST `/api/partner/v1/oauth/token.json`: a partner's own token (`seekpass.md §2`).

use axum::Json;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use oauth::client::Client;
use oauth::error::{ErrorCode, OauthError};
use oauth::parameters::Parameters;
use oauth::scope::Scopes;
use oauth::secret::Kind;
use oauth::token::TokenAnswer;
use store::NotDone;
use store::grants::IssuePartnerToken;

use super::TAG;
use super::client::{self, Places};
use super::documented::{AnswersOfPartnerToken, OauthPartnerTokenRequest};
use super::errors::Error;
use crate::app::App;

/// Get a partner's token
///
/// The client credentials grant (RFC 6749 §4.4). The partner proves itself by Basic or in the form. The token lives 30
/// minutes, or as long as the operator set; there is no refresh token.
#[utoipa::path(
    post, path = "/api/partner/v1/oauth/token.json", tag = TAG, operation_id = "issuePartnerToken",
    request_body(content = OauthPartnerTokenRequest, content_type = "application/x-www-form-urlencoded"),
    security(("client" = []), ()), responses(AnswersOfPartnerToken),
)]
pub(super) async fn handle(State(app): State<App>, request: Request) -> Result<Response, Error> {
    let request = client::read(request, Places::Form).await?;
    let grant_type = request.parameters.required("grant_type")?;
    if grant_type != "client_credentials" {
        let description = "A partner gets its tokens with grant_type=client_credentials alone.";
        return Err(OauthError::new(ErrorCode::UnsupportedGrantType, description).into());
    }
    let client = request.client(&app).await?;
    issue(&app, &client, &request.parameters).await
}

/// Issues a token to a partner. Without `scope` it is good for everything that the partner may do.
pub(super) async fn issue(app: &App, client: &Client, parameters: &Parameters) -> Result<Response, Error> {
    if !client.is_partner() {
        let description = "An application acts for people: it uses authorization_code and refresh_token.";
        return Err(OauthError::new(ErrorCode::UnauthorizedClient, description).into());
    }
    let invalid = |description: String| OauthError::new(ErrorCode::InvalidScope, description);
    let asked = Scopes::parse(parameters.get("scope").unwrap_or_default());
    let asked = asked.map_err(|error| invalid(format!("{error}.")))?;
    if !asked.is_subset(&client.scopes) {
        return Err(invalid(format!("This partner may have: {}.", client.scopes)).into());
    }
    let scopes = if asked.is_empty() { client.scopes.clone() } else { asked };
    let token = app.new_secret(Kind::Access);
    let life = app.settings.partner_token_life;
    let scope = Some(scopes.to_string());
    let command =
        IssuePartnerToken { token: token.hash(), client: client.id, scopes, expires_at: app.now() + life };
    match app.store.apply(command).await {
        Ok(()) => Ok(Json(TokenAnswer {
            access_token: token.expose().to_owned(),
            token_type: "Bearer".to_owned(),
            expires_in: life.as_secs(),
            refresh_token: None,
            scope,
        })
        .into_response()),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
        Err(NotDone::Refused(never)) => match never {},
    }
}
