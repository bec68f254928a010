//! A pool of connections; each body is a transaction of its own with two statements: what is kept, and an entry that
//! says so.

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod};
use tokio_postgres::{Config, NoTls};

use super::{ROWS, Sent, Write};
use crate::Problem;

/// As many connections as Tenure has.
const CONNECTIONS: usize = 16;

const SCHEMA: &str = "create table kept (id bigserial primary key, content text not null); \
    create table entry (id bigserial primary key, content text not null)";
const INSERT: &str = "insert into kept (content) values ($1)";
const EDIT: &str = "update kept set content = $1 where id = $2";
const ENTER: &str = "insert into entry (content) values ($1)";

pub(super) struct Place(Pool);

impl Place {
    /// Makes the tables.
    pub(super) async fn open(url: &str) -> Result<Self, Problem> {
        let config: Config = url.parse()?;
        let manager =
            Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let pool = Pool::builder(manager).max_size(CONNECTIONS).build()?;
        let connection = pool.get().await?;
        connection.batch_execute(SCHEMA).await?;
        for _ in 0..ROWS {
            connection.execute(INSERT, &[&"{}"]).await?;
        }
        drop(connection);
        Ok(Self(pool))
    }

    /// Writes a body; it is on the disk once this is done.
    pub(super) async fn write<S: Sent>(&self, sent: &S) -> Result<(), Problem> {
        let content = serde_json::to_string(sent)?;
        let mut connection = self.0.get().await?;
        let transaction = connection.transaction().await?;
        match sent.write() {
            Write::Insert => {
                let statement = transaction.prepare_cached(INSERT).await?;
                transaction.execute(&statement, &[&content]).await?;
            }
            Write::Edit(id) => {
                let statement = transaction.prepare_cached(EDIT).await?;
                transaction.execute(&statement, &[&content, &id]).await?;
            }
        }
        let statement = transaction.prepare_cached(ENTER).await?;
        transaction.execute(&statement, &[&content]).await?;
        transaction.commit().await?;
        Ok(())
    }
}
