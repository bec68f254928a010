//! The rules that a sent credential can break, each with its code and its sentence.

use std::fmt;

use serde_json::Value;

use super::{CHAIN_MOST, CredentialId, RECORDS_MOST};
use crate::year_month::YearMonth;

/// A rule of `seekpass.md §3.1` or `§3.3` that was broken, with what its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// The member must be there and was absent or null.
    Required,
    /// The member has another JSON type than the contract's.
    WrongType {
        /// The contract's type.
        expected: JsonType,
        /// The type sent, where it was looked at.
        found: Option<JsonType>,
    },
    /// The contract does not know this member, and the client's setting does not keep it (LEDGER 36).
    UnknownMember,
    /// The member has one value only that is served here.
    NotServed {
        /// That value.
        only: &'static str,
    },
    /// The text is empty, or white space only (LEDGER 34).
    Blank {
        /// The greatest length allowed, in characters.
        most: usize,
    },
    /// The text is too long (LEDGER 34).
    TooLong {
        /// The length after trimming, in characters.
        length: usize,
        /// The greatest length allowed, in characters.
        most: usize,
    },
    /// The text has a control character, the first of which is this (LEDGER 34).
    ControlCharacter(char),
    /// The id has a character outside ASCII 0x21 to 0x7E, the first of which is this (LEDGER 30).
    CredentialIdCharacters(char),
    /// The id is `.` or `..` (LEDGER 30).
    CredentialIdDots,
    /// The text is not written `YYYY-MM`, or its month is not 01 to 12.
    NotAMonth,
    /// The month's year is not from 1900 to 2200.
    MonthOutOfRange,
    /// The month is later than the month after the current one, in UTC (LEDGER 35).
    MonthInFuture {
        /// The latest month allowed.
        latest: YearMonth,
    },
    /// The employment ends before it starts (LEDGER 35).
    EndBeforeStart {
        /// The month in which it starts.
        start: YearMonth,
    },
    /// The data were last processed before the employment starts (LEDGER 35).
    LastProcessedBeforeStart {
        /// The month in which it starts.
        start: YearMonth,
    },
    /// Neither `role_classification` nor `role_title` says anything (LEDGER 32).
    RoleRequired,
    /// `employment` is an empty array (LEDGER 31).
    NoRecords,
    /// `employment` has more than [`RECORDS_MOST`] records (LEDGER 31).
    TooManyRecords {
        /// How many were sent.
        count: usize,
    },
    /// `partner_chain` has more than [`CHAIN_MOST`] intermediaries (LEDGER 33).
    TooManyIntermediaries {
        /// How many were sent.
        count: usize,
    },
}

impl Rule {
    /// The word for programs in an answer's `errors[].code`. Codes never change their meaning.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::WrongType { .. } => "wrong_type",
            Self::UnknownMember => "unknown_member",
            Self::NotServed { .. } => "not_served",
            Self::Blank { .. } => "blank",
            Self::TooLong { .. } => "too_long",
            Self::ControlCharacter(_) => "control_character",
            Self::CredentialIdCharacters(_) => "credential_id_characters",
            Self::CredentialIdDots => "credential_id_dots",
            Self::NotAMonth => "not_a_month",
            Self::MonthOutOfRange => "month_out_of_range",
            Self::MonthInFuture { .. } => "month_in_future",
            Self::EndBeforeStart { .. } => "end_before_start",
            Self::LastProcessedBeforeStart { .. } => "last_processed_before_start",
            Self::RoleRequired => "role_required",
            Self::NoRecords => "no_records",
            Self::TooManyRecords { .. } => "too_many_records",
            Self::TooManyIntermediaries { .. } => "too_many_intermediaries",
        }
    }

    /// An English sentence for people: what was sent, and what is allowed. `sent` is the offending text.
    pub fn detail(&self, sent: Option<&str>) -> String {
        let sent = sent.map_or_else(|| "The value".to_owned(), quoted);
        match self {
            Self::Required => "This member is required; it was absent or null.".to_owned(),
            Self::WrongType { expected, found: Some(found) } => {
                format!("This was sent as {found}; it must be {expected}.")
            }
            Self::WrongType { expected, found: None } => format!("This must be {expected}."),
            Self::UnknownMember => {
                "The contract does not know this member, so it would be lost; leave it out.".to_owned()
            }
            Self::NotServed { only } => format!("{sent} is not served here; the only value is \"{only}\"."),
            Self::Blank { most } => {
                format!("{sent} is empty or white space only; 1 to {most} characters are allowed.")
            }
            Self::TooLong { length, most } => {
                format!("{sent} has {length} characters; 1 to {most} are allowed.")
            }
            Self::ControlCharacter(character) => {
                format!("{sent} has the control character {}; none is allowed.", code_point(*character))
            }
            Self::CredentialIdCharacters(character) => format!(
                "{sent} has the character {}; an id is 1 to {} characters of ASCII 0x21 to 0x7E.",
                code_point(*character),
                CredentialId::MOST
            ),
            Self::CredentialIdDots => format!("{sent} cannot be an id, as it means a folder in a path."),
            Self::NotAMonth => {
                format!("{sent} is not a month; write YYYY-MM with a month from 01 to 12, such as 2023-01.")
            }
            Self::MonthOutOfRange => {
                format!(
                    "{sent} is out of range; months from {} to {} are allowed.",
                    YearMonth::FIRST,
                    YearMonth::LAST
                )
            }
            Self::MonthInFuture { latest } => {
                format!(
                    "{sent} is in the future; no month after {latest}, the month after the current one (UTC), is allowed."
                )
            }
            Self::EndBeforeStart { start } => {
                format!(
                    "{sent} is before start_date, which is {start}; an employment ends in that month or later."
                )
            }
            Self::LastProcessedBeforeStart { start } => format!(
                "{sent} is before start_date, which is {start}; the last processed month is that month or later."
            ),
            Self::RoleRequired => {
                "Neither role_classification nor role_title says anything; at least one of them is required."
                    .to_owned()
            }
            Self::NoRecords => format!("No record was sent; 1 to {RECORDS_MOST} are allowed."),
            Self::TooManyRecords { count } => {
                format!("{count} records were sent; 1 to {RECORDS_MOST} are allowed.")
            }
            Self::TooManyIntermediaries { count } => {
                format!("{count} intermediaries were sent; at most {CHAIN_MOST} are allowed.")
            }
        }
    }
}

/// The greatest number of characters of a sent text that a sentence repeats.
const QUOTED_MOST: usize = 80;

/// A sent text in quotation marks, with what cannot be seen escaped, and cut where it is long.
fn quoted(text: &str) -> String {
    match text.char_indices().nth(QUOTED_MOST) {
        Some((end, _)) => format!("{:?}…", &text[..end]),
        None => format!("{text:?}"),
    }
}

/// A character as `U+0009`.
fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// The types of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JsonType {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl JsonType {
    /// The type of a value.
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }
}

impl fmt::Display for JsonType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_names_what_was_sent_and_what_is_allowed() {
        let month = |text: &str| text.parse().unwrap();
        for (rule, sent, detail) in [
            (
                Rule::NotAMonth,
                Some("2023-13"),
                "\"2023-13\" is not a month; write YYYY-MM with a month from 01 to 12, such as 2023-01.",
            ),
            (
                Rule::EndBeforeStart { start: month("2023-02") },
                Some("2023-01"),
                "\"2023-01\" is before start_date, which is 2023-02; an employment ends in that month or later.",
            ),
            (
                Rule::ControlCharacter('\t'),
                Some("a\tb"),
                "\"a\\tb\" has the control character U+0009; none is allowed.",
            ),
            (
                Rule::WrongType { expected: JsonType::String, found: Some(JsonType::Number) },
                None,
                "This was sent as a number; it must be a string.",
            ),
            (Rule::TooManyRecords { count: 201 }, None, "201 records were sent; 1 to 200 are allowed."),
        ] {
            assert_eq!(rule.detail(sent), detail);
        }
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let detail = Rule::TooLong { length: 300, most: 200 }.detail(Some(&"ñ".repeat(300)));
        assert_eq!(detail, format!("\"{}\"… has 300 characters; 1 to 200 are allowed.", "ñ".repeat(80)));
    }
}
