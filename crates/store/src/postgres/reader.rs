//! Queries. One of a single statement is a snapshot by itself, and if it is brief, it shares a connection with others; the
//! rest read in a transaction that sees one.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use deadpool_postgres::Object;
use futures_util::FutureExt as _;
use tokio_postgres::IsolationLevel;

use super::connect::Connections;
use super::errors::{Constraint, sql_error};
use super::session::PostgresSession;
use crate::command::Query;
use crate::counters::Counting;
use crate::sql::SqlError;
use crate::surroundings::Surroundings;

/// How long a query may take in all.
const PATIENCE: Duration = Duration::from_secs(30);

/// Answers a query. Whoever asked may go away at any moment: a transaction that is dropped is rolled back before the
/// connection does anything else.
pub(super) async fn answer<Q: Query>(
    connections: &Connections,
    surroundings: &Surroundings,
    counting: &Counting,
    query: &Q,
) -> Result<Q::Answer, SqlError> {
    if query.is_brief()
        && query.is_one_statement()
        && let Some(shared) = connections.shared(counting).await?
        && let Some(connection) = shared.open()
    {
        let answer = in_time(one_statement(connections, connection, surroundings, query)).await;
        if matches!(answer, Err(SqlError::Unavailable(_))) {
            connections.forget(&shared);
        }
        return answer;
    }
    let mut connection = connections.counted(counting).await?;
    let answer = in_time(read(connections, &mut connection, surroundings, query)).await;
    if matches!(answer, Err(SqlError::Unavailable(_))) {
        drop(Object::take(connection));
    }
    answer
}

async fn in_time<T>(read: impl Future<Output = Result<T, SqlError>>) -> Result<T, SqlError> {
    match tokio::time::timeout(PATIENCE, AssertUnwindSafe(read).catch_unwind()).await {
        Ok(Ok(result)) => result,
        Ok(Err(_)) => Err(SqlError::Broken("a query ended with a panic".to_owned())),
        Err(_) => Err(SqlError::Unavailable("the database did not answer in time".to_owned())),
    }
}

async fn one_statement<Q: Query>(
    connections: &Connections,
    connection: &Object,
    surroundings: &Surroundings,
    query: &Q,
) -> Result<Q::Answer, SqlError> {
    let statements = connections.statements(connection, &connection.statement_cache, Constraint::Mistake);
    query.answer(&mut PostgresSession::new(statements, surroundings)).await
}

async fn read<Q: Query>(
    connections: &Connections,
    connection: &mut Object,
    surroundings: &Surroundings,
    query: &Q,
) -> Result<Q::Answer, SqlError> {
    if query.is_one_statement() {
        return one_statement(connections, connection, surroundings, query).await;
    }
    let constraint = Constraint::Mistake;
    let snapshot =
        connection.build_transaction().isolation_level(IsolationLevel::RepeatableRead).read_only(true);
    let snapshot = snapshot.start().await.map_err(|error| sql_error("begin", &error, constraint))?;
    let statements = connections.statements(snapshot.client(), &snapshot.statement_cache, constraint);
    let answer = query.answer(&mut PostgresSession::new(statements, surroundings)).await?;
    snapshot.commit().await.map_err(|error| sql_error("commit", &error, constraint))?;
    Ok(answer)
}
