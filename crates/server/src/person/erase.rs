//! `/me/erase`: the person erases everything, and is signed out everywhere.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use career::source::{Actor, Source, Way};
use store::people::{ErasePerson, UnknownPerson};

use super::answer::{self, Refused};
use super::form::Form;
use super::visitor::{SESSION, Visitor, set_cookie};
use crate::app::App;
use crate::pages::erase::{Erase, Goodbye};

/// Where it is.
const PATH: &str = "/me/erase";

/// GET: what goes, what stays, and the form that confirms it.
pub(super) async fn show(visitor: Visitor) -> Result<Response, Refused> {
    let address = &visitor.signed_in()?.address;
    answer::page(StatusCode::OK, &Erase { page: visitor.page(), address, wrong: None })
}

/// POST: everything goes, once it was confirmed.
pub(super) async fn handle(
    State(app): State<App>,
    visitor: Visitor,
    body: Bytes,
) -> Result<Response, Refused> {
    let person = visitor.signed_in().map_err(|_| Visitor::to_sign_in(PATH))?;
    let form = Form::read(&body);
    visitor.check_form(&app, &form)?;
    let entered = form.get("confirm").unwrap_or_default();
    let page = Erase { page: visitor.page(), address: &person.address, wrong: None };
    if !page.is_confirmed_by(entered) {
        return answer::page(StatusCode::UNPROCESSABLE_ENTITY, &Erase { wrong: Some(entered), ..page });
    }
    let source = Source { by: Actor::Person(person.id), via: Way::Page, at: app.now() };
    // Somebody who was erased already is where they wanted to be.
    let (Ok(()) | Err(UnknownPerson)) =
        visitor.apply(&app, ErasePerson { person: person.id, source }).await?;
    let mut response = answer::see_other("/goodbye");
    set_cookie(&app, &mut response, SESSION, "", 0);
    Ok(response)
}

/// GET `/goodbye`.
pub(super) async fn goodbye(visitor: Visitor) -> Result<Response, Refused> {
    answer::page(StatusCode::OK, &Goodbye { page: visitor.page() })
}

#[cfg(test)]
mod tests;
