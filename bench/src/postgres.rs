//! The PostgreSQL server of a measurement: the tests' own, but one that waits for the disk.

use store::testing::server::Server;
use tokio::io::{AsyncBufReadExt as _, BufReader, stdin};

use crate::Problem;

/// What docs/postgresql.md advises; everything else is as the server comes.
const SETTINGS: [&str; 6] = [
    "fsync=on",
    "full_page_writes=on",
    "synchronous_commit=on",
    "shared_buffers=512MB",
    "min_wal_size=1GB",
    "max_wal_size=1GB",
];

/// Starts one and prints where its socket is, as host and port in a URL. Then runs each line of standard input, and
/// prints what the last row begins with, or nothing.
pub(crate) async fn keep() -> Result<(), Problem> {
    let server = tokio::task::spawn_blocking(|| Server::start(&SETTINGS)).await?;
    println!("{}", server.host());
    let mut lines = BufReader::new(stdin()).lines();
    while let Some(line) = lines.next_line().await? {
        println!("{}", server.ask(&line).await.unwrap_or_default());
    }
    Ok(())
}
