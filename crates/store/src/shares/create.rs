//! A share is made.

use career::history::What;
use career::id::{PersonId, ShareId};
use career::share::{Life, Pin, ShareContent, TRIES};
use career::source::{Actor, Source, Way};
use jiff::Timestamp;
use serde_json::json;

use super::PinParts;
use crate::command::{Command, Stop};
use crate::history;
use crate::sql::{Session, SqlError, Value, statements};

statements! {
    INSERT = "insert into share (id, person_id, pin_mac, content, tries_left, created_at, expires_at) \
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing";
    FIND = "select pin_mac, content, expires_at - created_at, expires_at from share \
        where id = $1 and person_id = $2";
}

/// Makes a share. The same command twice makes one (LEDGER 147).
#[derive(Debug)]
pub struct CreateShare {
    /// Its id, random throughout: whoever knows it and the PIN may open it.
    pub id: ShareId,
    /// Whose.
    pub person: PersonId,
    /// What it shows.
    pub content: ShareContent,
    /// The PIN.
    pub pin: Pin,
    /// How long it can be opened.
    pub life: Life,
    /// Now.
    pub now: Timestamp,
}

/// What came of making a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreatedShare {
    /// It is there, made now or by the same command before.
    There {
        /// From when on it cannot be opened.
        expires_at: Timestamp,
    },
    /// There is one of this person's with the id and other content, another PIN or another life. It stays as it is.
    Otherwise,
}

/// There is a share of somebody else's with this id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShareIdTaken;

impl Command for CreateShare {
    type Outcome = CreatedShare;
    type Refusal = ShareIdTaken;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<CreatedShare, Stop<ShareIdTaken>> {
        let expires_at = self.now + self.life.duration();
        let mac = PinParts::new(&self.id, &self.pin).mac(session.keys());
        let content =
            serde_json::to_string(&self.content).map_err(|error| SqlError::Broken(error.to_string()))?;
        let parameters = [
            self.id.into(),
            self.person.into(),
            Value::from(&mac),
            content.as_str().into(),
            i64::from(TRIES).into(),
            self.now.into(),
            expires_at.into(),
        ];
        if session.execute(&INSERT, &parameters).await? == 0 {
            return self.find(session, &content).await;
        }
        let source = Source { by: Actor::Person(self.person), via: Way::Page, at: self.now };
        let values = json!({ "content": self.content, "expires_at": expires_at });
        history::append(session, self.person, &super::event(self.id, source, What::Shared, values)).await?;
        Ok(CreatedShare::There { expires_at })
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

impl CreateShare {
    /// The share that there is with this id.
    async fn find<S: Session>(
        &self,
        session: &mut S,
        content: &str,
    ) -> Result<CreatedShare, Stop<ShareIdTaken>> {
        let row = session.query_one(&FIND, &[self.id.into(), self.person.into()]).await?;
        let mut row = row.ok_or(Stop::Refused(ShareIdTaken))?;
        let (mac, stored, life) = (row.hash(0)?, row.text(1)?, row.integer(2)?);
        let same = stored == content
            && i128::from(life) == self.life.duration().as_millis()
            && PinParts::new(&self.id, &self.pin).opens(session.keys(), &mac);
        if !same {
            return Ok(CreatedShare::Otherwise);
        }
        Ok(CreatedShare::There { expires_at: row.time(3)? })
    }
}
