//! Submissions: pushed credentials on their way to a person (`seekpass.md §4`).
//!
//! The rows of `submission` tell nothing about anybody; what was pushed is in `credential`, for as long as there
//! is a right to keep it. The rules are those of [`career::submission`]; a transition is written only onto the
//! state that it began from.

mod choose;
mod erase;
mod open;
mod read;
mod row;
mod submit;
mod sweep;

pub use choose::{AcceptSubmission, ChooseRefusal, DeclineSubmission, DeleteCredential};
pub use open::OpenSubmission;
pub use read::{StatusOf, StatusesOf, SubmissionForPerson, SubmissionView};
pub use submit::{Link, Replayed, SubmitCredential, Submitted};
pub use sweep::{SweepSubmissions, Swept};

pub(crate) use erase::erase_person;
pub(crate) use row::{credential_hash, read_credential};

#[cfg(test)]
use crate::sql::Statement;

#[cfg(test)]
pub(crate) static ALL: &[&[&Statement]] =
    &[choose::ALL, erase::ALL, read::ALL, row::ALL, submit::ALL, sweep::ALL];
