//! `/me/curricula/{code}/experience/{id}`: another text for an experience.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use career::experience::sources::FieldSources;
use career::experience::{Draft, Experience, Violations};
use career::id::{CurriculumCode, ExperienceId, PersonId};
use store::curricula::CountedCurriculum;
use store::experiences::{
    ExperienceOfCurriculum, Found, IfMatch, SaveExperience, SaveRefusal, StoredExperience,
};

use super::super::answer::{self, Refused};
use super::super::me::{self, client_name, label};
use super::super::visitor::Visitor;
use super::request::{self, Body, CURRICULA, OfExperience, RECORD};
use super::{fields, new_experience};
use crate::app::App;
use crate::pages::curricula::done::Done;
use crate::pages::curricula::form::{ExperienceForm, Purpose, Trouble};
use crate::pages::experience::Declared;

/// GET: the form with what stands in the record.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    path: OfExperience,
) -> Result<Response, Refused> {
    let person = visitor.signed_in()?.id;
    let place = Place::of(&app, &visitor, person, path).await?;
    let stored = place.stored.as_ref().ok_or_else(|| request::not_found(&visitor))?;
    let draft = Draft::from(&stored.content);
    place.page(&app, &visitor, Shown::new(StatusCode::OK, stored.version, &draft))
}

/// POST: what was entered, and the version that it began with.
pub(super) async fn handle(
    State(app): State<App>,
    visitor: Visitor,
    path: OfExperience,
    body: Body,
) -> Result<Response, Refused> {
    let next = visitor.page().path.to_owned();
    let (person, sent) = request::form(&app, &visitor, body, &next)?;
    let place = Place::of(&app, &visitor, person, path).await?;
    let mut draft = fields::read(&sent, place.stored.as_ref().map(|stored| &stored.content));
    let Some(stored) = &place.stored else {
        return place.gone(&app, &visitor, draft);
    };
    // No version is one that nothing has: the form comes back with the one that there is.
    let version = sent.get("version").and_then(|text| text.parse().ok()).unwrap_or_default();

    let lists = app.dictionaries.now();
    if sent.get("show").is_some() {
        fields::keep_areas_of_category(&mut draft, &lists.dictionaries);
        return place.page(&app, &visitor, Shown::new(StatusCode::OK, version, &draft));
    }
    let content = match draft.judge(&lists.dictionaries) {
        Ok(content) => content,
        Err(violations) => {
            let shown = Shown::new(StatusCode::UNPROCESSABLE_ENTITY, version, &draft);
            return place.page(&app, &visitor, Shown { violations: Some(&violations), ..shown });
        }
    };
    if content == stored.content {
        // It says that already, whoever wrote it: there is nothing to do.
        return Ok(request::done(RECORD, Done::ExperienceSaved));
    }
    let command = SaveExperience {
        person,
        curriculum: place.code.clone(),
        id: Some(place.id),
        content: content.into(),
        if_match: Some(IfMatch::Versions(vec![version])),
        idempotency_key: None,
        source: request::source(&app, person),
        chosen_id: None,
    };
    let entered = command.content.clone();
    match visitor.apply(&app, command).await? {
        Ok(_) => Ok(request::done(RECORD, Done::ExperienceSaved)),
        Err(SaveRefusal::VersionDiffers) => place.changed(&app, &visitor, person, &draft, &entered).await,
        Err(SaveRefusal::NoExperience) => place.gone(&app, &visitor, draft),
        // Deleted in this moment; an edit carries no key.
        Err(SaveRefusal::NoCurriculum | SaveRefusal::KeyUsedForAnotherBody) => {
            Err(request::not_found(&visitor))
        }
    }
}

/// How the form comes back.
struct Shown<'a> {
    status: StatusCode,
    version: i64,
    draft: &'a Draft,
    violations: Option<&'a Violations>,
    trouble: Option<Trouble>,
}

impl<'a> Shown<'a> {
    /// With nothing in the way.
    fn new(status: StatusCode, version: i64, draft: &'a Draft) -> Self {
        Self { status, version, draft, violations: None, trouble: None }
    }
}

/// Where an experience is edited.
struct Place {
    code: CurriculumCode,
    id: ExperienceId,
    curriculum: CountedCurriculum,
    stored: Option<StoredExperience>,
}

impl Place {
    async fn of(app: &App, visitor: &Visitor, person: PersonId, path: OfExperience) -> Result<Self, Refused> {
        let (code, id) = request::experience(visitor, path)?;
        let curriculum = request::one(app, visitor, person, &code).await?;
        let stored = find(app, visitor, person, &code, id).await?;
        Ok(Self { code, id, curriculum, stored })
    }

    fn page(&self, app: &App, visitor: &Visitor, shown: Shown<'_>) -> Result<Response, Refused> {
        let set = app.dictionaries.now();
        let page = ExperienceForm {
            page: visitor.page(),
            curriculum: &self.curriculum.name,
            purpose: Purpose::Edit { version: shown.version },
            draft: shown.draft,
            violations: shown.violations,
            trouble: shown.trouble,
            dictionaries: &set.dictionaries,
            action: &format!("{CURRICULA}/{}/experience/{}", self.code, self.id),
        };
        answer::page(shown.status, &page)
    }

    /// Somebody else was faster: what was entered comes back, beside what it would replace, with the version that
    /// it would replace (LEDGER 75).
    async fn changed(
        &self,
        app: &App,
        visitor: &Visitor,
        person: PersonId,
        draft: &Draft,
        entered: &Experience,
    ) -> Result<Response, Refused> {
        let Some(now) = find(app, visitor, person, &self.code, self.id).await? else {
            return self.gone(app, visitor, draft.clone());
        };
        let record = me::record(app, visitor, person).await?;
        let set = app.dictionaries.now();
        let declared = |content: &Experience, sources: &FieldSources| {
            let declared = Declared::new(content, sources, client_name(&record), label(&set.dictionaries));
            Box::new(declared)
        };
        let trouble = Trouble::Changed {
            now: declared(&now.content, &now.sources),
            entered: declared(entered, &FieldSources::all(request::source(app, person))),
        };
        let shown = Shown::new(StatusCode::CONFLICT, now.version, draft);
        self.page(app, visitor, Shown { trouble: Some(trouble), ..shown })
    }

    /// There is no such experience, or no longer: what was entered comes back, to be added as a new one. It is the
    /// same answer for one that never was, and tells nothing.
    fn gone(&self, app: &App, visitor: &Visitor, draft: Draft) -> Result<Response, Refused> {
        let once = new_experience::new_once(app);
        let form = new_experience::Form { curriculum: self.curriculum.clone(), draft, once };
        form.page(app, visitor, StatusCode::NOT_FOUND, None, Some(Trouble::Gone))
    }
}

async fn find(
    app: &App,
    visitor: &Visitor,
    person: PersonId,
    code: &CurriculumCode,
    id: ExperienceId,
) -> Result<Option<StoredExperience>, Refused> {
    let query = ExperienceOfCurriculum { person, curriculum: code.clone(), experience: Some(id) };
    Ok(match visitor.read(app, query).await? {
        Found::Experience(stored) => Some(*stored),
        Found::NoCurriculum | Found::NoExperience => None,
    })
}

#[cfg(test)]
mod tests;
