//! The options of a database's URL that are this program's own: they are taken out before the driver reads it, and the
//! server never hears of them.

use std::num::NonZeroUsize;

use super::url::PostgresUrlError;

/// How statements are prepared (`prepared_statements`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum PreparedStatements {
    /// Once for each connection, by name.
    #[default]
    Named,
    /// Anew each time and without a name: nothing of a session outlives its transaction, as a PgBouncer wants it that
    /// hands out connections by the transaction.
    Unnamed,
}

/// How many connections one store has open at the most, unless the URL says otherwise. One of them writes.
const CONNECTIONS: NonZeroUsize = NonZeroUsize::new(16).expect("not zero");

/// More connections than this are a slip of the pen.
const CONNECTIONS_MOST: usize = 1000;

/// The options.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Options {
    pub(super) prepared_statements: PreparedStatements,
    /// How many connections the store has open at the most (`pool_size`).
    pub(super) pool_size: NonZeroUsize,
}

impl Options {
    fn none_given() -> Self {
        Self { prepared_statements: PreparedStatements::default(), pool_size: CONNECTIONS }
    }

    /// Takes the options out of a URL. What is left is for the driver.
    pub(super) fn take(url: &str) -> Result<(Self, String), PostgresUrlError> {
        let mut options = Self::none_given();
        // A password before the first @ may hold a question mark.
        let after_password = url.find('@').unwrap_or(0);
        let Some(query) = url.get(after_password..).and_then(|rest| rest.find('?')) else {
            return Ok((options, url.to_owned()));
        };
        let (place, query) = url.split_at(after_password + query);
        let mut theirs = place.to_owned();
        for pair in query.trim_start_matches('?').split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if !options.take_one(name, value)? {
                theirs.push(if theirs.len() == place.len() { '?' } else { '&' });
                theirs.push_str(pair);
            }
        }
        Ok((options, theirs))
    }

    /// Takes an option, if it is one of these.
    fn take_one(&mut self, name: &str, value: &str) -> Result<bool, PostgresUrlError> {
        match name {
            "prepared_statements" => self.prepared_statements = prepared_statements(value)?,
            "pool_size" => self.pool_size = pool_size(value)?,
            _ => return Ok(false),
        }
        Ok(true)
    }
}

fn prepared_statements(value: &str) -> Result<PreparedStatements, PostgresUrlError> {
    match value {
        "named" => Ok(PreparedStatements::Named),
        "unnamed" => Ok(PreparedStatements::Unnamed),
        _ => Err(PostgresUrlError::PreparedStatements),
    }
}

fn pool_size(value: &str) -> Result<NonZeroUsize, PostgresUrlError> {
    let size = value.parse().ok().filter(|size: &NonZeroUsize| size.get() <= CONNECTIONS_MOST);
    // A migration needs a connection beside the one that holds its lock.
    size.filter(|size| size.get() >= 2).ok_or(PostgresUrlError::PoolSize)
}
