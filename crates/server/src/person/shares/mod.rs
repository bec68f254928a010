//! `/me/shares/…` and `/share/{id}`: parts of the record that a person shows to whoever has the link and the PIN
//! (`record.md §5`).

mod create;
mod end;
mod list;
mod open;

use axum::extract::rejection::PathRejection;
use axum::extract::{DefaultBodyLimit, Path};
use axum::routing::get;
use career::id::ShareId;
use career::record::Assembled;
use career::timeline::Statement;

use super::answer::{self, Refused};
use super::request;
use super::visitor::Visitor;
use crate::routes::Routes;

/// Where a person's shares are.
const SHARES: &str = "/me/shares";

/// The longest form of a new share, in bytes: a tick for each of some thousands of statements.
const LONGEST_FORM: usize = 256 * 1024;

/// The routes.
pub(super) fn routes() -> Routes {
    let new = get(create::show).post(create::handle).layer(DefaultBodyLimit::max(LONGEST_FORM));
    Routes::new()
        .route(SHARES, get(list::show))
        .route("/me/shares/new", new)
        .route("/me/shares/{share}/end", get(back).post(end::handle))
        .route("/share/{share}", get(open::ask).post(open::handle))
}

/// GET of a path that only a form leads to: back to the shares.
async fn back() -> axum::response::Response {
    answer::see_other(SHARES)
}

/// What axum made of a path with a share.
type OfShare = Result<Path<String>, PathRejection>;

/// The share of a path. One that cannot be is no page at all.
fn share(visitor: &Visitor, path: OfShare) -> Result<ShareId, Refused> {
    let sent = path.map(|Path(sent)| sent).unwrap_or_default();
    sent.parse().map_err(|_| request::not_found(visitor))
}

/// What may be shared of a record: the statements that stand and are not hidden, in the order of the timeline.
fn shareable(assembled: &Assembled) -> impl Iterator<Item = &Statement> {
    assembled.timeline.standing().iter().filter(|statement| !statement.hidden)
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
