//! The SEEK Pass contract: partners push career-history credentials (`seekpass.md`).

mod add_request;
mod batch;
mod caller;
mod documented;
mod errors;
mod status;
#[cfg(test)]
mod testing;
mod wire;

use utoipa::OpenApi as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::openapi::{Contract, also_at, contract};
use errors::Error;

/// What the document calls this contract.
const TAG: &str = "SEEK Pass";

/// The routes of `seekpass.md §1`: each path stands at its handler, and here the further ones, without `.json` and of
/// the other version.
pub(crate) fn routes() -> Contract {
    let parts = OpenApiRouter::with_openapi(documented::Components::openapi())
        .routes(routes!(add_request::second_version))
        .routes(also_at(
            "/api/partner/v2/add/requests/career_history.json",
            "addCareerHistoryJson",
            routes!(add_request::second_version),
        ))
        .routes(routes!(add_request::first_version))
        .routes(also_at(
            "/api/partner/v1/add/career_history",
            "addCareerHistoryV1WithoutJson",
            routes!(add_request::first_version),
        ))
        .routes(routes!(add_request::batch))
        .routes(also_at(
            "/api/partner/v2/add/requests/batch",
            "addBatchWithoutJson",
            routes!(add_request::batch),
        ))
        .routes(routes!(status::one))
        .routes(also_at(
            "/api/partner/v1/submissions/{credential_id}/status",
            "readStatusWithoutJson",
            routes!(status::one),
        ))
        .routes(also_at(
            "/api/partner/v2/submissions/{credential_id}/status.json",
            "readStatusV2",
            routes!(status::one),
        ))
        .routes(also_at(
            "/api/partner/v2/submissions/{credential_id}/status",
            "readStatusV2WithoutJson",
            routes!(status::one),
        ))
        .routes(routes!(status::many))
        .routes(also_at(
            "/api/partner/v1/submissions/status",
            "readStatusesWithoutJson",
            routes!(status::many),
        ))
        .routes(also_at("/api/partner/v2/submissions/status.json", "readStatusesV2", routes!(status::many)))
        .routes(also_at(
            "/api/partner/v2/submissions/status",
            "readStatusesV2WithoutJson",
            routes!(status::many),
        ))
        .split_for_parts();
    let (routes, document) = contract(parts);
    (routes.with_no_such_method(async || Error::NoSuchVerb), document)
}
