//! What an error of PostgreSQL means to a command.

use std::error::Error as _;

use tokio_postgres::Error;
use tokio_postgres::error::SqlState;

use super::value::Misfit;
use crate::sql::SqlError;

/// What a violated constraint means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Constraint {
    /// Another transaction came first: the command is to be run again, and will see what that one wrote.
    Race,
    /// It was run again often enough; this program is broken.
    Mistake,
}

/// The error of a statement.
pub(super) fn sql_error(what: &str, error: &Error, constraint: Constraint) -> SqlError {
    let words = format!("{what}: {}", words(error));
    if error.code().is_some_and(is_lost_name) {
        return SqlError::Broken(format!("{words}; {UNNAMED}"));
    }
    let Some(state) = error.code() else {
        let mistake = error.source().is_some_and(<dyn std::error::Error>::is::<Misfit>);
        return if mistake { SqlError::Broken(words) } else { SqlError::Unavailable(words) };
    };
    if *state == SqlState::T_R_SERIALIZATION_FAILURE || *state == SqlState::T_R_DEADLOCK_DETECTED {
        return SqlError::Conflict;
    }
    let violated = [SqlState::UNIQUE_VIOLATION, SqlState::FOREIGN_KEY_VIOLATION].contains(state);
    if violated && constraint == Constraint::Race {
        return SqlError::Conflict;
    }
    if passes(state) { SqlError::Unavailable(words) } else { SqlError::Broken(words) }
}

/// What to do where names of statements do not last.
const UNNAMED: &str = "between this program and the database there is something like a PgBouncer that hands out \
    connections by the transaction: add prepared_statements=unnamed to the options of the database's URL";

/// True where a statement's name is not known to the connection that it was given to, or known to one that it was not.
fn is_lost_name(state: &SqlState) -> bool {
    [SqlState::INVALID_SQL_STATEMENT_NAME, SqlState::DUPLICATE_PSTATEMENT].contains(state)
}

/// True where the same again later may succeed.
fn passes(state: &SqlState) -> bool {
    const CLASSES: [&str; 4] = [
        "08", // the connection
        "53", // a full disk, too many connections, no memory
        "57", // shutting down, not yet started, cancelled
        "58", // the system
    ];
    let class = state.code().get(..2).unwrap_or_default();
    CLASSES.contains(&class)
        || [
            SqlState::READ_ONLY_SQL_TRANSACTION, // a primary that is a standby now
            SqlState::LOCK_NOT_AVAILABLE,
            SqlState::T_R_STATEMENT_COMPLETION_UNKNOWN,
            SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
        ]
        .contains(state)
}

/// An error in words, with its causes. What PostgreSQL calls the detail stays out, for it quotes values.
pub(super) fn words(error: &Error) -> String {
    if let Some(told) = error.as_db_error() {
        return format!("{} ({})", told.message(), told.code().code());
    }
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        words = format!("{words}: {error}");
        cause = error.source();
    }
    words
}
