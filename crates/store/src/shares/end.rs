//! A share is ended before its time.

use career::history::What;
use career::id::{PersonId, ShareId};
use career::source::Source;

use super::made_by;
use crate::command::{Command, Stop};
use crate::history;
use crate::sql::{Session, statements};

statements! {
    END = "update share set ended_at = $1 \
        where id = $2 and person_id = $3 and ended_at is null and expires_at > $1";
    IS_OF_CLIENT = "select id from share where id = $1 and person_id = $2 and client_id = $3";
    IS_THERE = "select id from share where id = $1 and person_id = $2";
}

/// Ends a share: from now on it cannot be opened. One that is over already stays as it is.
#[derive(Debug)]
pub struct EndShare {
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub share: ShareId,
    /// Who ends it, how, and when: the person any share of theirs, an application those that it made for them.
    pub source: Source,
}

/// The person has no such share, or the application made none such for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownShare;

impl Command for EndShare {
    type Outcome = ();
    type Refusal = UnknownShare;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<UnknownShare>> {
        if let Some(client) = made_by(self.source) {
            let parameters = [self.share.into(), self.person.into(), client.into()];
            if session.query_one(&IS_OF_CLIENT, &parameters).await?.is_none() {
                return Err(Stop::Refused(UnknownShare));
            }
        }
        let parameters = [self.source.at.into(), self.share.into(), self.person.into()];
        if session.execute(&END, &parameters).await? == 0 {
            let there = session.query_one(&IS_THERE, &[self.share.into(), self.person.into()]).await?;
            return if there.is_some() { Ok(()) } else { Err(Stop::Refused(UnknownShare)) };
        }
        let entry = super::event(self.share, self.source, What::Ended, serde_json::Value::Null);
        history::append(session, self.person, &entry).await?;
        Ok(())
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}
