//! The errors of this API: problem details (RFC 9457), with challenges as RFC 6750 writes them.

use axum::http::header::{CACHE_CONTROL, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use oauth::error::ErrorCode;
use oauth::scope::Scope;

use crate::http::limits::TooMany;
use crate::http::problem::{Problem, of_failure};

/// What can go wrong.
#[derive(Debug)]
pub(super) enum Error {
    /// 401 without a token: a challenge without an error code (RFC 6750 §3.1).
    NoToken,
    /// 401: the token is unknown, expired, ended, another application's, or acts for nobody.
    InvalidToken,
    /// 403: the token is good, but not for this.
    InsufficientScope(Scope),
    /// 405. `Allow` is set by the router.
    NoSuchVerb,
    /// 400: what is wrong with a parameter of the query, and what is allowed.
    Parameter(String),
    /// 429 with `Retry-After`.
    TooMany(TooMany),
    /// 503 or 500.
    Store(store::Failure),
}

impl From<store::Failure> for Error {
    fn from(failure: store::Failure) -> Self {
        Self::Store(failure)
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let problem = match self {
            Self::NoToken => Problem::new(StatusCode::UNAUTHORIZED)
                .detail("Send `Authorization: Bearer <access token>`.")
                .header(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"record\"")),
            Self::InvalidToken => Problem::new(StatusCode::UNAUTHORIZED)
                .detail(
                    "The access token is unknown, expired, ended, another application's, or it does not act for a \
                     person.",
                )
                .header(WWW_AUTHENTICATE, challenge(ErrorCode::InvalidToken, None)),
            Self::InsufficientScope(scope) => Problem::new(StatusCode::FORBIDDEN)
                .detail(format!("The access token does not have the scope {}.", scope.wire_name()))
                .header(WWW_AUTHENTICATE, challenge(ErrorCode::InsufficientScope, Some(scope))),
            Self::NoSuchVerb => Problem::new(StatusCode::METHOD_NOT_ALLOWED)
                .detail("This path does not have that verb; the header Allow names those that it has."),
            Self::Parameter(detail) => Problem::new(StatusCode::BAD_REQUEST).detail(detail),
            Self::TooMany(TooMany { retry_after }) => Problem::new(StatusCode::TOO_MANY_REQUESTS)
                .detail(format!(
                    "This application asks too often; the next request may come in {retry_after} s."
                ))
                .header(RETRY_AFTER, retry_after.into()),
            Self::Store(failure) => of_failure(&failure),
        };
        problem.header(CACHE_CONTROL, HeaderValue::from_static("no-store")).into_response()
    }
}

fn challenge(code: ErrorCode, scope: Option<Scope>) -> HeaderValue {
    let scope = scope.map_or(String::new(), |scope| format!(", scope=\"{}\"", scope.wire_name()));
    HeaderValue::try_from(format!("Bearer realm=\"record\", error=\"{}\"{scope}", code.word()))
        .unwrap_or_else(|_| HeaderValue::from_static("Bearer realm=\"record\""))
}
