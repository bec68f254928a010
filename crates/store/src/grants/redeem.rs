//! An application redeems its code.

use career::id::ClientId;
use career::source::{Actor, Way};
use jiff::Timestamp;
use oauth::code::{AuthorizationCode, CodeRefusal, Presented};
use oauth::pkce::CodeChallenge;
use oauth::scope::Scopes;
use oauth::secret::SecretHash;

use super::{NewPair, end, hold, insert_pair};
use crate::command::{Command, Stop};
use crate::sql::{Row, Session, SqlError, statements};

statements! {
    GRANT_OF_CODE = "select grant_id from authorization_code where hash = $1";
    FIND_CODE = "select redirect_uri, code_challenge, expires_at, used_at from authorization_code where hash = $1";
    USE = "update authorization_code set used_at = $1 where hash = $2 and used_at is null";
}

/// Redeems a code for a pair of tokens. A code that was used before ends its grant.
#[derive(Debug)]
pub struct RedeemCode {
    /// The code's hash.
    pub code: SecretHash,
    /// The authenticated client.
    pub client: ClientId,
    /// The parameter `redirect_uri`.
    pub redirect_uri: Option<String>,
    /// The parameter `code_verifier`.
    pub verifier: Option<String>,
    /// The tokens to be made.
    pub pair: NewPair,
    /// Now.
    pub now: Timestamp,
}

/// Why a code was not redeemed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RedeemRefusal {
    /// There is no such code.
    Unknown,
    /// The rules of codes say no.
    Rule(CodeRefusal),
}

impl Command for RedeemCode {
    /// The scopes of the tokens. A refusal is an outcome too, for a replay writes.
    type Outcome = Result<Scopes, RedeemRefusal>;
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<Self::Outcome, Stop<Self::Refusal>> {
        let Some(grant) = hold(session, &GRANT_OF_CODE, &self.code).await? else {
            return Ok(Err(RedeemRefusal::Unknown));
        };
        let Some(mut row) = session.query_one(&FIND_CODE, &[self.code.as_bytes().into()]).await? else {
            return Ok(Err(RedeemRefusal::Unknown));
        };
        let code = AuthorizationCode {
            grant: grant.id,
            client: grant.client,
            redirect_uri: row.text(0)?,
            challenge: challenge(&mut row)?,
            expires_at: row.time(2)?,
            used: row.optional(3, Row::time)?.is_some(),
        };
        let presented = Presented {
            client: self.client,
            redirect_uri: self.redirect_uri.as_deref(),
            verifier: self.verifier.as_deref(),
        };
        match code.check(&presented, self.now) {
            Ok(()) if grant.ended => Ok(Err(RedeemRefusal::Unknown)),
            Ok(()) => {
                if session.execute(&USE, &[self.now.into(), self.code.as_bytes().into()]).await? == 0 {
                    return Err(SqlError::Conflict.into());
                }
                insert_pair(session, &grant, &grant.scopes, &self.pair, self.now).await?;
                Ok(Ok(grant.scopes))
            }
            Err(CodeRefusal::Replayed) => {
                end(session, &grant, Actor::Server, Way::Rule, self.now).await?;
                Ok(Err(RedeemRefusal::Rule(CodeRefusal::Replayed)))
            }
            Err(refusal) => Ok(Err(RedeemRefusal::Rule(refusal))),
        }
    }

    fn is_alone(&self) -> bool {
        true
    }
}

/// The challenge of the request. One that cannot be read is no reason to go without.
fn challenge(row: &mut Row) -> Result<Option<CodeChallenge>, SqlError> {
    let Some(text) = row.optional(1, Row::text)? else { return Ok(None) };
    CodeChallenge::parse(&text).map(Some).ok_or_else(|| row.unreadable("not a code challenge"))
}
