//! The places of experiences in their sequence, from which their ids come (`numbering`).

use crate::sql::{Row, Session, SqlError, Statements, statements};

statements! {
    TAKE = sqlite "update sequence set next = next + 1 where name = 'experience' returning next - 1"
        postgres "select nextval('experience_sequence')"
        together "select place, nextval('experience_sequence') from generate_series(1, $1::bigint) as given (place)";
    NEXT = sqlite "select next from sequence where name = 'experience'"
        postgres "select last_value + case when is_called then 1 else 0 end from experience_sequence";
    MOVE_ON = sqlite "update sequence set next = $1 where name = 'experience'"
        postgres "select setval('experience_sequence', $1, false)";
}

/// Takes the next place.
pub(super) async fn take<S: Session>(session: &mut S) -> Result<i64, SqlError> {
    match session.take_place()? {
        Some(place) => Ok(place),
        None => place(session.query_one(&TAKE, &[]).await?),
    }
}

/// Which place is the next, for who counts on from there and says at the end how far.
pub(crate) async fn next<S: Statements>(session: &mut S) -> Result<i64, SqlError> {
    place(session.query_one(&NEXT, &[]).await?)
}

/// Says which place is the next now.
pub(crate) async fn move_on<S: Statements>(session: &mut S, next: i64) -> Result<(), SqlError> {
    session.execute(&MOVE_ON, &[next.into()]).await?;
    Ok(())
}

fn place(row: Option<Row>) -> Result<i64, SqlError> {
    let row = row.ok_or_else(|| SqlError::Broken("the sequence of experiences is missing".to_owned()));
    row?.integer(0)
}
