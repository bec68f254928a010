//! What a person marks a statement with: hidden from others, disputed (`record.md §5`).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::text;

/// The greatest length of a note, in Unicode scalar values after trimming (LEDGER 140).
pub const LONGEST_NOTE: usize = 1000;

/// The marks on one statement.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Whether it is hidden from everybody but the person; `None` where the person never said.
    pub hidden: Option<bool>,
    /// What the person says against it, or that they took that back; `None` where they never said. Attested statements
    /// only: what is declared is corrected instead.
    pub dispute: Option<Dispute>,
    /// When the person last marked it.
    pub changed_at: Timestamp,
}

/// What a person says against an attested statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dispute {
    /// The note; `None` once they took it back.
    pub note: Option<DisputeNote>,
    /// Whether the partner's status call tells of it.
    pub tell_partner: bool,
    /// Since when.
    pub at: Timestamp,
}

/// A note: trimmed, 1 to [`LONGEST_NOTE`] characters, no control character but the line feed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct DisputeNote(String);

/// Why a text is no [`DisputeNote`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DisputeNoteFault {
    /// There is nothing in it.
    #[error("a note says something")]
    Empty,
    /// It has more than [`LONGEST_NOTE`] characters.
    #[error("a note has at most {LONGEST_NOTE} characters, not {length}")]
    TooLong {
        /// How many it has.
        length: usize,
    },
    /// It has a control character that is no line feed.
    #[error("a note has no control characters but line feeds")]
    ControlCharacter,
}

impl DisputeNote {
    /// Takes what somebody wrote. The line ends of forms, carriage return and line feed, become line feeds.
    ///
    /// # Errors
    ///
    /// [`DisputeNoteFault`].
    pub fn parse(text: &str) -> Result<Self, DisputeNoteFault> {
        let note = text.replace("\r\n", "\n");
        let note = note.trim();
        let length = text::length(note);
        if note.is_empty() {
            return Err(DisputeNoteFault::Empty);
        }
        if length > LONGEST_NOTE {
            return Err(DisputeNoteFault::TooLong { length });
        }
        match text::control_character(&note.replace('\n', " ")) {
            Some(_) => Err(DisputeNoteFault::ControlCharacter),
            None => Ok(Self(note.to_owned())),
        }
    }

    /// The note.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<DisputeNote> for String {
    fn from(note: DisputeNote) -> Self {
        note.0
    }
}

impl TryFrom<String> for DisputeNote {
    type Error = DisputeNoteFault;

    fn try_from(text: String) -> Result<Self, DisputeNoteFault> {
        Self::parse(&text)
    }
}
