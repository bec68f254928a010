//! Who calls: an application with the token of a person's grant.

use career::id::{ClientId, PersonId};
use oauth::presented::PresentedToken;
use oauth::scope::Scope;
use store::grants::Authenticate;

use super::errors::Error;
use crate::app::App;
use crate::http::source::Sender;

/// An application acting for a person.
#[derive(Debug, Clone, Copy)]
pub(super) struct Caller {
    pub(super) client: ClientId,
    pub(super) person: PersonId,
}

/// Lets an application through that acts for a person with this scope (RFC 6750). The token is enough; credentials of
/// an application beside it, as the `InfoJobs` contract has them, must be right and its own (LEDGER 185). How
/// often it asks is counted before its scope is looked at (LEDGER 120).
pub(super) async fn application(app: &App, sender: &Sender, scope: Scope) -> Result<Caller, Error> {
    let read = sender.presented().map_err(|_| Error::InvalidToken)?;
    let PresentedToken(token) = read.token.ok_or(Error::NoToken)?;
    let token = token.ok_or(Error::InvalidToken)?;
    let named = match &read.client {
        Some(client) => Some(client.id.ok_or(Error::InvalidToken)?),
        None => None,
    };
    let found = app.store.answer(Authenticate { client: named, token: Some(token) }).await?;
    let living = found.token.filter(|token| app.now() < token.expires_at);
    let token = living.ok_or(Error::InvalidToken)?;
    if let Some(presented) = &read.client {
        let proven = found.client.as_ref().is_some_and(|client| client.has_secret(&presented.secret));
        if !proven || named != Some(token.client) {
            return Err(Error::InvalidToken);
        }
    }
    let person = token.person.ok_or(Error::InvalidToken)?;
    let client = found.client.ok_or(Error::InvalidToken)?;
    sender.count(app, &client).map_err(Error::TooMany)?;
    if !token.scopes.contains(scope) {
        return Err(Error::InsufficientScope(scope));
    }
    Ok(Caller { client: token.client, person })
}

#[cfg(test)]
mod tests;
