//! A command that waits, with the way back to who asked.

use career::id::PersonId;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use tokio::sync::oneshot;

use super::session::PostgresSession;
use crate::command::{Command, Failure, Lane, NotDone, Stop};
use crate::sql::SqlError;

/// What became of a command, for the transaction that it ran in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ran {
    /// What it wrote may stay.
    Done,
    /// It was refused: what it wrote is to be undone.
    Refused,
    /// It failed: what it wrote is to be undone.
    Failed,
    /// Another transaction got in between: it is to be run again.
    Again,
}

/// A command of any kind.
pub(super) trait Job: Send {
    /// Whose history it writes, where it knows.
    fn person(&self) -> Option<PersonId>;
    /// True where it has a transaction of its own.
    fn is_alone(&self) -> bool;
    /// What it works on alone.
    fn lane(&self) -> Lane;
    /// Applies the command and keeps its result.
    fn run<'a>(&'a mut self, session: &'a mut PostgresSession<'_>) -> BoxFuture<'a, Ran>;
    /// Keeps a failure as the result.
    fn fail(&mut self, failure: Failure);
    /// Answers. Where the batch did not commit, the answer is that failure.
    fn answer(self: Box<Self>, committed: Result<(), Failure>);
}

/// What is answered.
type Applied<C> = Result<<C as Command>::Outcome, NotDone<<C as Command>::Refusal>>;

struct Pending<C: Command> {
    command: C,
    result: Option<Applied<C>>,
    reply: oneshot::Sender<Applied<C>>,
}

/// A job that applies a command, and where its answer will arrive.
pub(super) fn job<C: Command>(command: C) -> (Box<dyn Job>, oneshot::Receiver<Applied<C>>) {
    let (reply, answer) = oneshot::channel();
    (Box::new(Pending { command, result: None, reply }), answer)
}

impl<C: Command> Job for Pending<C> {
    fn person(&self) -> Option<PersonId> {
        self.command.person()
    }

    fn is_alone(&self) -> bool {
        self.command.is_alone()
    }

    fn lane(&self) -> Lane {
        self.command.lane()
    }

    fn run<'a>(&'a mut self, session: &'a mut PostgresSession<'_>) -> BoxFuture<'a, Ran> {
        async move {
            let (ran, result) = match self.command.apply(session).await {
                Err(Stop::Failed(SqlError::Conflict)) if session.may_run_again() => return Ran::Again,
                Err(Stop::Failed(error)) => (Ran::Failed, Err(NotDone::Failed(error.into()))),
                Err(Stop::Refused(refusal)) => (Ran::Refused, Err(NotDone::Refused(refusal))),
                Ok(outcome) => (Ran::Done, Ok(outcome)),
            };
            self.result = Some(result);
            ran
        }
        .boxed()
    }

    fn fail(&mut self, failure: Failure) {
        self.result = Some(Err(NotDone::Failed(failure)));
    }

    fn answer(self: Box<Self>, committed: Result<(), Failure>) {
        let result = match (committed, self.result) {
            (Ok(()), Some(result)) => result,
            (Ok(()), None) => Err(NotDone::Failed(super::closing())),
            (Err(failure), _) => Err(NotDone::Failed(failure)),
        };
        // Whoever asked may be gone, for example because the connection was cut.
        drop(self.reply.send(result));
    }
}
