//! POST `/me/curricula`: one more curriculum.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use career::curriculum::CurriculumName;
use store::curricula::{CreateCurriculum, CreateRefusal};

use super::super::answer::{self, Refused};
use super::super::visitor::Visitor;
use super::list;
use super::request::{self, Body, CURRICULA};
use crate::app::App;
use crate::pages::curricula::done::Done;
use crate::pages::curricula::list as view;

pub(super) async fn handle(
    State(app): State<App>,
    visitor: Visitor,
    body: Body,
) -> Result<Response, Refused> {
    let (person, form) = request::form(&app, &visitor, body, CURRICULA)?;
    let entered = form.get("name").unwrap_or_default();
    let (status, refused) = match CurriculumName::parse(entered) {
        Err(fault) => (StatusCode::UNPROCESSABLE_ENTITY, view::Refused::Name(fault)),
        Ok(name) => {
            let (id, code) = (app.new_curriculum_id(), app.new_curriculum_code());
            let source = request::source(&app, person);
            match visitor.apply(&app, CreateCurriculum { person, id, code, name, source }).await? {
                Ok(()) => return Ok(request::done(CURRICULA, Done::CurriculumCreated)),
                Err(CreateRefusal::TooMany) => (StatusCode::CONFLICT, view::Refused::TooMany),
                Err(CreateRefusal::UnknownPerson) => return Err(Visitor::to_sign_in(CURRICULA)),
            }
        }
    };
    let curricula = request::all(&app, &visitor, person).await?;
    let page = view::CurriculumList { entered, refused: Some(refused), ..list::page(&visitor, &curricula) };
    answer::page(status, &page)
}

#[cfg(test)]
mod tests;
