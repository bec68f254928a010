//! Mail to be sent. It is written in the transaction of what causes it, and sent by whoever claims it.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::command::{Command, Query, Stop};
use crate::sql::{Row, Session, SqlError, statements};

statements! {
    INSERT = "insert into mail (id, to_address, subject, body, code, created_at, next_try_at, tries, expires_at) \
        values ($1, $2, $3, $4, $5, $6, $7, 0, $8)";
    CLAIM = sqlite
        "update mail set next_try_at = $1, tries = tries + 1 \
         where id in (select id from mail where sent_at is null and (next_try_at <= $2 or next_try_at > $3) \
         and (expires_at is null or expires_at > $2) order by next_try_at limit 20) \
         returning id, to_address, subject, body, code, created_at, tries, expires_at"
        // Named first, so that what is locked is chosen once and no more than that is claimed.
        postgres
        "with due as materialized (select id from mail where sent_at is null \
         and (next_try_at <= $2 or next_try_at > $3) and (expires_at is null or expires_at > $2) \
         order by next_try_at limit 20 for update skip locked) \
         update mail set next_try_at = $1, tries = tries + 1 from due where mail.id = due.id \
         returning mail.id, to_address, subject, body, code, created_at, tries, expires_at";
    MARK_SENT = "update mail set sent_at = $1 where id = $2";
    DELETE = "delete from mail where id = $1";
    POSTPONE = "update mail set next_try_at = $1 where id = $2 and sent_at is null";
    RENEW = "update mail set next_try_at = $1 \
        where id = $2 and next_try_at = $3 and sent_at is null and (expires_at is null or expires_at > $4)";
    GIVE_BACK = "update mail set next_try_at = $1, tries = tries - 1 \
        where id = $2 and next_try_at = $3 and sent_at is null";
    EXPIRE = "update mail set expires_at = $1 where to_address = $2 and sent_at is null and expires_at > $1";
    SWEEP = "delete from mail where expires_at <= $1";
    LATE = "select count(*) from mail where to_address = $1 and sent_at is null \
        and (tries > 1 or (tries = 1 and next_try_at < created_at + $2)) \
        and (expires_at is null or expires_at > $3)";
    WAITING = "select count(*), min(created_at) from mail where sent_at is null \
        and (expires_at is null or expires_at > $1)";
    NEWEST = "select id, to_address, subject, body, code, created_at, tries, expires_at from mail \
        order by created_at desc, id desc limit 200";
}

/// A mail before it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMail {
    /// Its id.
    pub id: Uuid,
    /// To whom.
    pub to: String,
    /// The subject line.
    pub subject: String,
    /// The text.
    pub body: String,
    /// The sign-in code in the text, for the demo's outbox.
    pub code: Option<String>,
}

/// A mail as the outbox holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// What is to be sent.
    pub content: NewMail,
    /// When it was written.
    pub created_at: Timestamp,
    /// How often sending was tried.
    pub tries: i64,
    /// From when on it is of no use to anybody; `None` where it always is.
    pub expires_at: Option<Timestamp>,
}

impl Mail {
    /// True where it is too late to send it: at the very instant and after it.
    pub fn is_dead(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|expires_at| expires_at <= now)
    }
}

/// Writes a mail, which is sent before `expires_at` or never.
pub(crate) async fn write<S: Session>(
    session: &mut S,
    mail: &NewMail,
    now: Timestamp,
    expires_at: Option<Timestamp>,
) -> Result<(), SqlError> {
    let parameters = [
        mail.id.into(),
        mail.to.as_str().into(),
        mail.subject.as_str().into(),
        mail.body.as_str().into(),
        mail.code.clone().into(),
        now.into(),
        now.into(),
        expires_at.into(),
    ];
    session.execute(&INSERT, &parameters).await?;
    Ok(())
}

/// Ends the mails to an address that would have ended by themselves and were not sent yet: what they carry is dead.
pub(crate) async fn expire<S: Session>(session: &mut S, to: &str, now: Timestamp) -> Result<(), SqlError> {
    session.execute(&EXPIRE, &[now.into(), to.into()]).await?;
    Ok(())
}

fn read(row: &mut Row) -> Result<Mail, SqlError> {
    let content = NewMail {
        id: row.uuid(0)?,
        to: row.text(1)?,
        subject: row.text(2)?,
        body: row.text(3)?,
        code: row.optional(4, Row::text)?,
    };
    Ok(Mail {
        content,
        created_at: row.time(5)?,
        tries: row.integer(6)?,
        expires_at: row.optional(7, Row::time)?,
    })
}

/// Takes what is due, for [`ClaimMail::LEASE`]: whoever claims it and dies leaves it to the next. What has expired is
/// never taken.
#[derive(Debug)]
pub struct ClaimMail {
    /// Now.
    pub now: Timestamp,
}

impl ClaimMail {
    /// How long a claim lasts.
    pub const LEASE: SignedDuration = SignedDuration::from_mins(2);

    /// The longest time from one try to the next. A mail that waits for longer waits since before the clock was set
    /// back, and is due.
    pub const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(10);
}

impl Command for ClaimMail {
    type Outcome = Vec<Mail>;
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<Vec<Mail>, Stop<Self::Refusal>> {
        let (lease, far) = (self.now + Self::LEASE, self.now + Self::LONGEST_WAIT);
        let mut rows = session.query(&CLAIM, &[lease.into(), self.now.into(), far.into()]).await?;
        Ok(rows.iter_mut().map(read).collect::<Result<_, _>>()?)
    }
}

/// Lengthens a claim by a whole [`ClaimMail::LEASE`] from now; the outcome is false where somebody else has the mail, or
/// where it is gone or dead.
#[derive(Debug)]
pub struct RenewClaim {
    /// Which.
    pub id: Uuid,
    /// When it was claimed.
    pub claimed_at: Timestamp,
    /// Now.
    pub now: Timestamp,
}

impl Command for RenewClaim {
    type Outcome = bool;
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<bool, Stop<Self::Refusal>> {
        let (lease, until) = (self.now + ClaimMail::LEASE, self.claimed_at + ClaimMail::LEASE);
        let parameters = [lease.into(), self.id.into(), until.into(), self.now.into()];
        Ok(session.execute(&RENEW, &parameters).await? > 0)
    }
}

/// Gives a claimed mail back that was not tried, so that the next may have it at once. One that somebody else has
/// meanwhile stays theirs.
#[derive(Debug)]
pub struct GiveMailBack {
    /// Which.
    pub id: Uuid,
    /// When it was claimed.
    pub claimed_at: Timestamp,
    /// Now.
    pub now: Timestamp,
}

impl Command for GiveMailBack {
    type Outcome = ();
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<Self::Refusal>> {
        let until = self.claimed_at + ClaimMail::LEASE;
        session.execute(&GIVE_BACK, &[self.now.into(), self.id.into(), until.into()]).await?;
        Ok(())
    }
}

/// A claimed mail went out.
#[derive(Debug)]
pub struct MailSent {
    /// Which.
    pub id: Uuid,
    /// When.
    pub now: Timestamp,
    /// Keep it to be looked at (the demo), instead of deleting it.
    pub keep: bool,
}

impl Command for MailSent {
    type Outcome = ();
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<Self::Refusal>> {
        if self.keep {
            session.execute(&MARK_SENT, &[self.now.into(), self.id.into()]).await?;
        } else {
            session.execute(&DELETE, &[self.id.into()]).await?;
            session.deletes_personal_data();
        }
        Ok(())
    }
}

/// A claimed mail could not be sent; it is tried again.
#[derive(Debug)]
pub struct PostponeMail {
    /// Which.
    pub id: Uuid,
    /// When to try again.
    pub until: Timestamp,
}

impl Command for PostponeMail {
    type Outcome = ();
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<Self::Refusal>> {
        session.execute(&POSTPONE, &[self.until.into(), self.id.into()]).await?;
        Ok(())
    }
}

/// Deletes mail that expired before it was sent.
#[derive(Debug)]
pub struct SweepMail {
    /// Now.
    pub now: Timestamp,
}

impl Command for SweepMail {
    type Outcome = ();
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<Self::Refusal>> {
        if session.execute(&SWEEP, &[self.now.into()]).await? > 0 {
            session.deletes_personal_data();
        }
        Ok(())
    }
}

/// Whether mail to an address could not be sent and still waits. A mail that is on its way for the first time does
/// not count: its next try is a whole [`ClaimMail::LEASE`] away, and after a failure it is sooner.
#[derive(Debug)]
pub struct MailIsLate {
    /// To whom.
    pub to: String,
    /// Now.
    pub now: Timestamp,
}

impl Query for MailIsLate {
    type Answer = bool;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<bool, SqlError> {
        let lease = ClaimMail::LEASE.as_secs() * 1000;
        let row = session.query_one(&LATE, &[self.to.as_str().into(), lease.into(), self.now.into()]).await?;
        row.map_or(Ok(false), |mut row| Ok(row.integer(0)? > 0))
    }

    fn is_one_statement(&self) -> bool {
        true
    }
}

/// How much mail waits to be sent, and since when. What has expired waits for nothing any more.
#[derive(Debug)]
pub struct MailWaiting {
    /// Now.
    pub now: Timestamp,
}

/// The mail that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// How many.
    pub mails: u64,
    /// When the oldest of them was written.
    pub since: Option<Timestamp>,
}

impl Query for MailWaiting {
    type Answer = Waiting;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Waiting, SqlError> {
        let Some(mut row) = session.query_one(&WAITING, &[self.now.into()]).await? else {
            return Ok(Waiting { mails: 0, since: None });
        };
        Ok(Waiting { mails: u64::try_from(row.integer(0)?).unwrap_or(0), since: row.optional(1, Row::time)? })
    }

    fn is_one_statement(&self) -> bool {
        true
    }
}

/// The newest mails, for the demo's outbox.
#[derive(Debug)]
pub struct NewestMail;

impl Query for NewestMail {
    type Answer = Vec<Mail>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Vec<Mail>, SqlError> {
        session.query(&NEWEST, &[]).await?.iter_mut().map(read).collect()
    }

    fn is_one_statement(&self) -> bool {
        true
    }
}
