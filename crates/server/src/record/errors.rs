//! The errors of this API: problem details (RFC 9457), with challenges as RFC 6750 writes them.

use axum::http::header::{CACHE_CONTROL, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use oauth::error::ErrorCode;
use oauth::scope::Scope;

use crate::http::json::NotJson;
use crate::http::limits::TooMany;
use crate::http::problem::{Problem, ProblemError, of_failure};

/// The longest body, in bytes: the ids of some thousands of statements.
pub(super) const LONGEST_BODY: usize = 256 * 1024;

/// How many things that are wrong with a body an answer lists at the most.
const MOST_LISTED: usize = 500;

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
    /// 404: the same for what does not exist, another person's, and what another application made.
    NoSuchShare,
    /// 415.
    ContentType(String),
    /// 413.
    TooLong,
    /// 400: the body broke off.
    Broken,
    /// 400 with line and column.
    NotJson(NotJson),
    /// 422 with everything that is wrong with the body.
    Invalid(Vec<ProblemError>),
    /// 422: the key of a safe repeat was used for another share.
    KeyReused,
    /// 400: what is wrong with a parameter of the query or a header, and what is allowed.
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
        self.problem().header(CACHE_CONTROL, HeaderValue::from_static("no-store")).into_response()
    }
}

impl Error {
    /// The error as it is told.
    pub(super) fn problem(self) -> Problem {
        match self {
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
            Self::NoSuchShare => Problem::new(StatusCode::NOT_FOUND)
                .detail("This application has no such share for this person; GET /api/record/v1/shares lists them."),
            Self::ContentType(found) => Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE)
                .detail(format!("The header Content-Type is `{found}`; send application/json.")),
            Self::TooLong => Problem::new(StatusCode::PAYLOAD_TOO_LARGE)
                .detail(format!("The body is longer than {LONGEST_BODY} bytes.")),
            Self::Broken => Problem::new(StatusCode::BAD_REQUEST).detail("The body broke off."),
            Self::NotJson(error) => {
                Problem::new(StatusCode::BAD_REQUEST).detail(format!("The body is not JSON: {error}."))
            }
            Self::Invalid(errors) => invalid(errors),
            Self::KeyReused => Problem::new(StatusCode::UNPROCESSABLE_ENTITY).detail(
                "The header Idempotency-Key was used with another body for this person; send a new key.",
            ),
            Self::TooMany(TooMany { retry_after }) => Problem::new(StatusCode::TOO_MANY_REQUESTS)
                .detail(format!(
                    "This application asks too often; the next request may come in {retry_after} s."
                ))
                .header(RETRY_AFTER, retry_after.into()),
            Self::Store(failure) => of_failure(&failure),
        }
    }
}

fn invalid(mut errors: Vec<ProblemError>) -> Problem {
    let count = errors.len();
    errors.truncate(MOST_LISTED);
    let first = if count > MOST_LISTED {
        format!(", the first {MOST_LISTED} of which are listed")
    } else {
        String::new()
    };
    let rules = if count == 1 { "rule" } else { "rules" };
    let detail = format!("The body breaks {count} {rules}{first}. Nothing was stored.");
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY).detail(detail).errors(errors)
}

fn challenge(code: ErrorCode, scope: Option<Scope>) -> HeaderValue {
    let scope = scope.map_or(String::new(), |scope| format!(", scope=\"{}\"", scope.wire_name()));
    HeaderValue::try_from(format!("Bearer realm=\"record\", error=\"{}\"{scope}", code.word()))
        .unwrap_or_else(|_| HeaderValue::from_static("Bearer realm=\"record\""))
}
