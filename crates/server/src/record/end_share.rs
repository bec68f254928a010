//! DELETE `/api/record/v1/shares/{share}`: the link opens nothing from now on (LEDGER 193).

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use career::source::{Actor, Source, Way};
use oauth::scope::Scope;
use store::NotDone;
use store::shares::{EndShare, UnknownShare};

use super::TAG;
use super::caller::{self, Caller};
use super::documented::{AnswersOfEnding, OfShareId};
use super::errors::Error;
use super::query::Parameters;
use super::read_shares::{OfShare, share};
use crate::app::App;
use crate::http::source::Sender;

/// End a share
///
/// The link opens nothing from now on. One that was over already is ended all the same.
#[utoipa::path(
    delete, path = "/api/record/v1/shares/{share}", tag = TAG, operation_id = "endShare",
    params(OfShareId),
    security(("person" = ["record.share"])), responses(AnswersOfEnding),
)]
pub(super) async fn handle(
    State(app): State<App>,
    path: OfShare,
    RawQuery(query): RawQuery,
    sender: Sender,
) -> Result<Response, Error> {
    let Caller { client, person } = caller::application(&app, &sender, Scope::ShareRecord).await?;
    Parameters::read(query.as_deref(), &[])?;
    let source = Source { by: Actor::Application(client), via: Way::Record, at: app.now() };
    match app.store.apply(EndShare { person, share: share(path)?, source }).await {
        Ok(()) => Ok((StatusCode::NO_CONTENT, [(CACHE_CONTROL, "no-store")]).into_response()),
        Err(NotDone::Refused(UnknownShare)) => Err(Error::NoSuchShare),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
    }
}

#[cfg(test)]
mod tests;
