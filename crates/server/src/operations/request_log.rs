//! One line for each request: verb, route pattern, status, time; and the same in the metrics. Never a path, a query
//! or a header, for those carry ids and secrets. A request whose body does not come in time ends here.

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::CONNECTION;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::http::problem::Problem;
use crate::http::punctual;

pub(crate) async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>();
    let running = app.metrics().requests().begin(request.method(), route);
    let (parts, body) = request.into_parts();
    let (body, late) = punctual::within(app.settings.connections.body_time, body);
    let mut response = next.run(Request::from_parts(parts, body)).await;
    // Whatever the handler made of half a body.
    if late.is_missed() {
        response = too_late();
    }
    running.answered(response.status());
    response
}

fn too_late() -> Response {
    Problem::new(StatusCode::REQUEST_TIMEOUT)
        .detail("The body of the request did not come in time.")
        .header(CONNECTION, HeaderValue::from_static("close"))
        .into_response()
}
