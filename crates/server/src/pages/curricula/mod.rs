//! The pages on which a person keeps their curricula, and what they declare in them.

// The templates name these as children of the module of the page.
use super::language;

mod areas;
mod choices;
mod input;
mod wrong;

pub(crate) mod delete;
pub(crate) mod delete_experience;
pub(crate) mod done;
pub(crate) mod form;
pub(crate) mod list;
pub(crate) mod rename;
