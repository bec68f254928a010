//! What a person allowed, and how they end it (`record.md §5`).

use std::collections::BTreeMap;

use career::history::{Event, What};
use career::id::{ClientId, GrantId, PersonId};
use career::source::{Actor, Way};
use jiff::Timestamp;
use oauth::scope::Scopes;

use super::{end, find};
use crate::command::{Command, Query, Stop};
use crate::sql::{Row, Session, SqlError, statements};

statements! {
    OF_PERSON = "select oauth_grant.id, client_id, client.name, oauth_grant.scopes, oauth_grant.created_at, ended_at, \
            (exists (select 1 from access_token where grant_id = oauth_grant.id and expires_at > $1) \
                or exists (select 1 from refresh_token where grant_id = oauth_grant.id and expires_at > $1) \
                or exists (select 1 from authorization_code \
                    where grant_id = oauth_grant.id and expires_at > $1 and used_at is null)) \
        from oauth_grant join client on client.id = client_id \
        where person_id = $2 order by oauth_grant.created_at, oauth_grant.id";
    // An entry begins with who did it: `Event` writes its members in this order. Giving up access is no use of it.
    NEWEST_OF_CLIENT = "select statement from history_opened \
        where person_id = $1 and substr(statement, 1, length(cast($2 as text))) = $2 \
        and statement not like '%\"what\":\"ended\",\"subject\":{\"kind\":\"grant\"%' order by sequence desc limit 1";
    // The lock keeps new tokens from being made of them meanwhile.
    LIVING = sqlite "select id from oauth_grant where person_id = $1 and client_id = $2 and ended_at is null order by id"
        postgres "select id from oauth_grant where person_id = $1 and client_id = $2 and ended_at is null order by id \
            for update";
}

/// Everything that a person allowed applications.
#[derive(Debug)]
pub struct GrantsOf {
    /// Whose.
    pub person: PersonId,
    /// Now, by which tokens have run out.
    pub now: Timestamp,
}

/// What a person allowed, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantsOfPerson {
    /// The grants, the oldest first, those that ended included.
    pub grants: Vec<GrantOfPerson>,
    /// The newest entry that each of these applications has in the person's history, where it has one. Reads are entered
    /// once per kind and day.
    pub newest: BTreeMap<ClientId, Newest>,
}

/// A grant as the person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantOfPerson {
    /// Its id.
    pub id: GrantId,
    /// The application.
    pub client: ClientId,
    /// What it is called; also where it was removed since.
    pub client_name: String,
    /// What it may do.
    pub scopes: Scopes,
    /// Since when.
    pub created_at: Timestamp,
    /// Whether it works, or why not.
    pub state: GrantState,
}

/// Whether a grant works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrantState {
    /// There is a code or a token of it that works.
    Living,
    /// It was not ended, and no code and no token of it works any more.
    Lapsed,
    /// It was ended then.
    Ended(Timestamp),
}

/// The newest thing that an application did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Newest {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: What,
}

impl Query for GrantsOf {
    type Answer = GrantsOfPerson;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<GrantsOfPerson, SqlError> {
        let mut rows = session.query(&OF_PERSON, &[self.now.into(), self.person.into()]).await?;
        let grants: Vec<GrantOfPerson> = rows.iter_mut().map(grant).collect::<Result<_, _>>()?;
        let mut newest = BTreeMap::new();
        for GrantOfPerson { client, .. } in &grants {
            if newest.contains_key(client) {
                continue;
            }
            if let Some(found) = newest_of(session, self.person, *client).await? {
                newest.insert(*client, found);
            }
        }
        Ok(GrantsOfPerson { grants, newest })
    }
}

fn grant(row: &mut Row) -> Result<GrantOfPerson, SqlError> {
    let ended_at = row.optional(5, Row::time)?;
    let state = match (ended_at, row.boolean(6)?) {
        (Some(at), _) => GrantState::Ended(at),
        (None, true) => GrantState::Living,
        (None, false) => GrantState::Lapsed,
    };
    Ok(GrantOfPerson {
        id: GrantId::from_uuid(row.uuid(0)?),
        client: ClientId::from_uuid(row.uuid(1)?),
        client_name: row.text(2)?,
        scopes: super::scopes(row, 3)?,
        created_at: row.time(4)?,
        state,
    })
}

async fn newest_of<S: Session>(
    session: &mut S,
    person: PersonId,
    client: ClientId,
) -> Result<Option<Newest>, SqlError> {
    let beginning = format!("{{\"by\":{{\"kind\":\"application\",\"id\":\"{client}\"}},");
    let row = session.query_one(&NEWEST_OF_CLIENT, &[person.into(), beginning.into()]).await?;
    row.map(|mut row| {
        let text = row.text(0)?;
        let event: Event = serde_json::from_str(&text).map_err(|error| row.unreadable(error))?;
        Ok(Newest { at: event.at(), what: event.what })
    })
    .transpose()
}

/// The person ends everything that they allowed an application: its codes and tokens are void at once.
#[derive(Debug)]
pub struct EndGrants {
    /// Whose.
    pub person: PersonId,
    /// The application.
    pub client: ClientId,
    /// Now.
    pub now: Timestamp,
}

/// The person allows the application nothing, or there is no such application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NothingGranted;

impl Command for EndGrants {
    type Outcome = ();
    type Refusal = NothingGranted;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<NothingGranted>> {
        let mut rows = session.query(&LIVING, &[self.person.into(), self.client.into()]).await?;
        let ids: Vec<GrantId> =
            rows.iter_mut().map(|row| row.uuid(0).map(GrantId::from_uuid)).collect::<Result<_, _>>()?;
        if ids.is_empty() {
            return Err(Stop::Refused(NothingGranted));
        }
        for id in ids {
            if let Some(grant) = find(session, id).await? {
                end(session, &grant, Actor::Person(self.person), Way::Page, self.now).await?;
            }
        }
        Ok(())
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }

    fn is_alone(&self) -> bool {
        true
    }
}
