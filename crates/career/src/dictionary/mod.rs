//! The dictionaries: which keys a field may hold, in which order they are listed, and what follows from them.
//!
//! The values are data (`dictionaries/*.json`, one file each, `infojobs.md §6`). This module takes the text of
//! those files; who reads them from a disk is no matter of it.

mod check;
mod entry;
mod fault;
mod file;
mod levels;
mod piece;
mod set;
mod shipped;

#[cfg(test)]
mod tests;

pub use entry::{Dictionary, Entry};
pub use fault::Fault;
pub use levels::{LevelRules, Need, Needs};
pub use set::Dictionaries;

/// The key of "nothing chosen" in most dictionaries. What it counts as depends on the field
/// (`infojobs.md §4`): informed for `reportingTo` and `staff`, absent for the three salary fields.
pub const PLACEHOLDER: &str = "seleccionar";

/// The subcategory that is legal under every category, the category `-` included (`infojobs.md §4`).
pub const NO_SUBCATEGORY: &str = "-";

/// The greatest length of a dictionary's key, in Unicode scalar values (`infojobs.md §4`).
pub const LONGEST_KEY: usize = 100;
