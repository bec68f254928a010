//! One line for each request: verb, route pattern, status, time; and the same in the metrics. Never a path, a query
//! or a header, for those carry ids and secrets. A request whose body does not come in time ends here.

use axum::extract::{MatchedPath, Request};
use axum::response::{IntoResponse, Response};

use super::metrics::Running;
use crate::app::App;
use crate::http::problem;
use crate::http::punctual::{self, Late};

/// A request that is being answered.
pub(super) struct Watched {
    running: Running,
    late: Late,
}

/// Watches a request from here on. Its body has a deadline.
pub(super) fn watch(app: &App, request: Request) -> (Watched, Request) {
    let route = request.extensions().get::<MatchedPath>();
    let running = app.metrics().requests().begin(request.method(), route);
    let (parts, body) = request.into_parts();
    let (body, late) = punctual::within(app.settings.connections.body_time, body);
    (Watched { running, late }, Request::from_parts(parts, body))
}

impl Watched {
    /// It is answered: with this, or with what a body answers that came too late, whatever the handler made of half of it.
    pub(super) fn end(self, response: Response) -> Response {
        let response = if self.late.is_missed() { problem::too_late().into_response() } else { response };
        self.running.answered(response.status());
        response
    }
}
