//! The writer thread: it takes whatever is waiting, runs each command in a savepoint of its own, commits once,
//! and only then answers. No timer: a lone command waits for nobody.

use std::panic::AssertUnwindSafe;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::connection::sql_error;
use super::session::{SqliteSession, finish};
use crate::command::{Command, Failure, NotDone, Stop};
use crate::counters::Counting;
use crate::sql::SqlError;
use crate::surroundings::Surroundings;

/// How many commands may wait. Beyond that the store says that it is not available, instead of growing.
const WAITING: usize = 4096;

/// How many commands share one commit at the most.
const BATCH: usize = 256;

/// The least time between two truncations of the WAL, which follow a deletion of personal data. A truncation
/// that a reader was in the way of is tried again after the same time.
const BETWEEN_TRUNCATIONS: Duration = Duration::from_secs(1);

pub(super) struct Writer {
    jobs: Mutex<Option<SyncSender<Message>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    counting: Arc<Counting>,
}

impl Writer {
    pub(super) fn start(
        connection: Connection,
        surroundings: Arc<Surroundings>,
        counting: Arc<Counting>,
    ) -> std::io::Result<Self> {
        let (sender, jobs) = sync_channel(WAITING);
        let desk = Desk {
            waiting: Vec::new(),
            connection,
            surroundings,
            counting: Arc::clone(&counting),
            truncation_due: false,
            truncated: None,
        };
        let thread =
            std::thread::Builder::new().name("store-writer".to_owned()).spawn(move || desk.work(&jobs))?;
        Ok(Self { jobs: Mutex::new(Some(sender)), thread: Mutex::new(Some(thread)), counting })
    }

    pub(super) async fn apply<C: Command>(&self, command: C) -> Result<C::Outcome, NotDone<C::Refusal>> {
        let (reply, answer) = oneshot::channel();
        let job = Box::new(Pending { command, result: None, reply });
        self.counting.arrives();
        self.send(Message::Job(job)).map_err(|failure| {
            self.counting.turned_away();
            NotDone::Failed(failure)
        })?;
        answer.await.unwrap_or_else(|_| Err(NotDone::Failed(closed())))
    }

    fn send(&self, message: Message) -> Result<(), Failure> {
        let sender = self.jobs.lock().ok().and_then(|jobs| jobs.clone()).ok_or_else(closed)?;
        sender.try_send(message).map_err(|error| match error {
            TrySendError::Full(_) => Failure::Unavailable("too many changes are waiting".to_owned()),
            TrySendError::Disconnected(_) => closed(),
        })
    }

    /// Waits until nothing that was deleted is left in the write-ahead log.
    pub(super) async fn settle(&self) -> Result<(), Failure> {
        let (reply, answer) = oneshot::channel();
        self.send(Message::Settle(reply))?;
        answer.await.map_err(|_| closed())
    }

    pub(super) fn close(&self) {
        if let Ok(mut jobs) = self.jobs.lock() {
            jobs.take();
        }
        let thread = self.thread.lock().ok().and_then(|mut thread| thread.take());
        if let Some(thread) = thread
            && thread.join().is_err()
        {
            tracing::error!("the writer thread ended with a panic");
        }
    }
}

fn closed() -> Failure {
    Failure::Unavailable("the store is closing".to_owned())
}

/// What the writer thread is asked for.
enum Message {
    /// To apply a command.
    Job(Box<dyn Job>),
    /// To say when the write-ahead log holds nothing that was deleted.
    Settle(oneshot::Sender<()>),
}

/// A command that waits, with the way back to who asked.
trait Job: Send {
    /// Applies the command and keeps its result. `Err` where it is to be undone.
    fn run(&mut self, session: &mut SqliteSession<'_>) -> Result<(), Undo>;
    /// What a panic inside `run` leaves behind.
    fn fail(&mut self, failure: Failure);
    /// Answers. Where the batch did not commit, the answer is that failure.
    fn answer(self: Box<Self>, committed: Result<(), Failure>);
}

/// The command wrote nothing that may stay.
struct Undo;

struct Pending<C: Command> {
    command: C,
    result: Option<Result<C::Outcome, NotDone<C::Refusal>>>,
    reply: oneshot::Sender<Result<C::Outcome, NotDone<C::Refusal>>>,
}

impl<C: Command> Job for Pending<C> {
    fn run(&mut self, session: &mut SqliteSession<'_>) -> Result<(), Undo> {
        let result = finish(self.command.apply(session)).map_err(|stop| match stop {
            Stop::Refused(refusal) => NotDone::Refused(refusal),
            Stop::Failed(error) => NotDone::Failed(error.into()),
        });
        let undo = result.is_err();
        self.result = Some(result);
        if undo { Err(Undo) } else { Ok(()) }
    }

    fn fail(&mut self, failure: Failure) {
        self.result = Some(Err(NotDone::Failed(failure)));
    }

    fn answer(self: Box<Self>, committed: Result<(), Failure>) {
        let result = match (committed, self.result) {
            (Ok(()), Some(result)) => result,
            (Ok(()), None) => Err(NotDone::Failed(closed())),
            (Err(failure), _) => Err(NotDone::Failed(failure)),
        };
        // Whoever asked may be gone, for example because the connection was cut.
        drop(self.reply.send(result));
    }
}

/// What became of a command.
struct Ran {
    /// Personal data was deleted.
    deleted: bool,
    /// It was refused or failed, and what it had written is undone.
    undone: bool,
}

/// What the writer thread has before it.
struct Desk {
    connection: Connection,
    surroundings: Arc<Surroundings>,
    counting: Arc<Counting>,
    truncation_due: bool,
    truncated: Option<Instant>,
    /// Who waits for the next truncation.
    waiting: Vec<oneshot::Sender<()>>,
}

impl Desk {
    fn work(mut self, messages: &Receiver<Message>) {
        while let Some(first) = self.next(messages) {
            let mut batch = Vec::new();
            for message in std::iter::once(first).chain(messages.try_iter().take(BATCH - 1)) {
                match message {
                    Message::Job(job) => batch.push(job),
                    Message::Settle(reply) => self.waiting.push(reply),
                }
            }
            if !batch.is_empty() {
                self.counting.taken(batch.len());
                let committed = self.commit(&mut batch);
                if committed.is_err() {
                    self.counting.lost();
                }
                for job in batch {
                    job.answer(committed.clone());
                }
            }
            let due = self.truncation_due && self.until_truncation().is_zero();
            if due || !self.waiting.is_empty() {
                self.truncate_wal();
            }
        }
        self.truncate_wal();
    }

    /// The next message; a truncation that falls due meanwhile is done first.
    fn next(&mut self, messages: &Receiver<Message>) -> Option<Message> {
        while self.truncation_due {
            match messages.recv_timeout(self.until_truncation()) {
                Ok(message) => return Some(message),
                Err(RecvTimeoutError::Timeout) => self.truncate_wal(),
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        messages.recv().ok()
    }

    fn until_truncation(&self) -> Duration {
        self.truncated.map_or(Duration::ZERO, |last| BETWEEN_TRUNCATIONS.saturating_sub(last.elapsed()))
    }

    fn commit(&mut self, batch: &mut [Box<dyn Job>]) -> Result<(), Failure> {
        self.execute("begin immediate")?;
        let mut deleted_personal_data = false;
        let mut undone = 0;
        for job in &mut *batch {
            match self.run_one(job.as_mut()) {
                Ok(Ran { deleted, undone: alone }) => {
                    deleted_personal_data |= deleted;
                    undone += u64::from(alone);
                }
                Err(failure) => return Err(self.give_up(failure)),
            }
        }
        self.execute("commit").map_err(|failure| self.give_up(failure))?;
        self.truncation_due |= deleted_personal_data;
        self.counting.committed(batch.len(), undone);
        Ok(())
    }

    /// Runs one command in a savepoint. An error here is one of the whole batch.
    fn run_one(&mut self, job: &mut dyn Job) -> Result<Ran, Failure> {
        self.execute("savepoint command")?;
        let mut session = SqliteSession::new(&mut self.connection, &self.surroundings);
        let ran = std::panic::catch_unwind(AssertUnwindSafe(|| job.run(&mut session)));
        let deleted = session.deleted_personal_data();
        let undo = match ran {
            Ok(Ok(())) => false,
            Ok(Err(Undo)) => true,
            Err(_) => {
                job.fail(Failure::Broken("a command ended with a panic".to_owned()));
                true
            }
        };
        // A full disk may have ended the whole transaction, and with it what the others wrote.
        if self.connection.is_autocommit() {
            return Err(Failure::Unavailable("the transaction was lost".to_owned()));
        }
        if undo {
            self.execute("rollback to command")?;
        }
        self.execute("release command")?;
        Ok(Ran { deleted: deleted && !undo, undone: undo })
    }

    fn give_up(&self, failure: Failure) -> Failure {
        if !self.connection.is_autocommit()
            && let Err(error) = self.execute("rollback")
        {
            tracing::error!(%error, "rollback failed");
        }
        failure
    }

    fn execute(&self, text: &'static str) -> Result<(), Failure> {
        let done = self.connection.prepare_cached(text).and_then(|mut statement| statement.raw_execute());
        done.map(drop).map_err(|error| match sql_error(text, &error) {
            // A commit that failed leaves it open whether it happened: that is "unknown, repeat".
            SqlError::Broken(reason) | SqlError::Unavailable(reason) => Failure::Unavailable(reason),
            SqlError::Conflict => Failure::Unavailable(text.to_owned()),
        })
    }

    /// Writes the WAL back and cuts it to nothing, so that no deleted row stays behind in it.
    fn truncate_wal(&mut self) {
        let busy =
            self.connection.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get::<_, i64>(0));
        self.truncated = Some(Instant::now());
        match busy {
            Ok(busy) => {
                self.truncation_due = busy != 0;
                if !self.truncation_due {
                    // Whoever waited may be gone.
                    for reply in self.waiting.drain(..) {
                        let _unless_gone = reply.send(());
                    }
                }
            }
            Err(error) => {
                tracing::warn!(%error, "the write-ahead log could not be truncated; trying again");
                self.truncation_due = true;
            }
        }
    }
}
