//! The `InfoJobs` contract: candidates' applications edit experience in a curriculum (`infojobs.md`).

mod caller;
mod delete_experience;
mod describe;
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

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{delete, get, put};

use crate::app::App;
use errors::Error;

pub(crate) use known_lists::KnownLists;
pub use prepared::DictionariesInForce;

/// The routes of `infojobs.md §3`, versions included.
pub(crate) fn routes(app: &App) -> Router<App> {
    Router::new()
        .route("/api/2/curriculum", get(list_curricula::handle))
        .route("/api/2/curriculum/{curriculum}/experience", get(list_experience::second_version))
        .route("/api/1/curriculum/{curriculum}/experience", get(list_experience::first_version))
        .route(
            "/api/1/curriculum/{curriculum}/experience/{experience}",
            get(read_experience::handle).merge(delete(delete_experience::handle)),
        )
        .route("/api/4/curriculum/{curriculum}/experience", put(save_experience::handle))
        .route("/api/4/offer/curriculum/{curriculum}/experience", put(save_experience::handle))
        .route("/api/1/dictionary/{dictionary}", get(read_dictionary::handle))
        .method_not_allowed_fallback(async || Error::no_such_verb())
        .layer(from_fn_with_state(app.clone(), errors::render))
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
