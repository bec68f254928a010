//! What every answer has: a strong entity tag of its bytes, and how it may be kept (LEDGER 188).

use axum::http::header::{CACHE_CONTROL, LINK, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::http::body::JSON;
use crate::http::entity_tag::{self, EntityTag};

/// Answers with JSON, or 304 where the application has it already.
pub(super) fn json(headers: &HeaderMap, body: &impl Serialize) -> Response {
    // Plain data with texts for names, which JSON can always express.
    let body = serde_json::to_vec(body).unwrap_or_default();
    let tag = EntityTag::of(&body);
    // It may be kept by the application itself, and is asked for each time whether it still holds.
    let kept = [
        (CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
        (VARY, HeaderValue::from_static("authorization")),
    ];
    if entity_tag::is_known(headers, &tag) {
        return (StatusCode::NOT_MODIFIED, kept, tag, ()).into_response();
    }
    (kept, [JSON], tag, body).into_response()
}

/// With the address of the page that follows (RFC 8288).
pub(super) fn with_next(mut response: Response, next: Option<&str>) -> Response {
    let link = next.and_then(|next| HeaderValue::try_from(format!("<{next}>; rel=\"next\"")).ok());
    if let Some(link) = link {
        response.headers_mut().insert(LINK, link);
    }
    response
}
