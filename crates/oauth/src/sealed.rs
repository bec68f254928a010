//! A sealed answer: what a refresh answered, readable only with the refresh token that was presented.
//!
//! Tokens are stored as hashes, so a retry could not be answered with the same successor; for the seconds of
//! grace the row keeps the whole answer, sealed under a key derived from the presented token (LEDGER 22).

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, Salt};

use crate::secret::Secret;

const INFO: &[&[u8]] = &[b"tenure refresh answer"];

/// Seals an answer. The key is used for this one answer alone, because a token is rotated once; so a fixed
/// nonce is as good as any.
pub fn seal(token: &Secret, answer: &[u8]) -> Option<Vec<u8>> {
    let mut sealed = answer.to_vec();
    key(token)?
        .seal_in_place_append_tag(Nonce::assume_unique_for_key([0; 12]), Aad::empty(), &mut sealed)
        .ok()?;
    Some(sealed)
}

/// Opens a sealed answer; `None` where another token is presented or a byte was changed.
pub fn open(token: &Secret, sealed: &[u8]) -> Option<Vec<u8>> {
    let mut answer = sealed.to_vec();
    let length = key(token)?
        .open_in_place(Nonce::assume_unique_for_key([0; 12]), Aad::empty(), &mut answer)
        .ok()?
        .len();
    answer.truncate(length);
    Some(answer)
}

fn key(token: &Secret) -> Option<LessSafeKey> {
    let derived = Salt::new(HKDF_SHA256, &[]).extract(token.expose().as_bytes());
    let key = derived.expand(INFO, &AES_256_GCM).ok()?;
    Some(LessSafeKey::new(UnboundKey::from(key)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::Kind;

    #[test]
    fn ledger_22_only_the_presented_token_opens_the_answer() {
        let token = Secret::new(Kind::Refresh, [1; 32]);
        let mut sealed = seal(&token, b"the answer").unwrap();
        assert!(!sealed.windows(3).any(|part| part == b"the"));
        assert_eq!(open(&token, &sealed).as_deref(), Some(b"the answer".as_slice()));
        assert_eq!(open(&Secret::new(Kind::Refresh, [2; 32]), &sealed), None);
        sealed[0] ^= 1;
        assert_eq!(open(&token, &sealed), None);
        assert_eq!(open(&token, b""), None);
    }
}
