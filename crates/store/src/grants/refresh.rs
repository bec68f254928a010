//! Refresh tokens are rotated at each use; a retry gets the same successor (`infojobs.md §2.4`, LEDGER 21, 22).

use career::id::ClientId;
use career::source::{Actor, Way};
use jiff::Timestamp;
use oauth::refresh::{Presented, RefreshToken};
use oauth::scope::Scopes;
use oauth::secret::SecretHash;

use super::{NewPair, end, hold, insert_pair};
use crate::command::{Command, Stop};
use crate::sql::{Row, Session, SqlError, statements};

statements! {
    GRANT_OF_TOKEN = "select grant_id from refresh_token where hash = $1";
    FIND_TOKEN = "select expires_at, rotated_at, sealed_answer from refresh_token where hash = $1";
    ROTATE = "update refresh_token set rotated_at = $1, sealed_answer = $2 where hash = $3 and rotated_at is null";
}

/// Presents a refresh token.
#[derive(Debug)]
pub struct RefreshTokens {
    /// Its hash.
    pub token: SecretHash,
    /// The authenticated client.
    pub client: ClientId,
    /// The parameter `scope`: fewer scopes for the new access token (RFC 6749 §6).
    pub scopes: Option<Scopes>,
    /// The tokens to be made.
    pub pair: NewPair,
    /// The whole answer that the new tokens will be handed out with, sealed under the presented token.
    pub sealed_answer: Vec<u8>,
    /// Now.
    pub now: Timestamp,
}

/// What a refresh token led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refreshed {
    /// The pair of this command.
    Rotated,
    /// The pair of an earlier one, sealed under the presented token.
    SameSuccessor(Vec<u8>),
    /// Nothing.
    Refused(RefreshRefusal),
}

/// Why there are no new tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefreshRefusal {
    /// There is no such token, or it is another client's.
    Unknown,
    /// It was idle for too long.
    Expired,
    /// It was used before: its family is dead.
    Reused,
    /// More scopes than the grant has.
    Scope,
}

impl Command for RefreshTokens {
    type Outcome = Refreshed;
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<Refreshed, Stop<Self::Refusal>> {
        let refused = |refusal| Ok(Refreshed::Refused(refusal));
        let grant = hold(session, &GRANT_OF_TOKEN, &self.token).await?;
        let Some(grant) = grant.filter(|grant| grant.client == self.client && !grant.ended) else {
            return refused(RefreshRefusal::Unknown);
        };
        let Some(mut row) = session.query_one(&FIND_TOKEN, &[self.token.as_bytes().into()]).await? else {
            return refused(RefreshRefusal::Unknown);
        };
        let scopes = self.scopes.as_ref().unwrap_or(&grant.scopes);
        match read(&mut row)?.present(self.now) {
            // Looked at only now, so that a token that was used before is noticed whatever is asked for with it.
            Presented::Rotate if !scopes.is_subset(&grant.scopes) => refused(RefreshRefusal::Scope),
            Presented::Rotate => {
                let now = self.now.into();
                let parameters = [now, self.sealed_answer.clone().into(), self.token.as_bytes().into()];
                if session.execute(&ROTATE, &parameters).await? == 0 {
                    return Err(SqlError::Conflict.into());
                }
                insert_pair(session, &grant, scopes, &self.pair, self.now).await?;
                Ok(Refreshed::Rotated)
            }
            Presented::SameSuccessor(sealed) => Ok(Refreshed::SameSuccessor(sealed)),
            Presented::Expired => refused(RefreshRefusal::Expired),
            Presented::RevokeFamily => {
                end(session, &grant, Actor::Server, Way::Rule, self.now).await?;
                refused(RefreshRefusal::Reused)
            }
        }
    }

    fn is_alone(&self) -> bool {
        true
    }
}

fn read(row: &mut Row) -> Result<RefreshToken, SqlError> {
    let expires_at = row.time(0)?;
    let rotated_at = row.optional(1, Row::time)?;
    let sealed_answer = row.optional(2, Row::bytes)?;
    Ok(match rotated_at {
        None => RefreshToken::Living { expires_at },
        Some(at) => RefreshToken::Rotated { at, sealed_answer: sealed_answer.unwrap_or_default() },
    })
}
