//! The errors of this contract: problem details, and challenges as RFC 6750 writes them (`seekpass.md §3.4`).

use axum::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use career::credential::{Envelope, Violations};
use oauth::error::ErrorCode;
use oauth::scope::Scope;

use crate::http::json::NotJson;
use crate::http::limits::TooMany;
use crate::http::problem::{Problem, ProblemError, of_failure};

/// The longest body of this contract, in bytes.
pub(super) const LONGEST_BODY: usize = 256 * 1024;

/// How many violations an answer lists at the most; a body of the greatest length could have 40,000.
const MOST_LISTED: usize = 500;

/// What can go wrong.
#[derive(Debug)]
pub(super) enum Error {
    /// 401 without a token: a challenge without an error code (RFC 6750 §3.1).
    NoToken,
    /// 401: the token is unknown, expired, or not a partner's.
    InvalidToken,
    /// 403: the token is good, but not for this.
    InsufficientScope(Scope),
    /// 405. `Allow` is set by the router.
    NoSuchVerb,
    /// 415.
    ContentType(String),
    /// 413.
    TooLong,
    /// 400: the body broke off.
    Broken,
    /// 400 with line and column.
    NotJson(NotJson),
    /// 422 with all violations.
    Invalid(Vec<ProblemError>),
    /// 429 with `Retry-After`.
    TooMany(TooMany),
    /// 404: the same for what does not exist and for another client's.
    NoSuchSubmission,
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
        self.problem().into_response()
    }
}

impl Error {
    /// 422 with what is wrong with a credential.
    pub(super) fn invalid(violations: &Violations, envelope: Envelope) -> Self {
        let errors = violations.iter().map(|violation| ProblemError {
            pointer: violation.pointer(envelope),
            code: violation.code().to_owned(),
            detail: violation.detail(),
        });
        Self::Invalid(errors.collect())
    }

    /// The error as it is told.
    pub(super) fn problem(self) -> Problem {
        match self {
            Self::NoToken => Problem::new(StatusCode::UNAUTHORIZED)
                .detail("Send `Authorization: Bearer <access token>`.")
                .header(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"partner\"")),
            Self::InvalidToken => Problem::new(StatusCode::UNAUTHORIZED)
                .detail("The access token is unknown, expired or not a partner's.")
                .header(WWW_AUTHENTICATE, challenge(ErrorCode::InvalidToken, None)),
            Self::InsufficientScope(scope) => Problem::new(StatusCode::FORBIDDEN)
                .detail(format!("The access token does not have the scope {}.", scope.wire_name()))
                .header(WWW_AUTHENTICATE, challenge(ErrorCode::InsufficientScope, Some(scope))),
            Self::NoSuchVerb => Problem::new(StatusCode::METHOD_NOT_ALLOWED)
                .detail("This path does not have that verb; the header Allow names those that it has."),
            Self::ContentType(found) => Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE)
                .detail(format!("The header Content-Type is `{found}`; send application/json.")),
            Self::TooLong => Problem::new(StatusCode::PAYLOAD_TOO_LARGE)
                .detail(format!("The body is longer than {LONGEST_BODY} bytes.")),
            Self::Broken => Problem::new(StatusCode::BAD_REQUEST).detail("The body broke off."),
            Self::NotJson(error) => Problem::new(StatusCode::BAD_REQUEST).detail(format!(
                "The body is not JSON: {}, line {} column {}.",
                error.reason, error.line, error.column
            )),
            Self::Invalid(errors) => invalid(errors),
            Self::NoSuchSubmission => {
                Problem::new(StatusCode::NOT_FOUND).detail("This client has no submission with that id.")
            }
            Self::TooMany(TooMany { retry_after }) => Problem::new(StatusCode::TOO_MANY_REQUESTS)
                .detail(format!("This client asks too often; the next request may come in {retry_after} s."))
                .header(RETRY_AFTER, retry_after.into()),
            Self::Store(failure) => of_failure(&failure),
        }
    }
}

fn invalid(mut errors: Vec<ProblemError>) -> Problem {
    let count = errors.len();
    errors.truncate(MOST_LISTED);
    let detail = if count > MOST_LISTED {
        format!(
            "The body breaks {count} rules, the first {MOST_LISTED} of which are listed. Nothing was stored."
        )
    } else {
        format!("The body breaks {count} {}. Nothing was stored.", if count == 1 { "rule" } else { "rules" })
    };
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY).detail(detail).errors(errors)
}

fn challenge(code: ErrorCode, scope: Option<Scope>) -> HeaderValue {
    let scope = scope.map_or(String::new(), |scope| format!(", scope=\"{}\"", scope.wire_name()));
    HeaderValue::try_from(format!("Bearer realm=\"partner\", error=\"{}\"{scope}", code.word()))
        .unwrap_or_else(|_| HeaderValue::from_static("Bearer realm=\"partner\""))
}
