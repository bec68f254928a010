//! GET `/api/{1,2}/curriculum/{curriculumId}/experience`: the experiences of a curriculum.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use oauth::scope::Scope;
use serde::Serialize;
use store::experiences::{ExperiencesOfCurriculum, HeadAtCurriculum};
use store::record::ReadKind;
use utoipa::ToSchema;

use super::TAG;
use super::caller::Sender;
use super::documented::{AnswersOfList, AnswersOfListV1, OfCurriculum};
use super::errors::Error;
use super::known_lists::Which;
use super::wire::{ExperienceOut, Extras};
use super::{caller, path};
use crate::app::App;
use crate::http::body;
use crate::reads;

/// The experiences of a curriculum.
#[derive(Serialize, ToSchema)]
#[schema(as = InfojobsExperiences)]
pub(super) struct List<'a> {
    /// The newest start first, then by id.
    experience: Vec<ExperienceOut<'a>>,
}

/// List experience, version 1
///
/// As version 2, without `expertise`.
#[utoipa::path(
    get, path = "/api/1/curriculum/{curriculumId}/experience", tag = TAG, operation_id = "listExperienceV1",
    params(OfCurriculum), security(("infojobs" = ["candidate_read_curriculum_experience"])),
    responses(AnswersOfListV1),
)]
pub(super) async fn first_version(
    State(app): State<App>,
    curriculum: path::One,
    sender: Sender,
) -> Result<Response, Error> {
    list(&app, curriculum, &sender, Extras::FIRST_VERSION).await
}

/// List experience
///
/// All experiences of a curriculum, the newest start first, without `reportingTo`, which the answer of PUT alone has.
/// The first time on a day that your application reads is entered in the person's history.
#[utoipa::path(
    get, path = "/api/2/curriculum/{curriculumId}/experience", tag = TAG, operation_id = "listExperience",
    params(OfCurriculum), security(("infojobs" = ["candidate_read_curriculum_experience"])), responses(AnswersOfList),
)]
pub(super) async fn second_version(
    State(app): State<App>,
    curriculum: path::One,
    sender: Sender,
) -> Result<Response, Error> {
    list(&app, curriculum, &sender, Extras::LIST).await
}

async fn list(app: &App, curriculum: path::One, sender: &Sender, extras: Extras) -> Result<Response, Error> {
    let caller = caller::user(app, sender, Scope::ReadExperience).await?;
    let curriculum = path::curriculum(curriculum)?;
    let (person, expertise) = (caller.person, extras.expertise);
    let which = Which { person, curriculum: curriculum.clone(), expertise };
    let head = app.store.answer(HeadAtCurriculum { person, curriculum: curriculum.clone() }).await?;
    let head = head.ok_or_else(|| Error::no_curriculum(curriculum.as_str()))?;
    if let Some(bytes) = app.known_lists().at(&which, head) {
        reads::enter(app, person, caller.client, ReadKind::Experience).await?;
        return Ok(body::json(bytes));
    }
    let query = ExperiencesOfCurriculum { person, curriculum: curriculum.clone() };
    let found = app.store.answer(query).await?;
    let found = found.ok_or_else(|| Error::no_curriculum(curriculum.as_str()))?;
    reads::enter(app, person, caller.client, ReadKind::Experience).await?;
    let experience =
        found.iter().map(|stored| ExperienceOut::new(stored.id, &stored.content, extras)).collect();
    // Texts, truth values and lists of them alone: this cannot fail to be written as JSON.
    let bytes = Bytes::from(serde_json::to_vec(&List { experience }).unwrap_or_default());
    app.known_lists().keep(which, head, bytes.clone());
    Ok(body::json(bytes))
}

#[cfg(test)]
mod tests;
