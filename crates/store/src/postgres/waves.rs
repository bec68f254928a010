//! Waves: what many lanes ask in the same words is asked once for all of them. A lane that asks waits until every other
//! one asks too, or has ended; then each of the statements that were asked goes to the server once, with lists of values
//! (`Statement::together`), and each lane is given its own rows.
//!
//! Nobody waits in vain: a lane that does not wait here waits for the server, which answers.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Poll;

use futures_util::future::join_all;
use tokio::sync::oneshot;

use super::lists::Lists;
use super::session::PostgresStatements;
use crate::sql::{Row, SqlError, Statement, Value};

/// Between the lanes of a batch and its connection.
pub(super) struct Waves(Mutex<State>);

struct State {
    /// How many lanes have not ended.
    running: usize,
    asked: Vec<Asked>,
}

struct Asked {
    statement: &'static Statement,
    text: &'static str,
    parameters: Vec<Value>,
    reply: oneshot::Sender<Result<Vec<Row>, SqlError>>,
}

impl Waves {
    /// For so many lanes.
    pub(super) fn of(lanes: usize) -> Self {
        Self(Mutex::new(State { running: lanes, asked: Vec::with_capacity(lanes) }))
    }

    /// The text by which this statement is asked here, if it is: not by a lane that is the last one.
    pub(super) fn text_of(&self, statement: &'static Statement) -> Option<&'static str> {
        statement.together.filter(|_| self.state().running > 1)
    }

    /// Asks with the next wave; gives what the rows hold that are for these parameters, which may be nothing.
    pub(super) async fn ask(
        &self,
        statement: &'static Statement,
        text: &'static str,
        parameters: &[Value],
    ) -> Result<Vec<Row>, SqlError> {
        let (reply, answer) = oneshot::channel();
        self.state().asked.push(Asked { statement, text, parameters: parameters.to_vec(), reply });
        answer.await.unwrap_or(Err(SqlError::Conflict))
    }

    /// Notes that a lane has ended: the others do not wait for it.
    pub(super) fn end_lane(&self) {
        let mut state = self.state();
        state.running = state.running.saturating_sub(1);
    }

    /// Runs lanes to their end, wave by wave.
    pub(super) async fn carry<T>(
        &self,
        lanes: impl Future<Output = T>,
        statements: &PostgresStatements<'_>,
    ) -> T {
        let mut lanes = pin!(lanes);
        loop {
            let ended = poll_fn(|context| match lanes.as_mut().poll(context) {
                Poll::Ready(done) => Poll::Ready(Some(done)),
                Poll::Pending => self.all_wait().then_some(None).map_or(Poll::Pending, Poll::Ready),
            });
            match ended.await {
                Some(done) => return done,
                None => self.send(statements).await,
            }
        }
    }

    fn all_wait(&self) -> bool {
        let state = self.state();
        state.running > 0 && state.asked.len() == state.running
    }

    async fn send(&self, statements: &PostgresStatements<'_>) {
        let mut waves: Vec<Vec<Asked>> = Vec::new();
        for asked in std::mem::take(&mut self.state().asked) {
            let same =
                |wave: &&mut Vec<Asked>| wave.iter().all(|one| std::ptr::eq(one.statement, asked.statement));
            match waves.iter_mut().find(same) {
                Some(wave) => wave.push(asked),
                None => waves.push(vec![asked]),
            }
        }
        join_all(waves.into_iter().map(|wave| answer(statements, wave))).await;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Sends one statement for all that asked it, and answers each of them.
async fn answer(statements: &PostgresStatements<'_>, wave: Vec<Asked>) {
    let Some(Asked { statement, text, .. }) = wave.first() else { return };
    let (statement, text) = (*statement, *text);
    let mut parameters = Vec::with_capacity(wave.len());
    let mut replies = Vec::with_capacity(wave.len());
    for asked in wave {
        parameters.push(asked.parameters);
        replies.push(asked.reply);
    }
    let mut answers = rows_of_each(statements, statement, text, parameters).await;
    for (place, reply) in replies.into_iter().enumerate() {
        let answer = answers.as_mut().map_err(|error| error.clone());
        // Whoever asked waits for it, as long as the batch lasts.
        drop(reply.send(answer.map(|answers| std::mem::take(&mut answers[place]))));
    }
}

/// Runs a statement for so many at once; gives the rows of each.
async fn rows_of_each(
    statements: &PostgresStatements<'_>,
    statement: &'static Statement,
    text: &'static str,
    parameters: Vec<Vec<Value>>,
) -> Result<Vec<Vec<Row>>, SqlError> {
    let mut rows: Vec<Vec<Row>> = parameters.iter().map(|_| Vec::new()).collect();
    let lists = Lists::of(parameters)?;
    for values in statements.query_lists(statement.name, text, &lists.parameters()).await? {
        let mut values = values.into_iter();
        let place = match values.next() {
            Some(Value::Integer(place)) => usize::try_from(place).ok().and_then(|place| place.checked_sub(1)),
            _ => None,
        };
        let its = place.and_then(|place| rows.get_mut(place));
        let its = its.ok_or_else(|| SqlError::Broken(format!("{}: a row for nobody", statement.name)))?;
        its.push(Row::new(statement, values.collect()));
    }
    Ok(rows)
}
