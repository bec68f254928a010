//! PUT `/api/4/curriculum/{curriculumId}/experience`: inserts or replaces one experience (`infojobs.md §4`).

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use axum::response::{IntoResponse, Response};
use career::experience::Violations;
use career::id::{CurriculumCode, ExperienceId};
use career::source::{Actor, Source, Way};
use oauth::scope::Scope;
use store::NotDone;
use store::experiences::{ExperienceOfCurriculum, Found, IdempotencyKey, SaveExperience, SaveRefusal, Saved};

use super::TAG;
use super::caller::{Caller, Sender};
use super::documented::{AnswersOfSaving, InfojobsExperienceToSave, OfSaving, first_sample, second_sample};
use super::errors::{self, Error, LONGEST_BODY, Looking};
use super::wire::{ExperienceOut, Extras, Put, Target};
use super::{caller, path, prepared, wire};
use crate::app::App;
use crate::http::hash::sha_256;
use crate::http::{body, entity_tag, json};

/// Insert or replace an experience
///
/// Without an `id` this inserts; with one it replaces that experience as a whole: what is left out takes its default.
///
/// One error is answered, the first in the order in which they stand below. With `Accept: application/problem+json` an
/// invalid body is answered with everything that is wrong with it, each with a JSON Pointer. Keys are those of the
/// dictionaries (`GET /api/1/dictionary/{dictionaryId}`). The body has at most 64 KiB; none but a JSON type is allowed
/// as `Content-Type`, and none at all counts as JSON.
#[utoipa::path(
    put, path = "/api/4/curriculum/{curriculumId}/experience", tag = TAG, operation_id = "saveExperience",
    params(OfSaving),
    request_body(content = InfojobsExperienceToSave, content_type = "application/json", examples(
        ("first" = (summary = "The contract document's first sample: an insert", value = json!(first_sample()))),
        ("second" = (summary = "Its second sample: an edit", value = json!(second_sample()))),
    )),
    security(("infojobs" = ["candidate_edit_curriculum_experience"])), responses(AnswersOfSaving),
)]
pub(super) async fn handle(
    State(app): State<App>,
    curriculum: path::One,
    request: Request,
) -> Result<Response, Error> {
    let (sender, body) = Sender::with_body(request, &app);
    // The order of the steps is the contract's order of errors (`infojobs.md §5`, LEDGER 11).
    let caller = caller::user(&app, &sender, Scope::EditExperience).await?;
    let headers = &sender.headers;
    let bytes = read(headers, body).await?;
    let value = json::read(&bytes).map_err(|error| Error::not_json(&error))?;
    let put = wire::read_put(&value);
    let all_at_once = wants_problem(headers);
    if let Some(misfit) = put.misfits.first()
        && !all_at_once
    {
        return Err(Error::wrong_type(misfit));
    }
    let target = Place { caller, curriculum: path::curriculum(curriculum)?, target: put.target };

    let set = app.dictionaries.now();
    let content = match put.draft.judge(&set.dictionaries) {
        Ok(content) if put.misfits.is_empty() => content,
        judged => {
            target.must_exist(&app).await?;
            return refuse(&put, judged.err().as_ref(), &set, all_at_once);
        }
    };
    let Some(id) = target.id() else {
        target.must_exist(&app).await?;
        return Err(Error::no_experience(Looking::Editing));
    };
    let command = SaveExperience {
        person: caller.person,
        curriculum: target.curriculum.clone(),
        id,
        content: content.into(),
        if_match: entity_tag::if_match(headers),
        idempotency_key: idempotency_key(headers, caller, &bytes)?,
        source: Source { by: Actor::Application(caller.client), via: Way::Infojobs, at: app.now() },
        chosen_id: None,
    };
    match app.store.apply(command).await {
        Ok(saved) => Ok(answer(&saved)),
        Err(NotDone::Refused(SaveRefusal::NoCurriculum)) => Err(target.no_curriculum()),
        Err(NotDone::Refused(SaveRefusal::NoExperience)) => Err(Error::no_experience(Looking::Editing)),
        Err(NotDone::Refused(SaveRefusal::VersionDiffers)) => Ok(errors::version_differs().into_response()),
        Err(NotDone::Refused(SaveRefusal::KeyUsedForAnotherBody)) => Err(Error::idempotency_key_reused()),
        Err(NotDone::Failed(failure)) => Err(failure.into()),
    }
}

fn answer(saved: &Saved) -> Response {
    let out = ExperienceOut::new(saved.id, &saved.content, Extras::SAVED);
    (entity_tag::header(saved.version), [body::JSON], out.to_json()).into_response()
}

/// The body: 211 for another type, 223 for none, 224 for too much. No type at all counts as JSON.
async fn read(headers: &HeaderMap, body: Body) -> Result<Vec<u8>, Error> {
    if let Some(found) = body::media_type(headers).filter(|found| !body::is_json(found)) {
        return Err(Error::content_type(&found));
    }
    match body::read(body, LONGEST_BODY).await {
        Ok(bytes) if bytes.is_empty() => Err(Error::body_missing()),
        Ok(bytes) => Ok(bytes),
        Err(body::Unread::TooLong) => Err(Error::body_too_long()),
        Err(body::Unread::Broken) => Err(Error::body_missing()),
    }
}

/// True where all violations are asked for at once.
fn wants_problem(headers: &HeaderMap) -> bool {
    let accepts = headers.get_all(ACCEPT).iter().filter_map(|line| line.to_str().ok());
    accepts.flat_map(|line| line.split(',')).any(|range| {
        let essence = range.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case("application/problem+json")
    })
}

/// The key of a safe repeat: 1 to 255 visible characters (LEDGER 17).
fn idempotency_key(
    headers: &HeaderMap,
    caller: Caller,
    body: &[u8],
) -> Result<Option<IdempotencyKey>, Error> {
    const NAME: &str = "Idempotency-Key";
    let Some(value) = headers.get(NAME) else {
        return Ok(None);
    };
    let key = value.as_bytes();
    if !(1..=255).contains(&key.len()) || !key.iter().all(u8::is_ascii_graphic) {
        return Err(Error::invalid_header(NAME, "must hold 1 to 255 visible ASCII characters"));
    }
    Ok(Some(IdempotencyKey { client: caller.client, key_hash: sha_256(key), body_hash: sha_256(body) }))
}

/// Where the experience is to go.
struct Place {
    caller: Caller,
    curriculum: CurriculumCode,
    target: Target,
}

impl Place {
    /// Which record is replaced; the inner `None` inserts, the outer means an id that was never given out.
    #[expect(clippy::option_option, reason = "three cases, the same as Target's, as the command wants them")]
    fn id(&self) -> Option<Option<ExperienceId>> {
        match self.target {
            Target::Insert => Some(None),
            Target::Edit(id) => Some(Some(id)),
            Target::Nothing => None,
        }
    }

    fn no_curriculum(&self) -> Error {
        Error::no_curriculum(self.curriculum.as_str())
    }

    /// 361, then 655: they come before every rule about the content.
    async fn must_exist(&self, app: &App) -> Result<(), Error> {
        let experience = self.id().flatten();
        let query = ExperienceOfCurriculum {
            person: self.caller.person,
            curriculum: self.curriculum.clone(),
            experience,
        };
        match (app.store.answer(query).await?, self.target) {
            (Found::NoCurriculum, _) => Err(self.no_curriculum()),
            (Found::NoExperience, Target::Edit(_) | Target::Nothing) => {
                Err(Error::no_experience(Looking::Editing))
            }
            (Found::NoExperience, Target::Insert) | (Found::Experience(_), _) => Ok(()),
        }
    }
}

fn refuse(
    put: &Put,
    violations: Option<&Violations>,
    set: &prepared::PreparedSet,
    all_at_once: bool,
) -> Result<Response, Error> {
    let dictionaries = Some(&set.dictionaries);
    match violations {
        Some(violations) if !all_at_once => Err(Error::violation(violations.first(), dictionaries)),
        _ => Ok(errors::problem(&put.misfits, violations, dictionaries).into_response()),
    }
}

#[cfg(test)]
mod tests;
