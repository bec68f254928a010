//! GET `/api/{1,2}/curriculum/{curriculumId}/experience`: the experiences of a curriculum.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use oauth::scope::Scope;
use serde::Serialize;
use store::experiences::ExperiencesOfCurriculum;
use store::record::ReadKind;

use super::caller::Sender;
use super::errors::Error;
use super::wire::{ExperienceOut, Extras};
use super::{caller, path};
use crate::app::App;
use crate::reads;

#[derive(Serialize)]
struct List<'a> {
    experience: Vec<ExperienceOut<'a>>,
}

/// Version 1: without `expertise`.
pub(super) async fn first_version(
    State(app): State<App>,
    curriculum: path::One,
    sender: Sender,
) -> Result<Response, Error> {
    list(&app, curriculum, &sender, Extras::FIRST_VERSION).await
}

/// Version 2: with `expertise`.
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
    let query = ExperiencesOfCurriculum { person: caller.person, curriculum: curriculum.clone() };
    let found = app.store.answer(query).await?;
    let found = found.ok_or_else(|| Error::no_curriculum(curriculum.as_str()))?;
    reads::enter(app, caller.person, caller.client, ReadKind::Experience).await?;
    let experience =
        found.iter().map(|stored| ExperienceOut::new(stored.id, &stored.content, extras)).collect();
    Ok(Json(List { experience }).into_response())
}

#[cfg(test)]
mod tests;
