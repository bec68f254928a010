//! Shares: the pages of whoever makes them, and those of whoever has the link.

// The templates name these as children of the module of the page.
use super::language;

mod statement;

pub(crate) mod ask_pin;
pub(crate) mod created;
pub(crate) mod list;
pub(crate) mod new;
pub(crate) mod shown;
