//! The readers: a few threads with a connection each. A query reads one snapshot.

use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::oneshot;

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
    counting: Arc<Counting>,
}

impl Readers {
    pub(super) fn start(
        path: &Path,
        count: usize,
        surroundings: &Arc<Surroundings>,
        counting: &Arc<Counting>,
    ) -> Result<Self, OpenError> {
        let (sender, jobs) = channel::<Job>();
        let jobs = Arc::new(Mutex::new(jobs));
        let mut threads = Vec::with_capacity(count);
        for number in 1..=count {
            let mut connection = open_for_reading(path)?;
            let (jobs, surroundings) = (Arc::clone(&jobs), Arc::clone(surroundings));
            let thread = std::thread::Builder::new()
                .name(format!("store-reader-{number}"))
                .spawn(move || work(&mut connection, &jobs, &surroundings))
                .map_err(|error| OpenError::Unusable {
                    place: path.display().to_string(),
                    reason: error.to_string(),
                })?;
            threads.push(thread);
        }
        Ok(Self {
            jobs: Mutex::new(Some(sender)),
            threads: Mutex::new(threads),
            counting: Arc::clone(counting),
        })
    }

    pub(super) async fn answer<Q: Query>(&self, query: Q) -> Result<Q::Answer, Failure> {
        let (reply, answer) = oneshot::channel();
        let mut waiting = self.counting.read_waits();
        let job: Job = Box::new(move |connection, surroundings| {
            waiting.runs();
            let read = AssertUnwindSafe(|| read(connection, surroundings, &query));
            let result = std::panic::catch_unwind(read)
                .unwrap_or_else(|_| Err(SqlError::Broken("a query ended with a panic".to_owned())));
            drop(waiting);
            drop(reply.send(result));
        });
        let sender = self.jobs.lock().ok().and_then(|jobs| jobs.clone()).ok_or_else(closed)?;
        sender.send(job).map_err(|_| closed())?;
        answer.await.map_err(|_| closed())?.map_err(Failure::from)
    }

    pub(super) fn close(&self) {
        if let Ok(mut jobs) = self.jobs.lock() {
            jobs.take();
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

fn read<Q: Query>(
    connection: &mut Connection,
    surroundings: &Surroundings,
    query: &Q,
) -> Result<Q::Answer, SqlError> {
    execute(connection, "begin")?;
    let answer = finish(query.answer(&mut SqliteSession::new(connection, surroundings)));
    if !connection.is_autocommit() {
        execute(connection, "commit")?;
    }
    answer
}

fn execute(connection: &Connection, text: &'static str) -> Result<(), SqlError> {
    let done = connection.prepare_cached(text).and_then(|mut statement| statement.raw_execute());
    done.map(drop).map_err(|error| sql_error(text, &error))
}
