//! POST `/api/partner/v2/add/requests/career_history`, its older form and the batch: a partner submits a
//! credential (`seekpass.md §3`).

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use career::credential::{Credential, CredentialId, Envelope, UnknownMembers, Violations, read};
use career::id::ClientId;
use career::year_month::YearMonth;
use oauth::client::{Client, ClientKind};
use oauth::scope::Scope;
use serde_json::Value;
use store::NotDone;
use store::submissions::{Link, Replayed, SubmitCredential, Submitted};

use super::TAG;
use super::documented::{
    AnswersOfAdding, AnswersOfAddingV1, SeekpassBatch, SeekpassCredential, SeekpassCredentialV1,
};
use super::errors::Error;
use super::wire::{Added, ContentType};
use super::{batch, caller, wire};
use crate::app::App;
use crate::http::source::Sender;

/// What a partner pushes, judged.
pub(super) struct Pushed {
    pub(super) batch_id: Option<CredentialId>,
    pub(super) credential_id: CredentialId,
    pub(super) credential: Credential,
}

/// Submit a credential
///
/// The employment of one person, as the partner attests it. The answer is the link that the person is to follow; send it
/// to them alone, for its first opener gets the request.
///
/// The same `credential_id` within 48 hours, or once it was accepted at any time, is answered with the same link, and
/// the first body stays. An invalid body is 422 with everything that is wrong with it, and nothing is stored.
#[utoipa::path(
    post, path = "/api/partner/v2/add/requests/career_history", tag = TAG, operation_id = "addCareerHistory",
    request_body(content = SeekpassCredential, content_type = "application/json"),
    security(("partner" = ["write.career_history"])), responses(AnswersOfAdding),
)]
pub(super) async fn second_version(State(app): State<App>, request: Request) -> Result<Response, Error> {
    add(&app, request, Link::V2, |body, month, unknown| single(body, Envelope::V2, month, unknown)).await
}

/// Submit a credential, version 1
///
/// As version 2, in the older envelope. Ids are one namespace: both versions and batches lead to the same submissions.
#[utoipa::path(
    post, path = "/api/partner/v1/add/career_history.json", tag = TAG, operation_id = "addCareerHistoryV1",
    request_body(content = SeekpassCredentialV1, content_type = "application/json"),
    security(("partner" = ["write.career_history"])), responses(AnswersOfAddingV1),
)]
pub(super) async fn first_version(State(app): State<App>, request: Request) -> Result<Response, Error> {
    add(&app, request, Link::V1, |body, month, unknown| single(body, Envelope::V1, month, unknown)).await
}

/// Submit a batch
///
/// Of a batch the member `career_history` is served here; any other is 422. Its status is told under the batch's own id
/// and under that of its member.
#[utoipa::path(
    post, path = "/api/partner/v2/add/requests/batch.json", tag = TAG, operation_id = "addBatch",
    request_body(content = SeekpassBatch, content_type = "application/json"),
    security(("partner" = ["write.career_history"])), responses(AnswersOfAdding),
)]
pub(super) async fn batch(State(app): State<App>, request: Request) -> Result<Response, Error> {
    add(&app, request, Link::Batch, batch::judge).await
}

fn single(
    body: &Value,
    envelope: Envelope,
    month: YearMonth,
    unknown: UnknownMembers,
) -> Result<Pushed, Error> {
    let invalid = |violations: Violations| Error::invalid(&violations, envelope);
    let (credential_id, credential) = read(body, envelope).judge(month, unknown).map_err(invalid)?;
    Ok(Pushed { batch_id: None, credential_id, credential })
}

async fn add(
    app: &App,
    request: Request,
    link: Link,
    judge: impl FnOnce(&Value, YearMonth, UnknownMembers) -> Result<Pushed, Error>,
) -> Result<Response, Error> {
    let (sender, body) = Sender::with_body(request, app);
    let client = caller::partner(app, &sender, Some(Scope::WriteCareerHistory)).await?;
    let body = wire::read(&sender.headers, body, ContentType::Json).await?;
    let Client { id, kind: ClientKind::Partner { unknown_members, .. }, .. } = *client else {
        return Err(Error::InvalidToken);
    };
    let now = app.now();
    let Pushed { batch_id, credential_id, credential } = judge(&body, YearMonth::of(now), unknown_members)?;
    let command = SubmitCredential {
        client: id,
        credential_id,
        credential,
        batch_id,
        link,
        submission: app.new_submission_id(),
        request: app.new_request_id(),
        now,
    };
    match app.store.apply(command).await {
        Ok(submitted) => Ok(answer(app, id, submitted)),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
        Err(NotDone::Refused(never)) => match never {},
    }
}

/// 201 with the link, also for a repeated id (`seekpass.md §4`, LEDGER 44).
fn answer(app: &App, client: ClientId, submitted: Submitted) -> Response {
    let added = Added::new(&app.settings.public_url, client, submitted.request, submitted.link);
    let mut response = (StatusCode::CREATED, Json(added)).into_response();
    let replayed = match submitted.replayed {
        Some(Replayed::Same) => Some("same"),
        Some(Replayed::Different) => Some("different"),
        Some(Replayed::Gone) | None => None,
    };
    if let Some(word) = replayed {
        response.headers_mut().insert("tenure-replayed", HeaderValue::from_static(word));
    }
    response
}

#[cfg(test)]
mod tests;
