//! What can be asked of a store.

use std::future::Future;

use career::credential::CredentialId;
use career::id::{ClientId, ExperienceId, PersonId};

use crate::memory::{Memories, Remembers};
use crate::sql::{Session, SqlError};

/// A change, as plain data named after what happens in the domain.
///
/// Applying it writes the rows, the person's history entry and any mail in one transaction. The same command
/// has the same outcome on every database. It may be applied again after a conflict, so it changes nothing of
/// its own.
pub trait Command: Send + Sync + 'static {
    /// What it answers when it was done.
    type Outcome: Send + 'static;
    /// Why the domain does not let it happen. A refused command leaves nothing behind.
    type Refusal: Send + 'static;

    /// Does it.
    fn apply<S: Session>(
        &self,
        session: &mut S,
    ) -> impl Future<Output = Result<Self::Outcome, Stop<Self::Refusal>>> + Send;

    /// Whose history this writes, where it knows. Commands that share a commit are run in the order of their
    /// people: so two nodes wait for each other in one direction only, and not in a circle.
    fn person(&self) -> Option<PersonId> {
        None
    }

    /// True where it waits for rows that the order of people says nothing about, such as those of a grant or of an
    /// address. On PostgreSQL it gets a transaction of its own, which holds nothing else that another node might wait
    /// for.
    fn is_alone(&self) -> bool {
        false
    }

    /// What it works on alone. On PostgreSQL, commands of different lanes are run abreast in one transaction; those of one
    /// lane follow each other.
    fn lane(&self) -> Lane {
        Lane::InTurn
    }
}

/// What a command works on, the histories of people aside: nothing that it reads or writes is written by a command of
/// another lane, except by those that are run in turn.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// What it makes anew: each such command has a lane of its own.
    Own,
    /// One declared experience.
    Experience(PersonId, ExperienceId),
    /// What a person's applications say in keys that make repeats safe.
    Keys(PersonId),
    /// What a client submits under an id of its own.
    Credential(ClientId, CredentialId),
    /// Anything: it is not run abreast.
    InTurn,
}

impl Lane {
    /// True where the other command has to be done before, or after.
    pub(crate) fn is_shared_with(&self, other: &Self) -> bool {
        *self != Self::Own && self == other
    }
}

/// A question, as plain data. It reads one snapshot and always names whose data it wants.
pub trait Query: Send + Sync + 'static {
    /// What it answers.
    type Answer: Send + 'static;

    /// Reads it.
    fn answer<S: Session>(
        &self,
        session: &mut S,
    ) -> impl Future<Output = Result<Self::Answer, SqlError>> + Send;

    /// True where one statement at the most is enough to answer: it is a snapshot by itself and needs no
    /// transaction around it.
    fn is_one_statement(&self) -> bool {
        false
    }

    /// True where it reads a few rows that it finds by their keys, as most requests do. It is answered at once and where
    /// it is asked: it neither waits for longer queries nor lets others wait long.
    fn is_brief(&self) -> bool {
        false
    }

    /// What remembers its answers until something is written, if anything does. It must be brief.
    fn memory(_: &Memories) -> Option<&dyn Remembers<Self>>
    where
        Self: Sized,
    {
        None
    }
}

/// Why a command stopped half-way. Whatever it had written is undone.
#[derive(Debug)]
pub enum Stop<R> {
    /// The domain refuses.
    Refused(R),
    /// The database failed.
    Failed(SqlError),
}

impl<R> From<SqlError> for Stop<R> {
    fn from(error: SqlError) -> Self {
        Self::Failed(error)
    }
}

/// Why the store has no answer.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Failure {
    /// Not now. Whether a change was made is unknown: repeat it.
    #[error("the store is not available: {0}")]
    Unavailable(String),
    /// Something is broken that repeating does not mend.
    #[error("the store is broken: {0}")]
    Broken(String),
}

impl From<SqlError> for Failure {
    fn from(error: SqlError) -> Self {
        match error {
            SqlError::Unavailable(reason) => Self::Unavailable(reason),
            SqlError::Conflict => Self::Unavailable("too many conflicts".to_owned()),
            SqlError::Broken(reason) => Self::Broken(reason),
        }
    }
}

/// Why a command was not carried out.
#[derive(Debug, Clone)]
pub enum NotDone<R> {
    /// The domain refuses.
    Refused(R),
    /// The store has no answer.
    Failed(Failure),
}

impl NotDone<std::convert::Infallible> {
    /// The failure of a command that cannot be refused.
    pub fn failure(self) -> Failure {
        match self {
            Self::Failed(failure) => failure,
            Self::Refused(never) => match never {},
        }
    }
}
