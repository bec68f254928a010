//! What the handlers of a person's own pages share: who asks, and how they are answered.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::StatusCode;
use axum::response::Response;
use career::id::PersonId;

use super::answer::{self, Refused};
use super::form::Form;
use super::visitor::Visitor;
use crate::app::App;
use crate::pages::curricula::done::Done;
use crate::pages::problem;

/// Where the record is.
pub(super) const RECORD: &str = "/me";

/// What axum made of a body.
pub(super) type Body = Result<Bytes, BytesRejection>;

/// Unknown and somebody else's are the same page, which tells nothing.
pub(super) fn not_found(visitor: &Visitor) -> Refused {
    visitor.problem(StatusCode::NOT_FOUND, problem::Kind::NotFound, None)
}

/// A form that a signed-in person sent from one of this server's own pages. Whoever is signed out signs in and
/// goes on to `next`, by GET.
pub(super) fn form(
    app: &App,
    visitor: &Visitor,
    body: Body,
    next: &str,
) -> Result<(PersonId, Form), Refused> {
    let person = visitor.signed_in().map_err(|_| Visitor::to_sign_in(next))?.id;
    let form = checked(app, visitor, body)?;
    Ok((person, form))
}

/// A form that anybody sent from one of this server's own pages.
pub(super) fn checked(app: &App, visitor: &Visitor, body: Body) -> Result<Form, Refused> {
    let body = body.map_err(|rejection| {
        let status = rejection.status();
        visitor.problem(status, problem::Kind::BadRequest, None)
    })?;
    let form = Form::read(&body);
    visitor.check_form(app, &form)?;
    Ok(form)
}

/// 303 to a page that says what was done.
pub(super) fn done(path: &str, done: Done) -> Response {
    answer::see_other(&format!("{path}?done={}", done.word()))
}

/// GET of a path that only a form leads to: back to the record.
pub(super) async fn back_to_record() -> Response {
    answer::see_other(RECORD)
}
