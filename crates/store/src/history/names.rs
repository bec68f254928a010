//! Whom the entries of a history name by their ids alone.

use std::collections::{BTreeMap, BTreeSet};

use career::history::{Event, Subject};
use career::id::{ClientId, GrantId, PersonId};
use career::source::Actor;

use crate::command::Query;
use crate::record::known_clients;
use crate::sql::{Session, SqlError, statements};

statements! {
    GRANT = "select client_id from oauth_grant where id = $1 and person_id = $2";
}

/// What the clients and the grants in some entries are called.
#[derive(Debug)]
pub struct NamesIn {
    /// Whose entries.
    pub person: PersonId,
    /// The entries.
    pub events: Vec<Event>,
}

/// What they are called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    clients: BTreeMap<ClientId, String>,
    grants: BTreeMap<GrantId, ClientId>,
}

impl Names {
    /// What a client is called, also one that was removed since.
    pub fn client(&self, id: ClientId) -> Option<&str> {
        self.clients.get(&id).map(String::as_str)
    }

    /// What the application of a grant is called.
    pub fn of_grant(&self, id: GrantId) -> Option<&str> {
        self.grants.get(&id).and_then(|client| self.client(*client))
    }
}

impl Query for NamesIn {
    type Answer = Names;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Names, SqlError> {
        let mut names = Names::default();
        let mut clients: BTreeSet<ClientId> = BTreeSet::new();
        for event in &self.events {
            if let Actor::Application(client) | Actor::Partner(client) = event.source.by {
                clients.insert(client);
            }
            if let Subject::Grant(grant) = event.subject
                && let Some(mut row) = session.query_one(&GRANT, &[grant.into(), self.person.into()]).await?
            {
                let client = ClientId::from_uuid(row.uuid(0)?);
                names.grants.insert(grant, client);
                clients.insert(client);
            }
        }
        let known = known_clients(session, &clients).await?;
        names.clients = known.into_iter().map(|client| (client.id, client.name)).collect();
        Ok(names)
    }
}
