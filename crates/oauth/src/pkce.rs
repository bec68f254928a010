//! Proof Key for Code Exchange (RFC 7636), S256 alone: `plain` protects nothing (RFC 9700 §2.1.1).

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// An S256 challenge: 43 characters of base64url.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeChallenge(String);

impl CodeChallenge {
    /// Takes a challenge. `None` where it is not the base64url of a SHA-256.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        (bytes.len() == 32).then(|| Self(text.to_owned()))
    }

    /// True where the verifier is well-formed (RFC 7636 §4.1) and hashes to this challenge (§4.6).
    pub fn verifies(&self, verifier: &str) -> bool {
        let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
        if !(43..=128).contains(&verifier.len()) || !verifier.bytes().all(unreserved) {
            return false;
        }
        let challenge = URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()).as_ref());
        verify_slices_are_equal(challenge.as_bytes(), self.0.as_bytes()).is_ok()
    }

    /// The challenge as it was sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn rfc_7636_appendix_b() {
        let challenge = CodeChallenge::parse(CHALLENGE).unwrap();
        assert!(challenge.verifies(VERIFIER));
        assert!(!challenge.verifies(&VERIFIER.replace('d', "e")));
        assert!(!challenge.verifies(CHALLENGE), "plain is not accepted");
    }

    #[test]
    fn what_is_not_well_formed_never_verifies() {
        assert_eq!(CodeChallenge::parse("short"), None);
        assert_eq!(CodeChallenge::parse(&format!("{CHALLENGE}=")), None);
        let challenge = CodeChallenge::parse(CHALLENGE).unwrap();
        for verifier in ["", "short", &"a".repeat(129), &format!("{VERIFIER} ")] {
            assert!(!challenge.verifies(verifier));
        }
    }
}
