//! Somebody enters a PIN.

use career::history::What;
use career::id::{PersonId, ShareId};
use career::share::{Pin, ShareContent};
use career::source::{Actor, Source, Way};
use jiff::Timestamp;
use serde_json::json;

use super::PinParts;
use crate::command::{Command, Stop};
use crate::history;
use crate::sql::{Session, SqlError, statements};

statements! {
    // The lock lets two PINs come one after the other.
    LIVING = sqlite "select person_id, pin_mac, content, tries_left, created_at, expires_at from share \
            where id = $1 and expires_at > $2 and ended_at is null and tries_left > 0"
        postgres "select person_id, pin_mac, content, tries_left, created_at, expires_at from share \
            where id = $1 and expires_at > $2 and ended_at is null and tries_left > 0 for update";
    WRONG = "update share set tries_left = $1, ended_at = $2 where id = $3";
    VISITED = "insert into share_visit (share_id, at, let_in) values ($1, $2, $3)";
}

/// Opens a share with a PIN. A wrong one is counted, and the tenth closes the share; a right one is listed every time
/// and gives no tries back (`record.md §5`, LEDGER 144).
#[derive(Debug)]
pub struct VisitShare {
    /// The id in the link.
    pub share: ShareId,
    /// What was entered.
    pub pin: Pin,
    /// Now.
    pub now: Timestamp,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Visited {
    /// The PIN was right.
    LetIn(VisitedShare),
    /// The PIN was wrong, or there is no such share, or it ended, expired or was closed: nobody outside is told which
    /// (LEDGER 145).
    NotLetIn,
}

/// A share that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitedShare {
    /// Whose record.
    pub person: PersonId,
    /// What of it is shown.
    pub content: ShareContent,
    /// When the share was made.
    pub created_at: Timestamp,
    /// From when on it cannot be opened.
    pub expires_at: Timestamp,
}

impl Command for VisitShare {
    /// A wrong PIN is no refusal, for a refused command leaves nothing behind.
    type Outcome = Visited;
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<Visited, Stop<Self::Refusal>> {
        let found = session.query_one(&LIVING, &[self.share.into(), self.now.into()]).await?;
        let parts = PinParts::new(&self.share, &self.pin);
        let Some(mut row) = found else {
            // As much is computed as where there is a share, so that the time tells nothing.
            let _never = parts.opens(session.keys(), &[0; 32]);
            return Ok(Visited::NotLetIn);
        };
        let person = PersonId::from_uuid(row.uuid(0)?);
        let mac = row.hash(1)?;
        if !parts.opens(session.keys(), &mac) {
            let tries_left = row.integer(3)? - 1;
            self.count_wrong(session, person, tries_left).await?;
            return Ok(Visited::NotLetIn);
        }
        let content = serde_json::from_str(&row.text(2)?).map_err(|error| row.unreadable(error))?;
        self.list(session, true).await?;
        let by = Source { by: Actor::Outsider, via: Way::Share, at: self.now };
        let entry = super::event(self.share, by, What::Read, serde_json::Value::Null);
        history::append(session, person, &entry).await?;
        let (created_at, expires_at) = (row.time(4)?, row.time(5)?);
        Ok(Visited::LetIn(VisitedShare { person, content, created_at, expires_at }))
    }

    /// It holds the share's row, and whose that is, it learns of the row.
    fn is_alone(&self) -> bool {
        true
    }
}

impl VisitShare {
    /// Lists a wrong PIN, and closes the share with the last one.
    async fn count_wrong<S: Session>(
        &self,
        session: &mut S,
        person: PersonId,
        tries_left: i64,
    ) -> Result<(), SqlError> {
        let closed = (tries_left == 0).then_some(self.now);
        session.execute(&WRONG, &[tries_left.into(), closed.into(), self.share.into()]).await?;
        self.list(session, false).await?;
        if closed.is_some() {
            let by = Source { by: Actor::Server, via: Way::Rule, at: self.now };
            let values = json!({ "wrong_pins": career::share::TRIES });
            history::append(session, person, &super::event(self.share, by, What::Ended, values)).await?;
        }
        Ok(())
    }

    async fn list<S: Session>(&self, session: &mut S, let_in: bool) -> Result<(), SqlError> {
        session.execute(&VISITED, &[self.share.into(), self.now.into(), let_in.into()]).await?;
        Ok(())
    }
}
