//! GET `/api/2/curriculum`: the person's curricula.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use oauth::scope::Scope;
use serde::Serialize;
use store::experiences::{Curricula, Curriculum};
use store::record::ReadKind;
use utoipa::ToSchema;
use utoipa::openapi::{Array, ArrayBuilder};

use super::TAG;
use super::caller::{self, Sender};
use super::documented::AnswersOfCurricula;
use super::errors::Error;
use crate::app::App;
use crate::openapi::words;
use crate::reads;

/// A curriculum of a person.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = InfojobsCurriculum)]
pub(super) struct CurriculumOut<'a> {
    /// A number as a string of digits. No path takes it: paths take the code.
    #[schema(pattern = "^[0-9]{1,16}$")]
    id: String,
    /// What paths call it.
    #[schema(pattern = "^[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{16}$")]
    code: &'a str,
    /// What the person calls it.
    name: &'a str,
    /// Whether it is the person's main one.
    principal: bool,
    /// Whether there is an experience in it.
    completed: bool,
    /// What it lacks: `experience`, or nothing.
    #[schema(schema_with = steps)]
    incomplete_steps: &'static [&'static str],
}

impl<'a> CurriculumOut<'a> {
    /// `id` is a number in the documents; here it is the random part of the internal id, as a string of digits
    /// like every other id (LEDGER 15). A curriculum is complete once it holds an experience, which is the one
    /// step that this server knows (LEDGER 16).
    fn new(curriculum: &'a Curriculum) -> Self {
        let number = curriculum.id.uuid().as_u64_pair().1 & ((1 << 53) - 1);
        Self {
            id: number.to_string(),
            code: curriculum.code.as_str(),
            name: &curriculum.name,
            principal: curriculum.principal,
            completed: curriculum.has_experience,
            incomplete_steps: if curriculum.has_experience { &[] } else { &["experience"] },
        }
    }
}

fn steps() -> Array {
    ArrayBuilder::new().items(words(["experience"])).max_items(Some(1)).build()
}

/// List the curricula of a person
///
/// Everything else about experience is asked for by the `code` of a curriculum. A person has one from their first
/// sign-in, and up to five; they make, name and delete them on this server's pages, not through this contract.
#[utoipa::path(
    get, path = "/api/2/curriculum", tag = TAG, operation_id = "listCurricula",
    security(("infojobs" = ["cv"])), responses(AnswersOfCurricula),
)]
pub(super) async fn handle(State(app): State<App>, sender: Sender) -> Result<Response, Error> {
    let caller = caller::user(&app, &sender, Scope::Cv).await?;
    let curricula = app.store.answer(Curricula { person: caller.person }).await?;
    reads::enter(&app, caller.person, caller.client, ReadKind::Curricula).await?;
    Ok(Json(curricula.iter().map(CurriculumOut::new).collect::<Vec<_>>()).into_response())
}

#[cfg(test)]
mod tests;
