//! Who calls: the application by Basic, the person by Bearer (`infojobs.md §2`).

use std::sync::Arc;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use career::id::{ClientId, PersonId};
use oauth::client::Client;
use oauth::credentials::{self, Credentials};
use oauth::scope::Scope;
use oauth::secret::{Kind, Secret};
use store::grants::{Authenticate, Authenticated};

use super::errors::Error;
use crate::app::App;
pub(super) use crate::http::source::Sender;

/// An application acting for a person.
#[derive(Debug, Clone, Copy)]
pub(super) struct Caller {
    pub(super) client: ClientId,
    pub(super) person: PersonId,
}

/// Lets an application through, or answers 102, then 429.
pub(super) async fn application(app: &App, sender: &Sender) -> Result<Arc<Client>, Error> {
    let read = read(&sender.headers)?;
    let found = look(app, &read).await?;
    let client = judge_application(&read, found.client)?;
    sender.count(app, &client).map_err(Error::too_many)?;
    Ok(client)
}

/// Lets an application through that acts for a person with this scope, or answers 102, then 429, then
/// 101.
pub(super) async fn user(app: &App, sender: &Sender, scope: Scope) -> Result<Caller, Error> {
    let read = read(&sender.headers)?;
    let found = look(app, &read).await?;
    let client = judge_application(&read, found.client)?;
    sender.count(app, &client).map_err(Error::too_many)?;
    let not = |why: &str| Error::user_not_authenticated(app, scope, why);
    if read.bearer.is_none() {
        return Err(not("send `Authorization: Basic …,Bearer <access token>`"));
    }
    let living = found.token.filter(|token| app.now() < token.expires_at && token.client == client.id);
    let token = living.ok_or_else(|| not("the access token is unknown, expired or another application's"))?;
    let person = token.person.ok_or_else(|| not("the access token does not act for a person"))?;
    if !token.scopes.contains(scope) {
        return Err(Error::missing_scope(scope));
    }
    Ok(Caller { client: client.id, person })
}

fn read(headers: &HeaderMap) -> Result<Credentials<'_>, Error> {
    let lines = headers.get_all(AUTHORIZATION).iter().map(|line| line.to_str().unwrap_or("?"));
    credentials::read(lines).map_err(|error| Error::client_not_valid(&error.to_string()))
}

async fn look(app: &App, read: &Credentials<'_>) -> Result<Authenticated, Error> {
    let client = read.basic.as_ref().and_then(|basic| basic.id().parse().ok());
    let token = read.bearer.and_then(|text| Secret::parse(Kind::Access, text));
    Ok(app.store.answer(Authenticate { client, token: token.map(|token| token.hash()) }).await?)
}

fn judge_application(read: &Credentials<'_>, found: Option<Arc<Client>>) -> Result<Arc<Client>, Error> {
    let Some(basic) = &read.basic else {
        return Err(Error::client_not_valid(
            "send `Authorization: Basic <base64 of client_id:client_secret>`",
        ));
    };
    found
        .filter(|client| !client.is_partner() && client.has_secret(basic.secret()))
        .ok_or_else(|| Error::client_not_valid("the client is unknown or its secret is wrong"))
}

#[cfg(test)]
mod tests;
