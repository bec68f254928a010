//! A share is made.

use career::history::What;
use career::id::{ClientId, PersonId, ShareId};
use career::share::{Life, Pin, ShareContent, TRIES};
use career::source::Source;
use jiff::Timestamp;
use serde_json::json;

use super::{PinParts, made_by};
use crate::command::{Command, Stop};
use crate::sql::{Row, Session, SqlError, Value, statements};
use crate::{history, people};

statements! {
    INSERT = "insert into share (id, person_id, client_id, pin_mac, content, tries_left, created_at, expires_at) \
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing";
    FIND = "select pin_mac, content, expires_at - created_at, expires_at, client_id from share \
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
    /// Who makes it, how, and when: the person, or an application for them.
    pub source: Source,
}

/// What came of making a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreatedShare {
    /// It is there, made now or by the same command before.
    There {
        /// From when on it cannot be opened.
        expires_at: Timestamp,
    },
    /// There is one of this person's with the id and other content, another PIN, another life, or made by somebody else.
    /// It stays as it is.
    Otherwise,
}

/// Why a share was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreateShareRefusal {
    /// There is a share of somebody else's with this id.
    IdTaken,
    /// There is no such person, or no longer.
    UnknownPerson,
}

impl Command for CreateShare {
    type Outcome = CreatedShare;
    type Refusal = CreateShareRefusal;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<CreatedShare, Stop<CreateShareRefusal>> {
        if !people::is_there(session, self.person).await? {
            return Err(Stop::Refused(CreateShareRefusal::UnknownPerson));
        }
        let expires_at = self.source.at + self.life.duration();
        let mac = PinParts::new(&self.id, &self.pin).mac(session.keys());
        let content =
            serde_json::to_string(&self.content).map_err(|error| SqlError::Broken(error.to_string()))?;
        let parameters = [
            self.id.into(),
            self.person.into(),
            made_by(self.source).map(ClientId::uuid).into(),
            Value::from(&mac),
            content.as_str().into(),
            i64::from(TRIES).into(),
            self.source.at.into(),
            expires_at.into(),
        ];
        if session.execute(&INSERT, &parameters).await? == 0 {
            return self.find(session, &content).await;
        }
        let values = json!({ "content": self.content, "expires_at": expires_at });
        history::append(session, self.person, &super::event(self.id, self.source, What::Shared, values))
            .await?;
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
    ) -> Result<CreatedShare, Stop<CreateShareRefusal>> {
        let row = session.query_one(&FIND, &[self.id.into(), self.person.into()]).await?;
        let mut row = row.ok_or(Stop::Refused(CreateShareRefusal::IdTaken))?;
        let (mac, stored, life) = (row.hash(0)?, row.text(1)?, row.integer(2)?);
        let maker = row.optional(4, Row::uuid)?.map(ClientId::from_uuid);
        let same = stored == content
            && maker == made_by(self.source)
            && i128::from(life) == self.life.duration().as_millis()
            && PinParts::new(&self.id, &self.pin).opens(session.keys(), &mac);
        if !same {
            return Ok(CreatedShare::Otherwise);
        }
        Ok(CreatedShare::There { expires_at: row.time(3)? })
    }
}
