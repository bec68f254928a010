//! `/me/applications`: which applications may act for the person, and the end of that (`record.md §5`).

use axum::body::Bytes;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use career::id::ClientId;
use jiff::Timestamp;
use oauth::scope::{Scope, Scopes};
use store::grants::{EndGrants, GrantOfPerson, GrantState, GrantsOf, GrantsOfPerson, NothingGranted};

use super::answer::{self, Refused};
use super::form::Form;
use super::visitor::Visitor;
use crate::app::App;
use crate::pages::applications::{Applications, Connected, Past};
use crate::pages::problem;

/// Where they are.
const APPLICATIONS: &str = "/me/applications";

/// GET `/me/applications`
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, Refused> {
    let person = visitor.signed_in()?.id;
    let found = visitor.read(&app, GrantsOf { person, now: app.now() }).await?;
    let ended = Form::read(query.unwrap_or_default().as_bytes()).get("ended").and_then(|id| id.parse().ok());
    let (connected, past) = by_application(&found);
    let ended = ended.and_then(|id: ClientId| past.iter().find(|(client, _)| *client == id));
    let page = Applications {
        page: visitor.page(),
        ended: ended.map(|(_, past)| past.name),
        connected,
        past: past.iter().map(|(_, past)| *past).collect(),
    };
    answer::page(StatusCode::OK, &page)
}

/// POST `/me/applications/{client}/end`: everything that the application holds is void at once (LEDGER 190). One that
/// the person allows nothing is as unknown as one that is not there.
pub(super) async fn end(
    State(app): State<App>,
    visitor: Visitor,
    client: Result<Path<String>, PathRejection>,
    body: Bytes,
) -> Result<Response, Refused> {
    let person = visitor.signed_in().map_err(|_| Visitor::to_sign_in(APPLICATIONS))?.id;
    visitor.check_form(&app, &Form::read(&body))?;
    let unknown = || visitor.problem(StatusCode::NOT_FOUND, problem::Kind::NotFound, None);
    let client: ClientId = client.ok().and_then(|Path(sent)| sent.parse().ok()).ok_or_else(unknown)?;
    match visitor.apply(&app, EndGrants { person, client, now: app.now() }).await? {
        Ok(()) => Ok(answer::see_other(&format!("{APPLICATIONS}?ended={client}"))),
        Err(NothingGranted) => Err(unknown()),
    }
}

/// GET of the path that only a form leads to.
pub(super) async fn back() -> Response {
    answer::see_other(APPLICATIONS)
}

/// The applications that may do something, and those that no longer may; whoever came last stands first. An application
/// that the person allowed several times is one: it may do all of it, and all of it ends together.
fn by_application(found: &GrantsOfPerson) -> (Vec<Connected<'_>>, Vec<(ClientId, Past<'_>)>) {
    let mut clients: Vec<ClientId> = Vec::new();
    for grant in found.grants.iter().rev() {
        if !clients.contains(&grant.client) {
            clients.push(grant.client);
        }
    }
    let (mut connected, mut past) = (Vec::new(), Vec::new());
    for client in clients {
        let grants = || found.grants.iter().filter(move |grant| grant.client == client);
        let Some(newest) = grants().next_back() else { continue };
        let name = newest.client_name.as_str();
        let living: Vec<&GrantOfPerson> =
            grants().filter(|grant| grant.state == GrantState::Living).collect();
        if let Some(first) = living.first() {
            let scopes: Vec<Scope> = living.iter().flat_map(|grant| grant.scopes.iter()).collect();
            let (since, newest) = (first.created_at, found.newest.get(&client).copied());
            connected.push(Connected { client, name, scopes: Scopes::from_iter(scopes), since, newest });
        } else {
            past.push((client, Past { name, ended_at: ended_at(newest) }));
        }
    }
    (connected, past)
}

fn ended_at(grant: &GrantOfPerson) -> Option<Timestamp> {
    match grant.state {
        GrantState::Ended(at) => Some(at),
        GrantState::Living | GrantState::Lapsed => None,
    }
}

#[cfg(test)]
mod tests;
