//! The writer thread: it takes whatever is waiting, runs it as one transaction, commits once, and only then answers. No
//! timer: a lone command waits for nobody.
//!
//! Commands are run one after the other without savepoints first, for a savepoint has SQLite keep a copy of every page
//! that is changed in it. Where one of them must be undone alone, which is seldom, the transaction is given up and run
//! once more with a savepoint for each.

use std::panic::AssertUnwindSafe;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::changes::Changes;
use super::checkpoints::Checkpoints;
use super::connection::sql_error;
use super::known_curricula::KnownCurricula;
use super::late::Late;
use super::session::{SqliteSession, SqliteStatements, finish};
use crate::command::{Command, Failure, NotDone, Stop};
use crate::compatibility;
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
        checkpoints: Checkpoints,
        surroundings: &Arc<Surroundings>,
        counting: &Arc<Counting>,
        changes: &Arc<Changes>,
    ) -> std::io::Result<Self> {
        let (sender, jobs) = sync_channel(WAITING);
        let desk = Desk {
            waiting: Vec::new(),
            connection,
            checkpoints: Some(checkpoints),
            surroundings: Arc::clone(surroundings),
            counting: Arc::clone(counting),
            changes: Arc::clone(changes),
            curricula: None,
            truncation_due: false,
            truncated: None,
        };
        let thread =
            std::thread::Builder::new().name("store-writer".to_owned()).spawn(move || desk.work(&jobs))?;
        Ok(Self {
            jobs: Mutex::new(Some(sender)),
            thread: Mutex::new(Some(thread)),
            counting: Arc::clone(counting),
        })
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
    /// Applies the command and keeps its result.
    fn run(&mut self, session: &mut SqliteSession<'_>) -> Ended;
    /// What a panic inside `run` leaves behind.
    fn fail(&mut self, failure: Failure);
    /// Answers. Where the batch did not commit, the answer is that failure.
    fn answer(self: Box<Self>, committed: Result<(), Failure>);
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    /// What it wrote may stay.
    Done,
    /// It was refused: nothing that it wrote may stay.
    Refused,
    /// The database failed: nothing that it wrote may stay, and what it was about to undo may be there still.
    Failed,
}

struct Pending<C: Command> {
    command: C,
    result: Option<Result<C::Outcome, NotDone<C::Refusal>>>,
    reply: oneshot::Sender<Result<C::Outcome, NotDone<C::Refusal>>>,
}

impl<C: Command> Job for Pending<C> {
    fn run(&mut self, session: &mut SqliteSession<'_>) -> Ended {
        let (ended, result) = match finish(self.command.apply(session)) {
            Ok(outcome) => (Ended::Done, Ok(outcome)),
            Err(Stop::Refused(refusal)) => (Ended::Refused, Err(NotDone::Refused(refusal))),
            Err(Stop::Failed(error)) => (Ended::Failed, Err(NotDone::Failed(error.into()))),
        };
        self.result = Some(result);
        ended
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
    ended: Ended,
    /// It ran a statement that may have written.
    wrote: bool,
    /// It deleted personal data.
    deleted: bool,
}

/// What became of all commands of a batch, before its commit.
struct RanAll {
    /// One of them deleted personal data.
    deleted: bool,
    /// How many were undone alone.
    undone: u64,
    /// What is known once this is committed.
    curricula: Option<KnownCurricula>,
}

/// How the commands of a batch are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Not at all.
    Straight,
    /// Each has a savepoint.
    Savepoints,
}

/// Why a batch did not commit.
enum Lost {
    /// A command must be undone alone, and there is no savepoint. Nothing was written.
    NeedsSavepoints,
    /// Whether anything was written is unknown.
    Failed(Failure),
}

impl From<Failure> for Lost {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// What the writer thread has before it.
struct Desk {
    connection: Connection,
    /// Until the end.
    checkpoints: Option<Checkpoints>,
    surroundings: Arc<Surroundings>,
    counting: Arc<Counting>,
    /// After the connection.
    changes: Arc<Changes>,
    /// None during a batch, and after one that did not commit.
    curricula: Option<KnownCurricula>,
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
                if let Some(checkpoints) = &self.checkpoints {
                    checkpoints.consider(&self.connection);
                }
            }
            let due = self.truncation_due && self.until_truncation().is_zero();
            if due || !self.waiting.is_empty() {
                self.truncate_wal();
            }
        }
        // Its connection must not be in the way of the last one.
        self.checkpoints = None;
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
        let done = match self.transaction(batch, Manner::Straight) {
            Err(Lost::NeedsSavepoints) => self.transaction(batch, Manner::Savepoints),
            done => done,
        };
        done.map_err(|lost| match lost {
            Lost::Failed(failure) => failure,
            Lost::NeedsSavepoints => Failure::Broken("savepoints do not keep commands apart".to_owned()),
        })
    }

    fn transaction(&mut self, batch: &mut [Box<dyn Job>], manner: Manner) -> Result<(), Lost> {
        self.execute("begin immediate")?;
        let (mark, written) = (self.changes.mark(), self.connection.total_changes());
        let ran = self.check().and_then(|()| self.run_all(batch, manner)).and_then(|ran| {
            self.execute("commit")?;
            Ok(ran)
        });
        let RanAll { deleted, undone, curricula } = ran.inspect_err(|_| self.roll_back())?;
        self.curricula = curricula;
        self.truncation_due |= deleted;
        if self.connection.total_changes() > written {
            self.changes.expect_other_than(mark);
        }
        self.counting.committed(batch.len(), undone);
        Ok(())
    }

    /// Another node may have brought the schema beyond this program.
    fn check(&mut self) -> Result<(), Lost> {
        let usable = finish(compatibility::check(&mut SqliteStatements(&mut self.connection)));
        usable.map_err(|error: SqlError| Lost::Failed(error.into()))
    }

    /// Runs every command.
    fn run_all(&mut self, batch: &mut [Box<dyn Job>], manner: Manner) -> Result<RanAll, Lost> {
        let (mut deleted, mut undone) = (false, 0);
        let mut late = match manner {
            Manner::Straight => Some(Late::knowing(self.take_known()?)),
            Manner::Savepoints => None,
        };
        for job in batch {
            if manner == Manner::Savepoints {
                self.execute("savepoint command")?;
            }
            let ran = self.run_one(job.as_mut(), late.as_mut());
            // A full disk may have ended the whole transaction, and with it what the others wrote.
            if self.connection.is_autocommit() {
                return Err(Failure::Unavailable("the transaction was lost".to_owned()).into());
            }
            if ran.ended == Ended::Done {
                deleted |= ran.deleted;
            } else {
                undone += 1;
                if manner == Manner::Savepoints {
                    self.execute("rollback to command")?;
                } else if ran.wrote || ran.ended == Ended::Failed {
                    return Err(Lost::NeedsSavepoints);
                }
            }
            if manner == Manner::Savepoints {
                self.execute("release command")?;
            }
        }
        // With savepoints it is known whose it was.
        let written = late.map(|late| late.write(&mut SqliteStatements(&mut self.connection))).transpose();
        let curricula = written.map_err(|_| Lost::NeedsSavepoints)?;
        Ok(RanAll { deleted, undone, curricula })
    }

    /// What is known of curricula in this transaction.
    fn take_known(&mut self) -> Result<KnownCurricula, Failure> {
        let mut known = self.curricula.take().unwrap_or_default();
        let kept_up = known.keep_up(&self.connection);
        kept_up.map_err(|error| sql_error("pragma data_version", &error))?;
        Ok(known)
    }

    fn run_one(&mut self, job: &mut dyn Job, late: Option<&mut Late>) -> Ran {
        let mut session = SqliteSession::new(&mut self.connection, &self.surroundings);
        if let Some(late) = late {
            session = session.with_late(late);
        }
        let ended = std::panic::catch_unwind(AssertUnwindSafe(|| job.run(&mut session)));
        let (wrote, deleted) = (session.has_written(), session.deleted_personal_data());
        let ended = ended.unwrap_or_else(|_| {
            job.fail(Failure::Broken("a command ended with a panic".to_owned()));
            Ended::Failed
        });
        Ran { ended, wrote, deleted }
    }

    fn roll_back(&self) {
        if !self.connection.is_autocommit()
            && let Err(error) = self.execute("rollback")
        {
            tracing::error!(%error, "rollback failed");
        }
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
        let _alone = self.checkpoints.as_ref().map(Checkpoints::hold);
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
