//! POST `/api/record/v1/shares`: an application makes a link to a part of the record (LEDGER 192, 194).

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{RawQuery, Request, State};
use axum::http::header::{CACHE_CONTROL, LOCATION};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use career::id::ShareId;
use career::share::Pin;
use career::source::{Actor, Source, Way};
use oauth::scope::Scope;
use serde::Serialize;
use store::NotDone;
use store::record::RecordOf;
use store::shares::{CreateShare, CreateShareRefusal, CreatedShare, of_key};
use utoipa::ToSchema;

use super::TAG;
use super::caller::Caller;
use super::documented::{AnswersOfSharing, OfSharing, RecordShareToMake};
use super::errors::Error;
use super::query::Parameters;
use super::read_shares::{SHARES, find};
use super::share_out::ShareOut;
use super::{caller, new_share};
use crate::app::App;
use crate::http::source::Sender;

/// A new share, and its PIN, which no other answer tells.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordNewShare)]
pub(super) struct Created<'a> {
    #[serde(flatten)]
    share: ShareOut,
    /// What opens it, beside the link. No other answer tells it.
    #[schema(pattern = "^[0-9]{6,12}$")]
    pin: &'a str,
}

/// Make a share
///
/// A link to chosen statements, with a PIN. Whoever has both sees the statements as the record has them at that time,
/// less what the person hides or deletes later; ten wrong PINs close it. The person sees it, with the application's name,
/// and can end it. The PIN stands in this answer alone.
#[utoipa::path(
    post, path = "/api/record/v1/shares", tag = TAG, operation_id = "createShare",
    params(OfSharing), request_body(content = RecordShareToMake, content_type = "application/json"),
    security(("person" = ["record.share"])), responses(AnswersOfSharing),
)]
pub(super) async fn handle(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    request: Request,
) -> Result<Response, Error> {
    let (sender, body) = Sender::with_body(request, &app);
    let caller = caller::application(&app, &sender, Scope::ShareRecord).await?;
    Parameters::read(query.as_deref(), &[])?;
    let (id, made) = id_and_pin(&app, caller, &sender.headers)?;
    let body = new_share::read(&sender.headers, body).await?;
    let new = new_share::judge(&body, &shown(&app, caller).await?)?;
    let pin = new.pin.unwrap_or(made);
    let Caller { client, person } = caller;
    let source = Source { by: Actor::Application(client), via: Way::Record, at: app.now() };
    let command = CreateShare { id, person, content: new.content, pin: pin.clone(), life: new.life, source };
    match app.store.apply(command).await {
        Ok(CreatedShare::There { .. }) => {}
        Ok(CreatedShare::Otherwise) | Err(NotDone::Refused(CreateShareRefusal::IdTaken)) => {
            return Err(Error::KeyReused);
        }
        Err(NotDone::Refused(CreateShareRefusal::UnknownPerson)) => return Err(Error::InvalidToken),
        Err(NotDone::Failed(failure)) => return Err(failure.into()),
    }
    // Where the person was erased a moment ago, their token is void.
    let share = find(&app, caller, id).await?.ok_or(Error::InvalidToken)?;
    let location = app.settings.public_url.with(&format!("{SHARES}/{id}"));
    let created = Created { share: ShareOut::new(&app, &share), pin: pin.digits() };
    let headers = [(LOCATION, location.as_str()), (CACHE_CONTROL, "no-store")];
    Ok((StatusCode::CREATED, headers, Json(created)).into_response())
}

/// Those that the key of a safe repeat leads to (1 to 255 visible characters, as by the `InfoJobs` contract, LEDGER 17), or
/// random ones.
fn id_and_pin(app: &App, caller: Caller, headers: &HeaderMap) -> Result<(ShareId, Pin), Error> {
    let mut keys = headers.get_all("idempotency-key").iter();
    let Some(key) = keys.next() else {
        return Ok((app.new_share_id(), Pin::from_random(u64::from_be_bytes(app.random()))));
    };
    let key = key.as_bytes();
    let good = (1..=255).contains(&key.len()) && key.iter().all(u8::is_ascii_graphic);
    if !good || keys.next().is_some() {
        return Err(Error::Parameter(
            "The header Idempotency-Key stands once and has 1 to 255 visible ASCII characters.".to_owned(),
        ));
    }
    Ok(of_key(app.store.keys(), caller.client, caller.person, key))
}

/// The ids of the statements that the application is shown, also of those that newer ones took the place of.
async fn shown(app: &App, caller: Caller) -> Result<BTreeSet<String>, Error> {
    let record = app.store.answer(RecordOf { person: caller.person }).await?.ok_or(Error::InvalidToken)?;
    let timeline = record.assemble().without_hidden().timeline;
    let superseded = timeline.superseded().iter().map(|old| &old.statement);
    Ok(timeline.standing().iter().chain(superseded).map(|statement| statement.id.clone()).collect())
}

#[cfg(test)]
mod tests;
