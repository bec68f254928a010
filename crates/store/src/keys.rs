//! Keys that a database made for itself at its first start: they never leave it.

use aws_lc_rs::hmac;
use career::signature::SigningKey;

use crate::Randomness;
use crate::numbering::Numbering;
use crate::sql::{SqlError, Statements, Value, statements};

statements! {
    READ = "select bytes from server_key where name = $1";
    INSERT = "insert into server_key (name, bytes) values ($1, $2) on conflict (name) do nothing";
}

/// The name of the row that stands among the keys for as long as a transfer into this database is not finished.
pub(crate) const UNFINISHED_TRANSFER: &str = "unfinished transfer";

/// What a keyed hash is for. One key serves all, told apart by these words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A sign-in code.
    SignInCode,
    /// A partner's id of a credential, which outlives the credential in a tombstone.
    CredentialId,
    /// An address or a source in the counts of the sign-in limits.
    SignInCount,
    /// The token in a form that proves that the form came from this server's page.
    Form,
    /// The PIN of a share.
    SharePin,
    /// The id and the PIN of a share that a request makes which may be sent again.
    RepeatedShare,
}

impl Purpose {
    const fn words(self) -> &'static [u8] {
        match self {
            Self::SignInCode => b"sign-in code\0",
            Self::CredentialId => b"credential id\0",
            Self::SignInCount => b"sign-in count\0",
            Self::Form => b"form\0",
            Self::SharePin => b"share PIN\0",
            Self::RepeatedShare => b"repeated share\0",
        }
    }
}

/// The keys of one database.
#[derive(Clone)]
pub struct Keys {
    pub(crate) numbering: Numbering,
    pepper: hmac::Key,
    signing: SigningKey,
}

impl Keys {
    /// A keyed hash over parts, each of which is told apart by its length.
    pub fn mac(&self, purpose: Purpose, parts: &[&[u8]]) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.pepper);
        context.update(purpose.words());
        for part in parts {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part);
        }
        let mut mac = [0; 32];
        mac.copy_from_slice(context.sign().as_ref());
        mac
    }

    /// True where the keyed hash is that of these parts; takes the same time either way.
    pub fn verify(&self, purpose: Purpose, parts: &[&[u8]], mac: &[u8; 32]) -> bool {
        aws_lc_rs::constant_time::verify_slices_are_equal(&self.mac(purpose, parts), mac).is_ok()
    }

    /// The key with which this server signs what it hands out. Its public half may be told to everybody.
    pub const fn signing(&self) -> &SigningKey {
        &self.signing
    }
}

/// The names of the keys.
pub(crate) const NAMES: [&str; 3] = [SIGNING, NUMBERING, PEPPER];

const SIGNING: &str = "signing";
const NUMBERING: &str = "numbering";
const PEPPER: &str = "pepper";

/// Reads the keys, and makes those that are not there yet.
pub(crate) async fn establish<S: Statements>(
    session: &mut S,
    randomness: &dyn Randomness,
) -> Result<Keys, SqlError> {
    if session.query_one(&READ, &[UNFINISHED_TRANSFER.into()]).await?.is_some() {
        let words = "a move into this database, or the restoring of a backup, was begun and not finished; begin the \
            same again";
        return Err(SqlError::Broken(words.to_owned()));
    }
    for name in NAMES {
        let mut fresh = [0; 32];
        randomness.fill(&mut fresh);
        session.execute(&INSERT, &[name.into(), Value::from(&fresh)]).await?;
    }
    read(session).await
}

/// Reads the keys, which must be there.
pub(crate) async fn read<S: Statements>(session: &mut S) -> Result<Keys, SqlError> {
    let seed = key(session, SIGNING).await?;
    let numbering = key(session, NUMBERING).await?;
    let pepper = key(session, PEPPER).await?;
    let signing = SigningKey::from_seed(&seed).map_err(|error| SqlError::Broken(error.to_string()))?;
    let pepper = hmac::Key::new(hmac::HMAC_SHA256, &pepper);
    Ok(Keys { numbering: Numbering::new(&numbering), pepper, signing })
}

async fn key<S: Statements>(session: &mut S, name: &'static str) -> Result<[u8; 32], SqlError> {
    let row = session.query_one(&READ, &[name.into()]).await?;
    row.ok_or_else(|| SqlError::Broken(format!("the key {name} is missing")))?.hash(0)
}
