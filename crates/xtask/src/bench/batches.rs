//! What it gains on PostgreSQL to commit together what waits: the same requests sent to one node, whose writer commits
//! together what waits for it, and to as many nodes as there are connections, where nothing ever waits, so that each
//! request has a transaction of its own. Both are the same program, with the same driver, on the same server.

use super::database::{Database, Made};
use super::ground::Ground;
use super::options::Options;
use super::plan::GOAL_CONNECTIONS;
use super::server::Server;
use super::statistics::Spread;
use super::{crowd, fill, load, pairs, tenure};
use std::fmt;
use std::path::Path;

/// The least ratio that will do.
const GOAL: f64 = 2.0;

/// For how many people is written.
const PEOPLE: [u32; 2] = [1, GOAL_CONNECTIONS];

/// What was measured for so many people.
#[derive(Debug, Clone)]
pub(super) struct Batches {
    people: u32,
    /// Requests a second in each pair of runs: committed together, and alone.
    runs: Vec<(f64, f64)>,
}

impl fmt::Display for Batches {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whose =
            if self.people == 1 { "one person".to_owned() } else { format!("{} people", self.people) };
        let middle = |of: fn(&(f64, f64)) -> f64| Spread::of(self.runs.iter().map(of));
        let ratio = middle(|(together, alone)| together / alone);
        let (Some(ratio), Some(together), Some(alone)) = (ratio, middle(|run| run.0), middle(|run| run.1))
        else {
            return formatter.write_str("nothing was measured");
        };
        let word = if ratio.median >= GOAL { "reached" } else { "**not reached**" };
        write!(
            formatter,
            "PUT experience, insert, {GOAL_CONNECTIONS} connections, for {whose}: {ratio} times as many as with a transaction \
             for each ({:.0} and {:.0} a second) (goal: ≥ {GOAL}: {word})",
            together.median, alone.median
        )
    }
}

/// Measures both, for one person and for many.
pub(super) fn run(options: &Options, ground: &Ground) -> Result<Vec<Batches>, String> {
    let database = Database::start(ground)?;
    PEOPLE.into_iter().map(|people| measure(options, ground, &database, people)).collect()
}

fn measure(options: &Options, ground: &Ground, database: &Database, people: u32) -> Result<Batches, String> {
    let senders = ground.template("batches")?.join("people");
    let template = database.empty()?;
    // Every other one of those who may send inserts.
    let allowing = 2 * u64::from(people);
    fill::fill(ground, fill::Filled::Postgres(&template), fill::EXPERIENCES, &senders, allowing)?;
    let rate = |nodes| rate(options, ground, &database.copy(&template)?, &senders, nodes);
    let runs = pairs::by_turns(options.pairs(), || rate(1), || rate(GOAL_CONNECTIONS))?;
    Ok(Batches { people, runs })
}

/// How many requests a second so many nodes answer.
fn rate(
    options: &Options,
    ground: &Ground,
    database: &Made,
    senders: &Path,
    nodes: u32,
) -> Result<f64, String> {
    let folder = ground.run()?;
    let nodes =
        (0..nodes).map(|node| tenure::serve_database(ground, &folder.join(node.to_string()), database));
    let nodes: Vec<Server> = nodes.collect::<Result<_, _>>()?;
    crowd::send(ground, &nodes, senders, "insert", load::WARM_UP)?;
    let measured = crowd::send(ground, &nodes, senders, "insert", options.seconds())?;
    nodes.into_iter().try_for_each(Server::stop)?;
    Ok(measured.per_second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_made_pair_by_pair_and_held_against_the_goal() {
        let told = |people, runs: &[(f64, f64)]| Batches { people, runs: runs.to_vec() }.to_string();
        assert_eq!(
            told(1, &[(30.0, 10.0), (40.0, 10.0), (10.0, 5.0)]),
            "PUT experience, insert, 32 connections, for one person: 3.00 (2.00–4.00) times as many as with a transaction \
             for each (30 and 10 a second) (goal: ≥ 2: reached)"
        );
        assert_eq!(
            told(32, &[(3.0, 2.0)]),
            "PUT experience, insert, 32 connections, for 32 people: 1.50 (1.50–1.50) times as many as with a transaction \
             for each (3 and 2 a second) (goal: ≥ 2: **not reached**)"
        );
    }
}
