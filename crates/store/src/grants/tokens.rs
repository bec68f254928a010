//! Access tokens: issued to partners, looked at on every request, swept when they are over.

use std::sync::Arc;

use career::id::{ClientId, GrantId, PersonId};
use jiff::{SignedDuration, Timestamp};
use oauth::client::Client;
use oauth::refresh::GRACE;
use oauth::scope::Scopes;
use oauth::secret::SecretHash;
use oauth::token::AccessToken;

use super::INSERT_ACCESS;
use crate::clients;
use crate::command::{Command, Query, Stop};
use crate::memory::{Memories, Remembers};
use crate::sql::{Row, Session, SqlError, Value, statements};

statements! {
    FIND_ACCESS = "select client_id, person_id, grant_id, scopes, expires_at from access_token where hash = $1";
    // One row, with nothing for what there is not.
    FIND_BOTH = "select client.id, secret_hash, access_token.client_id, person_id, grant_id, access_token.scopes, \
        expires_at from (select 1) as one left join access_token on hash = $1 \
        left join client on client.id = coalesce($2, access_token.client_id) and removed_at is null";
    FIND_REFRESH = "select client_id, person_id, oauth_grant.id, scopes, expires_at from refresh_token \
        join oauth_grant on oauth_grant.id = refresh_token.grant_id \
        where hash = $1 and rotated_at is null and ended_at is null";
    SWEEP_ACCESS = "delete from access_token where expires_at <= $1";
    SWEEP_REFRESH = "delete from refresh_token where expires_at <= $1";
    UNSEAL = "update refresh_token set sealed_answer = null \
        where rotated_at <= $1 and sealed_answer is not null";
    SWEEP_CODES = "delete from authorization_code where expires_at <= $1 and used_at is null";
    // A used one is kept for a day, so that its replay ends what came of it.
    SWEEP_USED_CODES = "delete from authorization_code where used_at <= $1";
}

/// How many columns tell of the client before those of its token.
const CLIENT_COLUMNS: usize = 2;

/// For so long after its use, a code that is presented again ends its grant.
const REPLAY_NOTICED: SignedDuration = SignedDuration::from_hours(24);

/// Issues a partner's own access token.
#[derive(Debug)]
pub struct IssuePartnerToken {
    /// The token's hash.
    pub token: SecretHash,
    /// The partner.
    pub client: ClientId,
    /// What it is good for.
    pub scopes: Scopes,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl Command for IssuePartnerToken {
    type Outcome = ();
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<Self::Refusal>> {
        let parameters = [
            self.token.as_bytes().into(),
            self.client.into(),
            Value::Null,
            Value::Null,
            self.scopes.to_string().into(),
            self.expires_at.into(),
        ];
        session.execute(&INSERT_ACCESS, &parameters).await?;
        Ok(())
    }
}

/// Looks at what a request carries: the client, its token, or both.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Authenticate {
    /// The client that the request names. Where it names none, the token's is looked at.
    pub client: Option<ClientId>,
    /// The token that it carries, if it carries one.
    pub token: Option<SecretHash>,
}

/// What there is of it. Nothing was checked yet: neither secrets nor times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authenticated {
    /// The client.
    pub client: Option<Arc<Client>>,
    /// The token.
    pub token: Option<AccessToken>,
}

impl Query for Authenticate {
    type Answer = Authenticated;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Authenticated, SqlError> {
        let token = self.token.as_ref().map(SecretHash::as_bytes);
        let found = session.query_one(&FIND_BOTH, &[token.into(), self.client.into()]).await?;
        let mut row = found.ok_or_else(|| SqlError::Broken("a row of nothing is missing".to_owned()))?;
        let client = match row.optional(0, Row::uuid)?.map(ClientId::from_uuid) {
            Some(id) => {
                let secret = row.optional(1, Row::hash)?.map(SecretHash::from_bytes);
                clients::known(session, id, secret.as_ref()).await?
            }
            None => None,
        };
        let token = (!row.is_null(CLIENT_COLUMNS)).then(|| read(&mut row, CLIENT_COLUMNS)).transpose()?;
        Ok(Authenticated { client, token })
    }

    // Two, where the client is not known yet. What it is does not change, so they need not see the same moment.
    fn is_one_statement(&self) -> bool {
        true
    }

    fn is_brief(&self) -> bool {
        true
    }

    fn memory(memories: &Memories) -> Option<&dyn Remembers<Self>> {
        Some(&memories.authenticated)
    }
}

/// A token of either kind, for introspection (RFC 7662). A refresh token that was rotated is over.
#[derive(Debug)]
pub struct TokenByHash {
    /// Its hash.
    pub token: SecretHash,
}

impl Query for TokenByHash {
    type Answer = Option<AccessToken>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Self::Answer, SqlError> {
        for statement in [&FIND_ACCESS, &FIND_REFRESH] {
            if let Some(mut row) = session.query_one(statement, &[self.token.as_bytes().into()]).await? {
                return read(&mut row, 0).map(Some);
            }
        }
        Ok(None)
    }
}

/// Reads a token from its first column on.
fn read(row: &mut Row, first: usize) -> Result<AccessToken, SqlError> {
    Ok(AccessToken {
        client: ClientId::from_uuid(row.uuid(first)?),
        person: row.optional(first + 1, Row::uuid)?.map(PersonId::from_uuid),
        grant: row.optional(first + 2, Row::uuid)?.map(GrantId::from_uuid),
        scopes: super::scopes(row, first + 3)?,
        expires_at: row.time(first + 4)?,
    })
}

/// Deletes codes and tokens that are over, and sealed answers past their grace.
#[derive(Debug)]
pub struct SweepTokens {
    /// Now.
    pub now: Timestamp,
}

impl Command for SweepTokens {
    type Outcome = ();
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<Self::Refusal>> {
        for statement in [&SWEEP_ACCESS, &SWEEP_REFRESH, &SWEEP_CODES] {
            session.execute(statement, &[self.now.into()]).await?;
        }
        session.execute(&SWEEP_USED_CODES, &[(self.now - REPLAY_NOTICED).into()]).await?;
        session.execute(&UNSEAL, &[(self.now - GRACE).into()]).await?;
        Ok(())
    }
}
