//! `/me/curricula/{code}/experience/{id}/delete`: an experience goes.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use store::experiences::{DeleteExperience, DeleteRefusal, ExperienceOfCurriculum, Found};

use super::super::answer::{self, Refused};
use super::super::me::label;
use super::super::visitor::Visitor;
use super::request::{self, Body, CURRICULA, OfExperience, RECORD};
use crate::app::App;
use crate::pages::curricula::delete_experience as view;
use crate::pages::curricula::done::Done;
use crate::pages::experience::Declared;

/// GET: whether it is really to go.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    path: OfExperience,
) -> Result<Response, Refused> {
    let person = visitor.signed_in()?.id;
    let (code, id) = request::experience(&visitor, path)?;
    let curriculum = request::one(&app, &visitor, person, &code).await?;
    let query = ExperienceOfCurriculum { person, curriculum: code.clone(), experience: Some(id) };
    let Found::Experience(stored) = visitor.read(&app, query).await? else {
        return Err(request::not_found(&visitor));
    };
    let set = app.dictionaries.now();
    // The page names no sources.
    let nobody = |_| String::new();
    let page = view::DeleteExperience {
        page: visitor.page(),
        curriculum: &curriculum.name,
        experience: Declared::new(&stored.content, &stored.sources, nobody, label(&set.dictionaries)),
        action: &format!("{CURRICULA}/{code}/experience/{id}/delete"),
    };
    answer::page(StatusCode::OK, &page)
}

/// POST: it goes.
pub(super) async fn handle(
    State(app): State<App>,
    visitor: Visitor,
    path: OfExperience,
    body: Body,
) -> Result<Response, Refused> {
    let (person, _) = request::form(&app, &visitor, body, RECORD)?;
    let (curriculum, id) = request::experience(&visitor, path)?;
    let source = request::source(&app, person);
    match visitor.apply(&app, DeleteExperience { person, curriculum, id, source }).await? {
        Ok(()) => Ok(request::done(RECORD, Done::ExperienceDeleted)),
        Err(DeleteRefusal::NoCurriculum | DeleteRefusal::NoExperience) => Err(request::not_found(&visitor)),
    }
}

#[cfg(test)]
mod tests;
