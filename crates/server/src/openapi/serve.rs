//! GET `/openapi.json`: the document; and the routes of the page that shows it.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use utoipa::openapi::OpenApi;

use super::finish::finish;
use super::page;
use crate::app::App;
use crate::http::entity_tag::{self, EntityTag};
use crate::infojobs::PreparedSet;
use crate::routes::Routes;

/// The document, and what was last made of it.
struct Document {
    described: OpenApi,
    finished: Mutex<Option<Finished>>,
}

/// The document with the keys of one set of dictionaries.
struct Finished {
    set: Arc<PreparedSet>,
    text: Arc<str>,
}

/// The routes of the document, and of the page that shows it.
pub(crate) fn routes(described: OpenApi) -> Routes {
    let document = Arc::new(Document { described, finished: Mutex::default() });
    let serve = async move |State(app): State<App>, headers: HeaderMap| answer(&app, &headers, &document);
    Routes::new()
        .route("/openapi.json", get(serve))
        .route("/docs", get(page::show))
        .route("/docs/{file}", get(page::file))
}

fn answer(app: &App, headers: &HeaderMap, document: &Document) -> Response {
    let text = document.text(app);
    let credentials = app.demo_controls.as_ref().and_then(|demo| demo.credentials());
    let body = credentials.map_or_else(|| text.to_string(), |credentials| credentials.put_into(&text));
    let tag = EntityTag::of(body.as_bytes());
    // A demo's own credentials stand in it, and change.
    let kept = [(CACHE_CONTROL, if app.settings.is_demo() { "no-cache" } else { "public, max-age=300" })];
    if entity_tag::is_known(headers, &tag) {
        return (StatusCode::NOT_MODIFIED, kept, tag, ()).into_response();
    }
    (kept, tag, [(CONTENT_TYPE, "application/json")], body).into_response()
}

impl Document {
    /// The document with the dictionaries in force, which are seldom others than the last time.
    fn text(&self, app: &App) -> Arc<str> {
        let set = app.dictionaries.now();
        let mut finished = self.finished.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(finished) = finished.as_ref().filter(|finished| Arc::ptr_eq(&finished.set, &set)) {
            return Arc::clone(&finished.text);
        }
        let text: Arc<str> = finish(&self.described, &set.dictionaries).to_string().into();
        *finished = Some(Finished { set, text: Arc::clone(&text) });
        text
    }
}
