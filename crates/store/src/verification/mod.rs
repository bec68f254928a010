//! Verifying a database as a whole: what SQLite says of its own file, the schema, and that what refers to something
//! leads somewhere. Histories are verified by [`crate::history::VerifyHistory`]. Nothing is changed, made or brought up
//! to date; every question is a snapshot of its own, so that a server may be at work meanwhile.

mod reading;
mod references;
mod structure;

pub use reading::{ReadOnly, SchemaFound};
pub use references::{NoReferences, Referred};
pub use structure::Difference;

#[cfg(test)]
pub(crate) use references::REFERENCES;
#[cfg(test)]
pub(crate) use structure::{Dialect, Structure};
#[cfg(test)]
pub(crate) static STATEMENTS: &[&[&crate::sql::Statement]] = &[structure::ALL];
