//! POST `/api/partner/v2/add/requests/career_history` and its older form: a partner submits a credential
//! (`seekpass.md §3`).

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use career::credential::{Envelope, read};
use career::year_month::YearMonth;
use oauth::client::{Client, ClientKind};
use oauth::scope::Scope;
use store::NotDone;
use store::submissions::{Replayed, SubmitCredential, Submitted};

use super::errors::Error;
use super::wire::{Added, ContentType};
use super::{caller, wire};
use crate::app::App;

/// The v2 body.
pub(super) async fn second_version(State(app): State<App>, request: Request) -> Result<Response, Error> {
    add(&app, request, Envelope::V2).await
}

/// The v1 envelope (`seekpass.md §3.3`).
pub(super) async fn first_version(State(app): State<App>, request: Request) -> Result<Response, Error> {
    add(&app, request, Envelope::V1).await
}

async fn add(app: &App, request: Request, envelope: Envelope) -> Result<Response, Error> {
    let (parts, body) = request.into_parts();
    let client = caller::partner(app, &parts.headers, Some(Scope::WriteCareerHistory)).await?;
    let body = wire::read(&parts.headers, body, ContentType::Json).await?;
    let Client { id, kind: ClientKind::Partner { unknown_members, .. }, .. } = client else {
        return Err(Error::InvalidToken);
    };
    let now = app.now();
    let judged = read(&body, envelope).judge(YearMonth::of(now), unknown_members);
    let (credential_id, credential) = judged.map_err(|violations| Error::Invalid(violations, envelope))?;
    let command = SubmitCredential {
        client: id,
        credential_id,
        credential,
        envelope,
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
fn answer(app: &App, client: career::id::ClientId, submitted: Submitted) -> Response {
    let added = Added::new(&app.settings.public_url, client, submitted.request, submitted.envelope);
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
