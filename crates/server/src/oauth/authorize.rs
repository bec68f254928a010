//! GET and POST `/api/oauth/user-authorize/index.xhtml`: a person allows an application to act for them
//! (`infojobs.md §2.3`).

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use oauth::authorization::{
    AuthorizationRefusal, AuthorizationRequest, LONGEST, OnPage, check, error_redirect, success_redirect,
};
use oauth::client::Client;
use oauth::error::{ErrorCode, OauthError};
use oauth::parameters::Parameters;
use oauth::scope::Scope;
use oauth::secret::Kind;
use store::NotDone;
use store::clients::ClientById;
use store::grants::Authorize;
use store::people::UnknownPerson;
use url::Url;

use crate::app::App;
use crate::pages::consent::Consent;
use crate::pages::problem;
use crate::person::answer::{self, Refused};
use crate::person::form::Form;
use crate::person::visitor::Visitor;

/// The consent page, after sign-in. Nobody is sent to an application before that, not even with an error: else a
/// link to this server would lead anybody to a place of the application's choice (RFC 9700 §4.11.2).
pub(super) async fn show(State(app): State<App>, visitor: Visitor, uri: Uri) -> Result<Response, Refused> {
    let judged = judge(&app, &visitor, &uri).await?;
    let person = visitor.signed_in()?;
    let (client, request) = match judged {
        Ok(asked) => asked,
        Err(Back(location)) => return Ok(answer::redirect(StatusCode::FOUND, &location)),
    };
    let returns_to = host(&request.redirect_uri);
    let scopes: Vec<Scope> = request.scopes.iter().collect();
    let page = Consent {
        page: visitor.page(),
        application: &client.name,
        returns_to: &returns_to,
        scopes: &scopes,
        address: &person.address,
        action: visitor.path(),
    };
    let response = answer::page(StatusCode::OK, &page)?;
    Ok(answer::with_form_action(response, &request.redirect_uri))
}

/// The person's decision. Everything about the request is judged again: the form carries the same query. All
/// redirects are 303, so that no browser sends the form on (RFC 9700 §4.12).
pub(super) async fn decide(
    State(app): State<App>,
    visitor: Visitor,
    uri: Uri,
    body: Bytes,
) -> Result<Response, Refused> {
    let judged = judge(&app, &visitor, &uri).await?;
    let person = visitor.signed_in()?;
    let form = Form::read(&body);
    visitor.check_form(&app, &form)?;
    let (client, request) = match judged {
        Ok(asked) => asked,
        Err(Back(location)) => return Ok(answer::redirect(StatusCode::SEE_OTHER, &location)),
    };
    let (state, issuer) = (request.state.as_deref(), app.settings.public_url.as_str());
    let back = match form.get("decision") {
        Some("accept") => {
            let code = app.new_secret(Kind::Code);
            let command = Authorize {
                grant: app.new_grant_id(),
                client: client.id,
                person: person.id,
                request: request.clone(),
                code: code.hash(),
                now: app.now(),
            };
            match app.store.apply(command).await {
                Ok(()) => success_redirect(&request.redirect_uri, code.expose(), state, issuer),
                Err(NotDone::Failed(failure)) => return Err(visitor.failed(&failure)),
                Err(NotDone::Refused(UnknownPerson)) => return Err(Visitor::to_sign_in(visitor.path())),
            }
        }
        Some("decline") => {
            let denied = OauthError::new(ErrorCode::AccessDenied, "The person declined.");
            error_redirect(&request.redirect_uri, &denied, state, issuer)
        }
        _ => return Err(visitor.problem(StatusCode::BAD_REQUEST, problem::Kind::BadAuthorization, None)),
    };
    back.map(|location| answer::redirect(StatusCode::SEE_OTHER, &location))
        .ok_or_else(|| on_page(&visitor, OnPage::RedirectUri))
}

/// What is wrong with a request is told to the application, by a redirect to this URI.
struct Back(String);

/// The request, or the way back with what is wrong with it. A wrong client or redirect URI is told on a page.
async fn judge(
    app: &App,
    visitor: &Visitor,
    uri: &Uri,
) -> Result<Result<(Client, AuthorizationRequest), Back>, Refused> {
    let query = uri.query().unwrap_or_default();
    if query.len() > LONGEST {
        return Err(on_page(visitor, OnPage::TooLong));
    }
    let parameters = Parameters::read([query.as_bytes()]);
    let client = match parameters.get("client_id").and_then(|id| id.parse().ok()) {
        Some(id) => visitor.read(app, ClientById { id }).await?,
        None => None,
    };
    match (check(&parameters, client.as_ref()), client) {
        (Ok(request), Some(client)) => Ok(Ok((client, request))),
        (Ok(_), None) => Err(on_page(visitor, OnPage::Client)),
        (Err(AuthorizationRefusal::OnPage(reason)), _) => Err(on_page(visitor, reason)),
        (Err(AuthorizationRefusal::Redirect { redirect_uri, error, state }), _) => {
            let issuer = app.settings.public_url.as_str();
            let back = error_redirect(&redirect_uri, &error, state.as_deref(), issuer);
            back.map(|location| Err(Back(location))).ok_or_else(|| on_page(visitor, OnPage::RedirectUri))
        }
    }
}

fn on_page(visitor: &Visitor, reason: OnPage) -> Refused {
    let kind = match reason {
        OnPage::Client => problem::Kind::UnknownApplication,
        OnPage::RedirectUri => problem::Kind::UnknownRedirectUri,
        OnPage::TooLong => problem::Kind::BadAuthorization,
    };
    visitor.problem(StatusCode::BAD_REQUEST, kind, None)
}

/// What the page names as the place that the person is sent back to.
fn host(redirect_uri: &str) -> String {
    let url = Url::parse(redirect_uri).ok();
    url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_else(|| redirect_uri.to_owned())
}

#[cfg(test)]
mod tests;
