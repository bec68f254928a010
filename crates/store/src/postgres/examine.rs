//! Looking at a database.

use jiff::Timestamp;
use tokio_postgres::Error;

use super::advice::Obstacle;
use super::connect::Connections;
use super::migrate::{look, newest_known};
use super::url::PostgresUrl;
use crate::OpenError;
use crate::examination::{Examination, Keys, Schema, Settings, WHOLE_KEYS};

// Statements without a name, which a PgBouncer passes on as they are.
const SETTINGS: &str = "select current_setting('server_version'), \
    (extract(epoch from clock_timestamp()) * 1000)::bigint, pg_is_in_recovery(), \
    current_setting('transaction_read_only') = 'on', current_setting('fsync') = 'on', \
    current_setting('full_page_writes') = 'on', current_setting('synchronous_commit'), \
    current_setting('synchronous_standby_names'), (select count(*) from pg_stat_replication)";
const IS_OURS: &str = "select to_regclass('schema_compatibility') is not null";
const APPLIED: &str = "select max(version)::bigint from refinery_schema_history";

/// Looks at a database.
pub(crate) async fn examine(url: &PostgresUrl) -> Result<Examination, OpenError> {
    let place = url.to_string();
    let failed = |error: Error| Obstacle::from(&error).at(&place);
    let connections = Connections::to(url).map_err(|obstacle| obstacle.at(&place))?;
    let client = connections.get().await.map_err(|error| Obstacle::from(&error).at(&place))?;
    look(&client, &place).await?;
    let row = client.query_typed_one(SETTINGS, &[]).await.map_err(failed)?;
    let version: String = row.try_get(0).map_err(failed)?;
    let now: i64 = row.try_get(1).map_err(failed)?;
    let unusable =
        |error: &jiff::Error| OpenError::Unusable { place: place.clone(), reason: error.to_string() };
    let settings = Settings::Postgres {
        now: Timestamp::from_millisecond(now).map_err(|error| unusable(&error))?,
        is_standby: row.try_get(2).map_err(failed)?,
        read_only: row.try_get(3).map_err(failed)?,
        fsync: row.try_get(4).map_err(failed)?,
        full_page_writes: row.try_get(5).map_err(failed)?,
        synchronous_commit: row.try_get(6).map_err(failed)?,
        synchronous_standby_names: row.try_get(7).map_err(failed)?,
        standbys: row.try_get(8).map_err(failed)?,
    };
    let ours: bool =
        client.query_typed_one(IS_OURS, &[]).await.and_then(|row| row.try_get(0)).map_err(failed)?;
    let (mut schema, mut keys) = (Schema::Empty, Keys::default());
    if ours {
        let row = client.query_typed_one(APPLIED, &[]).await.map_err(failed)?;
        let applied: Option<i64> = row.try_get(0).map_err(failed)?;
        schema = Schema::Ours { applied: applied.unwrap_or(0), known: newest_known() };
        let rows = client.query_typed(WHOLE_KEYS, &[]).await.map_err(failed)?;
        let found = rows.iter().map(|row| row.try_get::<_, String>(0)).collect::<Result<Vec<_>, _>>();
        keys = Keys::of(&found.map_err(failed)?);
    }
    Ok(Examination {
        version: format!("PostgreSQL {version}"),
        schema,
        missing_keys: keys.missing,
        unfinished_transfer: keys.unfinished_transfer,
        settings,
    })
}
