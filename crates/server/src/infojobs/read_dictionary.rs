//! GET `/api/1/dictionary/{dictionaryId}?parent={id}`: the values of a dictionary.

use axum::extract::{RawQuery, State};
use axum::http::header::{CACHE_CONTROL, ETAG};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::TAG;
use super::caller::Sender;
use super::documented::{AnswersOfDictionary, OfDictionary};
use super::errors::Error;
use super::{caller, path};
use crate::app::App;
use crate::http::body;
use crate::http::entity_tag;

/// List the values of a dictionary
///
/// What a key field of an experience may hold. The application's credentials are enough; no person is asked. Unknown
/// parameters are ignored.
#[utoipa::path(
    get, path = "/api/1/dictionary/{dictionaryId}", tag = TAG, operation_id = "readDictionary",
    params(OfDictionary), security(("client" = []), ("infojobs" = [])), responses(AnswersOfDictionary),
)]
pub(super) async fn handle(
    State(app): State<App>,
    dictionary: path::One,
    RawQuery(query): RawQuery,
    sender: Sender,
) -> Result<Response, Error> {
    caller::application(&app, &sender).await?;
    let id = dictionary.map(|path| path.0).unwrap_or_default();
    let parent = parent(query.as_deref().unwrap_or_default())?;
    let answer = app.dictionaries.now().answer(&id, parent).ok_or_else(|| {
        Error::invalid_parameter(format!("There is no dictionary `{}`.", id.escape_debug()))
    })?;
    let mut response = if entity_tag::is_known(&sender.headers, &answer.tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        body::json(answer.body)
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=300"));
    headers.insert(ETAG, answer.tag.into());
    Ok(response)
}

/// The parent's id. Unknown parameters are ignored; a parent without a value is 202 (LEDGER 47).
fn parent(query: &str) -> Result<Option<i64>, Error> {
    let values = url::form_urlencoded::parse(query.as_bytes());
    let Some((_, value)) = values.into_iter().find(|(name, _)| name == "parent") else {
        return Ok(None);
    };
    if value.is_empty() {
        return Err(Error::missing_parameter("The parameter parent has no value; send the id of one."));
    }
    value.parse().map(Some).map_err(|_| {
        let value = value.escape_debug();
        Error::invalid_parameter(format!("The parameter parent must be the id of a value, not `{value}`."))
    })
}

#[cfg(test)]
mod tests;
