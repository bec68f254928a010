//! The life of a submission: one pushed credential from the partner's request to its end (`seekpass.md §4`).
//!
//! The states are variants that carry only their own data. A transition consumes the state and gives the next
//! one, or gives the state back with the reason of the refusal. Every transition that depends on the 48 hours
//! first brings them to bear, so that it makes no difference whether a sweep ran in between (LEDGER 40).

mod refusal;
#[cfg(test)]
mod tests;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::id::PersonId;

pub use refusal::{Refusal, Refused};

/// How long a submission waits for the person's choice: 48 hours from its creation. It never slides, and it is
/// over at the instant itself (`seekpass.md §4`, LEDGER 40).
pub const LIFE: SignedDuration = SignedDuration::from_hours(48);

/// The instant at which a submission created at that instant expires, unless the person has chosen before.
pub fn expiry(created_at: Timestamp) -> Timestamp {
    created_at.checked_add(LIFE).unwrap_or(Timestamp::MAX)
}

/// A submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Submission {
    /// Nobody opened the link yet. The payload is there.
    Waiting {
        /// When the partner made it.
        created_at: Timestamp,
    },
    /// Somebody opened the link and signed in, and has not chosen yet. The payload is there.
    Bound {
        /// When the partner made it.
        created_at: Timestamp,
        /// The first who opened it.
        person: PersonId,
    },
    /// The person accepted: the payload is a credential in their record.
    Verified {
        /// Who accepted.
        person: PersonId,
        /// When they accepted.
        finalized_at: Timestamp,
    },
    /// The person declined. The payload is gone.
    Declined {
        /// When the partner made it: until 48 hours later its id is taken (LEDGER 41).
        created_at: Timestamp,
        /// Who declined; `None` once they were erased (LEDGER 156).
        person: Option<PersonId>,
        /// When they declined.
        finalized_at: Timestamp,
    },
    /// 48 hours went by without a choice. The payload is gone.
    Expired {
        /// When the partner made it.
        created_at: Timestamp,
        /// The expiry instant, whenever it was noticed (LEDGER 43).
        finalized_at: Timestamp,
    },
    /// It was accepted; then the person deleted the credential or was erased. The payload is gone, the status
    /// stays `verified` for good (LEDGER 42).
    Gone {
        /// When it was accepted.
        finalized_at: Timestamp,
    },
}

/// What a partner is told about a submission (`seekpass.md §4`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// No choice yet.
    Incomplete,
    /// Accepted, now or once.
    Verified,
    /// Declined or expired.
    Canceled,
}

impl Status {
    /// The word in answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Incomplete => "incomplete",
            Self::Verified => "verified",
            Self::Canceled => "canceled",
        }
    }
}

/// What a partner gets that sends an id once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SameId {
    /// The link of this submission again; the first payload stays.
    Replay,
    /// A new submission with a new link.
    StartAnew,
}

/// What a transition gives: the next state, or the refusal with the state as it stands.
pub type Transition = Result<Submission, Refused>;

impl Submission {
    /// A submission that a partner makes at that instant.
    pub fn new(created_at: Timestamp) -> Self {
        Self::Waiting { created_at }
    }

    /// The state as it stands at `now`: without a choice until 48 hours after creation, it is expired since that
    /// very instant. Every other state stays. The row may be behind until the sweep has written this.
    #[must_use]
    pub fn settle(self, now: Timestamp) -> Self {
        match self {
            Self::Waiting { created_at } | Self::Bound { created_at, .. } if now >= expiry(created_at) => {
                Self::Expired { created_at, finalized_at: expiry(created_at) }
            }
            other => other,
        }
    }

    /// The person opens the link and is signed in: the first one gets it, before any consent. Whoever has it may
    /// open it again, as long as it leads anywhere.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotYours`] for everybody but the first, [`Refusal::AlreadyDeclined`], [`Refusal::Expired`],
    /// [`Refusal::Gone`].
    pub fn open(self, person: PersonId, now: Timestamp) -> Transition {
        match self.for_person(person, now)? {
            Self::Waiting { created_at } => Ok(Self::Bound { created_at, person }),
            state @ (Self::Bound { .. } | Self::Verified { .. }) => Ok(state),
            state => Err(state.refuse()),
        }
    }

    /// The person accepts. To accept again what one has accepted changes nothing and is no error, so that a form
    /// sent twice does no harm; the first instant stays.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotOpened`], [`Refusal::NotYours`], [`Refusal::AlreadyDeclined`], [`Refusal::Expired`],
    /// [`Refusal::Gone`].
    pub fn accept(self, person: PersonId, now: Timestamp) -> Transition {
        match self.for_person(person, now)? {
            Self::Bound { person, .. } => Ok(Self::Verified { person, finalized_at: now }),
            state @ Self::Verified { .. } => Ok(state),
            state => Err(state.refuse()),
        }
    }

    /// The person declines. To decline again what one has declined changes nothing and is no error.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotOpened`], [`Refusal::NotYours`], [`Refusal::AlreadyAccepted`] (an accepted credential is
    /// deleted, not declined), [`Refusal::Expired`], [`Refusal::Gone`].
    pub fn decline(self, person: PersonId, now: Timestamp) -> Transition {
        match self.for_person(person, now)? {
            Self::Bound { created_at, person } => {
                Ok(Self::Declined { created_at, person: Some(person), finalized_at: now })
            }
            state @ Self::Declined { .. } => Ok(state),
            state => Err(state.refuse()),
        }
    }

    /// The accepted credential is deleted by its person, or with its person.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotAccepted`] where there is no choice yet, [`Refusal::NotYours`],
    /// [`Refusal::AlreadyDeclined`], [`Refusal::Expired`], [`Refusal::Gone`].
    pub fn delete(self, person: PersonId) -> Transition {
        match self.of_person(person)? {
            Self::Verified { finalized_at, .. } => Ok(Self::Gone { finalized_at }),
            state @ (Self::Waiting { .. } | Self::Bound { .. }) => {
                Err(Refused { state, refusal: Refusal::NotAccepted })
            }
            state => Err(state.refuse()),
        }
    }

    /// The person is erased at `now`. What they accepted stays verified without them, what waited for their choice is
    /// declined, and what they declined stays so; nothing names them any more (LEDGER 156).
    #[must_use]
    pub fn erase(self, person: PersonId, now: Timestamp) -> Self {
        if self.person() != Some(person) {
            return self;
        }
        match self.settle(now) {
            Self::Bound { created_at, .. } => Self::Declined { created_at, person: None, finalized_at: now },
            Self::Verified { finalized_at, .. } => Self::Gone { finalized_at },
            Self::Declined { created_at, finalized_at, .. } => {
                Self::Declined { created_at, person: None, finalized_at }
            }
            state => state,
        }
    }

    /// True where it was bound to somebody else than this person.
    pub fn is_anothers(&self, person: PersonId) -> bool {
        let erased = matches!(self, Self::Declined { person: None, .. });
        erased || self.person().is_some_and(|bound| bound != person)
    }

    /// What the partner gets that sends this submission's id again at `now`: the same link for 48 hours after
    /// creation and, once accepted, for good; otherwise the id is free.
    pub fn on_same_id(&self, now: Timestamp) -> SameId {
        match self {
            Self::Verified { .. } | Self::Gone { .. } => SameId::Replay,
            Self::Waiting { created_at }
            | Self::Bound { created_at, .. }
            | Self::Declined { created_at, .. }
                if now < expiry(*created_at) =>
            {
                SameId::Replay
            }
            Self::Waiting { .. } | Self::Bound { .. } | Self::Declined { .. } | Self::Expired { .. } => {
                SameId::StartAnew
            }
        }
    }

    /// The status at `now`.
    pub fn status(&self, now: Timestamp) -> Status {
        match self.clone().settle(now) {
            Self::Waiting { .. } | Self::Bound { .. } => Status::Incomplete,
            Self::Verified { .. } | Self::Gone { .. } => Status::Verified,
            Self::Declined { .. } | Self::Expired { .. } => Status::Canceled,
        }
    }

    /// When the status that holds at `now` became final. `None` while it is incomplete.
    pub fn finalized_at(&self, now: Timestamp) -> Option<Timestamp> {
        match self.clone().settle(now) {
            Self::Waiting { .. } | Self::Bound { .. } => None,
            Self::Verified { finalized_at, .. }
            | Self::Declined { finalized_at, .. }
            | Self::Expired { finalized_at, .. }
            | Self::Gone { finalized_at } => Some(finalized_at),
        }
    }

    /// Until when the person can choose. `None` where that is over at `now`, or done.
    pub fn expires_at(&self, now: Timestamp) -> Option<Timestamp> {
        match self.clone().settle(now) {
            Self::Waiting { created_at } | Self::Bound { created_at, .. } => Some(expiry(created_at)),
            Self::Verified { .. } | Self::Declined { .. } | Self::Expired { .. } | Self::Gone { .. } => None,
        }
    }

    /// Whether the payload may still be there at `now`. Where this is false it must be deleted, and a repeated
    /// request has nothing to be compared with.
    pub fn has_payload(&self, now: Timestamp) -> bool {
        match self.clone().settle(now) {
            Self::Waiting { .. } | Self::Bound { .. } | Self::Verified { .. } => true,
            Self::Declined { .. } | Self::Expired { .. } | Self::Gone { .. } => false,
        }
    }

    /// The person that it is bound to, where there is one.
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::Bound { person, .. } | Self::Verified { person, .. } => Some(*person),
            Self::Declined { person, .. } => *person,
            Self::Waiting { .. } | Self::Expired { .. } | Self::Gone { .. } => None,
        }
    }

    /// The state at `now`, for that person alone.
    fn for_person(self, person: PersonId, now: Timestamp) -> Transition {
        self.settle(now).of_person(person)
    }

    /// The state, unless it is bound to somebody else.
    fn of_person(self, person: PersonId) -> Transition {
        if self.is_anothers(person) {
            return Err(Refused { state: self, refusal: Refusal::NotYours });
        }
        Ok(self)
    }

    /// The reason why nothing more can be done in this state.
    fn refuse(self) -> Refused {
        let refusal = match self {
            Self::Waiting { .. } => Refusal::NotOpened,
            Self::Bound { .. } => Refusal::NotAccepted,
            Self::Verified { .. } => Refusal::AlreadyAccepted,
            Self::Declined { .. } => Refusal::AlreadyDeclined,
            Self::Expired { .. } => Refusal::Expired,
            Self::Gone { .. } => Refusal::Gone,
        };
        Refused { state: self, refusal }
    }
}
