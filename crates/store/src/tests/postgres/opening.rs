use std::sync::Arc;

use crate::testing::RepeatableRandomness;
use crate::testing::postgres::Database;
use crate::{OpenError, PostgresUrl, Randomness, Store};

async fn open(url: &PostgresUrl) -> Result<Store, OpenError> {
    let randomness: Arc<dyn Randomness> = Arc::new(RepeatableRandomness::default());
    Store::open_postgres(url, &randomness).await
}

#[tokio::test]
async fn a_store_opens_again_with_the_same_keys() {
    let database = Database::new();
    let parts: [&[u8]; 1] = [b"x"];
    let first = open(&database.url()).await.unwrap();
    let before = first.keys().mac(crate::keys::Purpose::Form, &parts);
    first.close();
    // Other randomness would make other keys, were there none yet.
    let other: Arc<dyn Randomness> = Arc::new(RepeatableRandomness::default());
    other.fill(&mut [0; 64]);
    let second = Store::open_postgres(&database.url(), &other).await.unwrap();
    assert_eq!(second.keys().mac(crate::keys::Purpose::Form, &parts), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nodes_that_start_at_once_on_an_empty_database_migrate_it_once() {
    let database = Database::without_schema();
    let url = database.url();
    let nodes = (0..6).map(|_| {
        let url = url.clone();
        tokio::spawn(async move { open(&url).await.map(drop) })
    });
    for node in nodes.collect::<Vec<_>>() {
        node.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused() {
    let database = Database::new();
    database.by_hand("update schema_compatibility set oldest_compatible = 999").await;
    let error = open(&database.url()).await.err().unwrap();
    assert!(matches!(error, OpenError::Newer { needs: 999, .. }), "{error}");
    assert!(error.to_string().contains("made by a newer version of Tenure"), "{error}");
}

#[tokio::test]
async fn a_database_of_another_program_is_refused_untouched() {
    let database = Database::without_schema();
    database.by_hand("create table t (x bigint)").await;
    assert!(matches!(open(&database.url()).await, Err(OpenError::Foreign { .. })));
    database.by_hand("create table migration_lock (none_was_made bigint)").await;
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told_without_user_and_password() {
    let url = PostgresUrl::parse("postgres://anna:hunter2@127.0.0.1:1/career").unwrap();
    let told = open(&url).await.err().unwrap().to_string();
    assert!(told.starts_with("postgres://127.0.0.1:1/career: "), "{told}");
    assert!(told.contains("refused"), "{told}");
    assert!(!told.contains("anna") && !told.contains("hunter2"), "{told}");
}
