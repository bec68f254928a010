//! Finding people, for operators.

use career::id::PersonId;
use jiff::Timestamp;
use uuid::Uuid;

use crate::command::Query;
use crate::sql::{Row, Session, SqlError, statements};

statements! {
    IS_THERE = "select id from person where id = $1";
    BY_ADDRESS = "select id from person where address = $1";
    FIND = sqlite "select id, address, created_at, \
            (select count(*) from curriculum where person_id = person.id), \
            (select count(*) from experience where person_id = person.id), \
            (select count(*) from submission where person_id = person.id and state = 'verified'), \
            (select count(*) from oauth_grant where person_id = person.id and ended_at is null), \
            (select count(*) from history where person_id = person.id) \
            from person where id = $1 or instr(address, $2) > 0 order by address limit $3"
        postgres "select id, address, created_at, \
            (select count(*) from curriculum where person_id = person.id), \
            (select count(*) from experience where person_id = person.id), \
            (select count(*) from submission where person_id = person.id and state = 'verified'), \
            (select count(*) from oauth_grant where person_id = person.id and ended_at is null), \
            (select count(*) from history where person_id = person.id) \
            from person where id = $1 or position($2 in address) > 0 order by address limit $3";
}

/// There is no such person, or no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownPerson;

/// True where there is such a person: whom nobody has erased.
pub(crate) async fn is_there<S: Session>(session: &mut S, person: PersonId) -> Result<bool, SqlError> {
    Ok(session.query_one(&IS_THERE, &[person.into()]).await?.is_some())
}

/// The person with an address.
#[derive(Debug)]
pub struct PersonByAddress {
    /// The e-mail address, in lower case.
    pub address: String,
}

impl Query for PersonByAddress {
    type Answer = Option<PersonId>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Self::Answer, SqlError> {
        let row = session.query_one(&BY_ADDRESS, &[self.address.as_str().into()]).await?;
        row.map(|mut row| row.uuid(0).map(PersonId::from_uuid)).transpose()
    }

    fn is_one_statement(&self) -> bool {
        true
    }
}

/// People by a part of their address, or by their whole id, in the order of their addresses.
#[derive(Debug)]
pub struct FindPeople {
    /// An id, or a part of an address in lower case.
    pub text: String,
    /// At most so many.
    pub most: u32,
}

/// A person, and how much there is of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPerson {
    /// Who.
    pub id: PersonId,
    /// Their e-mail address.
    pub address: String,
    /// Since when this server knows them.
    pub since: Timestamp,
    /// Curricula.
    pub curricula: i64,
    /// Declared experiences.
    pub experiences: i64,
    /// Credentials that they accepted.
    pub credentials: i64,
    /// Grants to applications that have not ended.
    pub grants: i64,
    /// Entries of their history.
    pub entries: i64,
}

impl Query for FindPeople {
    type Answer = Vec<FoundPerson>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Vec<FoundPerson>, SqlError> {
        let id = Uuid::try_parse(&self.text).unwrap_or_default();
        let parameters = [id.into(), self.text.as_str().into(), i64::from(self.most).into()];
        session.query(&FIND, &parameters).await?.iter_mut().map(found).collect()
    }

    fn is_one_statement(&self) -> bool {
        true
    }
}

fn found(row: &mut Row) -> Result<FoundPerson, SqlError> {
    Ok(FoundPerson {
        id: PersonId::from_uuid(row.uuid(0)?),
        address: row.text(1)?,
        since: row.time(2)?,
        curricula: row.integer(3)?,
        experiences: row.integer(4)?,
        credentials: row.integer(5)?,
        grants: row.integer(6)?,
        entries: row.integer(7)?,
    })
}
