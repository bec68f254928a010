//! One line for each request: verb, route pattern, status, time; and the same in the metrics. Never a path, a query
//! or a header, for those carry ids and secrets. A request whose body does not come in time ends here.

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::http::{problem, punctual};

pub(crate) async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>();
    let running = app.metrics().requests().begin(request.method(), route);
    let (parts, body) = request.into_parts();
    let (body, late) = punctual::within(app.settings.connections.body_time, body);
    let mut response = next.run(Request::from_parts(parts, body)).await;
    // Whatever the handler made of half a body.
    if late.is_missed() {
        response = problem::too_late().into_response();
    }
    running.answered(response.status());
    response
}
