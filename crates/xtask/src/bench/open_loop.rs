//! The open loop: requests come at a rate of their own, as they do from many people, and how long each takes is counted
//! from when it was due. Long enough for the database's checkpoints to fall into it.

use std::fmt;

use super::contender::Contender;
use super::ground::Ground;
use super::load::{self, Loop, Measured};
use super::options::Options;
use super::pairs;
use super::plan::{GOAL_CONNECTIONS, Place};
use super::statistics::Spread;
use super::tenure::Tenure;
use super::workload::Workload;

/// The greatest ratio of p99 to p50 that will do.
const GOAL: f64 = 10.0;

/// What the open loop came to.
#[derive(Debug, Clone)]
pub(super) struct OpenLoop {
    place: Place,
    /// What the closed loop reached, in requests a second.
    most: f64,
    seconds: f64,
    measured: Measured,
}

impl fmt::Display for OpenLoop {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, most, seconds, measured } = self;
        let ratio = measured.p99 / measured.p50;
        write!(
            formatter,
            "Open loop, {}, {place}, {GOAL_CONNECTIONS} connections, {seconds} s: half of {most:.0} requests/s asked for, \
             {:.0} answered; p50 {:.2} ms, p99 {:.2} ms, p99 is {ratio:.1} × p50 (goal: under {GOAL} ×: {})",
            Workload::Insert,
            measured.per_second,
            measured.p50,
            measured.p99,
            if ratio < GOAL { "reached" } else { "not reached" }
        )
    }
}

/// Measures what the closed loop reaches, and then the open loop at half of it.
pub(super) fn run(
    options: &Options,
    ground: &Ground,
    place: Place,
    tenure: &Tenure<'_>,
) -> Result<OpenLoop, String> {
    let workload = Workload::Insert;
    let mut reached = Vec::new();
    for _ in 0..options.pairs() {
        reached.push(pairs::one(ground, tenure, workload, GOAL_CONNECTIONS, options.seconds())?.per_second);
    }
    let most = Spread::of(reached).ok_or("the closed loop was not measured")?.median;
    let seconds = options.open_loop_seconds();
    let folder = ground.run()?;
    let running = tenure.start(workload, &folder)?;
    let target = tenure.target(workload, &running, &folder)?;
    load::warm_up(ground, &target, GOAL_CONNECTIONS);
    let measured = load::run(ground, &target, GOAL_CONNECTIONS, seconds, Loop::Open(most / 2.0))?;
    Ok(OpenLoop { place, most, seconds, measured })
}
