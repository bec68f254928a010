//! Signing in with a code that came by mail (`seekpass.md §5`).
//!
//! The code opens only in the browser that asked (which holds a random token of its own), once, within ten
//! minutes and five tries; a new code for the same address kills the old. Only a keyed hash of it is kept.

use career::id::PersonId;
use career::source::Way;
use jiff::{SignedDuration, Timestamp};
use oauth::secret::SecretHash;

use super::register::{FirstCurriculum, RegisterPerson, register};
use super::sessions;
use crate::command::{Command, Stop};
use crate::keys::{Keys, Purpose};
use crate::mail::{self, NewMail};
use crate::sql::{Session, Value, statements};

statements! {
    FORGET_ADDRESS = "delete from sign_in_code where address = $1";
    FORGET_EXPIRED = "delete from sign_in_code where expires_at <= $1";
    INSERT = "insert into sign_in_code (browser_hash, address, code_mac, tries_left, expires_at) \
        values ($1, $2, $3, $4, $5)";
    TRY = "update sign_in_code set tries_left = tries_left - 1 \
        where browser_hash = $1 and expires_at > $2 and tries_left > 0 \
        returning address, code_mac, tries_left";
    FORGET_BROWSER = "delete from sign_in_code where browser_hash = $1";
}

/// A keyed hash of a code, good for one browser only.
fn code_mac(keys: &Keys, browser: &SecretHash, code: &str) -> [u8; 32] {
    keys.mac(Purpose::SignInCode, &[browser.as_bytes(), code.as_bytes()])
}

/// Writes a code for an address and the mail that carries it. It says nothing of whether the address is known.
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
    /// Now.
    pub now: Timestamp,
}

impl AskForCode {
    /// How long a code lives.
    pub const LIFE: SignedDuration = SignedDuration::from_mins(10);
    /// How many times it may be entered.
    pub const TRIES: i64 = 5;
}

impl Command for AskForCode {
    type Outcome = ();
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<Self::Refusal>> {
        session.execute(&FORGET_EXPIRED, &[self.now.into()]).await?;
        session
            .execute(&FORGET_ADDRESS, &[self.address.as_str().into()])
            .await?;
        let mac = code_mac(session.keys(), &self.browser, &self.code);
        let parameters = [
            self.browser.as_bytes().into(),
            self.address.as_str().into(),
            Value::from(&mac),
            Self::TRIES.into(),
            (self.now + Self::LIFE).into(),
        ];
        session.execute(&INSERT, &parameters).await?;
        mail::write(session, &self.mail, self.now).await?;
        Ok(())
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
}

impl Command for EnterCode {
    type Outcome = EnteredCode;
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<EnteredCode, Stop<Self::Refusal>> {
        let browser = Value::from(self.browser.as_bytes());
        let row = session
            .query_one(&TRY, &[browser.clone(), self.now.into()])
            .await?;
        let Some(mut row) = row else {
            return Ok(EnteredCode::NoCode);
        };
        let address = row.text(0)?;
        let mac = row.hash(1)?;
        let tries_left = row.integer(2)?;
        let parts = [self.browser.as_bytes().as_slice(), self.code.as_bytes()];
        if !session.keys().verify(Purpose::SignInCode, &parts, &mac) {
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
}
