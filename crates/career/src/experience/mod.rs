//! An experience: a job that a person declares (`infojobs.md §4`).
//!
//! A [`Draft`] is what somebody sent. [`Draft::judge`] holds it against every rule at once and gives either an
//! [`Experience`], which cannot be wrong, or all [`Violations`], the contract's first one first.

mod date;
mod draft;
mod field;
mod judge;
mod rule;
mod salary;
pub mod sources;
mod violation;
mod written;

#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use draft::Draft;
pub use field::Field;
pub use rule::Rule;
pub use violation::{Violation, Violations};

/// The greatest length of `company` and `job`, in Unicode scalar values after trimming; 150 itself is allowed
/// (`infojobs.md §4`, §7.2).
pub const LONGEST_NAME: usize = 150;

/// The greatest length of `description`, in Unicode scalar values after trimming (`infojobs.md §4`, §7.1).
pub const LONGEST_DESCRIPTION: usize = 4000;

/// The greatest number of skills in `expertise` (`infojobs.md §4`).
pub const MOST_EXPERTISE: usize = 50;

/// The greatest length of a skill in `expertise`, in Unicode scalar values after trimming; the least is 1
/// (`infojobs.md §4`).
pub const LONGEST_EXPERTISE: usize = 100;

/// The content of an experience, judged. Texts are trimmed and otherwise as they were sent; keys are as they were
/// sent, aliases included, and stay when a later set of dictionaries no longer has them (`infojobs.md §6`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Experience {
    /// The employer's name: 1 to [`LONGEST_NAME`] characters.
    pub company: String,
    /// The role: 1 to [`LONGEST_NAME`] characters.
    pub job: String,
    /// What it was about: 1 to [`LONGEST_DESCRIPTION`] characters.
    pub description: Option<String>,
    /// The first day, from 1900-01-01 to 2200-12-31.
    pub starting_date: Date,
    /// The last day, later than the first, or that there is none yet.
    pub end: End,
    /// A key of `industry`.
    pub industry: Option<String>,
    /// A key of `professional-level`.
    pub level: String,
    /// A key of `staff`; never `None` where the level needs it.
    pub staff: Option<String>,
    /// A key of `manager-professional-level`; never `None` where the level needs it.
    pub reporting_to: Option<String>,
    /// A key of `category`.
    pub category: String,
    /// Keys of `subcategory` under the category: at least one, none twice, in the order in which they were sent.
    pub subcategories: Vec<String>,
    /// The salary range; never `None` where the level needs it.
    pub salary: Option<Salary>,
    /// Whether companies do not see the salary.
    pub hide_salary: bool,
    /// Whether companies see the experience.
    pub visible: bool,
    /// Skills: at most [`MOST_EXPERTISE`], each of 1 to [`LONGEST_EXPERTISE`] characters.
    pub expertise: Vec<String>,
}

/// How an experience ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// It ended on this day, from 1900-01-01 to 2200-12-31.
    Finished(Date),
    /// It lasts.
    OnCourse,
}

impl End {
    /// The last day, where there is one.
    pub const fn finished(self) -> Option<Date> {
        match self {
            Self::Finished(date) => Some(date),
            Self::OnCourse => None,
        }
    }
}

/// A salary range; the greater amount is not below the least, and both belong to the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Salary {
    /// A key of `salary-period`.
    pub period: String,
    /// The least: a key of `salary-quantity`.
    pub min: String,
    /// The greatest: a key of `salary-quantity`.
    pub max: String,
}
