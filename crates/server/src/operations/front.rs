//! What stands before all routes: the request's id, its line of the log, and what becomes of a panic. It is no layer of
//! the router, which copies, for each request, all that each of its layers stands before.

use std::any::Any;
use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt as _;

use super::request_id::RequestIdentity;
use super::request_log;
use crate::app::App;
use crate::connections::Answers;
use crate::http::problem::Problem;
use crate::http::unwritten;
use crate::routes::Patterns;

/// Stands before routes.
#[derive(Clone)]
pub(crate) struct Front {
    app: App,
    identifies: bool,
}

impl Front {
    /// Every request has an id, which its answer tells.
    pub(crate) fn identifying(app: App) -> Self {
        Self { app, identifies: true }
    }

    /// No answer tells an id, so that the answers to one request are the same.
    #[cfg(test)]
    pub(crate) fn nameless(app: App) -> Self {
        Self { app, identifies: false }
    }

    /// The server's parts.
    pub(crate) fn app(&self) -> &App {
        &self.app
    }

    /// Stands before these routes, which have these patterns.
    pub(crate) fn before(self, routes: Router, patterns: Patterns) -> Fronted {
        Fronted { front: self, patterns, routes }
    }
}

/// Routes with a [`Front`].
#[derive(Clone)]
pub(crate) struct Fronted {
    front: Front,
    patterns: Patterns,
    routes: Router,
}

type Answering = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

impl Answers for Fronted {
    type Answering = Answering;

    fn answer(&self, request: Request) -> Answering {
        let identity = self.front.identifies.then(|| RequestIdentity::of(&self.front.app, &request));
        let (watched, request) =
            request_log::watch(&self.front.app, identity, self.patterns.of(request.uri().path()), request);
        let routed = std::panic::catch_unwind(AssertUnwindSafe(|| self.routes.answer(request)));
        let answered = async move {
            let answer = match routed {
                Ok(answer) => AssertUnwindSafe(answer).catch_unwind().await,
                Err(panic) => Err(panic),
            };
            let Ok(response) = answer.unwrap_or_else(|panic| Ok(broken(panic.as_ref())));
            let response = unwritten::written(watched.app(), response);
            Ok(watched.end(response))
        };
        let Some(identity) = identity else {
            return Box::pin(answered);
        };
        let identified = async move {
            let mut response = answered.await;
            if let Ok(response) = &mut response {
                identity.tell(response.headers_mut());
            }
            response
        };
        Box::pin(identity.while_answering(identified))
    }
}

fn broken(_: &(dyn Any + Send)) -> Response {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR).into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::routing::get;

    use super::*;
    use crate::operations::metrics;
    use crate::routes::Routes;
    use crate::testing::Harness;

    #[tokio::test]
    async fn a_panic_is_answered_and_counted_and_the_next_request_too() {
        let harness = Harness::new();
        let panic = get(async || -> StatusCode { std::panic::resume_unwind(Box::new("inside")) });
        let (routes, patterns) = Routes::new().route("/panic", panic).into_parts();
        let routes = routes.with_state(harness.app.clone());
        let server = Front::identifying(harness.app.clone()).before(routes, patterns);
        for _ in 0..2 {
            let request = Request::builder().uri("/panic").body(Body::empty()).unwrap();
            let response = server.answer(request).await.unwrap();
            assert_eq!(response.headers()["x-request-id"].len(), 36);
            assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
            assert_eq!(response.headers()["content-type"], "application/problem+json");
        }
        let told = metrics::tests::scrape(&harness).await;
        assert!(
            told.contains("requests_total{method=\"GET\",route=\"/panic\",status=\"500\"} 2\n"),
            "{told}"
        );
    }
}
