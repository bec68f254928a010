//! `/me/curricula/{code}/rename`: another name for a curriculum.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use career::curriculum::{CurriculumName, NameFault};
use store::curricula::{CountedCurriculum, RenameCurriculum, UnknownCurriculum};

use super::super::answer::{self, Refused};
use super::super::visitor::Visitor;
use super::request::{self, Body, CURRICULA, OfCurriculum};
use crate::app::App;
use crate::pages::curricula::done::Done;
use crate::pages::curricula::rename::Rename;

/// GET: the form.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    path: OfCurriculum,
) -> Result<Response, Refused> {
    let person = visitor.signed_in()?.id;
    let code = request::curriculum(&visitor, path)?;
    let curriculum = request::one(&app, &visitor, person, &code).await?;
    page(&visitor, &curriculum, &curriculum.name, None)
}

/// POST: the name.
pub(super) async fn handle(
    State(app): State<App>,
    visitor: Visitor,
    path: OfCurriculum,
    body: Body,
) -> Result<Response, Refused> {
    let (person, form) = request::form(&app, &visitor, body, CURRICULA)?;
    let code = request::curriculum(&visitor, path)?;
    let entered = form.get("name").unwrap_or_default();
    let name = match CurriculumName::parse(entered) {
        Ok(name) => name,
        Err(fault) => {
            let curriculum = request::one(&app, &visitor, person, &code).await?;
            return page(&visitor, &curriculum, entered, Some(fault));
        }
    };
    let source = request::source(&app, person);
    match visitor.apply(&app, RenameCurriculum { person, curriculum: code, name, source }).await? {
        Ok(()) => Ok(request::done(CURRICULA, Done::CurriculumRenamed)),
        Err(UnknownCurriculum) => Err(request::not_found(&visitor)),
    }
}

fn page(
    visitor: &Visitor,
    curriculum: &CountedCurriculum,
    entered: &str,
    fault: Option<NameFault>,
) -> Result<Response, Refused> {
    let status = if fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let action = format!("{CURRICULA}/{}/rename", curriculum.code);
    let page = Rename { page: visitor.page(), name: &curriculum.name, entered, fault, action: &action };
    answer::page(status, &page)
}

#[cfg(test)]
mod tests;
