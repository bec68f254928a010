//! POST `/me/curricula/{code}/principal`: this one comes first from now on.

use axum::extract::State;
use axum::response::Response;
use store::curricula::{MakePrincipal, UnknownCurriculum};

use super::super::answer::Refused;
use super::super::visitor::Visitor;
use super::request::{self, Body, CURRICULA, OfCurriculum};
use crate::app::App;
use crate::pages::curricula::done::Done;

pub(super) async fn handle(
    State(app): State<App>,
    visitor: Visitor,
    path: OfCurriculum,
    body: Body,
) -> Result<Response, Refused> {
    let (person, _) = request::form(&app, &visitor, body, CURRICULA)?;
    let curriculum = request::curriculum(&visitor, path)?;
    let source = request::source(&app, person);
    match visitor.apply(&app, MakePrincipal { person, curriculum, source }).await? {
        Ok(()) => Ok(request::done(CURRICULA, Done::PrincipalChanged)),
        Err(UnknownCurriculum) => Err(request::not_found(&visitor)),
    }
}

#[cfg(test)]
mod tests;
