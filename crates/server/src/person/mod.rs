//! The pages that a person sees.

mod add;
pub(crate) mod answer;
mod applications;
mod curricula;
mod erase;
mod export;
pub(crate) mod form;
mod history;
mod home;
mod language;
mod me;
mod name;
mod record;
mod request;
mod shares;
mod sign_in;
mod sign_out;
mod static_files;
pub(crate) mod visitor;

use axum::routing::{get, post};

use crate::routes::Routes;

/// The longest form of a page, in bytes.
const LONGEST_FORM: usize = 64 * 1024;

/// The routes of all pages. The paths `/sign-in`, `/add/{request id}` and `/me` are fixed (`seekpass.md §5`).
pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/", get(home::show))
        .route("/language", post(language::switch))
        .route("/sign-in", get(sign_in::ask).post(sign_in::send_code))
        .route("/sign-in/code", get(sign_in::enter).post(sign_in::check_code))
        .route("/sign-out", post(sign_out::here))
        .route("/sign-out/everywhere", post(sign_out::everywhere))
        .route("/partner/add/careerHistory", get(add::landing))
        .route("/partner/add/batch", get(add::landing))
        .route("/add", get(add::pasted))
        .route("/add/{request}", get(add::show).post(add::decide))
        .route("/add/{request}/account", post(add::choose_account))
        .route("/me", get(me::show))
        .route("/me/name", post(name::set))
        .route("/me/applications", get(applications::show))
        .route("/me/applications/{client}/end", get(applications::back).post(applications::end))
        .route("/me/export", get(export::show).post(export::download))
        .route("/me/export/credential", post(export::download_credential))
        .route("/me/history", get(history::show))
        .route("/me/erase", get(erase::show).post(erase::handle))
        .route("/goodbye", get(erase::goodbye))
        .route("/static/{file}", get(static_files::serve))
        .merge(curricula::routes())
        .merge(record::routes())
        .merge(shares::routes())
        .with_longest_form(LONGEST_FORM)
}
