//! Revocation by the client (RFC 7009).

use career::id::ClientId;
use career::source::{Actor, Way};
use jiff::Timestamp;
use oauth::secret::SecretHash;

use super::{end, hold};
use crate::command::{Command, Stop};
use crate::sql::{Session, statements};

statements! {
    END_ONE_ACCESS = "delete from access_token where hash = $1 and client_id = $2";
    GRANT_OF_REFRESH = "select grant_id from refresh_token where hash = $1";
}

/// Ends a token of the client's own. A refresh token takes its whole grant with it (RFC 7009 §2.1). A token that
/// is not known, or somebody else's, is no error (§2.2).
#[derive(Debug)]
pub struct RevokeToken {
    /// The token's hash.
    pub token: SecretHash,
    /// The authenticated client.
    pub client: ClientId,
    /// Now.
    pub now: Timestamp,
}

impl Command for RevokeToken {
    type Outcome = ();
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<Self::Refusal>> {
        let grant = hold(session, &GRANT_OF_REFRESH, &self.token).await?;
        // Of a token that is no refresh token, or whose grant is over already.
        session.execute(&END_ONE_ACCESS, &[self.token.as_bytes().into(), self.client.into()]).await?;
        if let Some(grant) = grant.filter(|grant| grant.client == self.client && !grant.ended) {
            end(session, &grant, Actor::Application(self.client), Way::Oauth, self.now).await?;
        }
        Ok(())
    }

    fn is_alone(&self) -> bool {
        true
    }
}
