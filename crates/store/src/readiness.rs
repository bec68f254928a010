//! Whether the database answers.

use crate::command::Query;
use crate::sql::{Session, SqlError, statements};

statements! {
    LOOK = "select oldest_compatible from schema_compatibility";
}

/// Reads one row, to see that it can be read.
#[derive(Debug)]
pub struct Ready;

impl Query for Ready {
    type Answer = ();

    async fn answer<S: Session>(&self, session: &mut S) -> Result<(), SqlError> {
        session.query_one(&LOOK, &[]).await.map(drop)
    }

    fn is_one_statement(&self) -> bool {
        true
    }
}
