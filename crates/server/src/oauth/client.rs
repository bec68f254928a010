//! Reading a request to a token, revocation or introspection endpoint, and who sends it.

use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use oauth::client::Client;
use oauth::credentials;
use oauth::error::{ErrorCode, OauthError};
use oauth::parameters::Parameters;
use oauth::presented::PresentedSecret;
use store::clients::ClientById;

use super::LONGEST_FORM;
use super::errors::Error;
use crate::app::App;
use crate::http::body;

const FORM: &str = "application/x-www-form-urlencoded";

/// Where parameters may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Places {
    /// In the form alone: the standard endpoints (RFC 6749 §2.3.1).
    Form,
    /// In the form, in the query, or in both; a body of another type is nothing to do with it
    /// (`infojobs.md §2.4`).
    FormAndQuery,
}

/// A request with its parameters.
pub(super) struct OauthRequest {
    pub(super) headers: HeaderMap,
    pub(super) parameters: Parameters,
}

/// Reads the parameters of a request.
pub(super) async fn read(request: Request, places: Places) -> Result<OauthRequest, Error> {
    let invalid = |description: &str| OauthError::new(ErrorCode::InvalidRequest, description);
    let (parts, body) = request.into_parts();
    let media_type = body::media_type(&parts.headers);
    let form = media_type.as_deref().is_none_or(|media_type| media_type == FORM);
    if !form && places == Places::Form {
        return Err(invalid("Send the parameters as application/x-www-form-urlencoded.").into());
    }
    let bytes = body::read(body, LONGEST_FORM).await;
    let bytes = bytes.map_err(|_| invalid("The body is too long, or broke off."))?;
    let query = parts.uri.query().unwrap_or_default().as_bytes();
    let read = match (places, form) {
        (Places::Form, _) => Parameters::read([bytes.as_slice()]),
        (Places::FormAndQuery, true) => Parameters::read([query, bytes.as_slice()]),
        (Places::FormAndQuery, false) => Parameters::read([query]),
    };
    Ok(OauthRequest { headers: parts.headers, parameters: read.once()? })
}

impl OauthRequest {
    /// The client that sent it: by Basic, by `client_id` and `client_secret`, or by both if they say the same.
    /// A public client names itself and has no secret.
    pub(super) async fn client(&self, app: &App) -> Result<Client, Error> {
        let invalid = |description: &str| OauthError::new(ErrorCode::InvalidClient, description);
        let lines = self.headers.get_all(AUTHORIZATION).iter().map(|line| line.to_str().unwrap_or("?"));
        let header = credentials::read(lines).map_err(|error| invalid(&format!("{error}.")))?;
        let basic = header.basic.as_ref().map(|basic| (basic.id(), basic.secret()));
        let (id, secret) = (self.parameters.get("client_id"), self.parameters.get("client_secret"));
        if let Some((basic_id, basic_secret)) = basic {
            let differs = |sent: Option<&str>, known: &str| sent.is_some_and(|sent| sent != known);
            if differs(id, basic_id) || differs(secret, basic_secret) {
                let description = "Basic and the parameters name different client credentials.";
                return Err(OauthError::new(ErrorCode::InvalidRequest, description).into());
            }
        }
        let (id, secret) = match basic {
            Some((id, secret)) => (id, Some(secret)),
            None => (id.ok_or_else(|| invalid("The client credentials are missing."))?, secret),
        };
        let client = match id.parse() {
            Ok(id) => app.store.answer(ClientById { id }).await?,
            Err(_) => None,
        };
        let proven = Client::is_proven(client.as_ref(), &PresentedSecret::of(secret.unwrap_or_default()));
        let client = client.filter(|_| proven);
        client.ok_or_else(|| invalid("The client is unknown or its secret is wrong.").into())
    }
}
