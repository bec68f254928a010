//! The `InfoJobs` contract's error body (`infojobs.md §5`).

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use career::dictionary::Dictionaries;
use career::experience::{Rule, Violation, Violations};
use career::id::CurriculumCode;
use oauth::scope::Scope;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::describe;
use super::wire::Misfit;
use crate::app::App;
use crate::clock::written;
use crate::http::json::NotJson;
use crate::http::limits::TooMany;
use crate::http::problem::{Problem, ProblemError, of_failure};
use crate::http::unwritten::{self, Unwritten};
use crate::openapi::examples::{EXAMPLE_ID, EXAMPLE_MOMENT};
use crate::openapi::{Refusal, moment, uuid};

/// The longest body of this contract, in bytes (224).
pub(crate) const LONGEST_BODY: usize = 64 * 1024;

/// An error of this contract: an HTTP status, a numeric code and a description. 429, 500 and 503 have no code.
#[derive(Debug, Clone)]
pub(crate) struct Error {
    status: StatusCode,
    code: Option<u16>,
    description: String,
    challenge: Option<HeaderValue>,
    /// Whole seconds.
    retry_after: Option<u64>,
}

/// Which operation did not find an experience: each has a code of its own.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Looking {
    /// GET
    Reading = 650,
    /// PUT
    Editing = 655,
    /// DELETE
    Deleting = 669,
}

impl Error {
    fn new(status: StatusCode, code: u16, description: impl Into<String>) -> Self {
        let description = description.into();
        Self { status, code: Some(code), description, challenge: None, retry_after: None }
    }

    /// 1: no such path or version.
    pub(crate) fn no_such_operation() -> Self {
        Self::new(StatusCode::NOT_FOUND, 1, "There is no such operation: look at the path and its version.")
    }

    /// 1: the path exists, the verb does not. `Allow` is set by the router.
    pub(crate) fn no_such_verb() -> Self {
        let description = "This path does not have that verb; the header Allow names those that it has.";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, 1, description)
    }

    /// 102: the application's credentials.
    pub(crate) fn client_not_valid(why: &str) -> Self {
        let challenge = HeaderValue::from_static("Basic realm=\"InfoJobs-API\"");
        let error =
            Self::new(StatusCode::UNAUTHORIZED, 102, format!("The client credentials are not valid: {why}."));
        Self { challenge: Some(challenge), ..error }
    }

    /// 101: the user's token, without the challenge.
    pub(crate) fn user_not_known(why: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, 101, format!("The user is not authenticated: {why}."))
    }

    /// 101: the user's token.
    pub(crate) fn user_not_authenticated(app: &App, scope: Scope, why: &str) -> Self {
        let url = &app.settings.public_url;
        let challenge = format!(
            "OAuth2 realm=\"{}\" auth-uri=\"{}\" token-uri=\"{}\" scope=\"{}\"",
            url.as_str(),
            url.with(crate::oauth::USER_AUTHORIZE),
            url.with(crate::oauth::VENDOR_TOKEN),
            scope.wire_name().to_ascii_uppercase(),
        );
        Self { challenge: HeaderValue::from_str(&challenge).ok(), ..Self::user_not_known(why) }
    }

    /// 101 with 403: the token is good, but not for this.
    pub(crate) fn missing_scope(scope: Scope) -> Self {
        let description = format!("The access token does not have the scope {}.", scope.wire_name());
        Self::new(StatusCode::FORBIDDEN, 101, description)
    }

    /// 429 without a code, for the contract has none for it (LEDGER 120).
    pub(crate) fn too_many(TooMany { retry_after }: TooMany) -> Self {
        let description =
            format!("This application asks too often; the next request may come in {retry_after} s.");
        let status = StatusCode::TOO_MANY_REQUESTS;
        Self { status, code: None, description, challenge: None, retry_after: Some(retry_after) }
    }

    /// 201: a parameter of the query.
    pub(crate) fn invalid_parameter(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, 201, description)
    }

    /// 202: a parameter of the query without a value.
    pub(crate) fn missing_parameter(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, 202, description)
    }

    /// 211: the body says that it is no JSON.
    pub(crate) fn content_type(found: &str) -> Self {
        let description = format!("The header Content-Type is `{found}`; send application/json.");
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, 211, description)
    }

    /// 211: a header that cannot be used.
    pub(crate) fn invalid_header(name: &str, why: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, 211, format!("The header {name} {why}."))
    }

    /// 211 with 422: an `Idempotency-Key` that was used for something else.
    pub(crate) fn idempotency_key_reused() -> Self {
        let description =
            "The header Idempotency-Key was used with another body within 24 hours; send a new key.";
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, 211, description)
    }

    /// 221: not JSON.
    pub(crate) fn not_json(error: &NotJson) -> Self {
        let description = format!(
            "The body is not JSON: {}, line {} column {}. Line breaks inside values are written as \\n.",
            error.reason, error.line, error.column
        );
        Self::new(StatusCode::BAD_REQUEST, 221, description)
    }

    /// 223: no body.
    pub(crate) fn body_missing() -> Self {
        Self::new(StatusCode::BAD_REQUEST, 223, "The request has no body; send one JSON object.")
    }

    /// 224: too long a body.
    pub(crate) fn body_too_long() -> Self {
        let description = format!("The body is longer than {LONGEST_BODY} bytes.");
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, 224, description)
    }

    /// 225: a value of the wrong type.
    pub(crate) fn wrong_type(misfit: &Misfit) -> Self {
        Self::new(StatusCode::BAD_REQUEST, 225, misfit.to_string())
    }

    /// 361: the same answer whether it does not exist or is somebody else's.
    pub(crate) fn no_curriculum(sent: &str) -> Self {
        let known = CurriculumCode::parse(sent);
        let sent = known.as_ref().map_or("that", CurriculumCode::as_str);
        Self::new(
            StatusCode::NOT_FOUND,
            361,
            format!("The user has no curriculum {sent}; GET /api/2/curriculum lists the codes."),
        )
    }

    /// 650, 655, 669: the same answer whether it does not exist or is somebody else's.
    pub(crate) fn no_experience(looking: Looking) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            looking as u16,
            "This curriculum of the user has no experience with that id; \
             GET /api/2/curriculum/{curriculumId}/experience lists them.",
        )
    }

    /// The code of the first rule that a body breaks.
    pub(crate) fn violation(violation: &Violation, dictionaries: Option<&Dictionaries>) -> Self {
        let description = describe::violation(violation, dictionaries);
        Self::new(StatusCode::BAD_REQUEST, violation.code(), description)
    }
}

impl From<store::Failure> for Error {
    fn from(failure: store::Failure) -> Self {
        Self::without_code(&of_failure(&failure))
    }
}

impl Error {
    /// What a problem is in this contract, which has no code for it.
    pub(super) fn without_code(problem: &Problem) -> Self {
        let status = problem.status();
        let description = problem.detail_text().to_owned();
        let retry_after = (status == StatusCode::SERVICE_UNAVAILABLE).then_some(1);
        Self { status, code: None, description, challenge: None, retry_after }
    }
}

/// All violations at once, for whoever asked for `application/problem+json`.
pub(crate) fn problem(
    misfits: &[Misfit],
    violations: Option<&Violations>,
    dictionaries: Option<&Dictionaries>,
) -> Problem {
    let misfits = misfits.iter().map(|misfit| ProblemError {
        pointer: misfit.pointer.clone(),
        code: "225".to_owned(),
        detail: misfit.to_string(),
    });
    let broken = violations.into_iter().flat_map(Violations::iter);
    // Values of the wrong type are among the misfits.
    let violations =
        broken.filter(|violation| violation.rule != Rule::WrongType).map(|violation| ProblemError {
            pointer: violation.pointer(),
            code: violation.code().to_string(),
            detail: describe::violation(violation, dictionaries),
        });
    Problem::new(StatusCode::BAD_REQUEST)
        .detail("The experience breaks the rules that are listed, the first of the contract's order first.")
        .errors(misfits.chain(violations).collect())
}

/// 412, which the contract does not have: problem details.
pub(crate) fn version_differs() -> Problem {
    Problem::new(StatusCode::PRECONDITION_FAILED).detail(
        "If-Match names another version than the one stored; read the experience again and send its ETag.",
    )
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        unwritten::response(self)
    }
}

/// The body tells the time, which only the server has.
impl Unwritten for Error {
    fn without_body(&self) -> Response {
        self.status.into_response()
    }

    fn write(&self, app: &App, mut response: Response) -> Response {
        let body = self.body(written(app.now()), || app.new_uuid());
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static("en"));
        if let Some(challenge) = &self.challenge {
            headers.insert(header::WWW_AUTHENTICATE, challenge.clone());
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        headers.remove(header::CONTENT_LENGTH);
        *response.body_mut() = Body::from(body.to_string());
        response
    }
}

/// The error body of the `InfoJobs` contract.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InfojobsError)]
pub(super) struct ErrorOut<'a> {
    /// The numeric code, as a string. The description of the status has the meaning of each.
    #[schema(pattern = "^[0-9]{1,3}$")]
    error: String,
    /// What is wrong: the value, the rule, and the dictionary to look in. For people, in English.
    error_description: &'a str,
    /// When.
    #[schema(schema_with = moment)]
    timestamp: String,
}

/// The body of what the contract has no code for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InfojobsFailure)]
pub(super) struct FailureOut<'a> {
    /// What is wrong, for people, in English.
    error_description: &'a str,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// When.
    #[schema(schema_with = moment)]
    timestamp: String,
    /// Names this answer when you ask the operator about it.
    #[serde(rename = "requestId")]
    #[schema(schema_with = uuid)]
    request_id: Uuid,
}

impl Error {
    fn body(&self, timestamp: String, request_id: impl FnOnce() -> Uuid) -> Value {
        let error_description = self.description.as_str();
        let body = match self.code {
            Some(code) => {
                serde_json::to_value(ErrorOut { error: code.to_string(), error_description, timestamp })
            }
            None => serde_json::to_value(FailureOut {
                error_description,
                status: self.status.as_u16(),
                timestamp,
                request_id: request_id(),
            }),
        };
        // Strings and numbers alone: this cannot fail to be written as JSON.
        body.unwrap_or_default()
    }

    /// The error as the document tells it.
    pub(super) fn documented(&self) -> Refusal {
        let (challenge, retry_after) = (self.status == StatusCode::UNAUTHORIZED, self.retry_after.is_some());
        let headers = [
            (true, header::CONTENT_LANGUAGE),
            (challenge, header::WWW_AUTHENTICATE),
            (retry_after, header::RETRY_AFTER),
        ];
        let headers = headers.into_iter().filter(|(is_there, _)| *is_there);
        let code = self.code.map(|code| code.to_string());
        Refusal {
            name: code.clone().unwrap_or_else(|| self.status.as_u16().to_string()),
            status: self.status,
            meaning: code
                .map_or_else(|| self.description.clone(), |code| format!("`{code}`: {}", self.description)),
            media_type: "application/json",
            schema: if self.code.is_some() { "InfojobsError" } else { "InfojobsFailure" },
            body: self.body(EXAMPLE_MOMENT.to_owned(), || EXAMPLE_ID),
            headers: headers.map(|(_, name)| name.as_str().to_owned()).collect(),
        }
    }
}
