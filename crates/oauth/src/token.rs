//! Access tokens: what they are good for, and the answer that hands them out.

use std::fmt;

use career::id::{ClientId, GrantId, PersonId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::scope::Scopes;

/// How long a user's access token lives. The answer's `expires_in` is one second less, as the real service
/// writes it (`infojobs.md §2.4`).
pub const USER_LIFE: SignedDuration = SignedDuration::from_hours(12);

/// An access token, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessToken {
    /// Whom it was issued to.
    pub client: ClientId,
    /// For whom it acts; `None` for a partner's own.
    pub person: Option<PersonId>,
    /// The grant that it came of; `None` for a partner's own.
    pub grant: Option<GrantId>,
    /// What it is good for.
    pub scopes: Scopes,
    /// When it ends: it is expired at this very instant.
    pub expires_at: Timestamp,
}

/// The answer of a token endpoint (RFC 6749 §5.1). The contracts differ in the letter case of `token_type`,
/// which has no meaning. Its `Debug` form never shows the tokens.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenAnswer {
    /// The access token.
    pub access_token: String,
    /// `Bearer` or `bearer`.
    pub token_type: String,
    /// In seconds.
    pub expires_in: i64,
    /// Only for people's grants.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub refresh_token: Option<String>,
    /// Space-separated; left out by the `InfoJobs` dialect.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub scope: Option<String>,
}

impl fmt::Debug for TokenAnswer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("TokenAnswer").field("scope", &self.scope).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_not_for_logs() {
        let answer = TokenAnswer {
            access_token: "hush".to_owned(),
            token_type: "Bearer".to_owned(),
            expires_in: 1,
            refresh_token: Some("hush".to_owned()),
            scope: None,
        };
        assert_eq!(format!("{answer:?}"), "TokenAnswer { scope: None, .. }");
    }
}
