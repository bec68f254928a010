//! GET `/healthz`: the process answers. GET `/readyz`: so does its database, and it is not about to end.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use store::Failure;
use store::readiness::Ready;
use utoipa::openapi::{ContentBuilder, ResponseBuilder};

use super::TAG;
use crate::app::App;
use crate::http::problem::{Problem, of_failure};
use crate::openapi::{Refusal, answers, anywhere, empty, of_the_store, refused, with, words};

/// How long the database may take, which is less than a probe waits for.
const PATIENCE: Duration = Duration::from_secs(3);

answers! {
    /// Of `/healthz`.
    AnswersOfHealth => with(refused(anywhere()), 200, plain("It does.", "ok\n"));
    /// Of `/readyz`.
    AnswersOfReadiness => with(
        refused(of_the_store().into_iter().chain([Refusal::of_problem("ending", &ending())]).chain(anywhere())),
        200,
        plain("It is.", "ready\n"),
    );
}

fn plain(description: &str, text: &str) -> ResponseBuilder {
    let content = ContentBuilder::new().schema(Some(words([text]))).example(Some(text.into()));
    empty(description).content("text/plain; charset=utf-8", content.build())
}

fn ending() -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE).detail("This server is about to end. Ask another one.")
}

/// Ask whether the process answers
///
/// It looks at nothing else. Restart the server where this does not answer.
#[utoipa::path(
    get, path = "/healthz", tag = TAG, operation_id = "readLiveness", security(()), responses(AnswersOfHealth),
)]
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

/// Ask whether the server is ready
///
/// Its database answers, and it is not about to end. Send nothing to it while this is 503.
#[utoipa::path(
    get, path = "/readyz", tag = TAG, operation_id = "readReadiness", security(()), responses(AnswersOfReadiness),
)]
pub(super) async fn ready(State(app): State<App>) -> Response {
    if app.is_ending() {
        return ending().into_response();
    }
    let answer = tokio::time::timeout(PATIENCE, app.store.answer(Ready)).await;
    match answer.unwrap_or_else(|_| Err(Failure::Unavailable("it did not answer a probe in time".to_owned())))
    {
        Ok(()) => "ready\n".into_response(),
        Err(failure) => of_failure(&failure).into_response(),
    }
}
