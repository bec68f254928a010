use std::collections::HashSet;
use std::sync::Arc;

use futures_util::future::join_all;
use tokio::sync::Barrier;

use crate::experiences::SaveExperience;
use crate::tests::stored::chain;
use crate::tests::{Database, Fixture, Place, experience, noon, said_by};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_nodes_write_at_once_is_all_there_once() {
    nodes_write_at_once(Database::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_nodes_write_at_once_through_pgbouncer_is_all_there_once() {
    nodes_write_at_once(Database::PgBouncer).await;
}

/// Three nodes write into the histories of the same few people, in batches that meet in every order.
async fn nodes_write_at_once(database: Database) {
    const NODES: usize = 3;
    const EACH: usize = 60;
    let fixture = Fixture::on(database).await;
    let client = fixture.application().await;
    let mut people = Vec::new();
    for number in 0..4 {
        people.push(fixture.person(&format!("{number}@example.com")).await);
    }
    let start = Arc::new(Barrier::new(NODES));
    let mut nodes = Vec::new();
    for number in 0..NODES {
        let store = fixture.another_node().await;
        let (start, content) = (Arc::clone(&start), experience("Company"));
        let mut people = people.clone();
        people.rotate_left(number);
        nodes.push(tokio::spawn(async move {
            start.wait().await;
            // All of them are waiting before the first batch is begun.
            let commands = (0..EACH).map(|turn| {
                let (person, curriculum) = people[turn % people.len()].clone();
                store.apply(SaveExperience {
                    person,
                    curriculum,
                    id: None,
                    content: content.clone().into(),
                    if_match: None,
                    idempotency_key: None,
                    source: said_by(client, noon()),
                    chosen_id: None,
                })
            });
            let saved = join_all(commands).await;
            (saved, store.counters())
        }));
    }
    let (mut ids, mut commits) = (HashSet::new(), 0);
    for node in nodes {
        let (saved, counters) = node.await.unwrap();
        commits += counters.commits;
        for saved in saved {
            assert!(ids.insert(saved.unwrap().id), "an id was given out twice");
        }
    }
    println!("{} commands in {commits} commits", ids.len());
    assert!(commits < EACH as u64, "the batches fell apart: {commits} commits");
    let mut entries = 0;
    for (person, _) in &people {
        entries += chain(&fixture, *person).await.len() - 2;
    }
    assert_eq!((ids.len(), entries), (NODES * EACH, NODES * EACH));
}

/// The server ends every connection: whoever asks meanwhile may be told that it is not available, and soon all is
/// well without a restart.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn lost_connections_are_made_again() {
    let fixture = Fixture::on(Database::Postgres).await;
    fixture.person("before@example.com").await;
    let Place::Server { database: server, .. } = &fixture.place else { panic!("not PostgreSQL") };
    let connected = tokio_postgres::connect(&server.url_text(), tokio_postgres::NoTls).await;
    let (other, connection) = connected.unwrap();
    tokio::spawn(connection);
    let cut = "select pg_terminate_backend(pid) from pg_stat_activity \
        where datname = current_database() and pid <> pg_backend_pid()";
    for _ in 0..3 {
        other.batch_execute(cut).await.unwrap();
        let mut tries = 0;
        while fixture.store.answer(crate::readiness::Ready).await.is_err() {
            tries += 1;
            assert!(tries < 20, "the store did not recover");
        }
    }
    fixture.person("after@example.com").await;
}
