//! GET `/api/record/v1/shares` and `/api/record/v1/shares/{share}`: the shares that an application made for a person,
//! and who opened them when (LEDGER 193, 250).

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use career::id::ShareId;
use oauth::scope::Scope;
use serde::Serialize;
use store::shares::{OwnShare, ShareState, SharesOf};
use utoipa::ToSchema;

use super::TAG;
use super::caller::Caller;
use super::documented::{AnswersOfShare, AnswersOfShares, Kept, KeptOfShare};
use super::errors::Error;
use super::query::Parameters;
use super::share_out::ShareOut;
use super::{answer, caller};
use crate::app::App;
use crate::http::source::Sender;

/// Where the shares are.
pub(super) const SHARES: &str = "/api/record/v1/shares";

/// The shares, the newest first.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordShares)]
pub(super) struct SharesOut {
    /// The newest first.
    shares: Vec<ShareOut>,
}

/// What axum made of a path with a share.
pub(super) type OfShare = Result<Path<String>, PathRejection>;

/// List shares
///
/// Those that this application made for this person, the newest first.
#[utoipa::path(
    get, path = "/api/record/v1/shares", tag = TAG, operation_id = "listShares",
    params(Kept),
    security(("person" = ["record.share"])), responses(AnswersOfShares),
)]
pub(super) async fn all(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    sender: Sender,
) -> Result<Response, Error> {
    let caller = caller::application(&app, &sender, Scope::ShareRecord).await?;
    Parameters::read(query.as_deref(), &[])?;
    let shares = of(&app, caller).await?;
    let shares = shares.iter().map(|share| ShareOut::new(&app, share)).collect();
    Ok(answer::json(&sender.headers, &SharesOut { shares }))
}

/// Read a share
///
/// Its state, and who entered a PIN when. One that was ended is not here any more; the list goes on telling of it.
#[utoipa::path(
    get, path = "/api/record/v1/shares/{share}", tag = TAG, operation_id = "readShare",
    params(KeptOfShare),
    security(("person" = ["record.share"])), responses(AnswersOfShare),
)]
pub(super) async fn one(
    State(app): State<App>,
    path: OfShare,
    RawQuery(query): RawQuery,
    sender: Sender,
) -> Result<Response, Error> {
    let caller = caller::application(&app, &sender, Scope::ShareRecord).await?;
    Parameters::read(query.as_deref(), &[])?;
    let share = find(&app, caller, share(path)?).await?;
    let share = share.filter(|share| !matches!(share.state, ShareState::Ended(_)));
    let share = share.ok_or(Error::NoSuchShare)?;
    Ok(answer::json(&sender.headers, &ShareOut::new(&app, &share)))
}

/// The share of a path. One that cannot be is as unknown as any other.
pub(super) fn share(path: OfShare) -> Result<ShareId, Error> {
    let sent = path.map(|Path(sent)| sent).unwrap_or_default();
    sent.parse().map_err(|_| Error::NoSuchShare)
}

/// A share that the application made for the person.
pub(super) async fn find(app: &App, caller: Caller, id: ShareId) -> Result<Option<OwnShare>, Error> {
    Ok(of(app, caller).await?.into_iter().find(|share| share.id == id))
}

async fn of(app: &App, Caller { client, person }: Caller) -> Result<Vec<OwnShare>, Error> {
    Ok(app.store.answer(SharesOf { person, client: Some(client), now: app.now() }).await?)
}

#[cfg(test)]
mod tests;
