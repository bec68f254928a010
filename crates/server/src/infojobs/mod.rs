//! The `InfoJobs` contract: candidates' applications edit experience in a curriculum (`infojobs.md`).

mod caller;
mod delete_experience;
mod describe;
mod documented;
pub(crate) mod errors;
mod known_lists;
mod list_curricula;
mod list_experience;
#[cfg(test)]
mod ownership_tests;
mod path;
mod prepared;
mod read_dictionary;
mod read_experience;
mod save_experience;
#[cfg(test)]
mod testing;
mod wire;

use utoipa::OpenApi as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::openapi::{Contract, also_at, contract};
use errors::Error;

pub(crate) use known_lists::KnownLists;
pub use prepared::DictionariesInForce;
pub(crate) use prepared::PreparedSet;

/// What the document calls this contract.
const TAG: &str = "InfoJobs";

/// The routes of `infojobs.md §3`, versions included; each path stands at its handler.
pub(crate) fn routes() -> Contract {
    let offer = "/api/4/offer/curriculum/{curriculumId}/experience";
    let parts = OpenApiRouter::with_openapi(documented::Components::openapi())
        .routes(routes!(list_curricula::handle))
        .routes(routes!(list_experience::second_version))
        .routes(routes!(list_experience::first_version))
        .routes(routes!(read_experience::handle, delete_experience::handle))
        .routes(routes!(save_experience::handle))
        .routes(also_at(offer, "saveExperienceOfOffer", routes!(save_experience::handle)))
        .routes(routes!(read_dictionary::handle))
        .split_for_parts();
    let (routes, document) = contract(parts);
    (routes.with_no_such_method(async || Error::no_such_verb()), document)
}

/// True for a path under `/api/{integer}/`, where an unknown operation is code 1 (`infojobs.md §3`).
pub(crate) fn owns(path: &str) -> bool {
    let version = path.strip_prefix("/api/").and_then(|rest| rest.split('/').next());
    version.is_some_and(|version| !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::owns;

    #[test]
    fn the_contract_owns_what_begins_with_a_version() {
        for path in ["/api/1/curriculum", "/api/42", "/api/4/offer/x"] {
            assert!(owns(path), "{path}");
        }
        for path in ["/api/partner/v1/x", "/api/", "/api", "/api/v1/x", "/1/x", "/api/oauth/x"] {
            assert!(!owns(path), "{path}");
        }
    }
}
