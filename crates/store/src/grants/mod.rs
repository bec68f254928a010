//! Grants and the tokens that come of them.
//!
//! A grant is what one person allowed one application. Its codes, access tokens and refresh tokens are a family:
//! ending the grant ends them all.
//!
//! Whoever changes one of a family holds its grant first, and only then reads or writes codes and tokens: two nodes that
//! took them the other way round would wait for each other.

mod authorize;
mod persons;
mod redeem;
mod refresh;
mod revoke;
mod tokens;

pub use authorize::Authorize;
pub use persons::{EndGrants, GrantOfPerson, GrantState, GrantsOf, GrantsOfPerson, Newest, NothingGranted};
pub use redeem::{RedeemCode, RedeemRefusal};
pub use refresh::{RefreshRefusal, RefreshTokens, Refreshed};
pub use revoke::RevokeToken;
pub use tokens::{Authenticate, Authenticated, IssuePartnerToken, SweepTokens, TokenByHash};

use career::history::{Event, Subject, What};
use career::id::{ClientId, GrantId, PersonId};
use career::source::{Actor, Source, Way};
use jiff::Timestamp;
use oauth::refresh::IDLE_LIFE;
use oauth::scope::Scopes;
use oauth::secret::SecretHash;
use oauth::token::USER_LIFE;

use crate::history;
use crate::sql::{Row, Session, SqlError, Statement, Value, statements};

statements! {
    // Held until the end of the transaction: nobody else changes one of its family meanwhile.
    FIND = sqlite "select client_id, person_id, scopes, ended_at from oauth_grant where id = $1"
        postgres "select client_id, person_id, scopes, ended_at from oauth_grant where id = $1 for update";
    END = "update oauth_grant set ended_at = $1 where id = $2 and ended_at is null";
    END_ACCESS = "delete from access_token where grant_id = $1";
    END_REFRESH = "delete from refresh_token where grant_id = $1";
    END_CODES = "delete from authorization_code where grant_id = $1";
    INSERT_ACCESS = "insert into access_token (hash, client_id, grant_id, person_id, scopes, expires_at) \
        values ($1, $2, $3, $4, $5, $6)";
    INSERT_REFRESH = "insert into refresh_token (hash, grant_id, expires_at) values ($1, $2, $3)";
}

#[cfg(test)]
pub(crate) static STATEMENTS: &[&[&Statement]] =
    &[ALL, authorize::ALL, persons::ALL, redeem::ALL, refresh::ALL, revoke::ALL, tokens::ALL];

/// The hashes of a pair of new tokens.
#[derive(Debug, Clone, Copy)]
pub struct NewPair {
    /// Of the access token.
    pub access: SecretHash,
    /// Of the refresh token.
    pub refresh: SecretHash,
}

/// A grant as its row holds it.
#[derive(Debug, Clone)]
struct Grant {
    id: GrantId,
    client: ClientId,
    person: PersonId,
    scopes: Scopes,
    ended: bool,
}

/// The grant of a code or a token, held; `None` where there is none any more.
async fn hold<S: Session>(
    session: &mut S,
    of: &'static Statement,
    hash: &SecretHash,
) -> Result<Option<Grant>, SqlError> {
    let Some(mut row) = session.query_one(of, &[hash.as_bytes().into()]).await? else { return Ok(None) };
    find(session, GrantId::from_uuid(row.uuid(0)?)).await
}

async fn find<S: Session>(session: &mut S, id: GrantId) -> Result<Option<Grant>, SqlError> {
    let row = session.query_one(&FIND, &[id.into()]).await?;
    row.map(|mut row| {
        Ok(Grant {
            id,
            client: ClientId::from_uuid(row.uuid(0)?),
            person: PersonId::from_uuid(row.uuid(1)?),
            scopes: scopes(&mut row, 2)?,
            ended: row.optional(3, Row::time)?.is_some(),
        })
    })
    .transpose()
}

fn scopes(row: &mut Row, column: usize) -> Result<Scopes, SqlError> {
    Scopes::parse(&row.text(column)?).map_err(|error| row.unreadable(error))
}

/// Ends a grant with all its tokens, and enters that in the person's history.
async fn end<S: Session>(
    session: &mut S,
    grant: &Grant,
    by: Actor,
    via: Way,
    now: Timestamp,
) -> Result<(), SqlError> {
    for statement in [&END_ACCESS, &END_REFRESH, &END_CODES] {
        session.execute(statement, &[grant.id.into()]).await?;
    }
    if session.execute(&END, &[now.into(), grant.id.into()]).await? == 1 {
        let event = Event {
            source: Source { by, via, at: now },
            what: What::Ended,
            subject: Subject::Grant(grant.id),
            values: serde_json::Value::Null,
            row: None,
        };
        history::append(session, grant.person, &event).await?;
    }
    Ok(())
}

/// Stores a pair of tokens; the access token may have fewer scopes than the grant.
async fn insert_pair<S: Session>(
    session: &mut S,
    grant: &Grant,
    scopes: &Scopes,
    pair: &NewPair,
    now: Timestamp,
) -> Result<(), SqlError> {
    let access: [Value; 6] = [
        pair.access.as_bytes().into(),
        grant.client.into(),
        grant.id.into(),
        grant.person.into(),
        scopes.to_string().into(),
        (now + USER_LIFE).into(),
    ];
    session.execute(&INSERT_ACCESS, &access).await?;
    let refresh = [pair.refresh.as_bytes().into(), grant.id.into(), (now + IDLE_LIFE).into()];
    session.execute(&INSERT_REFRESH, &refresh).await?;
    Ok(())
}
