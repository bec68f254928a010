//! `/me/curricula/{code}/delete`: a curriculum goes, with what is declared in it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use career::id::{CurriculumCode, PersonId};
use store::curricula::{DeleteCurriculum, DeleteRefusal};

use super::super::answer::{self, Refused};
use super::super::visitor::Visitor;
use super::request::{self, Body, CURRICULA, OfCurriculum};
use crate::app::App;
use crate::pages::curricula::delete::{self as view, Then};
use crate::pages::curricula::done::Done;

/// GET: whether it is really to go.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    path: OfCurriculum,
) -> Result<Response, Refused> {
    let person = visitor.signed_in()?.id;
    let code = request::curriculum(&visitor, path)?;
    page(&app, &visitor, person, &code, StatusCode::OK).await
}

/// POST: it goes.
pub(super) async fn handle(
    State(app): State<App>,
    visitor: Visitor,
    path: OfCurriculum,
    body: Body,
) -> Result<Response, Refused> {
    let (person, _) = request::form(&app, &visitor, body, CURRICULA)?;
    let code = request::curriculum(&visitor, path)?;
    let source = request::source(&app, person);
    let command = DeleteCurriculum { person, curriculum: code.clone(), source };
    match visitor.apply(&app, command).await? {
        Ok(_) => Ok(request::done(CURRICULA, Done::CurriculumDeleted)),
        Err(DeleteRefusal::Unknown) => Err(request::not_found(&visitor)),
        Err(DeleteRefusal::LastOne) => page(&app, &visitor, person, &code, StatusCode::CONFLICT).await,
    }
}

async fn page(
    app: &App,
    visitor: &Visitor,
    person: PersonId,
    code: &CurriculumCode,
    status: StatusCode,
) -> Result<Response, Refused> {
    let curricula = request::all(app, visitor, person).await?;
    let curriculum = curricula.iter().find(|curriculum| curriculum.code == *code);
    let curriculum = curriculum.ok_or_else(|| request::not_found(visitor))?;
    // They come in the order in which they take its place.
    let next = curricula.iter().find(|other| other.code != *code);
    let then = match next {
        None => Then::Stays,
        Some(next) if curriculum.principal => Then::Principal(&next.name),
        Some(_) => Then::Nothing,
    };
    let page = view::DeleteCurriculum {
        page: visitor.page(),
        name: &curriculum.name,
        experiences: curriculum.experiences,
        then,
        action: &format!("{CURRICULA}/{code}/delete"),
    };
    answer::page(status, &page)
}

#[cfg(test)]
mod tests;
