//! GET and POST `/api/oauth/user-authorize/index.xhtml`: a person allows an application to act for them
//! (`infojobs.md §2.3`).

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use oauth::authorization::{
    AuthorizationRefusal, AuthorizationRequest, OnPage, check, error_redirect, success_redirect,
};
use oauth::client::Client;
use oauth::error::{ErrorCode, OauthError};
use oauth::parameters::Parameters;
use oauth::scope::Scope;
use oauth::secret::Kind;
use store::NotDone;
use store::clients::ClientById;
use store::grants::Authorize;
use url::Url;

use crate::app::App;
use crate::pages::consent::Consent;
use crate::pages::problem;
use crate::person::answer::{self, Refused};
use crate::person::form::Form;
use crate::person::visitor::Visitor;

/// The consent page, after sign-in.
pub(super) async fn show(State(app): State<App>, visitor: Visitor, uri: Uri) -> Result<Response, Refused> {
    let (client, request) = match judge(&app, &visitor, &uri).await? {
        Ok(asked) => asked,
        Err(refusal) => return refuse(&app, &visitor, &refusal, StatusCode::FOUND),
    };
    let person = visitor.signed_in()?;
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

/// The person's decision. Everything about the request is judged again: the form carries the same query.
pub(super) async fn decide(
    State(app): State<App>,
    visitor: Visitor,
    uri: Uri,
    body: Bytes,
) -> Result<Response, Refused> {
    let (client, request) = match judge(&app, &visitor, &uri).await? {
        Ok(asked) => asked,
        Err(refusal) => return refuse(&app, &visitor, &refusal, StatusCode::SEE_OTHER),
    };
    let person = visitor.signed_in()?;
    let form = Form::read(&body);
    visitor.check_form(&app, &form)?;
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
                Err(NotDone::Refused(never)) => match never {},
            }
        }
        Some("decline") => {
            let denied = OauthError::new(ErrorCode::AccessDenied, "The person declined.");
            error_redirect(&request.redirect_uri, &denied, state, issuer)
        }
        _ => return Err(visitor.problem(StatusCode::BAD_REQUEST, problem::Kind::BadAuthorization, None)),
    };
    back.map(|location| answer::redirect(StatusCode::SEE_OTHER, &location))
        .ok_or_else(|| visitor.problem(StatusCode::BAD_REQUEST, problem::Kind::UnknownRedirectUri, None))
}

type Judged = Result<(Client, AuthorizationRequest), AuthorizationRefusal>;

async fn judge(app: &App, visitor: &Visitor, uri: &Uri) -> Result<Judged, Refused> {
    let parameters = Parameters::read([uri.query().unwrap_or_default().as_bytes()]);
    let id = parameters.get("client_id").and_then(|id| id.parse().ok());
    let client = match id {
        Some(id) => visitor.read(app, ClientById { id }).await?,
        None => None,
    };
    let judged = check(&parameters, client.as_ref());
    Ok(judged.and_then(|request| {
        client.map(|client| (client, request)).ok_or(AuthorizationRefusal::OnPage(OnPage::Client))
    }))
}

/// A wrong client or redirect URI is told on a page, anything else by a redirect.
fn refuse(
    app: &App,
    visitor: &Visitor,
    refusal: &AuthorizationRefusal,
    status: StatusCode,
) -> Result<Response, Refused> {
    let on_page = |kind| Err(visitor.problem(StatusCode::BAD_REQUEST, kind, None));
    match refusal {
        AuthorizationRefusal::OnPage(OnPage::Client) => on_page(problem::Kind::UnknownApplication),
        AuthorizationRefusal::OnPage(OnPage::RedirectUri) => on_page(problem::Kind::UnknownRedirectUri),
        AuthorizationRefusal::Redirect { redirect_uri, error, state } => {
            match error_redirect(redirect_uri, error, state.as_deref(), app.settings.public_url.as_str()) {
                Some(location) => Ok(answer::redirect(status, &location)),
                None => on_page(problem::Kind::UnknownRedirectUri),
            }
        }
    }
}

/// What the page names as the place that the person is sent back to.
fn host(redirect_uri: &str) -> String {
    let url = Url::parse(redirect_uri).ok();
    url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_else(|| redirect_uri.to_owned())
}

#[cfg(test)]
mod tests;
