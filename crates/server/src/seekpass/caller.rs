//! Who calls: a partner with a token of its own (`seekpass.md §2`).

use std::sync::Arc;

use oauth::client::Client;
use oauth::presented::PresentedToken;
use oauth::scope::Scope;
use store::grants::Authenticate;

use super::errors::Error;
use crate::app::App;
use crate::http::source::Sender;
use crate::operations::metrics::Hit;

/// Lets a partner through whose token has the scope, where one is demanded.
pub(super) async fn partner(app: &App, sender: &Sender, scope: Option<Scope>) -> Result<Arc<Client>, Error> {
    let read = sender.presented().map_err(|_| Error::InvalidToken)?;
    let PresentedToken(token) = read.token.ok_or(Error::NoToken)?;
    let token = token.ok_or(Error::InvalidToken)?;
    let found = app.store.answer(Authenticate { client: None, token: Some(token) }).await?;
    let living = found.token.filter(|token| app.now() < token.expires_at && token.person.is_none());
    let token = living.ok_or(Error::InvalidToken)?;
    app.limits().partner(token.client).map_err(|too_many| {
        app.metrics().hit(Hit::Partner);
        Error::TooMany(too_many)
    })?;
    if let Some(scope) = scope.filter(|scope| !token.scopes.contains(*scope)) {
        return Err(Error::InsufficientScope(scope));
    }
    found.client.filter(|client| client.is_partner()).ok_or(Error::InvalidToken)
}
