//! POST `/me/name`: the person's own name, which the names that partners use are held against (`seekpass.md §5`).

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use career::person_name::PersonName;
use store::people::SetName;

use super::answer::{self, Refused};
use super::form::Form;
use super::me;
use super::visitor::Visitor;
use crate::app::App;

pub(super) async fn set(State(app): State<App>, visitor: Visitor, body: Bytes) -> Result<Response, Refused> {
    let form = Form::read(&body);
    let person = visitor.signed_in().map_err(|_| Visitor::to_sign_in("/me"))?.id;
    visitor.check_form(&app, &form)?;
    let entered = form.get("name").unwrap_or_default();
    match PersonName::parse(entered) {
        Ok(name) => {
            let Ok(()) = visitor.apply(&app, SetName { person, name, now: app.now() }).await?;
            Ok(answer::see_other("/me?done=name-saved"))
        }
        Err(fault) => me::with_wrong_name(&app, &visitor, entered, fault).await,
    }
}

#[cfg(test)]
mod tests;
