//! `/partner/add/careerHistory` and `/add/{request id}`: a partner's link, and the person's choice
//! (`seekpass.md §5`).

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use career::id::{PersonId, RequestId};
use career::submission::{Refusal, Submission, expiry};
use store::submissions::{
    AcceptSubmission, ChooseRefusal, DeclineSubmission, OpenSubmission, SubmissionForPerson,
};

use super::answer::{self, Refused};
use super::form::Form;
use super::me;
use super::visitor::{SESSION, Visitor, set_cookie, with_next};
use crate::app::App;
use crate::pages::add::{CodeFault, Continue, Ended, Ending, Landing, Offer, pasted_request};
use crate::pages::problem;

/// GET `/partner/add/careerHistory`, `/partner/add/batch`: the fragment never reaches the server, so the page
/// reads it and goes on.
pub(super) async fn landing(visitor: Visitor) -> Result<Response, Refused> {
    answer::page(StatusCode::OK, &Landing { page: visitor.page(), entered: "", fault: None })
}

/// GET `/add?content=…`: the code, pasted by hand.
pub(super) async fn pasted(visitor: Visitor, RawQuery(query): RawQuery) -> Result<Response, Refused> {
    let form = Form::read(query.unwrap_or_default().as_bytes());
    let entered = form.get("content").unwrap_or_default();
    match pasted_request(entered) {
        Ok(request) => Ok(answer::see_other(&format!("/add/{request}"))),
        Err(fault) => no_code(&visitor, StatusCode::UNPROCESSABLE_ENTITY, entered, fault),
    }
}

/// The form for the code, with what is wrong with this one.
fn no_code(
    visitor: &Visitor,
    status: StatusCode,
    entered: &str,
    fault: CodeFault,
) -> Result<Response, Refused> {
    answer::page(status, &Landing { page: visitor.page(), entered, fault: Some(fault) })
}

/// The code in a path. What is none there leads to nothing for anybody, so that nobody need sign in to be told.
fn read_code(visitor: &Visitor, code: &str) -> Result<RequestId, Refused> {
    pasted_request(code).map_err(|fault| {
        no_code(visitor, StatusCode::NOT_FOUND, code, fault).map_or_else(|refused| refused, Refused::from)
    })
}

/// GET `/add/{request id}`: what was sent, or how it ended.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(request): Path<String>,
) -> Result<Response, Refused> {
    let request = read_code(&visitor, &request)?;
    let person = visitor.signed_in()?;
    let now = app.now();
    let view = match visitor.read(&app, SubmissionForPerson { request, person: person.id, now }).await? {
        Ok(view) => view,
        Err(refusal) => return ended(&visitor, request, ending(refusal)),
    };
    let path = format!("/add/{request}");
    match (&view.state, &view.credential) {
        (Submission::Waiting { .. }, _) => {
            let action = format!("{path}/account");
            let page = Continue { page: visitor.page(), address: &person.address, action: &action };
            answer::page(StatusCode::OK, &page)
        }
        (Submission::Bound { created_at, .. }, Some((_, credential))) => {
            let page = Offer {
                page: visitor.page(),
                client_name: &view.client_name,
                credential,
                own_name: me::other_name(person, credential),
                expires_at: expiry(*created_at),
                now,
                action: &path,
            };
            answer::page(StatusCode::OK, &page)
        }
        (Submission::Verified { .. }, _) => ended(&visitor, request, Ending::Accepted),
        (Submission::Declined { .. }, _) => ended(&visitor, request, Ending::Declined),
        (Submission::Expired { .. } | Submission::Bound { .. }, _) => {
            ended(&visitor, request, Ending::Expired)
        }
        (Submission::Gone { .. }, _) => ended(&visitor, request, Ending::Gone),
    }
}

/// What a form about a submission carries, once it is known to be the person's own.
struct Posted {
    /// The submission's page.
    path: String,
    request: RequestId,
    person: PersonId,
    form: Form,
}

fn posted(app: &App, visitor: &Visitor, request: &str, body: &Bytes) -> Result<Posted, Refused> {
    let request = read_code(visitor, request)?;
    let path = format!("/add/{request}");
    let person = visitor.signed_in().map_err(|_| Visitor::to_sign_in(&path))?.id;
    let form = Form::read(body);
    visitor.check_form(app, &form)?;
    Ok(Posted { path, request, person, form })
}

/// POST `/add/{request id}/account`: somebody who was signed in already says as whom they go on.
pub(super) async fn choose_account(
    State(app): State<App>,
    visitor: Visitor,
    Path(request): Path<String>,
    body: Bytes,
) -> Result<Response, Refused> {
    let Posted { path, request, person, form } = posted(&app, &visitor, &request, &body)?;
    match form.get("account") {
        Some("continue") => {
            // Whatever stands in the way of it, the page that follows says.
            let _opened = visitor.apply(&app, OpenSubmission { request, person, now: app.now() }).await?;
            Ok(answer::see_other(&path))
        }
        Some("other") => {
            super::sign_out::end_session(&app, &visitor).await?;
            let mut response = answer::see_other(&with_next("/sign-in", &path));
            set_cookie(&app, &mut response, SESSION, "", 0);
            Ok(response)
        }
        _ => Err(visitor.problem(StatusCode::BAD_REQUEST, problem::Kind::BadRequest, None)),
    }
}

/// POST `/add/{request id}`: the choice.
pub(super) async fn decide(
    State(app): State<App>,
    visitor: Visitor,
    Path(request): Path<String>,
    body: Bytes,
) -> Result<Response, Refused> {
    let Posted { path, request, person, form } = posted(&app, &visitor, &request, &body)?;
    let now = app.now();
    let chosen = match form.get("decision") {
        Some("accept") => visitor.apply(&app, AcceptSubmission { request, person, now }).await?,
        Some("decline") => visitor.apply(&app, DeclineSubmission { request, person, now }).await?,
        _ => return Err(visitor.problem(StatusCode::BAD_REQUEST, problem::Kind::BadRequest, None)),
    };
    match chosen {
        Ok(()) => Ok(answer::see_other(&path)),
        Err(refusal) => ended(&visitor, request, ending(refusal)),
    }
}

/// Unknown and somebody else's are the same page, which tells nothing.
fn ending(refusal: ChooseRefusal) -> Ending {
    match refusal {
        ChooseRefusal::Rule(Refusal::Expired) => Ending::Expired,
        ChooseRefusal::Rule(Refusal::AlreadyDeclined) => Ending::Declined,
        ChooseRefusal::Rule(Refusal::AlreadyAccepted) => Ending::Accepted,
        ChooseRefusal::Rule(Refusal::Gone) => Ending::Gone,
        ChooseRefusal::Unknown
        | ChooseRefusal::Rule(Refusal::NotYours | Refusal::NotOpened | Refusal::NotAccepted) => {
            Ending::Nothing
        }
    }
}

fn ended(visitor: &Visitor, request: RequestId, how: Ending) -> Result<Response, Refused> {
    let status = match how {
        Ending::Accepted => StatusCode::OK,
        Ending::Expired | Ending::Declined | Ending::Gone => StatusCode::GONE,
        Ending::Nothing => StatusCode::NOT_FOUND,
    };
    // Whoever is meant may have signed in with another account.
    let action = (how == Ending::Nothing).then(|| format!("/add/{request}/account"));
    answer::page(status, &Ended { page: visitor.page(), how, account_action: action.as_deref() })
}

#[cfg(test)]
mod tests;
