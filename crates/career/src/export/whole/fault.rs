//! Why a document is refused, and what is told of one that is not.

use std::fmt;

use super::read::LIMIT;
use super::{FORMAT, VERSION};
use crate::record::Misfit;

/// Where in a file something stands: line and column from 1, the column in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {} column {}", self.line, self.column)
    }
}

/// Why a document is refused. Nothing of it is taken over then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is longer than [`LIMIT`].
    #[error("the file is longer than {} MiB, which no record is; name the file that was exported", LIMIT >> 20)]
    TooLong,
    /// It ends in the middle.
    #[error(
        "the file ends at {0} in the middle of what it says: it was cut short; copy it again, or export again"
    )]
    CutShort(Place),
    /// It is no JSON.
    #[error("{place}: this is no JSON: {why}; name the file that was exported, as it was exported")]
    NotJson {
        /// Where.
        place: Place,
        /// What is wrong there.
        why: String,
    },
    /// It says that it is something else, or nothing at all.
    #[error(
        "this is no whole record: {found}, and that of one is `{FORMAT}`; only a whole record can be imported"
    )]
    Format {
        /// What it says instead.
        found: String,
    },
    /// A version from the future.
    #[error(
        "the file was made by a newer version: {found}; this program reads up to {VERSION}. Import it with a newer \
         program"
    )]
    Newer {
        /// The version.
        found: u64,
    },
    /// A member that is missing, unknown or of another shape.
    #[error("{place}: {why}; {CHANGED}")]
    Shape {
        /// Where.
        place: Place,
        /// What is wrong there.
        why: String,
    },
    /// It reads as what it should be, but no program wrote it so.
    #[error("{0}: this is not written as an export writes it; {CHANGED}")]
    Written(Place),
    /// An entry of the history.
    #[error("entry {sequence} of the history {why}; {CHANGED}")]
    Entry {
        /// Which, by its place from 1.
        sequence: u64,
        /// What is wrong with it.
        why: Broken,
    },
    /// The record is not the one that the history tells of.
    #[error("{0}; {CHANGED}")]
    Record(#[from] Misfit),
    /// Two parts of the record do not fit together.
    #[error("{0}; {CHANGED}")]
    Loose(String),
    /// The head is not the last entry.
    #[error(
        "the head is not the last entry of the history: its end was cut off, or the head was changed; {CHANGED}"
    )]
    Head,
    /// The verdicts are not those that come of the record.
    #[error("the verdicts are not those that come of this record under their policy; {CHANGED}")]
    Verdicts,
    /// The signature is not one over this content.
    #[error("the signature does not fit what stands in the file; {CHANGED}")]
    Signature,
    /// What a rule of today refuses.
    #[error(
        "the rules refuse what stands in the file:{}\ncorrect it on the server that made the file, and export again",
        .0.iter().fold(String::new(), |lines, what| lines + "\n  " + what)
    )]
    Rules(Vec<String>),
}

/// What is to be done about a file that somebody changed.
const CHANGED: &str =
    "the file was changed after it was exported; take the file as it was exported, or export again";

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// Its sequence or hash does not follow from the entry before.
    #[error("does not follow the one before it")]
    Chain,
    /// What it says is not there.
    #[error("does not say what happened")]
    Closed,
    /// What it says is not what it committed to.
    #[error("does not say what it committed to")]
    Commitment,
    /// What it says is no event that this program knows.
    #[error("says something that this program does not know")]
    Event,
}

/// Something that is told about a document which is taken over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Remark {
    /// The verdicts were made under another policy than the one here, and so were not computed anew.
    #[error("the verdicts in the file were made under the policy {theirs}; here the policy is {ours}")]
    OtherPolicy {
        /// The policy in the document.
        theirs: String,
        /// The policy here.
        ours: String,
    },
    /// The verdicts come out differently here, under the same policy; the signature says that nobody changed them.
    #[error(
        "under the same policy the verdicts come out differently here: the other server has another version"
    )]
    OtherVerdicts,
    /// An experience has something that the dictionaries here do not allow; it stays as it is.
    #[error("experience {id}: `{field}` does not fit the dictionaries here, and stays as it is")]
    OtherDictionaries {
        /// The experience.
        id: crate::id::ExperienceId,
        /// The member.
        field: &'static str,
    },
}
