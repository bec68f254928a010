//! A person's own name.

use career::history::{Event, Subject, What};
use career::id::PersonId;
use career::person_name::PersonName;
use career::source::{Actor, Source, Way};
use jiff::Timestamp;
use serde_json::json;

use crate::command::{Command, Stop};
use crate::history;
use crate::record::rows::PersonRow;
use crate::sql::{Session, statements};

statements! {
    UPDATE = "update person set name = $1 where id = $2 returning address, created_at";
}

/// The person says what their name is, or takes it back.
#[derive(Debug)]
pub struct SetName {
    /// Whose.
    pub person: PersonId,
    /// The name.
    pub name: Option<PersonName>,
    /// Now.
    pub now: Timestamp,
}

impl Command for SetName {
    type Outcome = ();
    type Refusal = std::convert::Infallible;

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<Self::Refusal>> {
        let name = self.name.as_ref().map(PersonName::as_str);
        let Some(mut row) = session.query_one(&UPDATE, &[name.into(), self.person.into()]).await? else {
            // Erased meanwhile: there is nobody to name.
            return Ok(());
        };
        session.deletes_personal_data(); // the name before
        let (address, created_at) = (row.text(0)?, row.time(1)?);
        let changed = PersonRow { id: self.person, address: &address, name, created_at };
        let event = Event {
            source: Source { by: Actor::Person(self.person), via: Way::Page, at: self.now },
            what: What::Edited,
            subject: Subject::Person(self.person),
            values: json!({ "name": name }),
            row: Some(changed.hash()),
        };
        history::append(session, self.person, &event).await?;
        Ok(())
    }
}
