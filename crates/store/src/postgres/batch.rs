//! One batch: a transaction, run again where another one got in between. Commands that have lanes are run abreast, in a
//! transaction without the others (`abreast.rs`); those, and all of it where one of them must be undone alone, are run in
//! turn with a savepoint each.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::Object;
use futures_util::FutureExt as _;
use futures_util::future::join;

use super::abreast;
use super::connect::Connections;
use super::errors::{Constraint, sql_error};
use super::job::{Job, Ran};
use super::session::PostgresSession;
use crate::command::Failure;
use crate::compatibility;
use crate::counters::Counting;
use crate::sql::SqlError;
use crate::surroundings::Surroundings;

/// How often a batch is run in turn as one.
const TOGETHER: u32 = 3;

/// How often a command is run by itself after that.
const ALONE: u32 = 8;

/// How much longer each wait is than the one before, when a command is run by itself again.
const PAUSE: Duration = Duration::from_millis(3);

/// How long a batch may take in all.
const PATIENCE: Duration = Duration::from_secs(30);

const BEGIN: &str = "begin isolation level read committed read write; savepoint command";
/// With lanes: none waits longer than this for somebody else's lock. Where lists are joined with a table, each value is
/// looked up by itself, however small the table is when that is planned: the plan of a named statement is kept, and the
/// table grows.
const BEGIN_ABREAST: &str = "begin isolation level read committed read write; set local lock_timeout = '500ms'; \
    set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_material = off; \
    savepoint command";
const NEXT: &str = "release savepoint command; savepoint command";
const UNDO: &str = "rollback to savepoint command";
/// With the savepoint released in the same breath: a transaction that had failed would "commit" to nothing without a
/// word, but releasing fails aloud.
const COMMIT: &str = "release savepoint command; commit";
const ROLLBACK: &str = "rollback";

/// How the commands of a batch are run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    Abreast,
    InTurn,
}

/// Why a batch did not commit.
pub(super) enum Lost {
    /// Another transaction got in between, or a command that was run abreast must be undone alone. Nothing was written.
    Again,
    /// Whether anything was written is unknown.
    Failed(Failure),
}

impl From<SqlError> for Lost {
    fn from(error: SqlError) -> Self {
        match error {
            SqlError::Conflict => Self::Again,
            SqlError::Unavailable(reason) | SqlError::Broken(reason) => {
                Self::Failed(Failure::Unavailable(reason))
            }
        }
    }
}

/// What batches need around them.
pub(super) struct Desk {
    pub(super) connections: Connections,
    pub(super) surroundings: Arc<Surroundings>,
    pub(super) counting: Arc<Counting>,
}

impl Desk {
    /// Carries out every command and answers it.
    pub(super) async fn carry_out(&self, batch: Vec<Box<dyn Job>>) {
        let (alone, together): (Vec<_>, Vec<_>) = batch.into_iter().partition(|job| job.is_alone());
        if !together.is_empty() {
            self.carry_out_together(together).await;
        }
        for job in alone {
            self.carry_out_alone(job).await;
        }
    }

    async fn carry_out_together(&self, mut batch: Vec<Box<dyn Job>>) {
        let abreast = abreast::put_first(&mut batch);
        let in_turn = batch.split_off(abreast);
        if !batch.is_empty() {
            self.carry_out_abreast(batch).await;
        }
        if !in_turn.is_empty() {
            self.carry_out_in_turn(in_turn).await;
        }
    }

    async fn carry_out_abreast(&self, mut batch: Vec<Box<dyn Job>>) {
        match self.commit(&mut batch, Constraint::Race, Manner::Abreast).await {
            Err(Lost::Again) => self.carry_out_in_turn(batch).await,
            Err(Lost::Failed(failure)) => self.fail(batch, failure),
            Ok(()) => answer(batch, &Ok(())),
        }
    }

    async fn carry_out_in_turn(&self, mut batch: Vec<Box<dyn Job>>) {
        batch.sort_by_key(|job| job.person());
        for _ in 0..TOGETHER {
            match self.commit(&mut batch, Constraint::Race, Manner::InTurn).await {
                Err(Lost::Again) => self.counting.again(),
                Err(Lost::Failed(failure)) => return self.fail(batch, failure),
                Ok(()) => return answer(batch, &Ok(())),
            }
        }
        for job in batch {
            self.carry_out_alone(job).await;
        }
    }

    async fn carry_out_alone(&self, job: Box<dyn Job>) {
        let mut alone = vec![job];
        for turn in 1..=ALONE {
            let constraint = if turn == ALONE { Constraint::Mistake } else { Constraint::Race };
            match self.commit(&mut alone, constraint, Manner::InTurn).await {
                Err(Lost::Again) => {
                    self.counting.again();
                    tokio::time::sleep(PAUSE * turn).await;
                }
                Err(Lost::Failed(failure)) => return self.fail(alone, failure),
                Ok(()) => return answer(alone, &Ok(())),
            }
        }
        self.fail(alone, SqlError::Conflict.into());
    }

    fn fail(&self, batch: Vec<Box<dyn Job>>, failure: Failure) {
        self.counting.lost();
        answer(batch, &Err(failure));
    }

    async fn commit(
        &self,
        batch: &mut [Box<dyn Job>],
        constraint: Constraint,
        manner: Manner,
    ) -> Result<(), Lost> {
        let connection = self.connections.counted(&self.counting).await?;
        let transaction = self.transaction(&connection, batch, constraint, manner);
        let Ok(done) = tokio::time::timeout(PATIENCE, transaction).await else {
            // Without its connection, the server gives the transaction up.
            drop(Object::take(connection));
            return Err(SqlError::Unavailable("the database did not answer in time".to_owned()).into());
        };
        let usable = match &done {
            Ok(_) => true,
            Err(Lost::Again) => connection.batch_execute(ROLLBACK).await.is_ok(),
            // Behind it there may be a server that takes no more writes; a new one finds out.
            Err(Lost::Failed(_)) => false,
        };
        if !usable {
            drop(Object::take(connection));
        }
        self.counting.committed(batch.len(), done?);
        Ok(())
    }

    /// Runs every command and commits; gives how many were undone alone.
    async fn transaction(
        &self,
        connection: &Object,
        batch: &mut [Box<dyn Job>],
        constraint: Constraint,
        manner: Manner,
    ) -> Result<u64, Lost> {
        let opening = match manner {
            Manner::Abreast => BEGIN_ABREAST,
            Manner::InTurn => BEGIN,
        };
        let cache = &connection.statement_cache;
        let mut looking = self.connections.statements(connection, cache, Constraint::Mistake);
        // Sent in one breath, so that looking costs no way there and back.
        let (begun, usable) = join(execute(connection, opening), compatibility::check(&mut looking)).await;
        begun.and(usable)?;
        if manner == Manner::Abreast {
            let refused = self.run_abreast(connection, batch, constraint).await?;
            execute(connection, COMMIT).await?;
            return Ok(refused);
        }
        let mut undone = 0;
        let mut jobs = batch.iter_mut().peekable();
        while let Some(job) = jobs.next() {
            match self.run_one(connection, job.as_mut(), constraint).await {
                Ran::Again => return Err(Lost::Again),
                Ran::Refused | Ran::Failed => {
                    undone += 1;
                    execute(connection, UNDO).await?;
                }
                Ran::Done if jobs.peek().is_some() => execute(connection, NEXT).await?,
                Ran::Done => {}
            }
        }
        execute(connection, COMMIT).await?;
        Ok(undone)
    }

    async fn run_one(&self, connection: &Object, job: &mut dyn Job, constraint: Constraint) -> Ran {
        let mut session = self.session(connection, constraint);
        run(job, &mut session).await
    }

    /// A session of a connection's transaction.
    pub(super) fn session<'a>(
        &'a self,
        connection: &'a Object,
        constraint: Constraint,
    ) -> PostgresSession<'a> {
        let statements = self.connections.statements(connection, &connection.statement_cache, constraint);
        PostgresSession::new(statements, &self.surroundings)
    }
}

/// Runs a command; one that ends with a panic has failed.
pub(super) async fn run(job: &mut dyn Job, session: &mut PostgresSession<'_>) -> Ran {
    let ran = AssertUnwindSafe(job.run(session)).catch_unwind().await;
    ran.unwrap_or_else(|_| {
        job.fail(Failure::Broken("a command ended with a panic".to_owned()));
        Ran::Failed
    })
}

fn answer(batch: Vec<Box<dyn Job>>, committed: &Result<(), Failure>) {
    for job in batch {
        job.answer(committed.clone());
    }
}

async fn execute(connection: &Object, text: &'static str) -> Result<(), SqlError> {
    connection.batch_execute(text).await.map_err(|error| sql_error(text, &error, Constraint::Mistake))
}
