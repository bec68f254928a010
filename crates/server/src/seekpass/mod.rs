//! The SEEK Pass contract: partners push career-history credentials (`seekpass.md`).

mod add_request;
mod batch;
mod caller;
mod errors;
mod status;
#[cfg(test)]
mod testing;
mod wire;

use axum::Router;
use axum::routing::{MethodRouter, get, post};

use crate::app::App;
use errors::Error;

/// The routes of `seekpass.md §1`, each also without `.json`.
pub(crate) fn routes() -> Router<App> {
    let mut router = Router::new();
    let with_and_without = |router: Router<App>, path: &str, handler: MethodRouter<App>| {
        router.route(&format!("{path}.json"), handler.clone()).route(path, handler)
    };
    router = with_and_without(
        router,
        "/api/partner/v2/add/requests/career_history",
        post(add_request::second_version),
    );
    router = with_and_without(router, "/api/partner/v1/add/career_history", post(add_request::first_version));
    router = with_and_without(router, "/api/partner/v2/add/requests/batch", post(add_request::batch));
    for version in ["v1", "v2"] {
        let submissions = format!("/api/partner/{version}/submissions");
        router = with_and_without(router, &format!("{submissions}/{{credential}}/status"), get(status::one));
        router = with_and_without(router, &format!("{submissions}/status"), post(status::many));
    }
    router.method_not_allowed_fallback(async || Error::NoSuchVerb)
}
