//! GET `/me/curricula`: the curricula of a person.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use store::curricula::CountedCurriculum;

use super::super::answer::{self, Refused};
use super::super::me::just_done;
use super::super::visitor::Visitor;
use super::request::{self, CURRICULA};
use crate::app::App;
use crate::pages::curricula::list::{CurriculumList, Listed};

pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, Refused> {
    let person = visitor.signed_in()?.id;
    let curricula = request::all(&app, &visitor, person).await?;
    let page = CurriculumList { done: just_done(query.as_deref()), ..page(&visitor, &curricula) };
    answer::page(StatusCode::OK, &page)
}

/// The page, before anything is entered.
pub(super) fn page<'a>(visitor: &'a Visitor, curricula: &'a [CountedCurriculum]) -> CurriculumList<'a> {
    let listed = curricula.iter().map(|curriculum| Listed {
        code: curriculum.code.as_str(),
        name: &curriculum.name,
        principal: curriculum.principal,
        experiences: curriculum.experiences,
    });
    CurriculumList {
        page: visitor.page(),
        curricula: listed.collect(),
        done: None,
        entered: "",
        refused: None,
    }
}

/// GET of a path that only a form leads to: back to the curricula.
pub(super) async fn back() -> Response {
    answer::see_other(CURRICULA)
}

#[cfg(test)]
mod tests;
