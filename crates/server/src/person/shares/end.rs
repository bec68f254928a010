//! POST `/me/shares/{share}/end`: the link opens nothing from now on.

use axum::extract::State;
use axum::response::Response;
use career::source::{Actor, Source, Way};
use store::shares::{EndShare, UnknownShare};

use super::super::answer::Refused;
use super::super::request::{self, Body};
use super::super::visitor::Visitor;
use super::{OfShare, SHARES, share};
use crate::app::App;
use crate::pages::curricula::done::Done;

pub(super) async fn handle(
    State(app): State<App>,
    visitor: Visitor,
    path: OfShare,
    body: Body,
) -> Result<Response, Refused> {
    let (person, _) = request::form(&app, &visitor, body, SHARES)?;
    let share = share(&visitor, path)?;
    let source = Source { by: Actor::Person(person), via: Way::Page, at: app.now() };
    match visitor.apply(&app, EndShare { person, share, source }).await? {
        Ok(()) => Ok(request::done(SHARES, Done::ShareEnded)),
        Err(UnknownShare) => Err(request::not_found(&visitor)),
    }
}

#[cfg(test)]
mod tests;
