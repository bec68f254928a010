//! People: how they come into being, sign in, and stay signed in.

mod erase;
mod find;
mod import;
mod limits;
mod name;
mod register;
mod sessions;
mod sign_in;

pub use erase::ErasePerson;
pub use find::{FindPeople, FoundPerson, PersonByAddress, UnknownPerson};
pub use import::{ImportPerson, ImportRefusal};
pub use limits::SignInLimits;
pub use name::SetName;
pub use register::{FirstCurriculum, RegisterPerson};
pub use sessions::{LIFE as SESSION_LIFE, SignOut, SignOutEverywhere, SignedIn, SignedInPerson};
pub use sign_in::{AskForCode, AskedAddress, AskedForCode, EnterCode, EnteredCode};

pub(crate) use find::is_there;

#[cfg(test)]
use crate::sql::Statement;

#[cfg(test)]
pub(crate) static ALL: &[&[&Statement]] =
    &[erase::ALL, find::ALL, import::ALL, limits::ALL, name::ALL, register::ALL, sessions::ALL, sign_in::ALL];
