//! `/me/statements/…` and `/me/credentials/…`: what a person does with the statements of their record that is neither
//! saying nor correcting (`record.md §5`): hide them, dispute what is attested, delete a credential.

mod delete_credential;
mod dispute;
mod hide;
mod marks;

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::routing::get;
use career::id::StatementId;

pub(super) use marks::MarksOf;

use super::answer::Refused;
use super::request;
use super::visitor::Visitor;
use crate::routes::Routes;

/// The routes.
pub(super) fn routes() -> Routes {
    let mut router = Routes::new();
    for statement in ["experience/{experience}", "credential/{submission}/{place}"] {
        let path = |what: &str| format!("/me/statements/{statement}/{what}");
        router = router
            .route(&path("hide"), get(request::back_to_record).post(hide::hide))
            .route(&path("show"), get(request::back_to_record).post(hide::show));
    }
    let dispute = "/me/statements/credential/{submission}/{place}/dispute";
    router
        .route(dispute, get(dispute::show).post(dispute::save))
        .route(&format!("{dispute}/withdraw"), get(request::back_to_record).post(dispute::withdraw))
        .route(
            "/me/credentials/{submission}/delete",
            get(delete_credential::show).post(delete_credential::handle),
        )
}

/// What axum made of a path with a statement: its id has one part after its kind, or two.
type OfStatement = Result<Path<Vec<(String, String)>>, PathRejection>;

/// The statement of a path. One that cannot be is as unknown as one that is not there.
fn statement(visitor: &Visitor, path: OfStatement) -> Result<StatementId, Refused> {
    let parts = path.map(|Path(parts)| parts).unwrap_or_default();
    let text = match parts.as_slice() {
        [(_, number)] => format!("experience/{number}"),
        [(_, submission), (_, place)] => format!("credential/{submission}/{place}"),
        _ => String::new(),
    };
    text.parse().map_err(|_| request::not_found(visitor))
}

#[cfg(test)]
pub(super) mod testing;
#[cfg(test)]
mod tests;
