//! Gives each request its id: every line of the log that it causes carries it, and its answer tells it, so that
//! whoever asks about an answer can name the lines.

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;
use tracing::field::Empty;

use crate::app::App;
use crate::http::source;
use crate::http::trace::{CallId, REQUEST_ID, Trace};

pub(crate) async fn identify(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let believed = source::is_trusted_peer(&parts, &app.settings.trusted_proxies);
    let headers = believed.then_some(&parts.headers);
    let id = headers.and_then(CallId::given).unwrap_or_else(|| CallId::new(app.new_uuid()));
    // At the highest level, so that it is there whatever is left out.
    let span = tracing::error_span!("request", request_id = %id, trace_id = Empty, parent_id = Empty);
    if let Some(Trace { trace_id, parent_id }) = headers.and_then(Trace::given) {
        span.record("trace_id", trace_id).record("parent_id", parent_id);
    }
    let mut response = next.run(Request::from_parts(parts, body)).instrument(span).await;
    // Hexadecimal digits and hyphens are always a header's value.
    if let Ok(value) = HeaderValue::from_str(id.as_str()) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}
