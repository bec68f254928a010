//! What the document says of this contract beside what stands at its handlers: parameters, bodies, and what is
//! answered.

mod answers;
mod bodies;

use career::credential::CredentialId;
use utoipa::openapi::ObjectBuilder;

use crate::openapi::examples::CREDENTIAL;
use crate::openapi::{parameters, path_parameter, text};

pub(super) use answers::{AnswersOfAdding, AnswersOfAddingV1, AnswersOfStatus, AnswersOfStatuses};
pub(super) use bodies::{SeekpassBatch, SeekpassCredential, SeekpassCredentialV1, SeekpassIds};

/// The wire structures of this contract, as components.
#[derive(utoipa::OpenApi)]
#[openapi(components(schemas(
    super::wire::Added,
    super::wire::StatusOut<'static>,
    super::status::Statuses<'static>,
    bodies::SeekpassEmployment,
    bodies::SeekpassIntermediary,
)))]
pub(super) struct Components;

parameters! {
    /// `{credential_id}`.
    OfSubmission => [path_parameter(
        "credential_id",
        credential_id("The id that the partner gave, or that of a batch."),
        CREDENTIAL,
    )];
}

/// The partner's own id of a credential.
fn credential_id(description: &str) -> ObjectBuilder {
    text(description).min_length(Some(1)).max_length(Some(CredentialId::MOST)).pattern(Some("^[!-~]+$"))
}
