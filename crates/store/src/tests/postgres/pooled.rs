use std::sync::Arc;

use crate::testing::RepeatableRandomness;
use crate::testing::postgres::Database;
use crate::{OpenError, PostgresUrl, Randomness, Store};

async fn open(url: &str) -> Result<Store, OpenError> {
    let randomness: Arc<dyn Randomness> = Arc::new(RepeatableRandomness::default());
    Store::open_postgres(&PostgresUrl::parse(url).unwrap(), &randomness).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nodes_that_start_at_once_on_an_empty_database_migrate_it_once() {
    let database = Database::without_schema();
    let url = database.pooled_url_text();
    let nodes = (0..6).map(|_| {
        let url = url.clone();
        tokio::spawn(async move { open(&url).await.map(drop) })
    });
    for node in nodes.collect::<Vec<_>>() {
        node.await.unwrap().unwrap();
    }
}

/// The proof that the suite would notice a name: this PgBouncer hands out another connection each time.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_forgets_the_option_is_told_of_it() {
    let database = Database::new();
    let url = database.pooled_url_without_option();
    let told = open(&url).await.err().unwrap().to_string();
    assert!(told.contains("prepared_statements=unnamed"), "{told}");
}
