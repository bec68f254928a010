//! Errors of the token, revocation and introspection endpoints (RFC 6749 §5.2).

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, PRAGMA, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use oauth::error::{ErrorCode, OauthError};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use utoipa::openapi::ObjectBuilder;

use crate::app::App;
use crate::clock::written;
use crate::http::limits::TooMany;
use crate::http::problem::of_failure;
use crate::openapi::examples::EXAMPLE_MOMENT;
use crate::openapi::{Refusal, moment, words};

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

/// An error of a token, revocation or introspection endpoint (RFC 6749 §5.2).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OauthError)]
pub(super) struct ErrorOut<'a> {
    /// The word for programs.
    #[schema(schema_with = words_of_errors)]
    error: &'static str,
    /// The sentence for people.
    #[schema(max_length = 200)]
    error_description: &'a str,
    /// When; in the `InfoJobs` dialect alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, schema_with = moment)]
    timestamp: Option<String>,
}

fn words_of_errors() -> ObjectBuilder {
    use ErrorCode::{
        InvalidClient, InvalidGrant, InvalidRequest, InvalidScope, TemporarilyUnavailable,
        UnauthorizedClient, UnsupportedGrantType,
    };
    let codes = [
        InvalidRequest,
        InvalidClient,
        InvalidGrant,
        UnauthorizedClient,
        UnsupportedGrantType,
        InvalidScope,
        TemporarilyUnavailable,
    ];
    words(codes.map(ErrorCode::word))
}

impl<'a> ErrorOut<'a> {
    fn new(error: &'a OauthError, timestamp: Option<String>) -> Self {
        Self { error: error.code.word(), error_description: &error.description, timestamp }
    }

    fn json(&self) -> Value {
        // Strings alone: this cannot fail to be written as JSON.
        serde_json::to_value(self).unwrap_or_default()
    }
}

/// An error as the document tells it, with what it means beside its sentence.
pub(super) fn documented(code: ErrorCode, meaning: &str, vendor: bool) -> Refusal {
    let error = OauthError::new(code, meaning);
    let status = match code {
        ErrorCode::TemporarilyUnavailable => StatusCode::TOO_MANY_REQUESTS,
        ErrorCode::InvalidClient if !vendor => StatusCode::UNAUTHORIZED,
        _ => StatusCode::BAD_REQUEST,
    };
    let headers = match status {
        StatusCode::UNAUTHORIZED => vec![WWW_AUTHENTICATE.as_str().to_owned()],
        StatusCode::TOO_MANY_REQUESTS => vec![RETRY_AFTER.as_str().to_owned()],
        _ => Vec::new(),
    };
    Refusal {
        name: code.word().to_owned(),
        status,
        meaning: format!("`{}`: {meaning}", code.word()),
        media_type: "application/json",
        schema: "OauthError",
        body: ErrorOut::new(&error, vendor.then(|| EXAMPLE_MOMENT.to_owned())).json(),
        headers,
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
        let body = ErrorOut::new(&error, vendor.then(|| written(app.now()))).json();
        if vendor {
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
