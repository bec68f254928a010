//! A person's history: one entry for every change to their record, chained by hashes (`record.md §4`).
//!
//! An entry has two halves. The *link* ([`Link`]) is what the chain needs: sequence, commitment, hash. The
//! *opened* half ([`Opened`]) is what happened, with a salt; it lies in a table of its own. Erasing a person
//! empties that table: the chain still verifies and tells nothing.
//!
//! ```text
//! commitment = SHA-256(salt ‖ statement)
//! hash       = SHA-256(previous hash ‖ sequence as 8 bytes, big-endian ‖ commitment)
//! ```

pub mod verify;

use std::fmt;
use std::str::FromStr;

use aws_lc_rs::digest::{Context, SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::bytes::Bytes32;
use crate::id::{CurriculumId, ExperienceId, GrantId, PersonId, ShareId, StatementId, SubmissionId};
use crate::source::Source;

/// The hash that the first entry of every person follows.
pub const BEFORE_THE_FIRST: [u8; 32] = [0; 32];

/// What happened, in the words of `record.md §4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The person's statement came into being.
    Declared,
    /// A statement of the person's was replaced.
    Edited,
    /// A statement was taken out of the record.
    Deleted,
    /// A partner's submission came in. Entered when the person opened it, with its own time.
    Received,
    /// The person opened a submission, which bound it to them.
    Opened,
    /// The person accepted a submission.
    Accepted,
    /// The person declined a submission.
    Declined,
    /// The 48 hours of a submission ended.
    Expired,
    /// The person allowed an application to act for them.
    Granted,
    /// A grant ended.
    Ended,
    /// An application read, entered once per application, kind and day (UTC); or somebody did through a share,
    /// entered every time.
    Read,
    /// The person hid a statement from others.
    Hidden,
    /// The person shows a statement again that they had hidden.
    Shown,
    /// The person disputes what a partner attested.
    Disputed,
    /// The person took a dispute back.
    Withdrawn,
    /// The person made a link by which others can see a part of the record.
    Shared,
    /// The record was written to a file.
    Exported,
    /// The record was read from a file that another server wrote.
    Imported,
    /// The person was erased: the last entry of a chain, and like all the others it can no longer be opened.
    Erased,
}

/// What an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Subject {
    /// The person's own data, such as their sign-in address.
    Person(PersonId),
    /// A curriculum.
    Curriculum(CurriculumId),
    /// A declared experience.
    Experience(u64),
    /// A submission and the credential in it.
    Submission(SubmissionId),
    /// A grant to an application.
    Grant(GrantId),
    /// What the person marked a statement with: hidden, disputed.
    Mark(StatementId),
    /// A share.
    Share(ShareId),
}

impl fmt::Display for Subject {
    /// In plain English, with the id: `experience 8547632159`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => write!(formatter, "person {id}"),
            Self::Curriculum(id) => write!(formatter, "curriculum {id}"),
            Self::Experience(id) => write!(formatter, "experience {id}"),
            Self::Submission(id) => write!(formatter, "credential {id}"),
            Self::Grant(id) => write!(formatter, "grant {id}"),
            Self::Mark(statement) => write!(formatter, "mark on {statement}"),
            Self::Share(id) => write!(formatter, "share {id}"),
        }
    }
}

impl From<ExperienceId> for Subject {
    fn from(id: ExperienceId) -> Self {
        Self::Experience(id.number())
    }
}

/// Who did what, how, when, to what, and the values it left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event<Values = serde_json::Value> {
    /// Who, how and when.
    #[serde(flatten)]
    pub source: Source,
    /// What happened.
    pub what: What,
    /// What it happened to.
    pub subject: Subject,
    /// The values after the event; `null` where there are none.
    pub values: Values,
    /// The row of the record that this left, where it left one: so a row that was changed behind the history's back is
    /// found out by its newest entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowHash>,
}

/// A SHA-256 of everything in one row of the record; written in base64url without padding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct RowHash([u8; 32]);

impl RowHash {
    /// The hash of parts, each of which is told apart by its length.
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut bytes = Vec::with_capacity(parts.iter().map(|part| 8 + part.len()).sum());
        for part in parts {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part);
        }
        Self::of_joined(&bytes)
    }

    /// The hash of parts that stand one after the other already, each with its length in 8 bytes before it.
    pub(crate) fn of_joined(bytes: &[u8]) -> Self {
        Self(digest(&[bytes]))
    }
}

impl From<RowHash> for String {
    fn from(hash: RowHash) -> Self {
        URL_SAFE_NO_PAD.encode(hash.0)
    }
}

/// A text that is no [`RowHash`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the hash of a row is 32 bytes in base64url")]
pub struct NoRowHash;

impl TryFrom<String> for RowHash {
    type Error = NoRowHash;

    fn try_from(text: String) -> Result<Self, NoRowHash> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NoRowHash)?;
        bytes.try_into().map(Self).map_err(|_| NoRowHash)
    }
}

impl<Values: Serialize> Event<Values> {
    /// The text that the commitment is made of and that the store keeps, byte for byte.
    pub fn statement(&self) -> String {
        self.statement_with(&json(&self.values))
    }
}

impl<Values> Event<Values> {
    /// The same where the values were written as JSON already, and these stand in the place of the event's own.
    ///
    /// What the event is written as otherwise, put together by hand: that takes a fraction of what `flatten` does.
    pub fn statement_with(&self, values: &str) -> String {
        let Self { source, what, subject, values: _, row } = self;
        let mut text = source.to_json();
        text.truncate(text.len().saturating_sub("}".len()));
        text.reserve(values.len() + 256);
        let mut member = |name: &str, json: &str| {
            for part in [",\"", name, "\":", json] {
                text.push_str(part);
            }
        };
        member("what", &json(what));
        member("subject", &json(subject));
        member("values", values);
        if let Some(row) = row {
            member("row", &json(row));
        }
        text.push('}');
        text
    }
}

/// An event and its parts are plain data with string keys, which JSON can always express.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

impl Event {
    /// When it happened.
    pub fn at(&self) -> Timestamp {
        self.source.at
    }
}

/// The opened half of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// 32 random bytes, so that a guess at the statement cannot be checked against the commitment.
    pub salt: [u8; 32],
    /// [`Event::statement`], as it was committed to.
    pub statement: String,
}

impl Opened {
    /// `SHA-256(salt ‖ statement)`.
    pub fn commitment(&self) -> [u8; 32] {
        digest(&[&self.salt, self.statement.as_bytes()])
    }
}

/// Where a chain ends: what the entry after it will follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The sequence of the last entry; 0 before the first.
    pub sequence: u64,
    /// Its hash; [`BEFORE_THE_FIRST`] before the first.
    pub hash: [u8; 32],
}

impl Head {
    /// Where every chain begins.
    pub const BEFORE_THE_FIRST: Self = Self { sequence: 0, hash: BEFORE_THE_FIRST };
}

impl fmt::Display for Head {
    /// `<sequence>:<hash>`, the hash in base64url without padding.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.sequence, URL_SAFE_NO_PAD.encode(self.hash))
    }
}

/// A text that is no [`Head`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the head of a chain is the number of its last entry, a colon, and that entry's hash in base64url")]
pub struct NoHead;

impl FromStr for Head {
    type Err = NoHead;

    /// Reads what [`fmt::Display`] writes.
    fn from_str(text: &str) -> Result<Self, NoHead> {
        let (sequence, hash) = text.split_once(':').ok_or(NoHead)?;
        let hash = URL_SAFE_NO_PAD.decode(hash).map_err(|_| NoHead)?;
        Ok(Self {
            sequence: sequence.parse().map_err(|_| NoHead)?,
            hash: hash.try_into().map_err(|_| NoHead)?,
        })
    }
}

/// The chained half of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// 1 for a person's first entry, then one more each time.
    pub sequence: u64,
    /// [`Opened::commitment`] of the same entry.
    pub commitment: [u8; 32],
    /// What the next entry follows.
    pub hash: [u8; 32],
}

impl Link {
    /// The link that follows an entry with this sequence and hash; the first follows
    /// `(0, BEFORE_THE_FIRST)`.
    pub fn after(sequence: u64, previous: &[u8; 32], commitment: [u8; 32]) -> Self {
        let sequence = sequence + 1;
        let hash = digest(&[previous, &sequence.to_be_bytes(), &commitment]);
        Self { sequence, commitment, hash }
    }

    /// The head of a chain that ends with this link.
    pub const fn head(&self) -> Head {
        Head { sequence: self.sequence, hash: self.hash }
    }

    /// True where this link follows that sequence and hash.
    pub fn follows(&self, sequence: u64, previous: &[u8; 32]) -> bool {
        *self == Self::after(sequence, previous, self.commitment)
    }
}

/// An entry of a history: its place in the chain, and what it says.
///
/// Written as `{"sequence", "commitment", "hash", "salt", "statement"}`: bytes in base64url without padding, the
/// statement as its exact text, both of the last two `null` where the entry is not opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "WrittenEntry", try_from = "WrittenEntry")]
pub struct Entry {
    /// Its place in the chain.
    pub link: Link,
    /// What it says; `None` once the person was erased.
    pub opened: Option<Opened>,
}

impl Entry {
    /// What happened; `None` where the entry is not opened any more, or its text is none that this program wrote.
    pub fn event(&self) -> Option<Event> {
        self.opened.as_ref().and_then(|opened| serde_json::from_str(&opened.statement).ok())
    }
}

/// The written form of an [`Entry`].
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenEntry {
    sequence: u64,
    commitment: Bytes32,
    hash: Bytes32,
    salt: Option<Bytes32>,
    statement: Option<String>,
}

impl From<Entry> for WrittenEntry {
    fn from(entry: Entry) -> Self {
        let Link { sequence, commitment, hash } = entry.link;
        let (salt, statement) =
            entry.opened.map(|Opened { salt, statement }| (Bytes32(salt), statement)).unzip();
        Self { sequence, commitment: Bytes32(commitment), hash: Bytes32(hash), salt, statement }
    }
}

/// An entry of which half an opened part is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an entry has both `salt` and `statement`, or neither")]
struct HalfOpened;

impl TryFrom<WrittenEntry> for Entry {
    type Error = HalfOpened;

    fn try_from(written: WrittenEntry) -> Result<Self, HalfOpened> {
        let WrittenEntry { sequence, commitment, hash, salt, statement } = written;
        let opened = match (salt, statement) {
            (Some(salt), Some(statement)) => Some(Opened { salt: salt.0, statement }),
            (None, None) => None,
            _ => return Err(HalfOpened),
        };
        Ok(Self { link: Link { sequence, commitment: commitment.0, hash: hash.0 }, opened })
    }
}

fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    for part in parts {
        context.update(part);
    }
    finish(context)
}

fn finish(context: Context) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes.copy_from_slice(context.finish().as_ref());
    bytes
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::id::ClientId;
    use crate::source::{Actor, Way};

    fn opened(statement: &str) -> Opened {
        Opened { salt: [7; 32], statement: statement.to_owned() }
    }

    #[test]
    fn a_chain_verifies_and_a_changed_byte_does_not() {
        let first = Link::after(0, &BEFORE_THE_FIRST, opened("one").commitment());
        let second = Link::after(first.sequence, &first.hash, opened("two").commitment());
        assert!(first.follows(0, &BEFORE_THE_FIRST));
        assert!(second.follows(1, &first.hash));
        assert!(!second.follows(0, &first.hash), "a sequence is part of the hash");
        let forged = Link { commitment: opened("twO").commitment(), ..second };
        assert!(!forged.follows(1, &first.hash));
    }

    #[test]
    fn a_statement_is_the_event_as_json() {
        let by = Actor::Application(ClientId::from_uuid(Uuid::from_u128(1)));
        let source = Source { by, via: Way::Infojobs, at: "2026-11-21T12:00:00.5Z".parse().unwrap() };
        let subjects = [Subject::Experience(12), Subject::Person(PersonId::from_uuid(Uuid::from_u128(2)))];
        for (subject, row) in subjects.into_iter().zip([Some(RowHash([7; 32])), None]) {
            let values = json!({"name": "a \"b\"", "others": [1, null]});
            let event = Event { source, what: What::Declared, subject, values, row };
            assert_eq!(event.statement(), serde_json::to_string(&event).unwrap());
            assert_eq!(serde_json::from_str::<Event>(&event.statement()).unwrap(), event);
            let source = Source { by: Actor::Server, ..source };
            let nothing = Event { source, what: What::Ended, subject, values: (), row };
            assert_eq!(nothing.statement(), serde_json::to_string(&nothing).unwrap());
            assert_eq!(nothing.statement_with("[1]"), nothing.statement().replace("null", "[1]"));
        }
    }

    #[test]
    fn the_hash_of_a_row_is_read_as_it_is_written_and_knows_where_a_part_ends() {
        let hash = RowHash::of(&[b"one", b"two"]);
        assert_ne!(hash, RowHash::of(&[b"onet", b"wo"]));
        let text = String::from(hash);
        assert_eq!(RowHash::try_from(text.clone()), Ok(hash));
        assert_eq!(RowHash::try_from(text[1..].to_owned()), Err(NoRowHash));
    }

    #[test]
    fn a_head_is_read_as_it_is_written() {
        let head = Link::after(11, &BEFORE_THE_FIRST, [3; 32]).head();
        assert_eq!(head.to_string().parse(), Ok(head));
        assert!(head.to_string().starts_with("12:"));
        for text in ["", "12", "12:", "x:", &head.to_string()[1..head.to_string().len() - 1]] {
            assert_eq!(text.parse::<Head>(), Err(NoHead), "{text}");
        }
    }

    #[test]
    fn the_salt_hides_the_statement() {
        let other = Opened { salt: [8; 32], ..opened("one") };
        assert_ne!(opened("one").commitment(), other.commitment());
    }
}
