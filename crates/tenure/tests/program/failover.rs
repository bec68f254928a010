//! The primary of a PostgreSQL cluster is lost under load, and its synchronous standby takes over.

use std::time::{Duration, Instant};

use store::testing::server::Server;

use crate::load::{Kind, Load};
use crate::program::Program;
use crate::seed;

/// So many are acknowledged before the loss, and again after it.
const ENOUGH: usize = 300;

/// So often "not now" is said before somebody promotes the standby.
const UNTIL_PROMOTED: usize = 300;

const WRITERS: [Kind; 10] = [
    Kind::Experience,
    Kind::Experience,
    Kind::Experience,
    Kind::Credential,
    Kind::Experience,
    Kind::Experience,
    Kind::Credential,
    Kind::Experience,
    Kind::Experience,
    Kind::Experience,
];

fn node(database: &str) -> Program {
    Program::start(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--database",
        database,
        "--partner-rate-per-second",
        "100000",
        "--partner-rate-burst",
        "100000",
        "--mail-relay",
        "smtp://127.0.0.1:2525",
        "--mail-from",
        "no-reply@example.org",
    ])
}

/// Until it holds, or it is too late.
async fn until(what: &str, server: &Server, question: &str, answer: &str) {
    let deadline = Instant::now() + Duration::from_mins(1);
    while server.ask(question).await.as_deref() != Some(answer) {
        assert!(Instant::now() < deadline, "{what}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_loss_of_the_primary_costs_a_pause_and_no_acknowledged_write() {
    let primary = Server::start(&[]);
    let standby = Server::standby_of(&primary);
    // From now on nothing is acknowledged before the standby has it.
    primary.ask("alter system set synchronous_standby_names = '*'").await;
    primary.ask("select pg_reload_conf()").await;
    let synchronous = "select count(*) from pg_stat_replication where sync_state = 'sync'";
    until("the standby follows", &primary, synchronous, "1").await;

    let (one, two) = (primary.host(), standby.host());
    let url = format!("postgres://tenure@{one},{two}/postgres?target_session_attrs=read-write");
    let store = seed::open(&url).await;
    let seeded = seed::seed(&store, seed::now()).await;
    store.close();
    let nodes = [node(&url), node(&url)];
    let load = Load::on(nodes.iter().map(|node| node.base_url.clone()).collect(), &seeded).await;
    let writers = load.start(&WRITERS);

    load.acknowledges(ENOUGH).await;
    primary.kill();
    load.is_refused(UNTIL_PROMOTED).await;
    standby.ask("select pg_promote()").await;
    load.acknowledges(ENOUGH).await;
    load.finish(writers).await;

    // One that starts now looks for the lost server too.
    let late = node(&url);
    for node in nodes.iter().chain([&late]) {
        load.verify(&node.base_url).await;
    }
    let acknowledged = load.acknowledged();
    println!(
        "{} acknowledged writes, missing 0; {} times \"not now\"; {:.1} s without service, the promotion included",
        acknowledged.count(),
        load.refused(),
        acknowledged.longest_pause.as_secs_f64(),
    );
    for node in nodes.into_iter().chain([late]) {
        node.stop();
    }
}
