//! POST `/oauth/revoke`: a client ends a token of its own (RFC 7009).

use axum::extract::{Request, State};
use axum::http::StatusCode;
use oauth::secret::SecretHash;
use store::NotDone;
use store::grants::RevokeToken;

use super::client::{self, Places};
use super::errors::Error;
use super::{REVOKE, TAG};
use crate::app::App;

/// 200 whether the token was known or not (RFC 7009 §2.2).
#[utoipa::path(post, path = REVOKE, tag = TAG, operation_id = "revokeToken")]
pub(super) async fn handle(State(app): State<App>, request: Request) -> Result<StatusCode, Error> {
    let request = client::read(request, Places::Form).await?;
    let client = request.client(&app).await?;
    let token = SecretHash::of(request.parameters.required("token")?);
    match app.store.apply(RevokeToken { token, client: client.id, now: app.now() }).await {
        Ok(()) => Ok(StatusCode::OK),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
        Err(NotDone::Refused(never)) => match never {},
    }
}
