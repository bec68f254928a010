//! The writer: it takes whatever is waiting, has it committed as one transaction, and only then answers. No timer:
//! a lone command waits for nobody.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::mpsc::{Receiver, Sender, channel, error::TrySendError};
use tokio::sync::watch;

use super::batch::Desk;
use super::closing;
use super::connect::Connections;
use super::job::{Job, job};
use crate::command::{Command, Failure, NotDone};
use crate::counters::Counting;
use crate::surroundings::Surroundings;

/// How many commands may wait. Beyond that the store says that it is not available, instead of growing.
const WAITING: usize = 4096;

/// How many commands share one commit at the most. PostgreSQL keeps track of 64 savepoints cheaply.
const BATCH: usize = 64;

/// How long closing waits for what was accepted.
const FINISH: Duration = Duration::from_secs(35);

pub(super) struct Writer {
    jobs: Mutex<Option<Sender<Box<dyn Job>>>>,
    /// Closed once everything that was accepted is answered.
    finished: watch::Receiver<()>,
    counting: Arc<Counting>,
}

impl Writer {
    /// Starts it on the runtime that this is called on.
    pub(super) fn start(
        connections: Connections,
        surroundings: Arc<Surroundings>,
        counting: Arc<Counting>,
    ) -> Self {
        let (sender, jobs) = channel(WAITING);
        let (finishing, finished) = watch::channel(());
        let desk = Desk { connections, surroundings, counting: Arc::clone(&counting) };
        tokio::spawn(async move {
            work(&desk, jobs).await;
            desk.connections.close();
            drop(finishing);
        });
        Self { jobs: Mutex::new(Some(sender)), finished, counting }
    }

    pub(super) async fn apply<C: Command>(&self, command: C) -> Result<C::Outcome, NotDone<C::Refusal>> {
        let (job, answer) = job(command);
        self.counting.arrives();
        self.send(job).map_err(|failure| {
            self.counting.turned_away();
            NotDone::Failed(failure)
        })?;
        answer.await.unwrap_or_else(|_| Err(NotDone::Failed(closing())))
    }

    fn send(&self, job: Box<dyn Job>) -> Result<(), Failure> {
        let sender = self.jobs.lock().ok().and_then(|jobs| jobs.clone()).ok_or_else(closing)?;
        sender.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => Failure::Unavailable("too many changes are waiting".to_owned()),
            TrySendError::Closed(_) => closing(),
        })
    }

    pub(super) fn is_closed(&self) -> bool {
        self.jobs.lock().is_ok_and(|jobs| jobs.is_none())
    }

    /// Takes no more commands, and waits for those that were accepted where the runtime lets a thread wait.
    pub(super) fn close(&self) {
        if let Ok(mut jobs) = self.jobs.lock() {
            jobs.take();
        }
        let Ok(runtime) = Handle::try_current() else { return };
        if runtime.runtime_flavor() == RuntimeFlavor::CurrentThread {
            return;
        }
        let mut finished = self.finished.clone();
        let waited = tokio::task::block_in_place(|| {
            runtime
                .block_on(tokio::time::timeout(FINISH, async { while finished.changed().await.is_ok() {} }))
        });
        if waited.is_err() {
            tracing::error!("changes that were accepted are not finished yet");
        }
    }
}

async fn work(desk: &Desk, mut jobs: Receiver<Box<dyn Job>>) {
    let mut batch = Vec::with_capacity(BATCH);
    while jobs.recv_many(&mut batch, BATCH).await > 0 {
        desk.counting.taken(batch.len());
        desk.carry_out(std::mem::take(&mut batch)).await;
    }
}
