//! GET `/api/partner/v1/submissions/{credential_id}/status.json` and POST `…/status.json`: what became of
//! submissions (`seekpass.md §4`).

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use career::credential::CredentialId;
use serde::Serialize;
use serde_json::Value;
use store::submissions::StatusesOf;
use utoipa::ToSchema;

use super::TAG;
use super::documented::{AnswersOfStatus, AnswersOfStatuses, OfSubmission, SeekpassIds};
use super::errors::Error;
use super::wire::{ContentType, StatusOut};
use super::{caller, wire};
use crate::app::App;
use crate::http::problem::ProblemError;
use crate::http::source::Sender;

/// How many statuses are told at once (`seekpass.md §4`, LEDGER 46).
pub(super) const MOST_IDS: usize = 30;

/// Read what became of a submission
///
/// Any token of the partner will do. A submission that is over is told of for 90 days, then it is as unknown as one that
/// never was; the operator may have set another time.
#[utoipa::path(
    get, path = "/api/partner/v1/submissions/{credential_id}/status.json", tag = TAG, operation_id = "readStatus",
    params(OfSubmission), security(("partner" = [])), responses(AnswersOfStatus),
)]
pub(super) async fn one(
    State(app): State<App>,
    credential: Result<Path<String>, PathRejection>,
    sender: Sender,
) -> Result<Response, Error> {
    let client = caller::partner(&app, &sender, None).await?;
    let sent = credential.map(|Path(sent)| sent).unwrap_or_default();
    let id = CredentialId::parse(&sent).map_err(|_| Error::NoSuchSubmission)?;
    let query = StatusesOf { client: client.id, ids: vec![id.clone()], now: app.now() };
    let status = app.store.answer(query).await?.into_iter().next().flatten();
    let status = status.ok_or(Error::NoSuchSubmission)?;
    Ok(Json(StatusOut::new(&id, status)).into_response())
}

/// Several statuses.
#[derive(Serialize, ToSchema)]
#[schema(as = SeekpassStatuses)]
pub(super) struct Statuses<'a> {
    /// Those that are this client's, in the order asked, once for each id.
    #[schema(max_items = 30)]
    credentials: Vec<StatusOut<'a>>,
    /// The ids that are not.
    #[schema(max_items = 30)]
    unknown_ids: Vec<&'a str>,
}

/// Read what became of several submissions
///
/// Up to 30, in the order asked, once for each id. The body is read as JSON whatever `Content-Type` says.
#[utoipa::path(
    post, path = "/api/partner/v1/submissions/status.json", tag = TAG, operation_id = "readStatuses",
    request_body(content = SeekpassIds, content_type = "application/json"), security(("partner" = [])),
    responses(AnswersOfStatuses),
)]
pub(super) async fn many(State(app): State<App>, request: Request) -> Result<Response, Error> {
    let (sender, body) = Sender::with_body(request, &app);
    let client = caller::partner(&app, &sender, None).await?;
    let body = wire::read(&sender.headers, body, ContentType::Whatever).await?;
    let asked = asked(&body)?;
    // An id that no submission can have is as unknown as any other.
    let ids: Vec<CredentialId> = asked.iter().filter_map(|id| CredentialId::parse(id).ok()).collect();
    let query = StatusesOf { client: client.id, ids: ids.clone(), now: app.now() };
    let found = app.store.answer(query).await?;
    let known = ids.iter().zip(found).filter_map(|(id, status)| Some(StatusOut::new(id, status?)));
    let credentials: Vec<StatusOut<'_>> = known.collect();
    let unknown = asked.iter().filter(|id| !credentials.iter().any(|known| known.is_of(id)));
    let unknown_ids = unknown.copied().collect();
    Ok(Json(Statuses { credentials, unknown_ids }).into_response())
}

/// The distinct ids of a body.
fn asked(body: &Value) -> Result<Vec<&str>, Error> {
    let wrong = |pointer: String, code: &str, detail: &str| {
        Error::Invalid(vec![ProblemError { pointer, code: code.to_owned(), detail: detail.to_owned() }])
    };
    let ids = body.get("ids").and_then(Value::as_array);
    let ids =
        ids.ok_or_else(|| wrong("/ids".to_owned(), "required", "Send `ids`: an array of 1 to 30 ids."))?;
    let mut distinct: Vec<&str> = Vec::new();
    for (index, id) in ids.iter().enumerate() {
        let not_text = || wrong(format!("/ids/{index}"), "wrong_type", "An id is a string.");
        let id = id.as_str().ok_or_else(not_text)?;
        if !distinct.contains(&id) {
            distinct.push(id);
        }
        if index >= MOST_IDS {
            return Err(wrong("/ids".to_owned(), "too_many_ids", "At most 30 ids are answered at once."));
        }
    }
    if distinct.is_empty() {
        return Err(wrong("/ids".to_owned(), "no_ids", "Send at least one id."));
    }
    Ok(distinct)
}

#[cfg(test)]
mod tests;
