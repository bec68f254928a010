//! GET `/healthz`: the process answers. GET `/readyz`: so does its database, and it is not about to end.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use store::Failure;
use store::readiness::Ready;

use super::TAG;
use crate::app::App;
use crate::http::problem::{Problem, of_failure};

/// How long the database may take, which is less than a probe waits for.
const PATIENCE: Duration = Duration::from_secs(3);

#[utoipa::path(get, path = "/healthz", tag = TAG, operation_id = "readLiveness")]
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

#[utoipa::path(get, path = "/readyz", tag = TAG, operation_id = "readReadiness")]
pub(super) async fn ready(State(app): State<App>) -> Response {
    if app.is_ending() {
        return Problem::new(StatusCode::SERVICE_UNAVAILABLE)
            .detail("This server is about to end. Ask another one.")
            .into_response();
    }
    let answer = tokio::time::timeout(PATIENCE, app.store.answer(Ready)).await;
    match answer.unwrap_or_else(|_| Err(Failure::Unavailable("it did not answer a probe in time".to_owned())))
    {
        Ok(()) => "ready\n".into_response(),
        Err(failure) => of_failure(&failure).into_response(),
    }
}
