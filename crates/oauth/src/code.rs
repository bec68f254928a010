//! Authorisation codes: 60 seconds, once, for the client and redirect URI that they were made for.

use career::id::{ClientId, GrantId};
use jiff::{SignedDuration, Timestamp};

use crate::pkce::CodeChallenge;

/// How long a code lives (`infojobs.md §2.4`).
pub const LIFE: SignedDuration = SignedDuration::from_secs(60);

/// A code as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorizationCode {
    /// The grant that it redeems.
    pub grant: GrantId,
    /// Whom it was made for.
    pub client: ClientId,
    /// The redirect URI of the authorisation request.
    pub redirect_uri: String,
    /// The challenge of the authorisation request.
    pub challenge: Option<CodeChallenge>,
    /// When it ends: it is expired at this very instant.
    pub expires_at: Timestamp,
    /// True once it was redeemed.
    pub used: bool,
}

/// What is presented with a code.
#[derive(Debug, Clone, Copy)]
pub struct Presented<'a> {
    /// The authenticated client.
    pub client: ClientId,
    /// The parameter `redirect_uri`.
    pub redirect_uri: Option<&'a str>,
    /// The parameter `code_verifier`.
    pub verifier: Option<&'a str>,
}

/// Why a code is not redeemed. All are `invalid_grant` outside (RFC 6749 §5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeRefusal {
    /// It was redeemed before: the tokens that came of it must die (RFC 6749 §4.1.2).
    #[error("the code was used before")]
    Replayed,
    /// Its 60 seconds are over.
    #[error("the code has expired")]
    Expired,
    /// It was made for another client.
    #[error("the code is not known")]
    OtherClient,
    /// `redirect_uri` is not the one of the authorisation request (RFC 6749 §4.1.3).
    #[error("redirect_uri is not the one of the authorization request")]
    RedirectUri,
    /// `code_verifier` does not fit the challenge, or is missing.
    #[error("code_verifier does not fit the code_challenge")]
    Verifier,
    /// There is a verifier although there was no challenge: a downgrade (RFC 9700 §2.1.1).
    #[error("code_verifier was sent, but the authorization request had no code_challenge")]
    NoChallenge,
}

impl AuthorizationCode {
    /// Whether the code may be redeemed with what is presented.
    ///
    /// # Errors
    /// [`CodeRefusal`]. After [`CodeRefusal::Replayed`] the grant is to be ended.
    pub fn check(&self, presented: &Presented<'_>, now: Timestamp) -> Result<(), CodeRefusal> {
        if self.client != presented.client {
            return Err(CodeRefusal::OtherClient);
        }
        if self.used {
            return Err(CodeRefusal::Replayed);
        }
        if now >= self.expires_at {
            return Err(CodeRefusal::Expired);
        }
        if presented.redirect_uri != Some(self.redirect_uri.as_str()) {
            return Err(CodeRefusal::RedirectUri);
        }
        match (&self.challenge, presented.verifier) {
            (None, None) => Ok(()),
            (Some(challenge), Some(verifier)) if challenge.verifies(verifier) => Ok(()),
            (Some(_), _) => Err(CodeRefusal::Verifier),
            (None, Some(_)) => Err(CodeRefusal::NoChallenge),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u128) -> uuid::Uuid {
        uuid::Uuid::from_u128(number)
    }

    #[test]
    fn a_code_is_redeemed_once_in_time_by_whom_it_was_made_for() {
        let now: Timestamp = "2026-11-21T09:00:00Z".parse().unwrap();
        let client = ClientId::from_uuid(id(1));
        let challenge = CodeChallenge::parse("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        let verifier = Some("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        let fresh = AuthorizationCode {
            grant: GrantId::from_uuid(id(2)),
            client,
            redirect_uri: "https://a.example/".to_owned(),
            challenge,
            expires_at: now + LIFE,
            used: false,
        };
        let right = Presented { client, redirect_uri: Some("https://a.example/"), verifier };
        assert_eq!(fresh.check(&right, now), Ok(()));
        assert_eq!(fresh.check(&right, now + SignedDuration::from_millis(59_999)), Ok(()));
        assert_eq!(fresh.check(&right, now + LIFE), Err(CodeRefusal::Expired));

        let other = ClientId::from_uuid(id(3));
        let table = [
            (Presented { client: other, ..right }, CodeRefusal::OtherClient),
            (Presented { redirect_uri: None, ..right }, CodeRefusal::RedirectUri),
            (Presented { redirect_uri: Some("https://a.example"), ..right }, CodeRefusal::RedirectUri),
            (Presented { verifier: None, ..right }, CodeRefusal::Verifier),
            (Presented { verifier: Some("wrong"), ..right }, CodeRefusal::Verifier),
        ];
        for (presented, refusal) in table {
            assert_eq!(fresh.check(&presented, now), Err(refusal), "{presented:?}");
        }
        let used = AuthorizationCode { used: true, ..fresh.clone() };
        assert_eq!(used.check(&right, now), Err(CodeRefusal::Replayed));
        assert_eq!(
            used.check(&right, now + LIFE),
            Err(CodeRefusal::Replayed),
            "a replay counts however late"
        );

        let without = AuthorizationCode { challenge: None, ..fresh };
        assert_eq!(without.check(&Presented { verifier: None, ..right }, now), Ok(()), "LEDGER 24: optional");
        assert_eq!(without.check(&right, now), Err(CodeRefusal::NoChallenge));
    }
}
