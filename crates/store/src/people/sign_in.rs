//! Signing in with a code that came by mail (`seekpass.md §5`).
//!
//! The code opens only in the browser that asked (which holds a random token of its own), once, within ten
//! minutes and five tries; a new code for the same address kills the old. Only a keyed hash of it is kept.

use career::id::PersonId;
use career::source::Way;
use jiff::{SignedDuration, Timestamp};
use oauth::secret::SecretHash;

use super::limits::{Counted, SignInLimits};
use super::register::{FirstCurriculum, RegisterPerson, register};
use super::sessions;
use crate::command::{Command, Query, Stop};
use crate::keys::{Keys, Purpose};
use crate::mail::{self, NewMail};
use crate::sql::{Session, SqlError, Value, statements};

statements! {
    FORGET_ADDRESS = "delete from sign_in_code where address = $1";
    FORGET_EXPIRED = "delete from sign_in_code where expires_at <= $1";
    INSERT = "insert into sign_in_code (browser_hash, address, code_mac, tries_left, expires_at) \
        values ($1, $2, $3, $4, $5)";
    TRY = "update sign_in_code set tries_left = tries_left - 1 \
        where browser_hash = $1 and expires_at > $2 and tries_left > 0 \
        returning address, code_mac, tries_left";
    ASKED = "select address from sign_in_code where browser_hash = $1 and expires_at > $2";
    FORGET_BROWSER = "delete from sign_in_code where browser_hash = $1";
}

/// A keyed hash of a code, good for one browser only.
fn code_mac(keys: &Keys, browser: &SecretHash, code: &str) -> [u8; 32] {
    keys.mac(Purpose::SignInCode, &[browser.as_bytes(), code.as_bytes()])
}

/// Writes a code for an address and the mail that carries it, which dies with the code. It says nothing of whether the address is known.
#[derive(Debug)]
pub struct AskForCode {
    /// The e-mail address, in lower case.
    pub address: String,
    /// The hash of the token in the browser that asks.
    pub browser: SecretHash,
    /// The code: 8 digits.
    pub code: String,
    /// The mail that carries it.
    pub mail: NewMail,
    /// Where the request came from, if that is known.
    pub source: Option<String>,
    /// How often one may ask.
    pub limits: SignInLimits,
    /// Now.
    pub now: Timestamp,
}

impl AskForCode {
    /// How long a code lives.
    pub const LIFE: SignedDuration = SignedDuration::from_mins(10);
    /// How many times it may be entered.
    pub const TRIES: i64 = 5;
}

/// What came of asking for a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedForCode {
    /// The mail is on its way.
    Sent,
    /// Too many were asked for.
    TooMany {
        /// When the next one may be.
        until: Timestamp,
    },
}

impl AskForCode {
    /// When the next mail is allowed, by address and by source, in this order on every node.
    async fn until<S: Session>(&self, session: &mut S) -> Result<Option<Timestamp>, SqlError> {
        let address = Counted::MailTo(&self.address);
        let until = address.until(session, self.limits.mails_per_address, self.now).await?;
        let Some(source) = &self.source else { return Ok(until) };
        let source = Counted::MailFrom(source);
        Ok(until.max(source.until(session, self.limits.mails_per_source, self.now).await?))
    }
}

impl Command for AskForCode {
    type Outcome = AskedForCode;
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<AskedForCode, Stop<Self::Refusal>> {
        if let Some(until) = self.until(session).await? {
            return Ok(AskedForCode::TooMany { until });
        }
        Counted::MailTo(&self.address).count(session, self.now).await?;
        if let Some(source) = &self.source {
            Counted::MailFrom(source).count(session, self.now).await?;
        }
        session.execute(&FORGET_EXPIRED, &[self.now.into()]).await?;
        session.execute(&FORGET_ADDRESS, &[self.address.as_str().into()]).await?;
        mail::expire(session, &self.address, self.now).await?;
        let mac = code_mac(session.keys(), &self.browser, &self.code);
        let expires_at = self.now + Self::LIFE;
        let parameters = [
            self.browser.as_bytes().into(),
            self.address.as_str().into(),
            Value::from(&mac),
            Self::TRIES.into(),
            expires_at.into(),
        ];
        session.execute(&INSERT, &parameters).await?;
        mail::write(session, &self.mail, self.now, Some(expires_at)).await?;
        Ok(AskedForCode::Sent)
    }

    fn is_alone(&self) -> bool {
        true
    }
}

/// Enters a code. A right one signs the person in, and makes them known if they were not.
#[derive(Debug)]
pub struct EnterCode {
    /// The hash of the token in the browser.
    pub browser: SecretHash,
    /// What was entered.
    pub code: String,
    /// The new session's hash.
    pub session: SecretHash,
    /// The person's id, if they are new.
    pub person: PersonId,
    /// Their first curriculum, if they are new.
    pub curriculum: FirstCurriculum,
    /// How many wrong codes an address may have.
    pub limits: SignInLimits,
    /// Now.
    pub now: Timestamp,
}

/// What came of entering a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnteredCode {
    /// It was right.
    SignedIn(PersonId),
    /// It was wrong; so many tries are left.
    Wrong {
        /// 0 means that a new code is needed.
        tries_left: i64,
    },
    /// This browser has no living code.
    NoCode,
    /// The address had too many wrong codes today; none is looked at, not even the right one.
    TooManyWrong,
}

impl Command for EnterCode {
    type Outcome = EnteredCode;
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<EnteredCode, Stop<Self::Refusal>> {
        let browser = Value::from(self.browser.as_bytes());
        let row = session.query_one(&TRY, &[browser.clone(), self.now.into()]).await?;
        let Some(mut row) = row else {
            return Ok(EnteredCode::NoCode);
        };
        let address = row.text(0)?;
        let mac = row.hash(1)?;
        let tries_left = row.integer(2)?;
        let parts = [self.browser.as_bytes().as_slice(), self.code.as_bytes()];
        let wrong = Counted::WrongCode(&address);
        if wrong.until(session, self.limits.wrong_codes_per_address, self.now).await?.is_some() {
            return Ok(EnteredCode::TooManyWrong);
        }
        if !session.keys().verify(Purpose::SignInCode, &parts, &mac) {
            wrong.count(session, self.now).await?;
            return Ok(EnteredCode::Wrong { tries_left });
        }
        session.execute(&FORGET_BROWSER, &[browser]).await?;
        let newcomer = RegisterPerson {
            address,
            person: self.person,
            curriculum: self.curriculum.clone(),
            via: Way::Page,
            now: self.now,
        };
        let person = register(session, &newcomer).await?;
        sessions::begin(session, person, &self.session, self.now).await?;
        Ok(EnteredCode::SignedIn(person))
    }

    fn is_alone(&self) -> bool {
        true
    }
}

/// The address that a browser asked a living code for, to be shown while it waits.
#[derive(Debug)]
pub struct AskedAddress {
    /// The hash of the token in the browser.
    pub browser: SecretHash,
    /// Now.
    pub now: Timestamp,
}

impl Query for AskedAddress {
    type Answer = Option<String>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Self::Answer, SqlError> {
        let row = session.query_one(&ASKED, &[self.browser.as_bytes().into(), self.now.into()]).await?;
        row.map(|mut row| row.text(0)).transpose()
    }

    fn is_one_statement(&self) -> bool {
        true
    }
}
