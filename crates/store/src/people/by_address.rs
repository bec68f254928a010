//! A person by their address.

use career::id::PersonId;

use crate::command::Query;
use crate::sql::{Session, SqlError, statements};

statements! {
    FIND = "select id from person where address = $1";
}

/// The person with an address.
#[derive(Debug)]
pub struct PersonByAddress {
    /// The e-mail address, in lower case.
    pub address: String,
}

impl Query for PersonByAddress {
    /// `None` where nobody has it.
    type Answer = Option<PersonId>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Option<PersonId>, SqlError> {
        let row = session.query_one(&FIND, &[self.address.as_str().into()]).await?;
        row.map(|mut row| row.uuid(0).map(PersonId::from_uuid)).transpose()
    }

    fn is_one_statement(&self) -> bool {
        true
    }
}
