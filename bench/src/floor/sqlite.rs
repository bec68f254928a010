//! One connection, for which requests queue without holding a thread; each body is a transaction of its own that waits
//! for the disk.

use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, params};
use tokio::sync::Mutex;

use super::{ROWS, Sent, Write};
use crate::Problem;

const SCHEMA: &str = "pragma journal_mode = wal; pragma synchronous = full; \
    create table kept (id integer primary key, content text not null) strict;";
const INSERT: &str = "insert into kept (content) values (?1)";
const EDIT: &str = "update kept set content = ?1 where id = ?2";

pub(super) struct Place(Arc<Mutex<Connection>>);

impl Place {
    /// Makes the file.
    pub(super) fn open(path: &Path) -> Result<Self, Problem> {
        let connection = Connection::open(path)?;
        connection.execute_batch(SCHEMA)?;
        for _ in 0..ROWS {
            connection.execute(INSERT, ["{}"])?;
        }
        Ok(Self(Arc::new(Mutex::new(connection))))
    }

    /// Writes a body; it is on the disk once this is done.
    pub(super) async fn write<S: Sent>(&self, sent: S) -> Result<(), Problem> {
        let connection = Arc::clone(&self.0).lock_owned().await;
        tokio::task::spawn_blocking(move || {
            let content = serde_json::to_string(&sent)?;
            // A statement without BEGIN is a transaction.
            match sent.write() {
                Write::Insert => connection.prepare_cached(INSERT)?.execute(params![content])?,
                Write::Edit(id) => connection.prepare_cached(EDIT)?.execute(params![content, id])?,
            };
            Ok(())
        })
        .await?
    }
}
