//! Three nodes on one PostgreSQL database, killed and started again at random under load.
//!
//! It kills eight times; with the variable `TENURE_TEST_MINUTES` it goes on for so long (`cargo xtask nodes`).

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use store::Store;
use store::mail::ClaimMail;
use store::sql::{Row, Session, SqlError, Statement};
use store::testing::postgres::Database;

use crate::load::{Kind, Load};
use crate::program::Program;
use crate::relay::{Manners, Relay};
use crate::seed;

const NODES: usize = 3;

/// How often a node is killed, unless there is a time to fill.
const KILLS: usize = 8;

/// So many more are acknowledged between one kill and the next.
const BETWEEN: usize = 80;

const MINUTES: &str = "TENURE_TEST_MINUTES";

const WRITERS: [Kind; 12] = [
    Kind::Experience,
    Kind::Experience,
    Kind::Experience,
    Kind::Credential,
    Kind::Experience,
    Kind::Mail,
    Kind::Experience,
    Kind::Experience,
    Kind::Credential,
    Kind::Experience,
    Kind::Experience,
    Kind::Mail,
];

fn node(database: &str, relay: &str) -> Program {
    Program::start(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--database",
        database,
        "--trusted-proxies",
        "127.0.0.1",
        "--partner-rate-per-second",
        "100000",
        "--partner-rate-burst",
        "100000",
        "--mail-relay",
        relay,
        "--mail-from",
        "no-reply@example.org",
    ])
}

/// When to stop killing.
enum Enough {
    After(usize),
    At(Instant),
}

impl Enough {
    fn asked_for() -> Self {
        let minutes = std::env::var(MINUTES).ok().map(|minutes| minutes.parse::<u64>().unwrap());
        minutes.map_or(Self::After(KILLS), |minutes| {
            Self::At(Instant::now() + Duration::from_secs(60 * minutes))
        })
    }

    fn is_reached(&self, kills: usize) -> bool {
        match self {
            Self::After(most) => kills >= *most,
            Self::At(end) => Instant::now() >= *end,
        }
    }
}

/// The node that is killed next: any of them, the same in every run.
fn chosen(kills: usize) -> usize {
    let mixed = (kills as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33;
    usize::try_from(mixed).unwrap() % NODES
}

/// Whose mail is still to be sent, and how often somebody claimed it.
struct Outbox;

impl store::Query for Outbox {
    type Answer = BTreeMap<String, i64>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Self::Answer, SqlError> {
        static OUTBOX: Statement = Statement {
            name: "OUTBOX",
            sqlite: "select to_address, tries from mail",
            postgres: "select to_address, tries from mail",
            together: None,
        };
        let mut rows = session.query(&OUTBOX, &[]).await?;
        rows.iter_mut().map(|row: &mut Row| Ok((row.text(0)?, row.integer(1)?))).collect()
    }
}

/// Waits until every mail was claimed; as long as mail is sent, there may be more of it than a node sends in a minute. Then
/// each that was promised was taken by the relay, or waits for the claim of a killed node to end; gives how many wait.
async fn mail_is_settled(store: &Store, relay: &Relay, promised: &BTreeSet<String>) -> usize {
    let (mut deadline, mut most) = (Instant::now() + Duration::from_mins(1), 0);
    loop {
        // Read before what was taken: a mail is out of the outbox only after the relay has it.
        let waiting = store.answer(Outbox).await.unwrap();
        let taken: BTreeSet<String> = relay.taken().into_keys().map(|(to, _)| to).collect();
        let lost: Vec<_> =
            promised.iter().filter(|to| !taken.contains(*to) && !waiting.contains_key(*to)).collect();
        assert!(lost.is_empty(), "promised, and neither sent nor waiting: {lost:?}");
        if waiting.values().all(|tries| *tries > 0) {
            return waiting.len();
        }
        if taken.len() > most {
            (deadline, most) = (Instant::now() + Duration::from_mins(1), taken.len());
        }
        let unclaimed = waiting.values().filter(|tries| **tries == 0).count();
        assert!(Instant::now() < deadline, "{unclaimed} mails are not sent, {} are", taken.len());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// No mail may have been taken twice, unless the claim of a node that was killed between the relay's word and its own
/// note has ended since: then whoever got it can tell by its Message-ID.
fn no_mail_went_twice(relay: &Relay, kills: usize, elapsed: Duration) -> (usize, usize) {
    let taken = relay.taken();
    let again: Vec<_> = taken.iter().filter(|(_, times)| **times > 1).collect();
    let excused = if elapsed < ClaimMail::LEASE.unsigned_abs() { 0 } else { kills };
    assert!(again.len() <= excused, "taken twice: {again:?}");
    (taken.len(), again.len())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_that_are_killed_lose_nothing_and_do_nothing_twice() {
    let (enough, began) = (Enough::asked_for(), Instant::now());
    let database = Database::new();
    let url = database.url_text();
    let store = seed::open(&url).await;
    let seeded = seed::seed(&store, seed::now()).await;
    let relay = Relay::start(Manners::default());
    let start = async || {
        let (url, relay) = (url.clone(), relay.url());
        tokio::task::spawn_blocking(move || node(&url, &relay)).await.unwrap()
    };
    let mut nodes = Vec::new();
    for _ in 0..NODES {
        nodes.push(start().await);
    }
    let load = Load::on(nodes.iter().map(|node| node.base_url.clone()).collect(), &seeded).await;
    let writers = load.start(&WRITERS);

    let mut kills = 0;
    while !enough.is_reached(kills) {
        load.acknowledges(BETWEEN).await;
        let killed = nodes.remove(chosen(kills));
        killed.signal("KILL");
        assert!(!killed.end().0.success());
        // The others go on meanwhile.
        load.acknowledges(BETWEEN).await;
        nodes.push(start().await);
        load.moved(nodes.iter().map(|node| node.base_url.clone()).collect());
        kills += 1;
    }
    load.acknowledges(BETWEEN).await;
    load.finish(writers).await;

    for node in &nodes {
        load.verify(&node.base_url).await;
    }
    let acknowledged = load.acknowledged();
    let waiting = mail_is_settled(&store, &relay, &acknowledged.addresses).await;
    let (sent, again) = no_mail_went_twice(&relay, kills, began.elapsed());
    assert!(sent > kills);
    println!(
        "{} acknowledged writes, missing 0, twice 0; {kills} times a node was killed; {sent} mails sent, {again} twice, \
         {waiting} claimed by nodes that are gone; {:.0} s",
        acknowledged.count(),
        began.elapsed().as_secs_f64(),
    );
    store.close();
    for node in nodes {
        node.stop();
    }
}
