//! Sessions of the web pages: 30 days, a new id at each sign-in (`seekpass.md §5`).

use career::id::PersonId;
use career::person_name::PersonName;
use jiff::{SignedDuration, Timestamp};
use oauth::secret::SecretHash;

use crate::command::{Command, Query, Stop};
use crate::sql::{Row, Session, SqlError, statements};

/// How long a session lives.
pub const LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);

statements! {
    FORGET_EXPIRED = "delete from session where expires_at <= $1";
    INSERT = "insert into session (hash, person_id, created_at, expires_at) values ($1, $2, $3, $4)";
    FIND = "select person.id, person.address, person.name from session join person on person.id = session.person_id \
        where session.hash = $1 and session.expires_at > $2";
    END = "delete from session where hash = $1";
    END_ALL = "delete from session where person_id = $1";
}

pub(super) async fn begin<S: Session>(
    session: &mut S,
    person: PersonId,
    hash: &SecretHash,
    now: Timestamp,
) -> Result<(), SqlError> {
    session.execute(&FORGET_EXPIRED, &[now.into()]).await?;
    let parameters = [hash.as_bytes().into(), person.into(), now.into(), (now + LIFE).into()];
    session.execute(&INSERT, &parameters).await?;
    Ok(())
}

/// Who is signed in with a session.
#[derive(Debug)]
pub struct SignedIn {
    /// The session's hash.
    pub session: SecretHash,
    /// Now.
    pub now: Timestamp,
}

/// A person who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedInPerson {
    /// Who.
    pub id: PersonId,
    /// Their e-mail address.
    pub address: String,
    /// Their name, if they said one.
    pub name: Option<PersonName>,
}

impl Query for SignedIn {
    type Answer = Option<SignedInPerson>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Self::Answer, SqlError> {
        let row = session.query_one(&FIND, &[self.session.as_bytes().into(), self.now.into()]).await?;
        row.map(|mut row| read(&mut row)).transpose()
    }

    fn is_one_statement(&self) -> bool {
        true
    }

    fn is_brief(&self) -> bool {
        true
    }
}

fn read(row: &mut Row) -> Result<SignedInPerson, SqlError> {
    let name = row.optional(2, Row::text)?.map(|name| PersonName::parse(&name)).transpose();
    let name = name.map_err(|fault| row.unreadable(fault))?.flatten();
    Ok(SignedInPerson { id: PersonId::from_uuid(row.uuid(0)?), address: row.text(1)?, name })
}

/// Ends one session.
#[derive(Debug)]
pub struct SignOut {
    /// The session's hash.
    pub session: SecretHash,
}

impl Command for SignOut {
    type Outcome = ();
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<Self::Refusal>> {
        session.execute(&END, &[self.session.as_bytes().into()]).await?;
        Ok(())
    }
}

/// Ends every session of a person.
#[derive(Debug)]
pub struct SignOutEverywhere {
    /// Whose.
    pub person: PersonId,
}

impl Command for SignOutEverywhere {
    type Outcome = ();
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<Self::Refusal>> {
        session.execute(&END_ALL, &[self.person.into()]).await?;
        Ok(())
    }
}
