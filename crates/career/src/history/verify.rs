//! Verifying a history: whether its chain holds, whether its entries say what they were committed to, and whether the
//! rows of the record stand as the newest entries about them left them (`record.md §4`).
//!
//! [`Walk`] takes the entries of one person in their order, then the rows in any order, then the head. It keeps one
//! hash for each row of the record, and nothing of the entries themselves.
//!
//! What it cannot see: a tail that was cut together with the head, unless a [`Head`] from outside is held against it.

use std::collections::BTreeMap;
use std::fmt;

use super::{BEFORE_THE_FIRST, Event, Head, Link, Opened, RowHash, Subject, What};
use crate::id::StatementId;

#[cfg(test)]
mod tests;

/// What does not fit in a person's history or record. Each names the entry that tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The chain is broken at this entry: its hash is not that of what it follows and what it commits to.
    Broken {
        /// Which.
        entry: u64,
    },
    /// Entries that the chain had are not there.
    Missing {
        /// The first of them.
        first: u64,
        /// The last of them.
        last: u64,
    },
    /// What an entry says is not what it was committed to, or cannot be read.
    Changed {
        /// Which.
        entry: u64,
    },
    /// What these entries say is gone, and the person was not erased.
    Emptied {
        /// The first of them.
        first: u64,
        /// The last of them.
        last: u64,
    },
    /// Something lies where no entry is.
    Stray {
        /// Where.
        place: i64,
    },
    /// There is no history.
    NoHistory,
    /// There is a history and nothing that says where it ends.
    NoHead,
    /// What is said to be the end of the history is not its last entry.
    HeadDiffers {
        /// The last entry that is there.
        entry: u64,
        /// The entry that the head is said to be.
        head: u64,
    },
    /// The history does not lead to the head that was handed in.
    OutsideHeadDiffers {
        /// The entry of that head.
        entry: u64,
    },
    /// A row of the record is not as its newest entry left it.
    RowDiffers {
        /// What it is of.
        subject: Subject,
        /// The newest entry about it.
        entry: u64,
    },
    /// A row of the record is there, and no entry left it.
    RowWithoutEntry {
        /// What it is of.
        subject: Subject,
    },
    /// A row of the record is not there, and no entry tells that it went.
    RowMissing {
        /// What it is of.
        subject: Subject,
        /// The newest entry about it.
        entry: u64,
    },
    /// A row cannot be read.
    RowUnreadable {
        /// In which table.
        table: &'static str,
    },
    /// The person was erased, and this is still there.
    NotErased {
        /// In which table.
        table: &'static str,
    },
}

impl Finding {
    /// The entry that it names, where it names one: of several the first.
    pub const fn entry(&self) -> Option<u64> {
        match self {
            Self::Broken { entry }
            | Self::Changed { entry }
            | Self::HeadDiffers { entry, .. }
            | Self::OutsideHeadDiffers { entry }
            | Self::RowDiffers { entry, .. }
            | Self::RowMissing { entry, .. } => Some(*entry),
            Self::Missing { first, .. } | Self::Emptied { first, .. } => Some(*first),
            Self::Stray { .. }
            | Self::NoHistory
            | Self::NoHead
            | Self::RowWithoutEntry { .. }
            | Self::RowUnreadable { .. }
            | Self::NotErased { .. } => None,
        }
    }

    /// A word for it that stays, for programs.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Broken { .. } => "broken",
            Self::Missing { .. } => "missing",
            Self::Changed { .. } => "changed",
            Self::Emptied { .. } => "emptied",
            Self::Stray { .. } => "stray",
            Self::NoHistory => "no_history",
            Self::NoHead => "no_head",
            Self::HeadDiffers { .. } => "head_differs",
            Self::OutsideHeadDiffers { .. } => "outside_head_differs",
            Self::RowDiffers { .. } => "row_differs",
            Self::RowWithoutEntry { .. } => "row_without_entry",
            Self::RowMissing { .. } => "row_missing",
            Self::RowUnreadable { .. } => "row_unreadable",
            Self::NotErased { .. } => "not_erased",
        }
    }
}

impl fmt::Display for Finding {
    /// In one plain line.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken { entry } => {
                write!(formatter, "the chain is broken at entry {entry}: its hash does not fit")
            }
            Self::Missing { first, last } if first == last => write!(formatter, "entry {first} is missing"),
            Self::Missing { first, last } => write!(formatter, "entries {first} to {last} are missing"),
            Self::Changed { entry } => {
                write!(formatter, "what entry {entry} says is not what it was committed to")
            }
            Self::Emptied { first, last } if first == last => {
                write!(formatter, "what entry {first} says is gone, though the person was not erased")
            }
            Self::Emptied { first, last } => {
                write!(
                    formatter,
                    "what entries {first} to {last} say is gone, though the person was not erased"
                )
            }
            Self::Stray { place } => write!(formatter, "something lies at place {place}, where no entry is"),
            Self::NoHistory => write!(formatter, "there is no history"),
            Self::NoHead => write!(formatter, "the head of the history is missing"),
            Self::HeadDiffers { entry, head } if entry == head => {
                write!(formatter, "the head of the history is not that of its last entry, {entry}")
            }
            Self::HeadDiffers { entry, head } => {
                write!(
                    formatter,
                    "the head of the history is entry {head}, and the last that is there is {entry}"
                )
            }
            Self::OutsideHeadDiffers { entry } => {
                write!(formatter, "the history does not lead to the head that was given, of entry {entry}")
            }
            Self::RowDiffers { subject, entry } => {
                write!(formatter, "the row of {subject} differs from its newest entry, {entry}")
            }
            Self::RowWithoutEntry { subject } => {
                write!(formatter, "the row of {subject} is there, and no entry left it")
            }
            Self::RowMissing { subject, entry } => {
                write!(formatter, "the row of {subject} that entry {entry} left is missing")
            }
            Self::RowUnreadable { table } => write!(formatter, "a row of the table `{table}` cannot be read"),
            Self::NotErased { table } => {
                write!(
                    formatter,
                    "the person was erased, and the table `{table}` still holds something of theirs"
                )
            }
        }
    }
}

/// The chained half of an entry as it was found; what cannot be read is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chained {
    /// [`Link::commitment`].
    pub commitment: Option<[u8; 32]>,
    /// [`Link::hash`].
    pub hash: Option<[u8; 32]>,
}

impl Chained {
    fn link(self, sequence: u64) -> Option<Link> {
        Some(Link { sequence, commitment: self.commitment?, hash: self.hash? })
    }
}

impl From<Link> for Chained {
    fn from(link: Link) -> Self {
        Self { commitment: Some(link.commitment), hash: Some(link.hash) }
    }
}

/// The opened half of an entry as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It is not there.
    Nothing,
    /// It is there, and cannot be read.
    Unreadable,
    /// It is there.
    Opened(Opened),
}

/// What was found to be wrong, and how much was looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Entries that were looked at.
    pub entries: u64,
    /// Rows of the record that were held against an entry.
    pub rows: u64,
    /// Rows that could not be: an entry that may be about them does not say what it was committed to.
    pub rows_left_out: u64,
    /// True for somebody who was erased.
    pub erased: bool,
    /// Where the chain ends; `None` where there is none.
    pub head: Option<Head>,
    /// What does not fit.
    pub findings: Vec<Finding>,
}

/// A walk along one person's history, from its first entry on.
#[derive(Debug)]
pub struct Walk {
    outside: Option<Head>,
    outside_was_met: bool,
    /// Where the chain stands, as its last link says, and as that link should say: one of the two is what the next
    /// one follows.
    stands: Head,
    should_stand: Head,
    /// The first and the last of entries in a row whose opened half is not there.
    empty: Option<(u64, u64)>,
    emptied: Vec<(u64, u64)>,
    anything_opened: bool,
    /// The last entry that told nothing.
    silent: u64,
    left: BTreeMap<Subject, Left>,
    done: Verified,
}

/// What the newest entry about a row left.
#[derive(Debug, Clone, Copy)]
struct Left {
    entry: u64,
    row: RowHash,
    /// False for a row that may end without an entry.
    stays: bool,
    /// True for a submission that waits for its choice.
    is_open: bool,
    was_there: bool,
}

impl Walk {
    /// A walk that begins before the first entry. The head from outside, where there is one, must be met on the way.
    pub fn new(outside: Option<Head>) -> Self {
        Self {
            outside,
            outside_was_met: outside.is_none_or(|head| head == Head::BEFORE_THE_FIRST),
            stands: Head::BEFORE_THE_FIRST,
            should_stand: Head::BEFORE_THE_FIRST,
            empty: None,
            emptied: Vec::new(),
            anything_opened: false,
            silent: 0,
            left: BTreeMap::new(),
            done: Verified::default(),
        }
    }

    /// Takes the next entry.
    pub fn entry(&mut self, sequence: u64, chained: Chained, found: Found) {
        self.done.entries += 1;
        let expected = self.stands.sequence + 1;
        let skipped = sequence > expected;
        if skipped {
            self.done.findings.push(Finding::Missing { first: expected, last: sequence - 1 });
            self.silent = sequence - 1;
        }
        let link = chained.link(sequence);
        let fits = link.is_some_and(|link| {
            let follows = |head: Head| link.follows(head.sequence, &head.hash);
            // What a missing entry's hash was, nobody can tell.
            skipped || follows(self.stands) || follows(self.should_stand)
        });
        if !fits {
            self.done.findings.push(Finding::Broken { entry: sequence });
        }
        self.open(sequence, chained.commitment, fits, found);
        self.step(sequence, chained);
    }

    fn step(&mut self, sequence: u64, chained: Chained) {
        let before = self.stands;
        let should = |commitment| Link::after(before.sequence, &before.hash, commitment).hash;
        let should = chained.commitment.map_or(BEFORE_THE_FIRST, should);
        self.stands = Head { sequence, hash: chained.hash.unwrap_or(should) };
        self.should_stand = Head { sequence, hash: should };
        self.outside_was_met |= self.outside == Some(self.stands);
    }

    fn open(&mut self, sequence: u64, commitment: Option<[u8; 32]>, link_fits: bool, found: Found) {
        let opened = match found {
            Found::Nothing => {
                match &mut self.empty {
                    Some((_, last)) if *last + 1 == sequence => *last = sequence,
                    other => self.emptied.extend(other.replace((sequence, sequence))),
                }
                self.silent = sequence;
                return;
            }
            Found::Unreadable => None,
            Found::Opened(opened) => Some(opened),
        };
        self.anything_opened = true;
        let committed = opened.filter(|opened| commitment == Some(opened.commitment()));
        let event = committed.and_then(|opened| serde_json::from_str::<Event>(&opened.statement).ok());
        if let Some(event) = event {
            self.take_in(sequence, &event);
        } else {
            self.silent = sequence;
            // Where the link itself does not fit, that is what there is to say.
            if link_fits {
                self.done.findings.push(Finding::Changed { entry: sequence });
            }
        }
    }

    fn take_in(&mut self, entry: u64, event: &Event) {
        if let Some(row) = event.row {
            // What is left of a declined submission ends by the clock.
            let stays = event.what != What::Declined;
            let is_open = event.what == What::Opened;
            self.left.insert(event.subject, Left { entry, row, stays, is_open, was_there: false });
        }
        match (event.what, event.subject) {
            (What::Deleted | What::Expired, subject) => {
                self.left.remove(&subject);
                self.left.retain(|other, _| !is_mark_on(*other, subject));
            }
            // Another server's record comes without what was not accepted there.
            (What::Imported, _) => self.left.retain(|_, left| !left.is_open),
            (What::Erased, _) => self.left.clear(),
            _ => {}
        }
    }

    /// Takes a row of the record as it stands.
    pub fn row(&mut self, subject: Subject, row: RowHash) {
        let Some(left) = self.left.get_mut(&subject) else {
            return self.row_found(0, Finding::RowWithoutEntry { subject });
        };
        left.was_there = true;
        if left.row == row {
            self.done.rows += 1;
        } else {
            let entry = left.entry;
            self.row_found(entry, Finding::RowDiffers { subject, entry });
        }
    }

    /// What to say of a row, unless a later entry that tells nothing may be about it.
    fn row_found(&mut self, entry: u64, finding: Finding) {
        if entry < self.silent {
            self.done.rows_left_out += 1;
        } else {
            self.done.rows += 1;
            self.done.findings.push(finding);
        }
    }

    /// Takes what cannot belong to an entry or be read as a row.
    pub fn note(&mut self, finding: Finding) {
        self.done.findings.push(finding);
    }

    /// Ends the walk at the head, where there is one, of somebody who was erased or not.
    pub fn finish(mut self, head: Option<Head>, erased: bool) -> Verified {
        if let Some(head) = head {
            if self.done.entries == 0 {
                self.done.findings.push(Finding::NoHistory);
            } else if head != self.stands && head != self.should_stand {
                let entry = self.stands.sequence;
                self.done.findings.push(Finding::HeadDiffers { entry, head: head.sequence });
            }
        } else {
            let finding = if self.done.entries == 0 { Finding::NoHistory } else { Finding::NoHead };
            self.done.findings.push(finding);
        }
        if let Some(outside) = self.outside.filter(|_| !self.outside_was_met) {
            self.done.findings.push(Finding::OutsideHeadDiffers { entry: outside.sequence });
        }
        self.emptied.extend(self.empty);
        if erased {
            if self.anything_opened {
                self.done.findings.push(Finding::NotErased { table: "history_opened" });
            }
        } else {
            let emptied =
                self.emptied.iter().map(|(first, last)| Finding::Emptied { first: *first, last: *last });
            self.done.findings.extend(emptied);
            let silent = self.silent;
            let missing =
                self.left.iter().filter(|(_, left)| left.stays && !left.was_there && left.entry > silent);
            let missing =
                missing.map(|(subject, left)| Finding::RowMissing { subject: *subject, entry: left.entry });
            self.done.findings.extend(missing);
        }
        self.done.erased = erased;
        self.done.head = (self.done.entries > 0).then_some(self.stands);
        self.done
    }
}

/// True for the mark on a statement that goes with this.
fn is_mark_on(mark: Subject, gone: Subject) -> bool {
    match (mark, gone) {
        (Subject::Mark(StatementId::Experience(id)), Subject::Experience(gone)) => id.number() == gone,
        (Subject::Mark(StatementId::Employment { submission, .. }), Subject::Submission(gone)) => {
            submission == gone
        }
        _ => false,
    }
}
