//! Errors of the token, revocation and introspection endpoints (RFC 6749 §5.2).

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, PRAGMA, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use oauth::error::{ErrorCode, OauthError};
use serde_json::json;

use crate::app::App;
use crate::clock::written;
use crate::http::limits::TooMany;
use crate::http::problem::of_failure;

/// An error, or a store that has no answer.
#[derive(Debug, Clone)]
pub(super) enum Error {
    /// In the words of RFC 6749.
    Oauth(OauthError),
    /// 429 with `Retry-After` (LEDGER 121).
    TooMany(TooMany),
    /// 503 or 500.
    Store(store::Failure),
}

impl From<OauthError> for Error {
    fn from(error: OauthError) -> Self {
        Self::Oauth(error)
    }
}

impl From<store::Failure> for Error {
    fn from(failure: store::Failure) -> Self {
        Self::Store(failure)
    }
}

/// `invalid_client` is 401, too many are 429, the others 400.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        match self {
            Self::Oauth(error) => {
                let unauthorized = error.code == ErrorCode::InvalidClient;
                let status = if unauthorized { StatusCode::UNAUTHORIZED } else { StatusCode::BAD_REQUEST };
                let mut response = status.into_response();
                response.extensions_mut().insert(error);
                response
            }
            Self::TooMany(TooMany { retry_after }) => {
                let description = format!(
                    "Too many requests come from this address; the next may come in {retry_after} s."
                );
                let error = OauthError::new(ErrorCode::TemporarilyUnavailable, description);
                let headers = [(RETRY_AFTER, HeaderValue::from(retry_after))];
                let mut response = (StatusCode::TOO_MANY_REQUESTS, headers).into_response();
                response.extensions_mut().insert(error);
                response
            }
            Self::Store(failure) => of_failure(&failure).into_response(),
        }
    }
}

/// Writes the body of an error, and keeps every answer of these endpoints out of caches. The `InfoJobs` dialect
/// adds the time, and answers 400 to whatever is wrong with a request (`infojobs.md §2.4`, LEDGER 26).
pub(super) async fn render(State(app): State<App>, request: Request, next: Next) -> Response {
    let vendor = request.uri().path() == super::VENDOR_TOKEN;
    let mut response = next.run(request).await;
    if let Some(error) = response.extensions_mut().remove::<OauthError>() {
        let mut body = json!({"error": error.code.word(), "error_description": error.description});
        if vendor {
            body["timestamp"] = written(app.now()).into();
            if response.status() != StatusCode::TOO_MANY_REQUESTS {
                *response.status_mut() = StatusCode::BAD_REQUEST;
            }
        } else if response.status() == StatusCode::UNAUTHORIZED {
            response
                .headers_mut()
                .insert(WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"oauth\""));
        }
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        *response.body_mut() = Body::from(body.to_string());
        response.headers_mut().remove(axum::http::header::CONTENT_LENGTH);
    }
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(PRAGMA, HeaderValue::from_static("no-cache"));
    response
}
