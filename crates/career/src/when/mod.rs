//! Dates that tell no more than was said, and the periods between them (`record.md §1`).
//!
//! A [`When`] is a month or a day and stays what it was. Everything that must be computed is computed on its
//! [`Days`], the interval of all days that it may mean.

mod date;
mod days;
mod period;
mod span;
#[cfg(test)]
mod tests;

pub(crate) use days::number;
pub(crate) use period::Extent;

pub use date::{Precision, When, WhenError};
pub use days::{Days, Difference};
pub use period::{End, Period, PeriodError};
pub use span::Span;
