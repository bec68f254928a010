//! Gives each request its id: every line of the log that it causes carries it, and its answer tells it, so that
//! whoever asks about an answer can name the lines.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use tracing::Span;
use tracing::field::Empty;

use crate::app::App;
use crate::http::source;
use crate::http::trace::{CallId, REQUEST_ID, Trace};

/// Which request it is.
pub(super) struct Identity {
    pub(super) id: CallId,
    /// What every line that it causes stands in.
    pub(super) span: Span,
}

/// Its own id, or the one that a trusted proxy gave it.
pub(super) fn identify(app: &App, request: &Request) -> Identity {
    let believed = source::is_trusted_peer(request.extensions(), &app.settings.trusted_proxies);
    let headers = believed.then_some(request.headers());
    let id = headers.and_then(CallId::given).unwrap_or_else(|| CallId::new(app.new_uuid()));
    // At the highest level, so that it is there whatever is left out. It stands in no other.
    let span =
        tracing::error_span!(parent: None, "request", request_id = %id, trace_id = Empty, parent_id = Empty);
    if let Some(Trace { trace_id, parent_id }) = headers.and_then(Trace::given) {
        span.record("trace_id", trace_id).record("parent_id", parent_id);
    }
    Identity { id, span }
}

/// Tells which request it was in its answer.
pub(super) fn tell(id: CallId, headers: &mut HeaderMap) {
    const NAME: HeaderName = HeaderName::from_static(REQUEST_ID);
    // Hexadecimal digits and hyphens are always a header's value.
    if let Ok(value) = HeaderValue::try_from(id.into_string()) {
        headers.insert(NAME, value);
    }
}
