//! Who reads a record is entered in its history.

use career::history::{Event, Subject, What};
use career::id::{ClientId, PersonId};
use career::source::{Actor, Source, Way};
use jiff::Timestamp;
use serde_json::json;

use crate::command::{Command, Query, Stop};
use crate::history;
use crate::sql::{Session, SqlError, Value, statements};

statements! {
    ENTERED = "select day from history_read where person_id = $1 and client_id = $2 and kind = $3 and day = $4";
    FIRST_READ = sqlite "insert into history_read (person_id, client_id, kind, day) \
            select $1, $2, $3, $4 from person where id = $1 \
            on conflict (person_id, client_id, kind, day) do nothing"
        postgres "insert into history_read (person_id, client_id, kind, day) \
            select $1::uuid, $2::uuid, $3::text, $4::text from person where id = $1 \
            on conflict (person_id, client_id, kind, day) do nothing";
}

/// What an application read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReadKind {
    /// The list of curricula.
    Curricula,
    /// Experiences.
    Experience,
    /// The record as a whole.
    Record,
    /// The timeline.
    Timeline,
    /// The reconciliation.
    Reconciliation,
    /// The history.
    History,
}

impl ReadKind {
    const fn word(self) -> &'static str {
        match self {
            Self::Curricula => "curricula",
            Self::Experience => "experience",
            Self::Record => "record",
            Self::Timeline => "timeline",
            Self::Reconciliation => "reconciliation",
            Self::History => "history",
        }
    }

    /// The way by which this is read.
    const fn way(self) -> Way {
        match self {
            Self::Curricula | Self::Experience => Way::Infojobs,
            Self::Record | Self::Timeline | Self::Reconciliation | Self::History => Way::Record,
        }
    }
}

/// A read, as it stands for all of its day.
fn of_day(person: PersonId, client: ClientId, kind: ReadKind, at: Timestamp) -> [Value; 4] {
    let day = at.strftime("%Y-%m-%d").to_string();
    [person.into(), client.into(), kind.word().into(), day.into()]
}

/// Whether a read is entered for its day already: then it can be answered though nothing can be written (LEDGER 195).
#[derive(Debug)]
pub struct ReadIsEntered {
    /// Whose record.
    pub person: PersonId,
    /// Which application.
    pub client: ClientId,
    /// What it reads.
    pub kind: ReadKind,
    /// Now.
    pub now: Timestamp,
}

impl Query for ReadIsEntered {
    type Answer = bool;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<bool, SqlError> {
        let read = of_day(self.person, self.client, self.kind, self.now);
        Ok(session.query_one(&ENTERED, &read).await?.is_some())
    }

    fn is_one_statement(&self) -> bool {
        true
    }
}

/// Enters that an application read, once per application, kind and day in UTC (`record.md §4`, LEDGER 50). Of somebody
/// who was erased meanwhile, nothing.
#[derive(Debug)]
pub struct EnterRead {
    /// Whose record.
    pub person: PersonId,
    /// Which application.
    pub client: ClientId,
    /// What it read.
    pub kind: ReadKind,
    /// Now.
    pub now: Timestamp,
}

impl Command for EnterRead {
    type Outcome = ();
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<Self::Refusal>> {
        let read = of_day(self.person, self.client, self.kind, self.now);
        if session.execute(&FIRST_READ, &read).await? == 1 {
            let event = Event {
                source: Source { by: Actor::Application(self.client), via: self.kind.way(), at: self.now },
                what: What::Read,
                subject: Subject::Person(self.person),
                values: json!({ "kind": self.kind.word() }),
                row: None,
            };
            history::append(session, self.person, &event).await?;
        }
        Ok(())
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}
