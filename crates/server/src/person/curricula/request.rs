//! What the handlers of this folder share: for which curriculum they are asked.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use career::id::{CurriculumCode, ExperienceId, PersonId};
use career::source::{Actor, Source, Way};
use store::curricula::{CountedCurriculum, CurriculaWithCounts};

use super::super::answer::Refused;
pub(super) use super::super::request::{Body, RECORD, done, form, not_found};
use super::super::visitor::Visitor;
use crate::app::App;

/// Where the curricula are.
pub(super) const CURRICULA: &str = "/me/curricula";
/// What axum made of a path with a curriculum.
pub(super) type OfCurriculum = Result<Path<String>, PathRejection>;
/// What axum made of a path with a curriculum and an experience.
pub(super) type OfExperience = Result<Path<(String, String)>, PathRejection>;

/// The curriculum of a path. One that cannot be is as unknown as one that is not there.
pub(super) fn curriculum(visitor: &Visitor, path: OfCurriculum) -> Result<CurriculumCode, Refused> {
    let sent = path.map(|Path(sent)| sent).unwrap_or_default();
    CurriculumCode::parse(&sent).ok_or_else(|| not_found(visitor))
}

/// The curriculum and the experience of a path.
pub(super) fn experience(
    visitor: &Visitor,
    path: OfExperience,
) -> Result<(CurriculumCode, ExperienceId), Refused> {
    let (curriculum, experience) = path.map(|Path(sent)| sent).unwrap_or_default();
    let digits = !experience.is_empty() && experience.bytes().all(|byte| byte.is_ascii_digit());
    let id = digits.then(|| experience.parse().ok()).flatten().and_then(ExperienceId::new);
    CurriculumCode::parse(&curriculum).zip(id).ok_or_else(|| not_found(visitor))
}

/// The curricula of a person.
pub(super) async fn all(
    app: &App,
    visitor: &Visitor,
    person: PersonId,
) -> Result<Vec<CountedCurriculum>, Refused> {
    visitor.read(app, CurriculaWithCounts { person }).await
}

/// One curriculum of a person.
pub(super) async fn one(
    app: &App,
    visitor: &Visitor,
    person: PersonId,
    code: &CurriculumCode,
) -> Result<CountedCurriculum, Refused> {
    let curricula = all(app, visitor, person).await?;
    curricula.into_iter().find(|curriculum| curriculum.code == *code).ok_or_else(|| not_found(visitor))
}

/// The person themselves, on a page, now.
pub(super) fn source(app: &App, person: PersonId) -> Source {
    Source { by: Actor::Person(person), via: Way::Page, at: app.now() }
}
