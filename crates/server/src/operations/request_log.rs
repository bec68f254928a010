//! One line for each request: verb, route pattern, status, time; and the same in the metrics. Never a path, a query
//! or a header, for those carry ids and secrets.

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;

pub(crate) async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>();
    let running = app.metrics().requests().begin(request.method(), route);
    let response = next.run(request).await;
    running.answered(response.status());
    response
}
