//! What becomes of the submissions of a person who is erased.

use career::id::PersonId;
use jiff::Timestamp;

use super::row;
use crate::sql::{Session, SqlError, statements};

statements! {
    OF_PERSON = sqlite "select id, request_id, client_id, state, person_id, created_at, finalized_at \
            from submission where person_id = $1 order by id"
        postgres "select id, request_id, client_id, state, person_id, created_at, finalized_at \
            from submission where person_id = $1 order by id for update";
}

/// Takes a person out of every submission that is theirs, and deletes what was pushed. What the partners are told stays
/// ([`career::submission::Submission::erase`], LEDGER 156).
pub(crate) async fn erase_person<S: Session>(
    session: &mut S,
    person: PersonId,
    now: Timestamp,
) -> Result<(), SqlError> {
    for found in &mut session.query(&OF_PERSON, &[person.into()]).await? {
        let submission = row::read(found)?;
        let left = submission.state.clone().erase(person, now);
        row::advance(session, submission.id, &submission.state, &left).await?;
        row::delete_credential(session, submission.id).await?;
    }
    Ok(())
}
