//! GET `/healthz`: the process answers. GET `/readyz`: so does its database, and it is not about to end.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use store::readiness::Ready;

use crate::app::App;
use crate::http::problem::{Problem, of_failure};

pub(super) async fn alive() -> &'static str {
    "ok\n"
}

pub(super) async fn ready(State(app): State<App>) -> Response {
    if app.is_ending() {
        return Problem::new(StatusCode::SERVICE_UNAVAILABLE)
            .detail("This server is about to end. Ask another one.")
            .into_response();
    }
    match app.store.answer(Ready).await {
        Ok(()) => "ready\n".into_response(),
        Err(failure) => of_failure(&failure).into_response(),
    }
}
