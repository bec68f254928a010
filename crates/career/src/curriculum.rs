//! A curriculum: the sheet that a person's declared experiences stand on (`infojobs.md §1`).

use std::fmt;

use serde::{Serialize, Serializer};
use thiserror::Error;

use crate::text;

/// How many curricula a person may have (`infojobs.md §1`).
pub const MOST_CURRICULA: usize = 5;

/// The greatest length of a curriculum's name, in Unicode scalar values after trimming (LEDGER 70).
pub const LONGEST_NAME: usize = 60;

/// A curriculum's name: trimmed, 1 to [`LONGEST_NAME`] characters, none of them a control character. Two
/// curricula of a person may have the same one (LEDGER 70).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurriculumName(String);

/// Why a text is no curriculum's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NameFault {
    /// It is blank.
    #[error("a curriculum needs a name")]
    Missing,
    /// It has more than [`LONGEST_NAME`] characters.
    #[error("a curriculum's name has at most {LONGEST_NAME} characters, not {length}")]
    TooLong {
        /// How many it has.
        length: usize,
    },
    /// It has a control character; a name is one line.
    #[error("a curriculum's name has no control characters")]
    ControlCharacter,
}

impl CurriculumName {
    /// Takes what somebody wrote.
    ///
    /// # Errors
    ///
    /// [`NameFault`], the first that applies in the order of its variants.
    pub fn parse(text: &str) -> Result<Self, NameFault> {
        let name = text.trim();
        let length = text::length(name);
        if name.is_empty() {
            Err(NameFault::Missing)
        } else if length > LONGEST_NAME {
            Err(NameFault::TooLong { length })
        } else if text::control_character(name).is_some() {
            Err(NameFault::ControlCharacter)
        } else {
            Ok(Self(name.to_owned()))
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CurriculumName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Serialize for CurriculumName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(text: &str) -> Result<String, NameFault> {
        CurriculumName::parse(text).map(|name| name.to_string())
    }

    #[test]
    fn ledger_70_a_name_has_1_to_60_characters_after_trimming_and_no_control_character() {
        let (sixty, more) = ("ñ".repeat(60), "ñ".repeat(61));
        for (text, expected) in [
            ("CV", Ok("CV")),
            ("  Freelance \u{1f9a4} work\n", Ok("Freelance \u{1f9a4} work")),
            (sixty.as_str(), Ok(sixty.as_str())),
            ("", Err(NameFault::Missing)),
            (" \t\u{a0}\r\n", Err(NameFault::Missing)),
            (more.as_str(), Err(NameFault::TooLong { length: 61 })),
            ("one\ntwo", Err(NameFault::ControlCharacter)),
            ("one\ttwo", Err(NameFault::ControlCharacter)),
            ("one\u{0}two", Err(NameFault::ControlCharacter)),
            ("one\u{85}two", Err(NameFault::ControlCharacter)),
        ] {
            assert_eq!(parsed(text), expected.map(str::to_owned), "{text:?}");
        }
        assert_eq!(parsed(&format!(" {sixty} ")), Ok(sixty), "white space around it does not count");
    }

    proptest! {
        #[test]
        fn a_name_that_passed_passes_again_and_stays_as_it_is(text in "\\PC{0,80}") {
            if let Ok(name) = parsed(&text) {
                prop_assert!((1..=LONGEST_NAME).contains(&name.chars().count()));
                prop_assert_eq!(parsed(&name), Ok(name.clone()));
            }
        }
    }
}
