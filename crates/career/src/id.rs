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

/// A curriculum's id in paths: 8-4-4-16 hexadecimal digits in upper case, as the `InfoJobs` contract shows it
/// (`infojobs.md §1`). Compared case-insensitively, so it is kept in upper case (LEDGER 1).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct CurriculumCode(String);

impl CurriculumCode {
    /// Makes a code out of 128 random bits.
    pub fn from_random(bytes: [u8; 16]) -> Self {
        let hex = format!("{:032X}", u128::from_be_bytes(bytes));
        Self(format!("{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..]))
    }

    /// Takes what stood in a path. `None` where it cannot be a code that this server issued.
    pub fn parse(text: &str) -> Option<Self> {
        let groups: Vec<&str> = text.split('-').collect();
        let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
        let hexadecimal = groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()));
        (lengths == [8, 4, 4, 16] && hexadecimal).then(|| Self(text.to_ascii_uppercase()))
    }

    /// The code as it is written in answers.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CurriculumCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The id of an experience as the outside sees it: 1 to 2^53 − 1, so that a JavaScript client can read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

impl fmt::Display for ExperienceId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
