//! The readers: a few threads with a connection each, and a few connections for brief queries, which are answered where
//! they are asked, because to wake a thread takes longer. A query reads one snapshot.

use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::changes::Changes;
use super::connection::{open_for_reading, sql_error};
use super::session::{SqliteSession, finish};
use crate::OpenError;
use crate::command::{Failure, Query};
use crate::counters::Counting;
use crate::sql::SqlError;
use crate::surroundings::Surroundings;

type Job = Box<dyn FnOnce(&mut Connection, &Surroundings) + Send>;

pub(super) struct Readers {
    jobs: Mutex<Option<Sender<Job>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    /// Those that answer no brief query now.
    at_hand: Mutex<Vec<Connection>>,
    surroundings: Arc<Surroundings>,
    counting: Arc<Counting>,
    /// After the connections at hand; each thread has it too.
    changes: Arc<Changes>,
}

impl Readers {
    /// Starts so many threads, and opens so many connections for brief queries.
    pub(super) fn start(
        path: &Path,
        count: usize,
        at_hand: usize,
        surroundings: &Arc<Surroundings>,
        counting: &Arc<Counting>,
        changes: &Arc<Changes>,
    ) -> Result<Self, OpenError> {
        let (sender, jobs) = channel::<Job>();
        let jobs = Arc::new(Mutex::new(jobs));
        let mut threads = Vec::with_capacity(count);
        for number in 1..=count {
            let mut connection = open_for_reading(path)?;
            let (jobs, surroundings) = (Arc::clone(&jobs), Arc::clone(surroundings));
            let changes = Arc::clone(changes);
            let thread = std::thread::Builder::new()
                .name(format!("store-reader-{number}"))
                .spawn(move || {
                    work(&mut connection, &jobs, &surroundings);
                    drop((connection, changes));
                })
                .map_err(|error| OpenError::Unusable {
                    place: path.display().to_string(),
                    reason: error.to_string(),
                })?;
            threads.push(thread);
        }
        let at_hand = (0..at_hand).map(|_| open_for_reading(path)).collect::<Result<_, _>>()?;
        Ok(Self {
            jobs: Mutex::new(Some(sender)),
            threads: Mutex::new(threads),
            at_hand: Mutex::new(at_hand),
            surroundings: Arc::clone(surroundings),
            counting: Arc::clone(counting),
            changes: Arc::clone(changes),
        })
    }

    pub(super) async fn answer<Q: Query>(&self, query: Q) -> Result<Q::Answer, Failure> {
        let memory = Q::memory(&self.surroundings.memories);
        // Before the question, so that what is written meanwhile makes its answer outdated at the worst.
        let memory = memory.and_then(|memory| Some((memory, self.changes.mark()?)));
        if let Some((memory, mark)) = &memory
            && let Some(answer) = memory.recall(&query, mark)
        {
            return Ok(answer);
        }
        let mut waiting = self.counting.read_waits();
        if query.is_brief()
            && let Some(mut connection) = self.take()
        {
            waiting.runs();
            let result = read(&mut connection, &self.surroundings, &query);
            self.put_back(connection);
            if let (Some((memory, mark)), Ok(answer)) = (memory, &result) {
                memory.keep(query, mark, answer);
            }
            return result.map_err(Failure::from);
        }
        let (reply, answer) = oneshot::channel();
        let job: Job = Box::new(move |connection, surroundings| {
            waiting.runs();
            let result = read(connection, surroundings, &query);
            drop(waiting);
            drop(reply.send(result));
        });
        let sender = self.jobs.lock().ok().and_then(|jobs| jobs.clone()).ok_or_else(closed)?;
        sender.send(job).map_err(|_| closed())?;
        answer.await.map_err(|_| closed())?.map_err(Failure::from)
    }

    /// A connection for a brief query; none where all are in use.
    fn take(&self) -> Option<Connection> {
        self.at_hand.lock().ok()?.pop()
    }

    fn put_back(&self, connection: Connection) {
        if let Ok(mut at_hand) = self.at_hand.lock()
            && self.jobs.lock().is_ok_and(|jobs| jobs.is_some())
        {
            at_hand.push(connection);
        }
    }

    pub(super) fn close(&self) {
        if let Ok(mut jobs) = self.jobs.lock() {
            jobs.take();
        }
        if let Ok(mut at_hand) = self.at_hand.lock() {
            at_hand.clear();
        }
        let threads =
            self.threads.lock().map(|mut threads| std::mem::take(&mut *threads)).unwrap_or_default();
        for thread in threads {
            if thread.join().is_err() {
                tracing::error!("a reader thread ended with a panic");
            }
        }
    }
}

fn closed() -> Failure {
    Failure::Unavailable("the store is closing".to_owned())
}

fn work(connection: &mut Connection, jobs: &Mutex<Receiver<Job>>, surroundings: &Surroundings) {
    loop {
        let job = jobs.lock().ok().and_then(|jobs| jobs.recv().ok());
        match job {
            Some(job) => job(connection, surroundings),
            None => return,
        }
    }
}

/// Reads one snapshot. Whatever happens, the connection has no transaction afterwards.
fn read<Q: Query>(
    connection: &mut Connection,
    surroundings: &Surroundings,
    query: &Q,
) -> Result<Q::Answer, SqlError> {
    let read = std::panic::catch_unwind(AssertUnwindSafe(|| snapshot(connection, surroundings, query)));
    if !connection.is_autocommit() {
        execute(connection, "rollback")?;
    }
    read.unwrap_or_else(|_| Err(SqlError::Broken("a query ended with a panic".to_owned())))
}

fn snapshot<Q: Query>(
    connection: &mut Connection,
    surroundings: &Surroundings,
    query: &Q,
) -> Result<Q::Answer, SqlError> {
    if query.is_one_statement() {
        return finish(query.answer(&mut SqliteSession::new(connection, surroundings)));
    }
    execute(connection, "begin")?;
    let answer = finish(query.answer(&mut SqliteSession::new(connection, surroundings)))?;
    execute(connection, "commit")?;
    Ok(answer)
}

fn execute(connection: &Connection, text: &'static str) -> Result<(), SqlError> {
    let done = connection.prepare_cached(text).and_then(|mut statement| statement.raw_execute());
    done.map(drop).map_err(|error| sql_error(text, &error))
}
