//! Connections: the pool that commands and queries take them from.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use deadpool_postgres::{
    Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod, Runtime, StatementCache, TimeoutType,
};
use tokio_postgres::Client;

use super::advice::Obstacle;
use super::errors::{self, Constraint};
use super::options::PreparedStatements;
use super::session::{PostgresStatements, Prepared};
use super::url::PostgresUrl;
use super::{password, tls};
use crate::counters::{Counters, Counting};
use crate::sql::SqlError;

/// How long a query or a batch waits for a free connection.
const WAIT: Duration = Duration::from_secs(5);

/// How long making a connection may take, over all hosts.
const CREATE: Duration = Duration::from_secs(20);

/// The smallest pool of which one connection is shared by brief queries; the others write, and answer long queries.
const LEAST_TO_SHARE: usize = 4;

/// A store's connections, and how statements are prepared on them.
#[derive(Clone)]
pub(super) struct Connections {
    pool: Pool,
    prepared: PreparedStatements,
    shared: Arc<Mutex<Option<Arc<Shared>>>>,
}

/// A connection that brief queries share: each sends its statement behind those of the others, without waiting for their
/// answers. It never goes back to the pool.
pub(super) struct Shared(Option<Object>);

impl Shared {
    /// The connection, while it is open.
    pub(super) fn open(&self) -> Option<&Object> {
        self.0.as_ref().filter(|connection| !connection.is_closed())
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        drop(self.0.take().map(Object::take));
    }
}

impl Connections {
    /// Makes the pool, after reading the files that the URL names. No connection is opened yet.
    pub(super) fn to(url: &PostgresUrl) -> Result<Self, Obstacle> {
        Ok(Self { pool: pool(url)?, prepared: url.options().prepared_statements, shared: Arc::default() })
    }

    /// Takes a connection, or waits for a free one.
    pub(super) async fn get(&self) -> Result<Object, PoolError> {
        self.pool.get().await
    }

    /// Takes a connection, and counts how long that took.
    pub(super) async fn counted(&self, counting: &Counting) -> Result<Object, SqlError> {
        let began = Instant::now();
        let connection = self.get().await.map_err(|error| no_connection(&error))?;
        counting.waited(began.elapsed());
        Ok(connection)
    }

    /// The connection that brief queries share; none where the pool is so small that it would be missed.
    pub(super) async fn shared(&self, counting: &Counting) -> Result<Option<Arc<Shared>>, SqlError> {
        if self.pool.status().max_size < LEAST_TO_SHARE {
            return Ok(None);
        }
        let known = self.shared.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(shared) = known.filter(|shared| shared.open().is_some()) {
            counting.waited(Duration::ZERO);
            return Ok(Some(shared));
        }
        let shared = Arc::new(Shared(Some(self.counted(counting).await?)));
        // Whoever made one at the same time keeps theirs for one query.
        *self.shared.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&shared));
        Ok(Some(shared))
    }

    /// Shares this connection no longer.
    pub(super) fn forget(&self, unusable: &Arc<Shared>) {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        shared.take_if(|shared| Arc::ptr_eq(shared, unusable));
    }

    /// What was counted, with how the pool is now.
    pub(super) fn counters(&self, counting: &Counting) -> Counters {
        let pool = self.pool.status();
        let busy = pool.size.saturating_sub(pool.available) as u64;
        counting.with_connections(pool.max_size, busy, pool.waiting as u64)
    }

    /// A connection's statements, inside a transaction or outside.
    pub(super) fn statements<'a>(
        &self,
        client: &'a Client,
        cache: &'a StatementCache,
        constraint: Constraint,
    ) -> PostgresStatements<'a> {
        let prepared = match self.prepared {
            PreparedStatements::Named => Prepared::Named(cache),
            PreparedStatements::Unnamed => Prepared::Unnamed,
        };
        PostgresStatements { client, prepared, constraint }
    }

    /// Closes them; whoever wants one from now on is told so.
    pub(super) fn close(&self) {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.pool.close();
    }
}

fn pool(url: &PostgresUrl) -> Result<Pool, Obstacle> {
    let options = url.options();
    let mut config = url.config().clone();
    password::complete(&mut config, options.password_file.as_deref())?;
    let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    let manager = Manager::from_config(config, tls::connector(&options.ssl_mode)?, recycling);
    Pool::builder(manager)
        .max_size(options.pool_size.get())
        .wait_timeout(Some(WAIT))
        .create_timeout(Some(CREATE))
        .runtime(Runtime::Tokio1)
        .build()
        .map_err(|error| Obstacle::new(error.to_string(), "start it on tokio's runtime"))
}

/// Why there is no connection.
pub(super) fn no_connection(error: &PoolError) -> SqlError {
    SqlError::Unavailable(match error {
        PoolError::Timeout(TimeoutType::Wait) => "no connection became free in time".to_owned(),
        PoolError::Timeout(_) => "no server accepted a connection in time".to_owned(),
        PoolError::Backend(error) => errors::words(error),
        PoolError::Closed => super::CLOSING.to_owned(),
        PoolError::NoRuntimeSpecified | PoolError::PostCreateHook(_) => error.to_string(),
    })
}
