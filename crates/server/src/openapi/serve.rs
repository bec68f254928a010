//! GET `/openapi.json`: the document.

use std::sync::Arc;

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;
use utoipa::openapi::OpenApi;

use crate::app::App;
use crate::http::entity_tag::{self, EntityTag};

/// The document as it is sent.
struct Prepared {
    body: Bytes,
    tag: EntityTag,
}

/// The routes of the document.
pub(crate) fn routes(document: &OpenApi) -> Router<App> {
    let body = document.to_json().unwrap_or_default();
    let prepared = Arc::new(Prepared { tag: EntityTag::of(body.as_bytes()), body: body.into() });
    Router::new().route("/openapi.json", get(async move |headers: HeaderMap| answer(&headers, &prepared)))
}

fn answer(headers: &HeaderMap, document: &Prepared) -> Response {
    let kept = [(CACHE_CONTROL, "public, max-age=300")];
    let tag = document.tag.clone();
    if entity_tag::is_known(headers, &tag) {
        return (StatusCode::NOT_MODIFIED, kept, tag, ()).into_response();
    }
    (kept, tag, [(CONTENT_TYPE, "application/json")], document.body.clone()).into_response()
}
