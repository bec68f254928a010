//! The first who opens a submission's link and signs in gets it.

use career::history::What;
use career::id::{PersonId, RequestId};
use career::source::{Actor, Source, Way};
use career::submission::Submission;
use jiff::Timestamp;

use super::choose::ChooseRefusal;
use super::row;
use crate::command::{Command, Stop};
use crate::sql::Session;
use crate::{history, people};

/// Binds a submission to the person who opened it, unless it is bound.
#[derive(Debug)]
pub struct OpenSubmission {
    /// The id in the link.
    pub request: RequestId,
    /// Who opened it.
    pub person: PersonId,
    /// Now.
    pub now: Timestamp,
}

impl Command for OpenSubmission {
    type Outcome = ();
    type Refusal = ChooseRefusal;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<ChooseRefusal>> {
        let row = row::by_request(session, self.request).await?;
        let row = row.ok_or(Stop::Refused(ChooseRefusal::Unknown))?;
        let opened = row.state.clone().open(self.person, self.now);
        let opened = opened.map_err(|refused| Stop::Refused(refused.refusal.into()))?;
        if opened == row.state {
            return Ok(());
        }
        if !people::is_there(session, self.person).await? {
            return Err(Stop::Refused(ChooseRefusal::Unknown));
        }
        row::advance(session, row.id, &row.state, &opened).await?;

        let Submission::Bound { created_at, .. } = &opened else {
            return Ok(());
        };
        // The values are entered once they are accepted: nothing of them may outlive a refusal.
        let received = Source { by: Actor::Partner(row.client), via: Way::Seekpass, at: *created_at };
        let entry = row::event(row.id, received, What::Received);
        history::append(session, self.person, &entry).await?;
        let seen = Source { by: Actor::Person(self.person), via: Way::Page, at: self.now };
        let entry = row::event_leaving(&row, &opened, seen, What::Opened);
        history::append(session, self.person, &entry).await?;
        Ok(())
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}
