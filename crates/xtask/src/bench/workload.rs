//! What is asked of a server, again and again.

use std::fmt;

use clap::ValueEnum;

/// One request, in many copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Workload {
    /// `InfoJobs`: PUT of a new experience.
    Insert,
    /// `InfoJobs`: PUT that edits one of 100 experiences.
    Edit,
    /// SEEK Pass: POST of a new credential.
    Add,
    /// `InfoJobs`: GET of the list of a curriculum with 10 experiences.
    List,
    /// `InfoJobs`: GET of a dictionary.
    Dictionary,
    /// SEEK Pass: GET of the status of a submission.
    Status,
}

impl Workload {
    pub(super) const ALL: [Self; 6] =
        [Self::Insert, Self::Edit, Self::Add, Self::List, Self::Dictionary, Self::Status];

    /// Its name in file names.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Insert => "insert",
            Self::Edit => "edit",
            Self::Add => "add",
            Self::List => "list",
            Self::Dictionary => "dictionary",
            Self::Status => "status",
        }
    }

    /// True where something is written.
    pub(super) const fn writes(self) -> bool {
        matches!(self, Self::Insert | Self::Edit | Self::Add)
    }
}

impl fmt::Display for Workload {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Insert => "PUT experience, insert",
            Self::Edit => "PUT experience, edit",
            Self::Add => "POST credential",
            Self::List => "list of 10 experiences",
            Self::Dictionary => "dictionary",
            Self::Status => "status of a submission",
        })
    }
}
