//! One line for each request: verb, route pattern, status, time; and the same in the metrics. Never a path, a query
//! or a header, for those carry ids and secrets. A request whose body does not come in time ends here.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::Request;
use axum::response::{IntoResponse, Response};

use super::metrics::{Running, Status};
use super::request_id::RequestIdentity;
use crate::app::App;
use crate::http::problem;
use crate::http::punctual::{self, Late};

/// Takes a line for each request. It goes by itself, not with all other lines of the log, because every request has
/// one: how long it takes is how long each request takes.
pub trait RequestLog: Send + Sync + 'static {
    /// A request has ended.
    fn take(&self, line: &RequestLine<'_>);
}

/// What is told of a request. None of it is anything that somebody sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestLine<'a> {
    /// Which one it was; `None` where requests have no ids.
    pub identity: Option<RequestIdentity>,
    /// Its method, one of a list of words.
    pub method: &'static str,
    /// The pattern of its route.
    pub route: &'a str,
    /// The status of its answer; `None` where its sender left before.
    pub status: Option<u16>,
    /// How long it took.
    pub took: Duration,
}

/// A request that is being answered. One that is dropped before its answer was given up by its sender.
pub(super) struct Watched {
    app: App,
    identity: Option<RequestIdentity>,
    running: Running,
    late: Late,
    ended: bool,
}

/// Watches a request from here on. Its body has a deadline.
pub(super) fn watch(
    app: &App,
    identity: Option<RequestIdentity>,
    route: Option<Arc<str>>,
    request: Request,
) -> (Watched, Request) {
    let running = app.metrics().requests().begin(request.method(), route);
    let (body_time, app) = (app.settings.connections.body_time, app.clone());
    let mut late = Late::default();
    let request = request.map(|body| {
        let (body, missed) = punctual::within(body_time, body);
        late = missed;
        body
    });
    (Watched { app, identity, running, late, ended: false }, request)
}

impl Watched {
    /// The server's parts.
    pub(super) fn app(&self) -> &App {
        &self.app
    }

    /// It is answered: with this, or with what a body answers that came too late, whatever the handler made of half of it.
    pub(super) fn end(mut self, response: Response) -> Response {
        let response = if self.late.is_missed() { problem::too_late().into_response() } else { response };
        self.ended = true;
        self.tell(Status::Answered(response.status()));
        response
    }

    fn tell(&mut self, status: Status) {
        let took = self.app.metrics().requests().end(&mut self.running, status);
        if let Some(log) = &self.app.request_log {
            log.take(&RequestLine {
                identity: self.identity,
                method: self.running.method(),
                route: self.running.route(),
                status: status.code(),
                took,
            });
        }
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        if !self.ended {
            self.tell(Status::Gone);
        }
    }
}
