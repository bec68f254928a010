//! GET `/api/2/curriculum`: the person's curricula.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use oauth::scope::Scope;
use serde::Serialize;
use store::experiences::{Curricula, Curriculum};
use store::record::ReadKind;

use super::TAG;
use super::caller::{self, Sender};
use super::errors::Error;
use crate::app::App;
use crate::reads;

/// A curriculum in an answer (`infojobs.md §3`).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct CurriculumOut<'a> {
    id: String,
    code: &'a str,
    name: &'a str,
    principal: bool,
    completed: bool,
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

#[utoipa::path(get, path = "/api/2/curriculum", tag = TAG, operation_id = "listCurricula")]
pub(super) async fn handle(State(app): State<App>, sender: Sender) -> Result<Response, Error> {
    let caller = caller::user(&app, &sender, Scope::Cv).await?;
    let curricula = app.store.answer(Curricula { person: caller.person }).await?;
    reads::enter(&app, caller.person, caller.client, ReadKind::Curricula).await?;
    Ok(Json(curricula.iter().map(CurriculumOut::new).collect::<Vec<_>>()).into_response())
}

#[cfg(test)]
mod tests;
