//! `/me/curricula/{code}/experience/new`: one more experience.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use career::experience::{Draft, Experience, Violations};
use career::id::ClientId;
use store::curricula::CountedCurriculum;
use store::experiences::{IdempotencyKey, SaveExperience, SaveRefusal};
use uuid::Uuid;

use super::super::answer::{self, Refused};
use super::super::visitor::Visitor;
use super::fields;
use super::request::{self, Body, CURRICULA, OfCurriculum, RECORD};
use crate::app::App;
use crate::http::hash::sha_256;
use crate::pages::curricula::done::Done;
use crate::pages::curricula::form::{ExperienceForm, Purpose, Trouble};

/// These pages, where a key is kept per client: they are none.
const PAGES: ClientId = ClientId::from_uuid(Uuid::nil());

/// GET: the empty form.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    path: OfCurriculum,
) -> Result<Response, Refused> {
    let person = visitor.signed_in()?.id;
    let code = request::curriculum(&visitor, path)?;
    let curriculum = request::one(&app, &visitor, person, &code).await?;
    let form = Form { curriculum, draft: Draft::default(), once: new_once(&app) };
    form.page(&app, &visitor, StatusCode::OK, None, None)
}

/// POST: what was entered.
pub(super) async fn handle(
    State(app): State<App>,
    visitor: Visitor,
    path: OfCurriculum,
    body: Body,
) -> Result<Response, Refused> {
    let next = visitor.page().path.to_owned();
    let (person, sent) = request::form(&app, &visitor, body, &next)?;
    let code = request::curriculum(&visitor, path)?;
    let curriculum = request::one(&app, &visitor, person, &code).await?;
    let once = sent.get("once").map_or_else(|| new_once(&app), str::to_owned);
    let mut form = Form { curriculum, draft: fields::read(&sent, None), once };

    let lists = app.dictionaries.now();
    if sent.get("show").is_some() {
        fields::keep_areas_of_category(&mut form.draft, &lists.dictionaries);
        return form.page(&app, &visitor, StatusCode::OK, None, None);
    }
    let content = match form.draft.judge(&lists.dictionaries) {
        Ok(content) => content,
        Err(violations) => {
            return form.page(&app, &visitor, StatusCode::UNPROCESSABLE_ENTITY, Some(&violations), None);
        }
    };
    let command = SaveExperience {
        person,
        curriculum: code,
        id: None,
        idempotency_key: Some(key(&form.once, &content)),
        content: content.into(),
        if_match: None,
        source: request::source(&app, person),
        chosen_id: None,
    };
    match visitor.apply(&app, command).await? {
        Ok(_) => Ok(request::done(RECORD, Done::ExperienceAdded)),
        Err(SaveRefusal::KeyUsedForAnotherBody) => {
            form.once = new_once(&app);
            form.page(&app, &visitor, StatusCode::CONFLICT, None, Some(Trouble::SentAlready))
        }
        // Deleted in this moment; an insert names neither an experience nor a version.
        Err(SaveRefusal::NoCurriculum | SaveRefusal::NoExperience | SaveRefusal::VersionDiffers) => {
            Err(request::not_found(&visitor))
        }
    }
}

/// The form of a new experience.
pub(super) struct Form {
    pub(super) curriculum: CountedCurriculum,
    pub(super) draft: Draft,
    pub(super) once: String,
}

impl Form {
    pub(super) fn page(
        &self,
        app: &App,
        visitor: &Visitor,
        status: StatusCode,
        violations: Option<&Violations>,
        trouble: Option<Trouble>,
    ) -> Result<Response, Refused> {
        let set = app.dictionaries.now();
        let page = ExperienceForm {
            page: visitor.page(),
            curriculum: &self.curriculum.name,
            purpose: Purpose::Add { once: &self.once },
            draft: &self.draft,
            violations,
            trouble,
            dictionaries: &set.dictionaries,
            action: &format!("{CURRICULA}/{}/experience/new", self.curriculum.code),
        };
        answer::page(status, &page)
    }
}

/// What a form carries so that sending it twice adds one experience (LEDGER 77).
pub(super) fn new_once(app: &App) -> String {
    URL_SAFE_NO_PAD.encode(app.random::<16>())
}

fn key(once: &str, content: &Experience) -> IdempotencyKey {
    // Plain data with string keys, which JSON can always express.
    let body = serde_json::to_vec(content).unwrap_or_default();
    IdempotencyKey { client: PAGES, key_hash: sha_256(once.as_bytes()), body_hash: sha_256(&body) }
}

#[cfg(test)]
mod tests;
