//! One type for each kind of id, so that a curriculum's id can never stand where a person's is wanted.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Takes a UUID as this kind of id.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID itself.
            pub const fn uuid(self) -> Uuid {
                self.0
            }

            /// Its 16 bytes.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, formatter)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::try_parse(text).map(Self)
            }
        }
    };
}

uuid_id!(
    /// A person: whose record it is.
    PersonId
);
uuid_id!(
    /// A client of either kind: a partner (`SEEK` Pass contract) or an application (`InfoJobs` contract).
    ClientId
);
uuid_id!(
    /// A curriculum of a person. The outside knows it by its [`CurriculumCode`].
    CurriculumId
);
uuid_id!(
    /// A submission: the life of one pushed credential, from the partner's request to its end.
    SubmissionId
);
uuid_id!(
    /// The random id in a submission's link (`content=` in the fragment). Never the partner's own id.
    RequestId
);
uuid_id!(
    /// A grant: what one person allowed one application, with every token that came of it.
    GrantId
);

uuid_id!(
    /// The random id in the link of a share.
    ShareId
);

/// A curriculum's id in paths: 8-4-4-16 hexadecimal digits in upper case, as the `InfoJobs` contract shows it
/// (`infojobs.md §1`). Compared case-insensitively, so it is kept in upper case (LEDGER 1).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct CurriculumCode(String);

impl CurriculumCode {
    /// Makes a code out of 128 random bits.
    pub fn from_random(bytes: [u8; 16]) -> Self {
        let hex = format!("{:032X}", u128::from_be_bytes(bytes));
        Self(format!("{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..]))
    }

    /// Takes what stood in a path. `None` where it cannot be a code that this server issued.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = |(place, byte): (usize, u8)| match place {
            8 | 13 | 18 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        };
        (text.len() == 35 && text.bytes().enumerate().all(fits)).then(|| Self(text.to_ascii_uppercase()))
    }

    /// The code as it is written in answers.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<CurriculumCode> for String {
    fn from(code: CurriculumCode) -> Self {
        code.0
    }
}

/// A text that is no [`CurriculumCode`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a curriculum's code is 8-4-4-16 hexadecimal digits")]
pub struct NoCurriculumCode;

impl TryFrom<String> for CurriculumCode {
    type Error = NoCurriculumCode;

    fn try_from(text: String) -> Result<Self, NoCurriculumCode> {
        Self::parse(&text).ok_or(NoCurriculumCode)
    }
}

impl fmt::Display for CurriculumCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The id of an experience as the outside sees it: 1 to 2^53 − 1, so that a JavaScript client can read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "u64", try_from = "u64")]
pub struct ExperienceId(u64);

impl ExperienceId {
    /// The greatest id: 2^53 − 1.
    pub const GREATEST: u64 = (1 << 53) - 1;

    /// `None` where the number is zero or above 2^53 − 1, and so was never issued.
    pub const fn new(number: u64) -> Option<Self> {
        if number >= 1 && number <= Self::GREATEST { Some(Self(number)) } else { None }
    }

    /// The number itself.
    pub const fn number(self) -> u64 {
        self.0
    }
}

impl From<ExperienceId> for u64 {
    fn from(id: ExperienceId) -> Self {
        id.0
    }
}

/// A number that no experience can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an experience's id is a number from 1 to 2^53 - 1")]
pub struct NoExperienceId;

impl TryFrom<u64> for ExperienceId {
    type Error = NoExperienceId;

    fn try_from(number: u64) -> Result<Self, NoExperienceId> {
        Self::new(number).ok_or(NoExperienceId)
    }
}

impl fmt::Display for ExperienceId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

/// One statement of a record: a declared experience, or one employment in an accepted credential.
///
/// Written as `experience/` and the number, or `credential/`, the submission's id and the employment's place in the
/// credential, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatementId {
    /// A declared experience.
    Experience(ExperienceId),
    /// An employment in a credential.
    Employment {
        /// The submission that the credential came with.
        submission: SubmissionId,
        /// Its place in the credential, from 1.
        place: u16,
    },
}

impl StatementId {
    /// Where the ids of all statements of one credential begin.
    pub fn of_credential(submission: SubmissionId) -> String {
        format!("credential/{submission}/")
    }
}

impl fmt::Display for StatementId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Experience(id) => write!(formatter, "experience/{id}"),
            Self::Employment { submission, place } => write!(formatter, "credential/{submission}/{place}"),
        }
    }
}

/// A text that is no [`StatementId`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a statement's id is `experience/<number>` or `credential/<submission>/<place>`")]
pub struct NoStatementId;

impl FromStr for StatementId {
    type Err = NoStatementId;

    /// Reads only what [`fmt::Display`] writes, so that one statement has one id.
    fn from_str(text: &str) -> Result<Self, NoStatementId> {
        let read = match *text.split('/').collect::<Vec<_>>() {
            ["experience", number] => number.parse().ok().and_then(ExperienceId::new).map(Self::Experience),
            ["credential", submission, place] => submission
                .parse()
                .ok()
                .zip(place.parse().ok().filter(|place| *place > 0))
                .map(|(submission, place)| Self::Employment { submission, place }),
            _ => None,
        };
        read.filter(|id| id.to_string() == text).ok_or(NoStatementId)
    }
}

impl Serialize for StatementId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for StatementId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|error| serde::de::Error::custom(format!("`{text}`: {error}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statements_id_is_read_as_it_is_written_and_in_no_other_way() {
        let credential = "credential/00000000-0000-0000-0000-00000000000a/12";
        for text in ["experience/8547632159", credential] {
            assert_eq!(text.parse::<StatementId>().unwrap().to_string(), text);
        }
        for text in [
            "experience/0",
            "experience/+7",
            "experience/07",
            "credential/00000000-0000-0000-0000-00000000000A/1",
            "credential/00000000-0000-0000-0000-00000000000a/0",
            "credential/00000000-0000-0000-0000-00000000000a",
            "",
        ] {
            assert_eq!(text.parse::<StatementId>(), Err(NoStatementId), "{text}");
        }
    }

    #[test]
    fn ledger_1_a_curriculum_code_is_8_4_4_16_hexadecimal_digits_in_any_case() {
        let code = CurriculumCode::from_random([0xE5; 16]);
        assert_eq!(code.as_str(), "E5E5E5E5-E5E5-E5E5-E5E5E5E5E5E5E5E5");
        assert_eq!(CurriculumCode::parse("e5e5e5e5-e5e5-e5e5-e5e5e5e5e5e5e5e5"), Some(code));
        for wrong in
            ["", "-", "E5E5E5E5-E5E5-E5E5-E5E5-E5E5E5E5E5E5", "G5E5E5E5-E5E5-E5E5-E5E5E5E5E5E5E5E5", "é"]
        {
            assert_eq!(CurriculumCode::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_experience_id_is_a_positive_number_that_javascript_can_read() {
        assert_eq!(ExperienceId::new(0), None);
        assert_eq!(ExperienceId::new(1 << 53), None);
        assert_eq!(ExperienceId::new((1 << 53) - 1).map(ExperienceId::number), Some(9_007_199_254_740_991));
    }
}
