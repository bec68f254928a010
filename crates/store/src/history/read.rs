//! Reading a person's history.

pub use career::history::Entry;
use career::history::{Head, Link, Opened};
use career::id::PersonId;

use crate::command::Query;
use crate::sql::{Row, Session, SqlError, statements};

statements! {
    PAGE = "select history.sequence, commitment, hash, salt, statement from history \
        left join history_opened on history_opened.person_id = history.person_id \
        and history_opened.sequence = history.sequence \
        where history.person_id = $1 and history.sequence > $2 order by history.sequence limit $3";
    NEWEST = "select history.sequence, commitment, hash, salt, statement from history \
        left join history_opened on history_opened.person_id = history.person_id \
        and history_opened.sequence = history.sequence \
        where history.person_id = $1 and history.sequence < $2 order by history.sequence desc limit $3";
    HEAD = "select sequence, hash, erased from history_head where person_id = $1";
}

/// Where a person's history ends.
#[derive(Debug)]
pub struct HeadOf {
    /// Whose.
    pub person: PersonId,
}

/// The end of a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredHead {
    /// The end.
    pub head: Head,
    /// True for somebody who was erased: nothing can be entered any more.
    pub erased: bool,
}

impl Query for HeadOf {
    /// `None` where there never was such a person.
    type Answer = Option<StoredHead>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Option<StoredHead>, SqlError> {
        let row = session.query_one(&HEAD, &[self.person.into()]).await?;
        row.map(|mut row| {
            let sequence = row.integer(0)?;
            let sequence = u64::try_from(sequence).map_err(|error| row.unreadable(error))?;
            Ok(StoredHead { head: Head { sequence, hash: row.hash(1)? }, erased: row.boolean(2)? })
        })
        .transpose()
    }

    fn is_one_statement(&self) -> bool {
        true
    }
}

/// A part of a person's history, oldest first.
#[derive(Debug)]
pub struct HistoryOf {
    /// Whose.
    pub person: PersonId,
    /// Entries after this sequence; 0 begins with the first.
    pub after: u64,
    /// At most so many.
    pub most: u32,
}

/// A part of a person's history, newest first.
#[derive(Debug)]
pub struct NewestHistoryOf {
    /// Whose.
    pub person: PersonId,
    /// Entries before this sequence; `None` begins with the newest.
    pub before: Option<u64>,
    /// At most so many.
    pub most: u32,
}

impl Query for HistoryOf {
    type Answer = Vec<Entry>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Vec<Entry>, SqlError> {
        let parameters = [self.person.into(), number(self.after).into(), i64::from(self.most).into()];
        session.query(&PAGE, &parameters).await?.iter_mut().map(entry).collect()
    }

    fn is_one_statement(&self) -> bool {
        true
    }
}

impl Query for NewestHistoryOf {
    type Answer = Vec<Entry>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Vec<Entry>, SqlError> {
        let before = self.before.map_or(i64::MAX, number);
        let parameters = [self.person.into(), before.into(), i64::from(self.most).into()];
        session.query(&NEWEST, &parameters).await?.iter_mut().map(entry).collect()
    }

    fn is_one_statement(&self) -> bool {
        true
    }
}

/// A sequence as the database holds it; no history gets near the greatest one.
pub(super) fn number(sequence: u64) -> i64 {
    i64::try_from(sequence).unwrap_or(i64::MAX)
}

/// Reads a row of `sequence, commitment, hash, salt, statement`.
fn entry(row: &mut Row) -> Result<Entry, SqlError> {
    let sequence = row.integer(0)?;
    let sequence = u64::try_from(sequence).map_err(|error| row.unreadable(error))?;
    let link = Link { sequence, commitment: row.hash(1)?, hash: row.hash(2)? };
    let salt = row.optional(3, Row::hash)?;
    let statement = row.optional(4, Row::text)?;
    let opened = salt.zip(statement).map(|(salt, statement)| Opened { salt, statement });
    Ok(Entry { link, opened })
}
