//! POST `/oauth/revoke`: a client ends a token of its own (RFC 7009).

use axum::extract::{Request, State};
use axum::http::StatusCode;
use oauth::secret::SecretHash;
use store::NotDone;
use store::grants::RevokeToken;

use super::client::{self, Places};
use super::documented::{AnswersOfRevoking, OauthTokenToEnd};
use super::errors::Error;
use super::{REVOKE, TAG};
use crate::app::App;

/// End a token
///
/// RFC 7009. An access token ends; a refresh token ends with its grant. A token that is not known, or another client's,
/// is answered as if it had been ended.
#[utoipa::path(
    post, path = REVOKE, tag = TAG, operation_id = "revokeToken",
    request_body(content = OauthTokenToEnd, content_type = "application/x-www-form-urlencoded"),
    security(("client" = []), ()), responses(AnswersOfRevoking),
)]
pub(super) async fn handle(State(app): State<App>, request: Request) -> Result<StatusCode, Error> {
    // 200 whether the token was known or not (RFC 7009 §2.2).
    let request = client::read(request, Places::Form).await?;
    let client = request.client(&app).await?;
    let token = SecretHash::of(request.parameters.required("token")?);
    match app.store.apply(RevokeToken { token, client: client.id, now: app.now() }).await {
        Ok(()) => Ok(StatusCode::OK),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
        Err(NotDone::Refused(never)) => match never {},
    }
}
