//! Reading what of a person's history an application is told (`record.md §4`, LEDGER 184).

use std::collections::BTreeSet;

use career::history::Event;
use career::id::{ClientId, GrantId, PersonId};
use career::record::{Curriculum, KnownClient, Told};
use career::source::Actor;

use super::{Entry, HistoryOf};
use crate::command::Query;
use crate::record::{RecordOf, known_clients};
use crate::sql::{Row, Session, SqlError, statements};

statements! {
    GRANTS = "select id from oauth_grant where person_id = $1 and client_id = $2";
    // More than these entries may hold such a member; which ones count is for `Told` to say.
    MARKED = "select statement from history_opened where person_id = $1 \
        and (statement like '%\"what\":\"hidden\"%' or statement like '%\"what\":\"shown\"%') order by sequence";
}

/// How many entries are read at once.
const AT_ONCE: u32 = 200;

/// A part of what an application is told of a person's history, oldest first.
#[derive(Debug)]
pub struct HistoryTold {
    /// Whose.
    pub person: PersonId,
    /// To whom.
    pub client: ClientId,
    /// Entries after this sequence; 0 begins with the first.
    pub after: u64,
    /// At most so many.
    pub most: usize,
}

/// A part of a history with what is needed to tell it.
#[derive(Debug)]
pub struct ToldPart {
    /// The entries with what they say.
    pub entries: Vec<(Entry, Event)>,
    /// Whether there are more after them.
    pub more: bool,
    /// The person's curricula, which entries name by their ids inside the store.
    pub curricula: Vec<Curriculum>,
    /// The clients that did something in these entries.
    pub clients: Vec<KnownClient>,
}

impl Query for HistoryTold {
    /// `None` where there is no such person.
    type Answer = Option<ToldPart>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Option<ToldPart>, SqlError> {
        let Some(record) = (RecordOf { person: self.person }).answer(session).await? else {
            return Ok(None);
        };
        let mut rows = session.query(&GRANTS, &[self.person.into(), self.client.into()]).await?;
        let grants = rows.iter_mut().map(|row| row.uuid(0).map(GrantId::from_uuid));
        let grants: BTreeSet<GrantId> = grants.collect::<Result<_, _>>()?;
        let mut rows = session.query(&MARKED, &[self.person.into()]).await?;
        let marked: Vec<Event> = rows.iter_mut().map(marked).collect::<Result<_, _>>()?;
        let told = Told::to(self.client, grants, &record, &marked);

        let mut entries: Vec<(Entry, Event)> = Vec::new();
        let mut after = self.after;
        let mut more = false;
        'parts: loop {
            let part = (HistoryOf { person: self.person, after, most: AT_ONCE }).answer(session).await?;
            let Some(last) = part.last() else { break };
            after = last.link.sequence;
            for entry in part {
                let Some(event) = entry.event().filter(|event| told.tells(event)) else { continue };
                if entries.len() == self.most {
                    more = true;
                    break 'parts;
                }
                entries.push((entry, event));
            }
        }
        let clients = entries.iter().filter_map(|(_, event)| client_of(event)).collect();
        let clients = known_clients(session, &clients).await?;
        Ok(Some(ToldPart { entries, more, curricula: record.curricula, clients }))
    }
}

fn marked(row: &mut Row) -> Result<Event, SqlError> {
    let text = row.text(0)?;
    serde_json::from_str(&text).map_err(|error| row.unreadable(error))
}

fn client_of(event: &Event) -> Option<ClientId> {
    match event.source.by {
        Actor::Application(client) | Actor::Partner(client) => Some(client),
        Actor::Person(_) | Actor::Outsider | Actor::Operator | Actor::Server => None,
    }
}
