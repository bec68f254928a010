//! Clients: made, listed, given a new secret and removed by an operator, usually from another process.

use std::sync::Arc;

use career::credential::UnknownMembers;
use career::id::ClientId;
use jiff::Timestamp;
use oauth::client::{Client, ClientKind};
use oauth::redirect_uri::RedirectUri;
use oauth::scope::Scopes;
use oauth::secret::SecretHash;

use crate::command::{Command, Query, Stop};
use crate::sql::{Row, Session, SqlError, Value, statements};

statements! {
    INSERT = "insert into client \
        (id, kind, name, secret_hash, scopes, redirect_uris, keeps_unknown_members, created_at) \
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    FIND = "select id, kind, name, secret_hash, scopes, redirect_uris, keeps_unknown_members \
        from client where id = $1 and removed_at is null";
    LIST = "select id, kind, name, secret_hash, scopes, redirect_uris, keeps_unknown_members, created_at \
        from client where removed_at is null order by created_at, id";
    ROTATE = "update client set secret_hash = $1 \
        where id = $2 and removed_at is null and secret_hash is not null";
    REMOVE = "update client set removed_at = $1, secret_hash = null where id = $2 and removed_at is null";
    END_TOKENS = "delete from access_token where client_id = $1";
    END_REFRESH_TOKENS = "delete from refresh_token where grant_id in \
        (select id from oauth_grant where client_id = $1)";
}

/// Adds a client.
#[derive(Debug)]
pub struct AddClient {
    /// The client, with its id.
    pub client: Client,
    /// Now.
    pub now: Timestamp,
}

impl Command for AddClient {
    type Outcome = ();
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<Self::Refusal>> {
        let Client { id, name, scopes, kind } = &self.client;
        let (word, secret, uris, keeps) = match kind {
            ClientKind::Partner { secret, unknown_members } => {
                ("partner", Some(secret), Vec::new(), *unknown_members == UnknownMembers::Keep)
            }
            ClientKind::Application { secret, redirect_uris } => {
                let uris = redirect_uris.iter().map(RedirectUri::as_str).collect();
                ("application", secret.as_ref(), uris, false)
            }
        };
        let parameters = [
            (*id).into(),
            word.into(),
            name.as_str().into(),
            secret.map(SecretHash::as_bytes).into(),
            scopes.to_string().into(),
            serde_json::Value::from(uris).to_string().into(),
            keeps.into(),
            self.now.into(),
        ];
        session.execute(&INSERT, &parameters).await?;
        Ok(())
    }
}

/// A client by its id.
#[derive(Debug)]
pub struct ClientById {
    /// Which.
    pub id: ClientId,
}

impl Query for ClientById {
    type Answer = Option<Client>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Self::Answer, SqlError> {
        find(session, self.id).await
    }

    fn is_one_statement(&self) -> bool {
        true
    }

    fn is_brief(&self) -> bool {
        true
    }
}

pub(crate) async fn find<S: Session>(session: &mut S, id: ClientId) -> Result<Option<Client>, SqlError> {
    let row = session.query_one(&FIND, &[id.into()]).await?;
    row.map(|mut row| read(&mut row)).transpose()
}

/// A client that is there, and whose secret has this hash; read where it is not known to be so.
pub(crate) async fn known<S: Session>(
    session: &mut S,
    id: ClientId,
    secret: Option<&SecretHash>,
) -> Result<Option<Arc<Client>>, SqlError> {
    if let Some(client) = session.known_clients().with_secret(id, secret) {
        return Ok(Some(client));
    }
    Ok(find(session, id).await?.map(|client| session.known_clients().keep(client)))
}

/// Reads a row of `id, kind, name, secret_hash, scopes, redirect_uris, keeps_unknown_members`.
fn read(row: &mut Row) -> Result<Client, SqlError> {
    let id = ClientId::from_uuid(row.uuid(0)?);
    let kind = row.text(1)?;
    let name = row.text(2)?;
    let secret = row.optional(3, Row::hash)?.map(SecretHash::from_bytes);
    let scopes = Scopes::parse(&row.text(4)?).map_err(|error| row.unreadable(error))?;
    let uris: Vec<String> = serde_json::from_str(&row.text(5)?).map_err(|error| row.unreadable(error))?;
    let unknown_members = if row.boolean(6)? { UnknownMembers::Keep } else { UnknownMembers::Refuse };
    let kind = match (kind.as_str(), secret) {
        ("partner", Some(secret)) => ClientKind::Partner { secret, unknown_members },
        ("application", secret) => ClientKind::Application {
            secret,
            redirect_uris: uris.into_iter().map(RedirectUri::registered).collect(),
        },
        _ => return Err(row.unreadable(format!("a client of kind {kind}"))),
    };
    Ok(Client { id, name, scopes, kind })
}

/// All clients, the oldest first, with the time at which each was made.
#[derive(Debug)]
pub struct Clients;

impl Query for Clients {
    type Answer = Vec<(Client, Timestamp)>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Self::Answer, SqlError> {
        let mut rows = session.query(&LIST, &[]).await?;
        rows.iter_mut().map(|row| Ok((read(row)?, row.time(7)?))).collect()
    }

    fn is_one_statement(&self) -> bool {
        true
    }
}

/// There is no such client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientRefusal {
    /// Nor ever was, or it was removed.
    Unknown,
    /// It is a public client and has no secret.
    Public,
}

/// Puts a new secret in the place of the old one. Tokens that were issued stay.
#[derive(Debug)]
pub struct RotateClientSecret {
    /// Which.
    pub id: ClientId,
    /// The new secret's hash.
    pub secret: SecretHash,
}

impl Command for RotateClientSecret {
    type Outcome = ();
    type Refusal = ClientRefusal;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<ClientRefusal>> {
        let client = find(session, self.id).await?.ok_or(Stop::Refused(ClientRefusal::Unknown))?;
        if client.is_public() {
            return Err(Stop::Refused(ClientRefusal::Public));
        }
        session.execute(&ROTATE, &[self.secret.as_bytes().into(), self.id.into()]).await?;
        Ok(())
    }
}

/// Removes a client: its tokens die at once, and what it brought into records stays.
#[derive(Debug)]
pub struct RemoveClient {
    /// Which.
    pub id: ClientId,
    /// Now.
    pub now: Timestamp,
}

impl Command for RemoveClient {
    type Outcome = ();
    type Refusal = ClientRefusal;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<ClientRefusal>> {
        let id = Value::from(self.id);
        if session.execute(&REMOVE, &[self.now.into(), id.clone()]).await? == 0 {
            return Err(Stop::Refused(ClientRefusal::Unknown));
        }
        session.execute(&END_TOKENS, std::slice::from_ref(&id)).await?;
        session.execute(&END_REFRESH_TOKENS, &[id]).await?;
        Ok(())
    }
}
