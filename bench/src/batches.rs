//! What it gains on PostgreSQL to commit together what is waiting: the same commands through the same store, once by one
//! node, which batches them, and once by as many nodes as there are writers, so that each command has a transaction of
//! its own.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::future::try_join_all;
use serde_json::json;
use store::testing::server::Server;
use store::{PostgresUrl, Store};

use crate::fill::{Parties, People};
use crate::postgres::SETTINGS;
use crate::{Problem, machine};

/// How many write at the same time.
const WRITERS: usize = 32;

/// How long to measure, and how often.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Arguments {
    /// How long each run takes, in seconds.
    #[arg(long, default_value_t = 3.0)]
    seconds: f64,
    /// How often both ways are measured, one right after the other.
    #[arg(long, default_value_t = 5)]
    pairs: usize,
}

/// Measures writers of one person, and of a person each. Prints, in JSON, how many experiences a second were saved in each
/// pair of runs: together, and alone.
pub(crate) async fn run(Arguments { seconds, pairs }: Arguments) -> Result<(), Problem> {
    let server = Arc::new(tokio::task::spawn_blocking(|| Server::start(&SETTINGS)).await?);
    server.ask("create database batches").await;
    // The smallest pool is enough for a node that has one writer.
    let url = format!("postgres://tenure@{}/batches?sslmode=disable", server.host());
    let open = async |pool| -> Result<Arc<Store>, Problem> {
        let url = PostgresUrl::parse(&format!("{url}&pool_size={pool}"))?;
        Ok(Arc::new(Store::open_postgres(&url, &machine::randomness()).await?))
    };
    let together = open(16).await?;
    let alone = try_join_all((0..WRITERS).map(|_| open(2))).await?;
    let stores = [vec![Arc::clone(&together); WRITERS], alone];
    let parties = Parties::add(&together).await?;
    let run = Duration::try_from_secs_f64(seconds)?;
    let mut told = Vec::new();
    for people in [1, WRITERS] {
        let mut rates = Vec::with_capacity(pairs);
        for pair in 0..pairs {
            let mut both = [0.0; 2];
            for way in if pair % 2 == 0 { [0, 1] } else { [1, 0] } {
                both[way] = rate(&stores[way], &parties, people, run).await?;
            }
            rates.push(both);
        }
        told.push(json!({"writers": WRITERS, "people": people, "together_and_alone": rates}));
    }
    println!("{}", json!(told));
    Ok(())
}

/// How many experiences a second are saved; each writer has a store.
async fn rate(
    stores: &[Arc<Store>],
    parties: &Parties,
    people: usize,
    run: Duration,
) -> Result<f64, Problem> {
    let people = People::new(&stores[0], parties)?.some(people).await?;
    let writers: Vec<People<'_>> =
        stores.iter().map(|store| People::new(store, parties)).collect::<Result<_, _>>()?;
    let began = Instant::now();
    let writers = writers.iter().zip(people.iter().cycle()).map(|(writer, (person, code))| async move {
        let mut saved = 0_u32;
        while began.elapsed() < run {
            writer.declare(*person, code, saved.into()).await?;
            saved += 1;
        }
        Ok::<_, Problem>(saved)
    });
    let saved: u32 = try_join_all(writers).await?.into_iter().sum();
    Ok(f64::from(saved) / began.elapsed().as_secs_f64())
}
