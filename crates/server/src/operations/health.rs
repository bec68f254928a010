//! GET `/healthz`: the process answers. GET `/readyz`: so does its database.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use store::readiness::Ready;

use crate::app::App;
use crate::http::problem::of_failure;

pub(super) async fn alive() -> &'static str {
    "ok\n"
}

pub(super) async fn ready(State(app): State<App>) -> Response {
    match app.store.answer(Ready).await {
        Ok(()) => "ready\n".into_response(),
        Err(failure) => of_failure(&failure).into_response(),
    }
}
