//! Pairs of runs: Tenure and what it is measured beside, one right after the other, first the one and then the other.

use super::contender::Contender;
use super::ground::Ground;
use super::load::{self, Loop, Measured};
use super::options::Options;
use super::plan::Line;
use super::statistics::Spread;
use super::workload::Workload;

/// A line with what was measured.
#[derive(Debug, Clone)]
pub(super) struct Paired {
    pub(super) line: Line,
    /// What it was measured beside.
    pub(super) peer: String,
    pub(super) peer_does: &'static str,
    pub(super) tenure_does: &'static str,
    /// Tenure's run and the other one's, pair by pair.
    pub(super) runs: Vec<(Measured, Measured)>,
}

impl Paired {
    /// How many times as many requests Tenure answered, pair by pair.
    pub(super) fn ratio(&self) -> Option<Spread> {
        Spread::of(self.runs.iter().map(|(tenure, peer)| tenure.per_second / peer.per_second))
    }

    /// True or false where the line has a goal.
    pub(super) fn reaches_goal(&self) -> Option<bool> {
        Some(self.ratio()?.median >= self.line.goal?)
    }
}

/// Measures a line.
pub(super) fn run(
    options: &Options,
    ground: &Ground,
    line: Line,
    tenure: &dyn Contender,
    peer: &dyn Contender,
) -> Result<Paired, String> {
    let measure = |contender: &dyn Contender| {
        one(ground, contender, line.workload, line.connections, options.seconds())
    };
    let runs = by_turns(options.pairs(), || measure(tenure), || measure(peer))?;
    let (peer_does, tenure_does) = (peer.does(), tenure.does());
    Ok(Paired { line, peer: peer.name(), peer_does, tenure_does, runs })
}

/// Measures one thing and the other, one right after the other, so many times. Which comes first changes with every pair.
pub(super) fn by_turns<T>(
    pairs: u32,
    one: impl Fn() -> Result<T, String>,
    other: impl Fn() -> Result<T, String>,
) -> Result<Vec<(T, T)>, String> {
    let pair = |number: u32| {
        if number.is_multiple_of(2) {
            let first = one()?;
            Ok((first, other()?))
        } else {
            let first = other()?;
            Ok((one()?, first))
        }
    };
    (0..pairs).map(pair).collect()
}

/// Starts a server anew and measures one run of it.
pub(super) fn one(
    ground: &Ground,
    contender: &dyn Contender,
    workload: Workload,
    connections: u32,
    seconds: f64,
) -> Result<Measured, String> {
    let folder = ground.run()?;
    let running = contender.start(workload, &folder)?;
    let target = contender.target(workload, &running, &folder)?;
    let told = |problem: String| format!("{}, {workload}: {problem}", contender.name());
    load::warm_up(ground, &target, connections);
    load::run(ground, &target, connections, seconds, Loop::Closed).map_err(told)
}
