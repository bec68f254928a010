//! A person's own name.

use career::history::{Event, Subject, What};
use career::id::PersonId;
use career::person_name::PersonName;
use career::source::{Actor, Source, Way};
use jiff::Timestamp;
use serde_json::json;

use crate::command::{Command, Stop};
use crate::history;
use crate::sql::{Session, statements};

statements! {
    UPDATE = "update person set name = $1 where id = $2";
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
        session.execute(&UPDATE, &[name.into(), self.person.into()]).await?;
        session.deletes_personal_data(); // the name before
        let event = Event {
            source: Source { by: Actor::Person(self.person), via: Way::Page, at: self.now },
            what: What::Edited,
            subject: Subject::Person(self.person),
            values: json!({ "name": name }),
        };
        history::append(session, self.person, &event).await?;
        Ok(())
    }
}
