//! `/share/{id}`: somebody with the link and the PIN sees what is shared. Nobody needs to be signed in.

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use career::person_name::PersonName;
use career::share::Pin;
use store::record::RecordOf;
use store::shares::{VisitShare, Visited, VisitedShare};

use super::super::answer::{self, Refused};
use super::super::me::{named, notes};
use super::super::request::{self, Body};
use super::super::visitor::Visitor;
use super::{OfShare, share};
use crate::app::App;
use crate::pages::View;
use crate::pages::shares::ask_pin::{AskPin, PinProblem};
use crate::pages::shares::shown::SharedRecord;
use crate::pages::timeline::{self, Audience, Picture};
use crate::reconciling::{reconciled, today};

/// GET: the form for the PIN, the same for every id.
pub(super) async fn ask(visitor: Visitor, path: OfShare) -> Result<Response, Refused> {
    let share = share(&visitor, path)?;
    form(&visitor, share, None)
}

/// POST: what is shared, straight away: nothing is kept in the browser, and every view is listed.
pub(super) async fn handle(
    State(app): State<App>,
    visitor: Visitor,
    path: OfShare,
    body: Body,
) -> Result<Response, Refused> {
    let share = share(&visitor, path)?;
    let sent = request::checked(&app, &visitor, body)?;
    let Ok(pin) = Pin::parse(sent.get("pin").unwrap_or_default()) else {
        return form(&visitor, share, Some(PinProblem::Malformed));
    };
    let Ok(visited) = visitor.apply(&app, VisitShare { share, pin, now: app.now() }).await?;
    match visited {
        Visited::LetIn(visited) => match shown(&app, &visitor, &visited).await? {
            Some(response) => Ok(response),
            // Erased in this moment.
            None => form(&visitor, share, Some(PinProblem::NotLetIn)),
        },
        Visited::NotLetIn => form(&visitor, share, Some(PinProblem::NotLetIn)),
    }
}

/// What is shared, as the record is now: an edit, a hiding and a deletion count at once.
async fn shown(app: &App, visitor: &Visitor, visited: &VisitedShare) -> Result<Option<Response>, Refused> {
    let Some(record) = visitor.read(app, RecordOf { person: visited.person }).await? else {
        return Ok(None);
    };
    // First what was chosen: a part of a record no longer knows what it superseded.
    let shared = record.assemble().only(visited.content.statements()).for_others();
    let on = today(app);
    let picture = if visited.content.verdicts() && !shared.timeline.standing().is_empty() {
        let reconciliation = reconciled(app, &shared.timeline, on).await;
        let drawn = timeline::Record {
            timeline: &shared.timeline,
            reconciliation: &reconciliation,
            policy: &app.policy,
            names: &|client| named(&record, client),
            disputes: &notes(&shared),
        };
        Some(Picture::new(visitor.page(), Audience::Outsider, drawn))
    } else {
        None
    };
    let clients = record.clients.iter().map(|client| (client.id.to_string(), client.name.clone())).collect();
    let page = SharedRecord {
        page: visitor.page(),
        name: record.person.name.as_ref().map(PersonName::as_str),
        shared: &shared,
        clients: &clients,
        picture,
        stale_after: app.policy.stale_after(),
        on,
        created_at: visited.created_at,
        expires_at: visited.expires_at,
    };
    outside(StatusCode::OK, &page).map(Some)
}

fn form(
    visitor: &Visitor,
    share: career::id::ShareId,
    problem: Option<PinProblem>,
) -> Result<Response, Refused> {
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    outside(status, &AskPin { page: visitor.page(), action: &format!("/share/{share}"), problem })
}

/// A page that no search engine is to list.
fn outside(status: StatusCode, page: &impl View) -> Result<Response, Refused> {
    let mut response = answer::page(status, page)?;
    let value = HeaderValue::from_static("noindex, nofollow");
    response.headers_mut().insert(HeaderName::from_static("x-robots-tag"), value);
    Ok(response)
}

#[cfg(test)]
mod tests;
