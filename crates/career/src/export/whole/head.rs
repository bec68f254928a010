//! The head of the history, signed, with everything that stands before it in the document.

use aws_lc_rs::digest::{SHA256, digest};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{FORMAT, NotWritten, VERSION, Whole};
use crate::bytes::Bytes32;
use crate::history::{BEFORE_THE_FIRST, Entry};
use crate::id::PersonId;
use crate::record::Record;
use crate::signature::{PublicKey, SigningKey};

/// The `typ` of the signature.
const KIND: &str = "tenure-record-head";

/// The member `head`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    /// The sequence of the last entry.
    pub(super) sequence: u64,
    /// Its hash.
    pub(super) hash: Bytes32,
    /// A compact JWS over [`Claims`].
    signature: String,
    /// The key that verifies it.
    key: PublicKey,
}

/// What is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    person: PersonId,
    sequence: u64,
    hash: Bytes32,
    on: Date,
    /// SHA-256 of the document without `head`, as JSON without white space.
    content: Bytes32,
}

/// The head that a document ends with, and the key that signed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignedHead {
    /// The sequence of the last entry.
    pub sequence: u64,
    /// Its hash; written in base64url without padding.
    #[serde(serialize_with = "in_base64url")]
    pub hash: [u8; 32],
    /// The id of the key ([`PublicKey::id`]).
    pub key: String,
}

/// What the content's hash is made of, in the order in which it is written.
#[derive(Serialize)]
struct Content<'a> {
    format: &'a str,
    version: u32,
    on: Date,
    record: &'a Record,
    history: &'a [Entry],
    verdicts: &'a Value,
}

impl Head {
    pub(super) fn of(whole: &Whole, verdicts: &Value, key: &SigningKey) -> Result<Self, NotWritten> {
        let claims = Claims::of(whole, verdicts)?;
        let signature = key.sign(KIND, &claims)?;
        Ok(Self { sequence: claims.sequence, hash: claims.hash, signature, key: key.public().clone() })
    }

    /// Whether its key signed that this is the content.
    pub(super) fn signs(&self, whole: &Whole, verdicts: &Value) -> bool {
        let signed = self.key.verify::<Claims>(KIND, &self.signature);
        signed.is_ok_and(|signed| Claims::of(whole, verdicts).is_ok_and(|claims| claims == signed))
    }

    pub(super) fn signed(&self) -> SignedHead {
        SignedHead { sequence: self.sequence, hash: self.hash.0, key: self.key.id().to_owned() }
    }
}

fn in_base64url<S: serde::Serializer>(hash: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
    Bytes32(*hash).serialize(serializer)
}

impl Claims {
    fn of(whole: &Whole, verdicts: &Value) -> Result<Self, serde_json::Error> {
        let Whole { record, history, on } = whole;
        let (format, version, on) = (FORMAT, VERSION, *on);
        let content = serde_json::to_vec(&Content { format, version, on, record, history, verdicts })?;
        let mut hash = [0; 32];
        hash.copy_from_slice(digest(&SHA256, &content).as_ref());
        let last = history.last().map(|entry| entry.link);
        Ok(Self {
            person: record.person.id,
            sequence: last.map_or(0, |link| link.sequence),
            hash: Bytes32(last.map_or(BEFORE_THE_FIRST, |link| link.hash)),
            on,
            content: Bytes32(hash),
        })
    }
}
