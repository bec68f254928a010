//! A person ends a share.

use career::history::What;
use career::id::{PersonId, ShareId};
use career::source::{Actor, Source, Way};
use jiff::Timestamp;

use crate::command::{Command, Stop};
use crate::history;
use crate::sql::{Session, statements};

statements! {
    END = "update share set ended_at = $1 \
        where id = $2 and person_id = $3 and ended_at is null and expires_at > $1";
    IS_THERE = "select id from share where id = $1 and person_id = $2";
}

/// Ends a share: from now on it cannot be opened. One that is over already stays as it is.
#[derive(Debug)]
pub struct EndShare {
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub share: ShareId,
    /// Now.
    pub now: Timestamp,
}

/// The person has no such share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownShare;

impl Command for EndShare {
    type Outcome = ();
    type Refusal = UnknownShare;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<UnknownShare>> {
        let parameters = [self.now.into(), self.share.into(), self.person.into()];
        if session.execute(&END, &parameters).await? == 0 {
            let there = session.query_one(&IS_THERE, &[self.share.into(), self.person.into()]).await?;
            return if there.is_some() { Ok(()) } else { Err(Stop::Refused(UnknownShare)) };
        }
        let source = Source { by: Actor::Person(self.person), via: Way::Page, at: self.now };
        let entry = super::event(self.share, source, What::Ended, serde_json::Value::Null);
        history::append(session, self.person, &entry).await?;
        Ok(())
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}
