//! Opaque secrets: 256 random bits, a prefix that tells the kind, and a checksum.
//!
//! `tnr_at_` + 43 characters of base64url + 6 characters of checksum. The prefix and the checksum let secret
//! scanners find a leaked one without false alarms, and keep nearly all garbage from the database. Only the
//! SHA-256 of the whole text is ever stored.

use std::fmt;
use std::hash::{Hash, Hasher};

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;

/// What a secret opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An access token.
    Access,
    /// A refresh token.
    Refresh,
    /// An authorisation code.
    Code,
    /// A client's secret.
    Client,
    /// A session of the web pages.
    Session,
    /// The token of a browser that asked for a sign-in code.
    Browser,
}

impl Kind {
    /// What secrets of this kind begin with.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Access => "tnr_at_",
            Self::Refresh => "tnr_rt_",
            Self::Code => "tnr_ac_",
            Self::Client => "tnr_cs_",
            Self::Session => "tnr_se_",
            Self::Browser => "tnr_br_",
        }
    }
}

/// Characters of 256 bits in base64url.
const RANDOM: usize = 43;
/// Characters of checksum: the first 36 bits of the SHA-256 of what stands before it.
const CHECKSUM: usize = 6;

/// A secret. Its `Debug` form never shows it.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Makes a secret out of 256 random bits.
    pub fn new(kind: Kind, random: [u8; 32]) -> Self {
        let mut text = format!("{}{}", kind.prefix(), URL_SAFE_NO_PAD.encode(random));
        text.push_str(&checksum(&text));
        Self(text)
    }

    /// Takes what somebody presents; `None` where it cannot be a secret of this kind that this server made.
    pub fn parse(kind: Kind, text: &str) -> Option<Self> {
        let random = text.strip_prefix(kind.prefix())?;
        if random.len() != RANDOM + CHECKSUM || !random.is_ascii() {
            return None;
        }
        let (body, sum) = text.split_at(text.len() - CHECKSUM);
        (checksum(body) == sum).then(|| Self(text.to_owned()))
    }

    /// The text itself, to be handed to its owner.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is stored of it.
    pub fn hash(&self) -> SecretHash {
        SecretHash::of(&self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

fn checksum(text: &str) -> String {
    let sum = digest(&SHA256, text.as_bytes());
    let mut text = URL_SAFE_NO_PAD.encode(sum.as_ref());
    text.truncate(CHECKSUM);
    text
}

/// The SHA-256 of a secret. A secret has 256 bits of chance, so no salt is needed.
#[derive(Debug, Clone, Copy, Eq)]
pub struct SecretHash([u8; 32]);

impl SecretHash {
    /// The hash of whatever text somebody presents.
    pub fn of(text: &str) -> Self {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(digest(&SHA256, text.as_bytes()).as_ref());
        Self(bytes)
    }

    /// Takes a stored hash.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes to store.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Hash for SecretHash {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

/// Compares in a time that tells nothing.
impl PartialEq for SecretHash {
    fn eq(&self, other: &Self) -> bool {
        verify_slices_are_equal(&self.0, &other.0).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_secret_shows_its_kind_and_never_itself() {
        let secret = Secret::new(Kind::Access, [1; 32]);
        assert!(secret.expose().starts_with("tnr_at_AQEBAQEB"));
        assert_eq!(secret.expose().len(), 7 + 43 + 6);
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert!(Secret::parse(Kind::Refresh, secret.expose()).is_none(), "another kind");
    }

    proptest! {
        #[test]
        fn a_secret_reads_back(random in any::<[u8; 32]>()) {
            let secret = Secret::new(Kind::Code, random);
            prop_assert_eq!(Secret::parse(Kind::Code, secret.expose()), Some(secret.clone()));
            prop_assert!(secret.hash() == SecretHash::of(secret.expose()));
        }

        #[test]
        fn a_changed_character_is_noticed(random in any::<[u8; 32]>(), at in 7_usize..56, with in "[A-Za-z0-9_-]") {
            let secret = Secret::new(Kind::Code, random);
            let mut text = secret.expose().to_owned();
            text.replace_range(at..=at, &with);
            prop_assert_eq!(Secret::parse(Kind::Code, &text).is_some(), text == secret.expose());
        }

        #[test]
        fn garbage_is_no_secret(text in ".*") {
            prop_assert!(Secret::parse(Kind::Access, &text).is_none());
        }
    }
}
