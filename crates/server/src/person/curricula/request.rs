//! What the handlers of this folder share: who asks, for which curriculum, and how they are answered.

use axum::body::Bytes;
use axum::extract::Path;
use axum::extract::rejection::{BytesRejection, PathRejection};
use axum::http::StatusCode;
use axum::response::Response;
use career::id::{CurriculumCode, ExperienceId, PersonId};
use career::source::{Actor, Source, Way};
use store::curricula::{CountedCurriculum, CurriculaWithCounts};

use super::super::answer::{self, Refused};
use super::super::form::Form;
use super::super::visitor::Visitor;
use crate::app::App;
use crate::pages::curricula::done::Done;
use crate::pages::problem;

/// Where the curricula are.
pub(super) const CURRICULA: &str = "/me/curricula";
/// Where the record is.
pub(super) const RECORD: &str = "/me";

/// What axum made of a path with a curriculum.
pub(super) type OfCurriculum = Result<Path<String>, PathRejection>;
/// What axum made of a path with a curriculum and an experience.
pub(super) type OfExperience = Result<Path<(String, String)>, PathRejection>;
/// What axum made of a body.
pub(super) type Body = Result<Bytes, BytesRejection>;

/// Unknown and somebody else's are the same page, which tells nothing.
pub(super) fn not_found(visitor: &Visitor) -> Refused {
    visitor.problem(StatusCode::NOT_FOUND, problem::Kind::NotFound, None)
}

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

/// A form that a signed-in person sent from one of this server's own pages. Whoever is signed out signs in and
/// goes on to `next`, by GET.
pub(super) fn form(
    app: &App,
    visitor: &Visitor,
    body: Body,
    next: &str,
) -> Result<(PersonId, Form), Refused> {
    let person = visitor.signed_in().map_err(|_| Visitor::to_sign_in(next))?.id;
    let body = body.map_err(|rejection| {
        let status = rejection.status();
        visitor.problem(status, problem::Kind::BadRequest, None)
    })?;
    let form = Form::read(&body);
    visitor.check_form(app, &form)?;
    Ok((person, form))
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

/// 303 to a page that says what was done.
pub(super) fn done(path: &str, done: Done) -> Response {
    answer::see_other(&format!("{path}?done={}", done.word()))
}
