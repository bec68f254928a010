//! Problem details (RFC 9457).

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::openapi::Refusal;

/// What a problem's body is.
const MEDIA_TYPE: &str = "application/problem+json";

/// Problem details (RFC 9457).
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// `about:blank`: the status says what kind of problem it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    title: &'static str,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What is wrong with this request, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    detail: Option<String>,
    /// Everything that is wrong with the body; the first 500 where there is more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 500)]
    errors: Vec<ProblemError>,
    #[serde(skip)]
    headers: Vec<(HeaderName, HeaderValue)>,
}

/// One of the things that are wrong with a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct ProblemError {
    /// Where, as a JSON Pointer (RFC 6901) into the body as it was sent; the member itself, missing or not.
    pub(crate) pointer: String,
    /// A word or number that programs compare.
    pub(crate) code: String,
    /// A sentence that people read.
    pub(crate) detail: String,
}

impl Problem {
    /// A problem of this status, titled by the status itself.
    pub(crate) fn new(status: StatusCode) -> Self {
        Self {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Problem"),
            status: status.as_u16(),
            detail: None,
            errors: Vec::new(),
            headers: Vec::new(),
        }
    }

    pub(crate) fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    pub(crate) fn detail_text(&self) -> &str {
        self.detail.as_deref().unwrap_or(self.title)
    }

    pub(crate) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    pub(crate) fn errors(mut self, errors: Vec<ProblemError>) -> Self {
        self.errors = errors;
        self
    }

    pub(crate) fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.status();
        // Strings and numbers alone: this cannot fail to be written as JSON.
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let kind = [(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE))];
        let mut response = (status, kind, body).into_response();
        response.headers_mut().extend(self.headers);
        response
    }
}

/// After so many seconds the same may succeed where the store could not answer.
pub(crate) const SOON: HeaderValue = HeaderValue::from_static("1");

/// What a failure of the store looks like from outside: 503 where the same again may succeed, 500 otherwise.
/// What is broken goes to the log, not to the client.
pub(crate) fn of_failure(failure: &store::Failure) -> Problem {
    match failure {
        store::Failure::Unavailable(reason) => {
            tracing::warn!(reason, "the store is not available");
            unavailable()
        }
        store::Failure::Broken(reason) => {
            tracing::error!(reason, "the store is broken");
            broken()
        }
    }
}

/// 503: the same again may succeed.
pub(crate) fn unavailable() -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE)
        .detail("The store cannot answer now. Whether a change was made is unknown: repeat the request.")
        .header(header::RETRY_AFTER, SOON)
}

/// 500: it stays so until somebody mends it.
pub(crate) fn broken() -> Problem {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR).detail("Something is broken here. It has been logged.")
}

/// 408: the body did not come in time (LEDGER 234).
pub(crate) fn too_late() -> Problem {
    Problem::new(StatusCode::REQUEST_TIMEOUT)
        .detail("The body of the request did not come in time.")
        .header(header::CONNECTION, HeaderValue::from_static("close"))
}

impl Refusal {
    /// A problem under the name of the error that it is of. Its sentence is its meaning.
    pub(crate) fn of_problem(name: impl Into<String>, problem: &Problem) -> Self {
        Self {
            name: name.into(),
            status: problem.status(),
            meaning: problem.detail_text().to_owned(),
            media_type: MEDIA_TYPE,
            schema: "Problem",
            // Strings and numbers alone: this cannot fail to be written as JSON.
            body: serde_json::to_value(problem).unwrap_or_default(),
            headers: problem.headers.iter().map(|(name, _)| name.as_str().to_owned()).collect(),
        }
    }
}
