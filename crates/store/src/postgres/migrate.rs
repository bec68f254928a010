//! Bringing a database's schema up to this program's, or refusing it untouched.
//!
//! Several nodes may start at once. The one that migrates holds a row of `migration_lock` on a connection of its
//! own; a lock of the session would not survive a PgBouncer that hands out connections by the transaction. For the same
//! reason nothing is set but for a transaction. The one statement that the library names lives and dies in one.

use std::time::Duration;

use deadpool_postgres::Object;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Error};

use super::advice::Obstacle;
use super::connect::Connections;
use crate::OpenError;

mod migrations {
    refinery::embed_migrations!("migrations/postgres");
}

/// The table of the lock is made by whoever comes first; the others try again.
const LOCK_TABLE: &str = "create table if not exists migration_lock (only_row bigint primary key); \
    insert into migration_lock values (1) on conflict do nothing";

const BEGIN: &str = "begin; set local idle_in_transaction_session_timeout = 0";

/// No row where another node has it. Who waited for it inside a transaction would keep a connection of a PgBouncer from
/// the node that migrates.
const LOCK: &str = "select only_row from migration_lock where only_row = 1 for update skip locked";

/// How long a migration of another node is waited for.
const PATIENCE: Duration = Duration::from_mins(1);

const TOO_LONG: &str = "another node has been bringing this database up to date for a minute";
const WAIT: &str = "let it finish, then start this one again";

/// How often it is looked whether it is done.
const PAUSE: Duration = Duration::from_millis(50);

const UNLOCK: &str = "commit";

/// How often making the table of the lock is tried.
const TRIES: usize = 5;

/// Whether there is a schema of ours, and how many tables there are that are not ours to know.
const LOOK: &str = "select to_regclass('schema_compatibility') is not null, \
    (select count(*) from pg_catalog.pg_tables where schemaname = current_schema() \
     and tablename not in ('migration_lock', 'refinery_schema_history'))";

const OLDEST_COMPATIBLE: &str = "select oldest_compatible from schema_compatibility";

/// The newest schema that this program knows.
pub(crate) fn newest_known() -> i64 {
    let runner = migrations::migrations::runner();
    runner.get_migrations().iter().map(|migration| i64::from(migration.version())).max().unwrap_or(0)
}

/// Looks first, and writes only if the database is empty or Tenure's and of a schema that this program may use.
pub(super) async fn bring_up_to_date(connections: &Connections, place: &str) -> Result<(), OpenError> {
    let failed = |error: Error| Obstacle::from(&error).at(place);
    let connection = async || connections.get().await.map_err(|error| Obstacle::from(&error).at(place));

    let mut working = connection().await?;
    look(&working, place).await?;
    let locked = connection().await?;
    make_lock(&locked).await.map_err(failed)?;
    let lock = tokio::time::timeout(PATIENCE, lock(&locked)).await;
    lock.map_err(|_| Obstacle::new(TOO_LONG, WAIT).at(place))?.map_err(failed)?;
    let done = migrate(&mut working, place).await;
    locked.batch_execute(UNLOCK).await.map_err(failed)?;
    done
}

async fn make_lock(client: &Client) -> Result<(), Error> {
    let mut tries = 1;
    loop {
        match client.batch_execute(LOCK_TABLE).await {
            Err(error) if tries < TRIES && raced(&error) => tries += 1,
            done => return done,
        }
    }
}

/// Begins a transaction that holds the lock.
async fn lock(client: &Client) -> Result<(), Error> {
    loop {
        client.batch_execute(BEGIN).await?;
        if client.query_typed_opt(LOCK, &[]).await?.is_some() {
            return Ok(());
        }
        client.batch_execute(UNLOCK).await?;
        tokio::time::sleep(PAUSE).await;
    }
}

/// True where somebody else made the table at the same moment.
fn raced(error: &Error) -> bool {
    let raced = [SqlState::UNIQUE_VIOLATION, SqlState::DUPLICATE_TABLE, SqlState::DUPLICATE_OBJECT];
    error.code().is_some_and(|state| raced.contains(state))
}

/// Migrates under the lock. Another node may have done so meanwhile, so it is looked at again.
async fn migrate(client: &mut Object, place: &str) -> Result<(), OpenError> {
    look(client, place).await?;
    let client: &mut Client = client;
    let done = migrations::migrations::runner()
        .set_abort_divergent(false)
        .set_abort_missing(false)
        .run_async(client)
        .await;
    done.map(drop).map_err(|error| OpenError::Unusable { place: place.to_owned(), reason: error.to_string() })
}

pub(super) async fn look(client: &Client, place: &str) -> Result<(), OpenError> {
    let failed = |error: Error| Obstacle::from(&error).at(place);
    // Statements without a name, which a PgBouncer passes on as they are.
    let row = client.query_typed_one(LOOK, &[]).await.map_err(failed)?;
    let (ours, others): (bool, i64) = (row.try_get(0).map_err(failed)?, row.try_get(1).map_err(failed)?);
    if !ours {
        let foreign = || OpenError::Foreign { place: place.to_owned() };
        return if others == 0 { Ok(()) } else { Err(foreign()) };
    }
    let row = client.query_typed_opt(OLDEST_COMPATIBLE, &[]).await.map_err(failed)?;
    let needs: i64 = row.map_or(Ok(0), |row| row.try_get(0)).map_err(failed)?;
    let known = newest_known();
    if needs > known {
        return Err(OpenError::Newer { place: place.to_owned(), needs, known });
    }
    Ok(())
}
