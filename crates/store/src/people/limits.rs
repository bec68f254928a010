//! The limits of signing in (`seekpass.md §5`), counted in the database, so that they hold for all nodes together
//! and over restarts. Addresses and sources are counted by keyed hashes. Whoever counts one holds its row until the end
//! of the transaction, so that the numbers are exact however many nodes are asked at once.

use jiff::{SignedDuration, Timestamp};

use crate::keys::Purpose;
use crate::sql::{Session, SqlError, Value, statements};

statements! {
    HOLD = "insert into sign_in_subject (subject, last_at) values ($1, $2) \
        on conflict (subject) do update set last_at = excluded.last_at";
    COUNT = "select count(*), min(at) from sign_in_count where subject = $1 and at > $2";
    INSERT = "insert into sign_in_count (subject, at) values ($1, $2)";
    COUNT_FROM_NOW = "update sign_in_count set at = $1 where subject = $2 and at > $1";
    FORGET_OWN = "delete from sign_in_count where subject = $1 and at <= $2";
    // Other subjects that nobody counted for as long. What another node holds is left to it: so nobody waits here.
    FORGET_COUNTS = sqlite "delete from sign_in_count where subject in \
            (select subject from sign_in_subject where last_at <= $1)"
        postgres "delete from sign_in_count where subject in \
            (select subject from sign_in_subject where last_at <= $1 for update skip locked)";
    FORGET_SUBJECTS = sqlite "delete from sign_in_subject where last_at <= $1"
        postgres "delete from sign_in_subject where subject in \
            (select subject from sign_in_subject where last_at <= $1 for update skip locked)";
}

/// The longest time that anything is counted for.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// How often somebody may ask for codes, and enter wrong ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignInLimits {
    /// Mails to one address within an hour.
    pub mails_per_address: u32,
    /// Mails asked for from one source within an hour.
    pub mails_per_source: u32,
    /// Wrong codes for one address within a day.
    pub wrong_codes_per_address: u32,
}

impl Default for SignInLimits {
    /// The contract's numbers.
    fn default() -> Self {
        Self { mails_per_address: 5, mails_per_source: 60, wrong_codes_per_address: 20 }
    }
}

/// What is counted.
#[derive(Debug, Clone, Copy)]
pub(super) enum Counted<'a> {
    /// Mails to an address.
    MailTo(&'a str),
    /// Mails asked for from a source.
    MailFrom(&'a str),
    /// Wrong codes for an address.
    WrongCode(&'a str),
}

impl Counted<'_> {
    fn parts(&self) -> [&[u8]; 2] {
        match self {
            Self::MailTo(address) => [b"mail to", address.as_bytes()],
            Self::MailFrom(source) => [b"mail from", source.as_bytes()],
            Self::WrongCode(address) => [b"wrong code", address.as_bytes()],
        }
    }

    const fn window(&self) -> SignedDuration {
        match self {
            Self::MailTo(_) | Self::MailFrom(_) => SignedDuration::from_hours(1),
            Self::WrongCode(_) => LONGEST,
        }
    }

    fn subject<S: Session>(&self, session: &S) -> Value {
        Value::from(&session.keys().mac(Purpose::SignInCount, &self.parts()))
    }

    /// When the next one is allowed; `None` where it is allowed now. Until the end of the transaction, nobody else counts
    /// it.
    pub(super) async fn until<S: Session>(
        &self,
        session: &mut S,
        most: u32,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, SqlError> {
        session.execute(&HOLD, &[self.subject(session), now.into()]).await?;
        let parameters = [self.subject(session), (now - self.window()).into()];
        let Some(mut row) = session.query_one(&COUNT, &parameters).await? else { return Ok(None) };
        if row.integer(0)? < i64::from(most) {
            return Ok(None);
        }
        let oldest = row.optional(1, crate::sql::Row::time)?;
        // What was counted later than now was counted before the clock was set back. It counts from now on, so that
        // nobody waits for longer than the window (LEDGER 124).
        session.execute(&COUNT_FROM_NOW, &[now.into(), self.subject(session)]).await?;
        Ok(Some(oldest.map_or(now, |oldest| oldest.min(now)) + self.window()))
    }

    /// Counts one more, after [`Counted::until`] allowed it, and forgets what no window reaches any more.
    pub(super) async fn count<S: Session>(&self, session: &mut S, now: Timestamp) -> Result<(), SqlError> {
        let long_ago = Value::from(now - LONGEST);
        session.execute(&FORGET_OWN, &[self.subject(session), long_ago.clone()]).await?;
        session.execute(&INSERT, &[self.subject(session), now.into()]).await?;
        session.execute(&FORGET_COUNTS, std::slice::from_ref(&long_ago)).await?;
        session.execute(&FORGET_SUBJECTS, &[long_ago]).await?;
        Ok(())
    }
}
