//! `/me/curricula/…`: a person's curricula, and what they declare in them (`infojobs.md §1`, §4).

mod create;
mod delete;
mod delete_experience;
mod edit_experience;
mod fields;
mod list;
mod new_experience;
mod principal;
mod rename;
mod request;

use axum::routing::get;

use crate::routes::Routes;

/// The longest form of an experience, in bytes: as much as the contract's longest body holds (64 KiB), written as
/// forms are, which makes up to three bytes of one, and the rest of the form.
const LONGEST_FORM: usize = 256 * 1024;

/// The routes.
pub(super) fn routes() -> Routes {
    let experience = Routes::new()
        .route(
            "/me/curricula/{curriculum}/experience/new",
            get(new_experience::show).post(new_experience::handle),
        )
        .route(
            "/me/curricula/{curriculum}/experience/{experience}",
            get(edit_experience::show).post(edit_experience::handle),
        )
        .with_longest_form(LONGEST_FORM);
    Routes::new()
        .route("/me/curricula", get(list::show).post(create::handle))
        .route("/me/curricula/{curriculum}/rename", get(rename::show).post(rename::handle))
        .route("/me/curricula/{curriculum}/principal", get(list::back).post(principal::handle))
        .route("/me/curricula/{curriculum}/delete", get(delete::show).post(delete::handle))
        .route(
            "/me/curricula/{curriculum}/experience/{experience}/delete",
            get(delete_experience::show).post(delete_experience::handle),
        )
        .merge(experience)
}

#[cfg(test)]
pub(super) mod testing;
#[cfg(test)]
mod tests;
