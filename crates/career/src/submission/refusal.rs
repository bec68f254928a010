//! Why a transition of a submission is refused.

use super::Submission;

/// Why something cannot be done with a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// It is bound to somebody else. The page that says so tells nothing about the content, and not even in what
    /// state it is (`seekpass.md §4`).
    #[error("this link belongs to somebody else")]
    NotYours,
    /// Nobody has opened it yet, so that there is nobody who could choose.
    #[error("nobody has opened this submission yet")]
    NotOpened,
    /// It has not been accepted, so that there is no credential to delete.
    #[error("this submission has not been accepted")]
    NotAccepted,
    /// The person has accepted it.
    #[error("this submission has been accepted")]
    AlreadyAccepted,
    /// The person has declined it.
    #[error("this submission has been declined")]
    AlreadyDeclined,
    /// 48 hours went by without a choice.
    #[error("this submission has expired")]
    Expired,
    /// It was accepted, and its credential is deleted.
    #[error("the credential of this submission has been deleted")]
    Gone,
}

/// A refused transition. Nothing is lost: the state comes back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{refusal}")]
pub struct Refused {
    /// The state as it stands. It differs from the one before only where that one had expired and nobody had
    /// noticed.
    pub state: Submission,
    /// The reason.
    pub refusal: Refusal,
}
