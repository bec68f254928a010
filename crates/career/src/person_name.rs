//! A person's own name, which they may say on the pages, to be held against the names that partners use
//! (`seekpass.md §5`).

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::text;

/// The greatest length of a name, in Unicode scalar values after trimming (LEDGER 79).
pub const LONGEST_NAME: usize = 200;

/// A name: trimmed, 1 to [`LONGEST_NAME`] characters, none of them a control character.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonName(String);

/// Why a text is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PersonNameFault {
    /// It has more than [`LONGEST_NAME`] characters.
    #[error("a name has at most {LONGEST_NAME} characters, not {length}")]
    TooLong {
        /// How many it has.
        length: usize,
    },
    /// It has a control character; a name is one line.
    #[error("a name has no control characters")]
    ControlCharacter,
}

impl PersonName {
    /// Takes what somebody wrote; blank is no name.
    ///
    /// # Errors
    ///
    /// [`PersonNameFault`].
    pub fn parse(text: &str) -> Result<Option<Self>, PersonNameFault> {
        let name = text.trim();
        let length = text::length(name);
        if name.is_empty() {
            return Ok(None);
        }
        if length > LONGEST_NAME {
            return Err(PersonNameFault::TooLong { length });
        }
        match text::control_character(name) {
            Some(_) => Err(PersonNameFault::ControlCharacter),
            None => Ok(Some(Self(name.to_owned()))),
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True where a partner's `full_name` is another one. Letter case and the width of white space do not count
    /// (LEDGER 79).
    pub fn differs_from(&self, full_name: &str) -> bool {
        plain(&self.0) != plain(full_name)
    }
}

fn plain(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ledger_79_a_name_is_one_line_of_at_most_200_characters_or_none() {
        let parse = |text: &str| PersonName::parse(text).map(|name| name.map(|name| name.0));
        assert_eq!(parse("  Citra Dewi "), Ok(Some("Citra Dewi".to_owned())));
        assert_eq!(parse(" \n"), Ok(None));
        assert!(parse(&"ñ".repeat(200)).is_ok());
        assert_eq!(parse(&"ñ".repeat(201)), Err(PersonNameFault::TooLong { length: 201 }));
        assert_eq!(parse("a\nb"), Err(PersonNameFault::ControlCharacter));
    }

    #[test]
    fn ledger_79_letter_case_and_white_space_make_no_other_name() {
        let name = PersonName("Citra Dewi".to_owned());
        for same in ["Citra Dewi", "CITRA  DEWI", " citra dewi "] {
            assert!(!name.differs_from(same), "{same}");
        }
        for other in ["Citra", "Citra Dewi Putri", "Dewi Citra"] {
            assert!(name.differs_from(other), "{other}");
        }
    }
}
