//! `/me/credentials/{submission}/delete`: a credential goes; its status stays (LEDGER 42).

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use career::id::{StatementId, SubmissionId};
use store::submissions::DeleteCredential;

use super::super::answer::{self, Refused};
use super::super::me;
use super::super::request::{self, Body, RECORD};
use super::super::visitor::Visitor;
use crate::app::App;
use crate::pages::curricula::done::Done;
use crate::pages::marks::delete_credential as view;

type OfCredential = Result<Path<String>, PathRejection>;

/// GET: whether it is really to go.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    path: OfCredential,
) -> Result<Response, Refused> {
    let person = visitor.signed_in()?.id;
    let submission = submission(&visitor, path)?;
    let record = me::record(&app, &visitor, person).await?;
    let accepted = record.credentials.iter().find(|accepted| accepted.submission == submission);
    let accepted = accepted.ok_or_else(|| request::not_found(&visitor))?;
    let beginning = StatementId::of_credential(submission);
    let timeline = record.assemble().timeline;
    let page = view::DeleteCredential {
        page: visitor.page(),
        client_name: record.client_name(accepted.client).unwrap_or_default(),
        credential: &accepted.credential,
        uncovers: timeline.superseded().iter().any(|old| old.by.starts_with(&beginning)),
        action: &format!("/me/credentials/{submission}/delete"),
    };
    answer::page(StatusCode::OK, &page)
}

/// POST: it goes.
pub(super) async fn handle(
    State(app): State<App>,
    visitor: Visitor,
    path: OfCredential,
    body: Body,
) -> Result<Response, Refused> {
    let (person, _) = request::form(&app, &visitor, body, RECORD)?;
    let submission = submission(&visitor, path)?;
    match visitor.apply(&app, DeleteCredential { submission, person, now: app.now() }).await? {
        Ok(()) => Ok(request::done(RECORD, Done::CredentialDeleted)),
        // Unknown, somebody else's, not accepted or deleted already.
        Err(_) => Err(request::not_found(&visitor)),
    }
}

/// The submission of a path. One that cannot be is as unknown as one that is not there.
fn submission(visitor: &Visitor, path: OfCredential) -> Result<SubmissionId, Refused> {
    let sent = path.map(|Path(sent)| sent).unwrap_or_default();
    sent.parse().map_err(|_| request::not_found(visitor))
}

#[cfg(test)]
mod tests;
