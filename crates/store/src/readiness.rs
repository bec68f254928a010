//! Whether the database answers, and is one that this program may use.

use crate::command::Query;
use crate::compatibility;
use crate::sql::{Session, SqlError};

/// Reads one row, to see that it can be read and what it says.
#[derive(Debug)]
pub struct Ready;

impl Query for Ready {
    type Answer = ();

    async fn answer<S: Session>(&self, session: &mut S) -> Result<(), SqlError> {
        compatibility::check(session).await
    }

    fn is_one_statement(&self) -> bool {
        true
    }
}
