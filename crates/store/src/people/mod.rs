//! People: how they come into being, sign in, and stay signed in.

mod register;
mod sessions;
mod sign_in;

pub use register::{FirstCurriculum, RegisterPerson};
pub use sessions::{SignOut, SignOutEverywhere, SignedIn, SignedInPerson};
pub use sign_in::{AskForCode, EnterCode, EnteredCode};

#[cfg(test)]
use crate::sql::Statement;

#[cfg(test)]
pub(crate) static ALL: &[&[&Statement]] = &[register::ALL, sessions::ALL, sign_in::ALL];
