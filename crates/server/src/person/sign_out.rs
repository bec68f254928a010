//! POST `/sign-out` and `/sign-out/everywhere`.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use store::people::{SignOut, SignOutEverywhere};

use super::answer::{self, Refused};
use super::form::Form;
use super::visitor::{SESSION, Visitor, set_cookie};
use crate::app::App;

pub(super) async fn here(State(app): State<App>, visitor: Visitor, body: Bytes) -> Result<Response, Refused> {
    visitor.check_form(&app, &Form::read(&body))?;
    end_session(&app, &visitor).await?;
    let mut response = answer::see_other("/");
    set_cookie(&app, &mut response, SESSION, "", 0);
    Ok(response)
}

pub(super) async fn everywhere(
    State(app): State<App>,
    visitor: Visitor,
    body: Bytes,
) -> Result<Response, Refused> {
    visitor.check_form(&app, &Form::read(&body))?;
    let person = visitor.signed_in()?.id;
    let Ok(()) = visitor.apply(&app, SignOutEverywhere { person }).await?;
    let mut response = answer::see_other("/");
    set_cookie(&app, &mut response, SESSION, "", 0);
    Ok(response)
}

/// Ends this session, if there is one.
pub(super) async fn end_session(app: &App, visitor: &Visitor) -> Result<(), Refused> {
    if let Some(session) = visitor.session() {
        let Ok(()) = visitor.apply(app, SignOut { session }).await?;
    }
    Ok(())
}
