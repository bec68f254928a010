//! The shipped set, and what a damaged one is told.

mod faults;
mod shipped;
