//! Who calls: the application by Basic, the person by Bearer (`infojobs.md §2`).

use std::sync::Arc;

use career::id::{ClientId, PersonId};
use oauth::client::Client;
use oauth::presented::{Presented, PresentedToken};
use oauth::scope::Scope;
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
    let read = read(sender)?;
    let found = look(app, &read).await?;
    let client = judge_application(&read, found.client)?;
    sender.count(app, &client).map_err(Error::too_many)?;
    Ok(client)
}

/// Lets an application through that acts for a person with this scope, or answers 102, then 429, then
/// 101.
pub(super) async fn user(app: &App, sender: &Sender, scope: Scope) -> Result<Caller, Error> {
    let read = read(sender)?;
    let found = look(app, &read).await?;
    let client = judge_application(&read, found.client)?;
    sender.count(app, &client).map_err(Error::too_many)?;
    let not = |why: &str| Error::user_not_authenticated(app, scope, why);
    if read.token.is_none() {
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

fn read(sender: &Sender) -> Result<Arc<Presented>, Error> {
    sender.presented().map_err(|error| Error::client_not_valid(&error.to_string()))
}

async fn look(app: &App, read: &Presented) -> Result<Authenticated, Error> {
    let client = read.client.as_ref().and_then(|client| client.id);
    let token = read.token.and_then(|PresentedToken(hash)| hash);
    Ok(app.store.answer(Authenticate { client, token }).await?)
}

fn judge_application(read: &Presented, found: Option<Arc<Client>>) -> Result<Arc<Client>, Error> {
    let Some(presented) = &read.client else {
        return Err(Error::client_not_valid(
            "send `Authorization: Basic <base64 of client_id:client_secret>`",
        ));
    };
    found
        .filter(|client| !client.is_partner() && client.has_secret(&presented.secret))
        .ok_or_else(|| Error::client_not_valid("the client is unknown or its secret is wrong"))
}

#[cfg(test)]
mod tests;
