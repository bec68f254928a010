//! GET `/api/1/curriculum/{curriculumId}/experience/{experienceId}`: one experience.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use oauth::scope::Scope;
use store::experiences::{ExperienceOfCurriculum, Found};
use store::record::ReadKind;

use super::TAG;
use super::caller::Sender;
use super::documented::{AnswersOfReading, OfExperience};
use super::errors::{Error, Looking};
use super::wire::{ExperienceOut, Extras};
use super::{caller, path};
use crate::app::App;
use crate::http::entity_tag;
use crate::reads;

/// Read one experience
///
/// Without `expertise` and `reportingTo`. Its `ETag` is its version, for an edit that overwrites nothing unread.
#[utoipa::path(
    get, path = "/api/1/curriculum/{curriculumId}/experience/{experienceId}", tag = TAG,
    operation_id = "readExperience", params(OfExperience),
    security(("infojobs" = ["candidate_read_curriculum_experience"])), responses(AnswersOfReading),
)]
pub(super) async fn handle(
    State(app): State<App>,
    ids: path::Two,
    sender: Sender,
) -> Result<Response, Error> {
    let caller = caller::user(&app, &sender, Scope::ReadExperience).await?;
    let (curriculum, experience) = path::experience(ids)?;
    let query = ExperienceOfCurriculum { person: caller.person, curriculum: curriculum.clone(), experience };
    match app.store.answer(query).await? {
        Found::NoCurriculum => Err(Error::no_curriculum(curriculum.as_str())),
        Found::NoExperience => Err(Error::no_experience(Looking::Reading)),
        Found::Experience(stored) => {
            reads::enter(&app, caller.person, caller.client, ReadKind::Experience).await?;
            let out = ExperienceOut::new(stored.id, &stored.content, Extras::FIRST_VERSION);
            Ok((entity_tag::header(stored.version), Json(out)).into_response())
        }
    }
}

#[cfg(test)]
mod tests;
