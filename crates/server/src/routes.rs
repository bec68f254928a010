//! Routes that know their patterns. axum finds the handler of a path; of which pattern a path is, is asked once for each
//! request by what stands before all routes, for the log and the metrics, which must never tell a path. A layer inside of
//! the routes would know it from axum, at the price that all routes are copied into it for each request.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::routing::MethodRouter;
use utoipa::openapi::OpenApi;

use crate::app::App;

/// Routes. What adds one to them adds its pattern.
#[derive(Default)]
pub(crate) struct Routes {
    router: Router<App>,
    patterns: Vec<String>,
}

impl Routes {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Those that a document describes, all of them.
    pub(crate) fn described(router: Router<App>, document: &OpenApi) -> Self {
        Self { router, patterns: document.paths.paths.keys().cloned().collect() }
    }

    /// One more.
    pub(crate) fn route(mut self, pattern: &str, methods: MethodRouter<App>) -> Self {
        self.patterns.push(pattern.to_owned());
        Self { router: self.router.route(pattern, methods), ..self }
    }

    /// All of these and those.
    pub(crate) fn merge(mut self, mut others: Self) -> Self {
        self.patterns.append(&mut others.patterns);
        Self { router: self.router.merge(others.router), ..self }
    }

    /// Their forms may have so many bytes.
    pub(crate) fn with_longest_form(self, bytes: usize) -> Self {
        Self { router: self.router.layer(DefaultBodyLimit::max(bytes)), ..self }
    }

    /// What answers a method that a route does not have.
    pub(crate) fn with_no_such_method<T: 'static>(self, handler: impl Handler<T, App>) -> Self {
        Self { router: self.router.method_not_allowed_fallback(handler), ..self }
    }

    /// The routes, and how to tell their patterns.
    pub(crate) fn into_parts(self) -> (Router<App>, Patterns) {
        (self.router, Patterns::new(&self.patterns))
    }
}

/// Tells of which pattern a path is. Cloning shares it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Patterns(Arc<matchit::Router<Arc<str>>>);

impl Patterns {
    fn new(patterns: &[String]) -> Self {
        let mut router = matchit::Router::new();
        for pattern in patterns {
            // axum refuses, when a route is added, what cannot be one. Where a document names a path twice, once will do.
            drop(router.insert(pattern, pattern.as_str().into()));
        }
        Self(Arc::new(router))
    }

    /// The pattern; `None` for a path that no route has.
    pub(crate) fn of(&self, path: &str) -> Option<Arc<str>> {
        self.0.at(path).ok().map(|found| Arc::clone(found.value))
    }
}
