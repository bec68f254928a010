//! DELETE `/api/1/curriculum/{curriculumId}/experience/{experienceId}`: 200 with an empty body.

use axum::extract::State;
use axum::http::StatusCode;
use career::source::{Actor, Source, Way};
use oauth::scope::Scope;
use store::NotDone;
use store::experiences::{DeleteExperience, DeleteRefusal, ExperienceOfCurriculum, Found};

use super::TAG;
use super::caller::Sender;
use super::documented::{AnswersOfDeleting, OfExperience};
use super::errors::{Error, Looking};
use super::{caller, path};
use crate::app::App;

/// Delete an experience
///
/// It is gone from the record; the person's history keeps that it was deleted, and by which application.
#[utoipa::path(
    delete, path = "/api/1/curriculum/{curriculumId}/experience/{experienceId}", tag = TAG,
    operation_id = "deleteExperience", params(OfExperience),
    security(("infojobs" = ["candidate_delete_curriculum_experience"])), responses(AnswersOfDeleting),
)]
pub(super) async fn handle(
    State(app): State<App>,
    ids: path::Two,
    sender: Sender,
) -> Result<StatusCode, Error> {
    let caller = caller::user(&app, &sender, Scope::DeleteExperience).await?;
    let (curriculum, experience) = path::experience(ids)?;
    let Some(id) = experience else {
        // An id that cannot be leaves the curriculum to be judged first.
        let query =
            ExperienceOfCurriculum { person: caller.person, curriculum: curriculum.clone(), experience };
        return Err(match app.store.answer(query).await? {
            Found::NoCurriculum => Error::no_curriculum(curriculum.as_str()),
            Found::NoExperience | Found::Experience(_) => Error::no_experience(Looking::Deleting),
        });
    };
    let source = Source { by: Actor::Application(caller.client), via: Way::Infojobs, at: app.now() };
    let command = DeleteExperience { person: caller.person, curriculum: curriculum.clone(), id, source };
    match app.store.apply(command).await {
        Ok(()) => Ok(StatusCode::OK),
        Err(NotDone::Refused(DeleteRefusal::NoCurriculum)) => Err(Error::no_curriculum(curriculum.as_str())),
        Err(NotDone::Refused(DeleteRefusal::NoExperience)) => Err(Error::no_experience(Looking::Deleting)),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
    }
}

#[cfg(test)]
mod tests;
