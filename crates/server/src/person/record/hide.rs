//! POST `/me/statements/{statement}/hide` and `…/show`: others no longer see a statement, or see it again.

use axum::extract::State;
use axum::response::Response;
use store::marks::{HideStatement, UnknownStatement};

use super::super::answer::Refused;
use super::super::request::{self, Body, RECORD};
use super::super::visitor::Visitor;
use super::{OfStatement, statement};
use crate::app::App;
use crate::pages::curricula::done::Done;

/// Hides it.
pub(super) async fn hide(
    State(app): State<App>,
    visitor: Visitor,
    path: OfStatement,
    body: Body,
) -> Result<Response, Refused> {
    mark(&app, &visitor, path, body, true).await
}

/// Shows it again.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    path: OfStatement,
    body: Body,
) -> Result<Response, Refused> {
    mark(&app, &visitor, path, body, false).await
}

async fn mark(
    app: &App,
    visitor: &Visitor,
    path: OfStatement,
    body: Body,
    hidden: bool,
) -> Result<Response, Refused> {
    let (person, _) = request::form(app, visitor, body, RECORD)?;
    let statement = statement(visitor, path)?;
    let done = if hidden { Done::StatementHidden } else { Done::StatementShown };
    match visitor.apply(app, HideStatement { person, statement, hidden, now: app.now() }).await? {
        Ok(()) => Ok(request::done(RECORD, done)),
        Err(UnknownStatement) => Err(request::not_found(visitor)),
    }
}

#[cfg(test)]
mod tests;
