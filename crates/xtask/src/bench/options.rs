//! What the command line says about a measurement.

use clap::Args;

use super::plan::Place;
use super::workload::Workload;

/// What to measure, and for how long.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub(crate) struct Options {
    /// Short runs, for a look: one pair of a second each
    #[arg(long)]
    pub(super) quick: bool,
    /// One workload alone; may be given several times
    #[arg(long, value_name = "WORKLOAD")]
    pub(super) only: Vec<Workload>,
    /// One database alone
    #[arg(long, value_name = "DATABASE")]
    pub(super) on: Option<Place>,
    /// Numbers of connections
    #[arg(long, value_delimiter = ',', value_name = "N,N", default_values_t = [1, 32, 256])]
    pub(super) connections: Vec<u32>,
    /// How long each run takes, in seconds [default: 2; with --scale 10; with --quick 1]
    #[arg(long)]
    seconds: Option<f64>,
    /// How many pairs of runs each line has [default: 3; with --quick 1]
    #[arg(long)]
    pairs: Option<u32>,
    /// How long the open loop takes, in seconds [default: 60; with --quick 5]
    #[arg(long)]
    open_loop_seconds: Option<f64>,
    /// The open loop alone: PUT insert at half of what the closed loop reaches
    #[arg(long)]
    pub(super) open_loop: bool,
    /// No open loop
    #[arg(long, conflicts_with = "open_loop")]
    pub(super) no_open_loop: bool,
    /// What it gains on PostgreSQL to commit together what is waiting, alone
    #[arg(long, conflicts_with_all = ["only", "on", "open_loop"])]
    pub(super) batches: bool,
    /// Growth: fills a SQLite database with more and more experiences, and measures at each number
    #[arg(long, conflicts_with_all = ["only", "on", "open_loop", "no_open_loop", "batches"])]
    pub(super) scale: bool,
    /// At which numbers of experiences, with --scale; each greater than the one before
    #[arg(
        long,
        value_delimiter = ',',
        value_name = "N,N",
        requires = "scale",
        default_values_t = [10_000, 1_000_000, 10_000_000]
    )]
    pub(super) experiences: Vec<u64>,
}

impl Options {
    /// How long each run takes.
    pub(super) fn seconds(&self) -> f64 {
        self.seconds.unwrap_or(match (self.quick, self.scale) {
            (true, _) => 1.0,
            (false, false) => 2.0,
            (false, true) => 10.0,
        })
    }

    /// How many pairs each line has.
    pub(super) fn pairs(&self) -> u32 {
        self.pairs.unwrap_or(if self.quick { 1 } else { 3 }).max(1)
    }

    /// How long the open loop takes.
    pub(super) fn open_loop_seconds(&self) -> f64 {
        self.open_loop_seconds.unwrap_or(if self.quick { 5.0 } else { 60.0 })
    }

    /// True unless it is left out, or other things alone were asked for.
    pub(super) fn measures_open_loop(&self) -> bool {
        self.open_loop || (!self.no_open_loop && !self.batches && self.only.is_empty())
    }

    /// True unless other things alone were asked for.
    pub(super) fn measures_batches(&self) -> bool {
        self.batches || (!self.open_loop && self.only.is_empty() && self.on != Some(Place::Sqlite))
    }

    /// True where nothing is left out and nothing is shorter than it should be: what is published is measured so.
    pub(super) fn is_whole(&self) -> bool {
        let whole = if self.scale {
            self.experiences.iter().any(|number| *number >= 10_000_000)
        } else {
            self.measures_open_loop()
                && !self.open_loop
                && !self.batches
                && self.only.is_empty()
                && self.on.is_none()
                && [1, 32, 256].iter().all(|number| self.connections.contains(number))
                && self.open_loop_seconds() >= 60.0
        };
        whole && self.seconds() >= 2.0 && self.pairs() >= 3
    }
}
