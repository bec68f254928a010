//! What time does by itself: open submissions expire, tombstones end.

use career::submission::LIFE;
use jiff::{SignedDuration, Timestamp};

use super::row;
use crate::command::{Command, Stop};
use crate::sql::{Session, statements};

statements! {
    DUE = sqlite "select id, request_id, client_id, state, person_id, created_at, finalized_at from submission \
            where state in ('waiting', 'bound') and created_at <= $1 order by created_at limit 100"
        postgres "select id, request_id, client_id, state, person_id, created_at, finalized_at from submission \
            where state in ('waiting', 'bound') and created_at <= $1 order by created_at limit 100 \
            for update skip locked";
    END_BATCHES = "delete from batch where submission_id in \
        (select id from submission where state in ('declined', 'expired') and finalized_at <= $1)";
    END_TOMBSTONES = "delete from submission where state in ('declined', 'expired') and finalized_at <= $1";
}

/// Expires up to 100 submissions whose 48 hours are over, and ends old tombstones.
#[derive(Debug)]
pub struct SweepSubmissions {
    /// Now.
    pub now: Timestamp,
    /// How long a tombstone answers the status (`seekpass.md §4`: 90 days by default, LEDGER 45).
    pub tombstone_life: SignedDuration,
}

/// What a sweep did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swept {
    /// How many expired.
    pub expired: usize,
    /// True where there may be more to expire.
    pub more: bool,
}

impl Command for SweepSubmissions {
    type Outcome = Swept;
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<Swept, Stop<Self::Refusal>> {
        let mut due = session.query(&DUE, &[(self.now - LIFE).into()]).await?;
        for found in &mut due {
            let submission = row::read(found)?;
            row::expire(session, &submission, self.now).await?;
        }
        let over = [(self.now - self.tombstone_life).into()];
        session.execute(&END_BATCHES, &over).await?;
        session.execute(&END_TOMBSTONES, &over).await?;
        Ok(Swept { expired: due.len(), more: due.len() == 100 })
    }
}
