//! The id that a partner gives a credential.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use super::Rule;
use crate::text;

/// A partner's own id of a credential: 1 to 128 characters of ASCII 0x21 to 0x7E, neither `.` nor `..`
/// (`seekpass.md §3.1`, LEDGER 30). Unique within one client; compared byte by byte.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct CredentialId(String);

impl CredentialId {
    /// The greatest length, in characters.
    pub const MOST: usize = 128;

    /// Takes a text as an id, as it is: nothing is trimmed.
    ///
    /// # Errors
    ///
    /// Every rule that the text breaks: [`Rule::Blank`] alone, or any of [`Rule::TooLong`],
    /// [`Rule::CredentialIdCharacters`] and [`Rule::CredentialIdDots`].
    pub fn parse(text: &str) -> Result<Self, Vec<Rule>> {
        let length = text::length(text);
        let strange = text.chars().find(|character| !character.is_ascii_graphic());
        let broken: Vec<Rule> = [
            (length == 0).then_some(Rule::Blank { most: Self::MOST }),
            (length > Self::MOST).then_some(Rule::TooLong { length, most: Self::MOST }),
            strange.map(Rule::CredentialIdCharacters),
            matches!(text, "." | "..").then_some(Rule::CredentialIdDots),
        ]
        .into_iter()
        .flatten()
        .collect();
        if broken.is_empty() { Ok(Self(text.to_owned())) } else { Err(broken) }
    }

    /// The id as the partner sent it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CredentialId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for CredentialId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|broken| {
            let details: Vec<String> = broken.iter().map(|rule| rule.detail(Some(&text))).collect();
            serde::de::Error::custom(details.join(" "))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ledger_30_an_id_is_1_to_128_visible_ascii_characters_and_no_dots_alone() {
        let longest = "x".repeat(128);
        for good in [
            "a",
            "!",
            "~",
            "...",
            ".a",
            "a/b",
            "%2F",
            "fa651300-b91a-49cb-8ee7-cac68b3fdf74",
            "acme:7",
            &longest,
        ] {
            assert_eq!(CredentialId::parse(good).unwrap().as_str(), good);
        }
        let too_long = "x".repeat(129);
        let too_long_and_strange = "é".repeat(129);
        let broken_length = Rule::TooLong { length: 129, most: 128 };
        for (bad, broken) in [
            ("", vec![Rule::Blank { most: 128 }]),
            (&*too_long, vec![broken_length.clone()]),
            (" ", vec![Rule::CredentialIdCharacters(' ')]),
            (" a", vec![Rule::CredentialIdCharacters(' ')]),
            ("a\n", vec![Rule::CredentialIdCharacters('\n')]),
            ("a\u{7f}", vec![Rule::CredentialIdCharacters('\u{7f}')]),
            ("niño", vec![Rule::CredentialIdCharacters('ñ')]),
            ("a\u{0}", vec![Rule::CredentialIdCharacters('\u{0}')]),
            (".", vec![Rule::CredentialIdDots]),
            ("..", vec![Rule::CredentialIdDots]),
            (&*too_long_and_strange, vec![broken_length.clone(), Rule::CredentialIdCharacters('é')]),
        ] {
            assert_eq!(CredentialId::parse(bad), Err(broken), "{bad:?}");
        }
    }

    #[test]
    fn an_id_is_read_from_json_as_strictly_as_anywhere() {
        assert_eq!(serde_json::from_str::<CredentialId>(r#""a""#).unwrap().to_string(), "a");
        let error = serde_json::from_str::<CredentialId>(r#"" ""#).unwrap_err().to_string();
        assert!(error.contains("0x21 to 0x7E"), "{error}");
    }
}
