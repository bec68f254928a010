//! Where what was measured is written.

use std::path::PathBuf;

use super::batches::Batches;
use super::facts::Facts;
use super::folder;
use super::ground::{Ground, sources};
use super::open_loop::OpenLoop;
use super::options::Options;
use super::pairs::Paired;
use super::plan::GOAL_CONNECTIONS;
use super::{bodies, table};

/// Everything that was measured.
#[derive(Debug, Default)]
pub(super) struct Report {
    pub(super) lines: Vec<Paired>,
    pub(super) open_loops: Vec<OpenLoop>,
    pub(super) batches: Vec<Batches>,
    /// The version of PostgreSQL, where it took part.
    pub(super) postgres: Option<String>,
}

impl Report {
    /// The ratios, for the terminal.
    pub(super) fn table(&self) -> String {
        let others = self.open_loops.iter().map(ToString::to_string);
        let others: Vec<String> = others.chain(self.batches.iter().map(ToString::to_string)).collect();
        format!("{}\n{}", table::ratios(&self.lines), others.join("\n"))
    }

    /// Writes it, as [`publish`] does.
    pub(super) fn write(&self, options: &Options, ground: &Ground, facts: &Facts) -> Result<(), String> {
        let open_loops: Vec<String> = self.open_loops.iter().map(|told| format!("- {told}\n")).collect();
        let batches: Vec<String> = self.batches.iter().map(|told| format!("- {told}\n")).collect();
        let text = format!(
            "# How fast Tenure is\n\n\
             Written by `cargo xtask bench`; docs/performance.md says how it is measured and what was found. A ratio is how \
             many times as many requests Tenure answered as what it was run beside: {} pairs of runs of {} s each, in \
             loopback, on an otherwise quiet machine whose cores the load generator shares. Of the {} ids of POST \
             credential some are drawn twice; those are answered from what is there.\n\n\
             ## Machine and versions\n\n{facts}\n\
             ## What each does for a request\n\n{}\n\
             ## Ratios\n\n{}\n\
             ## Open loop\n\n{}\n\
             ## Committing together on PostgreSQL\n\n\
             The same requests to one node, whose writer commits together what waits for it, and to {GOAL_CONNECTIONS} nodes with a \
             connection each, where nothing waits: each request has a transaction of its own, through the same driver.\n\n{}\n\
             ## Raw figures\n\n{}",
            options.pairs(),
            options.seconds(),
            bodies::CREDENTIALS,
            table::deeds(&self.lines),
            table::ratios(&self.lines),
            open_loops.concat(),
            batches.concat(),
            table::raw(&self.lines),
        );
        publish(options, ground, "RESULTS.md", &text)
    }
}

/// Writes a file into `bench/` where everything was measured as long as it should be, and into `target/bench/`
/// otherwise.
pub(super) fn publish(options: &Options, ground: &Ground, name: &str, text: &str) -> Result<(), String> {
    let place: PathBuf = if options.is_whole() { sources() } else { ground.folder.clone() };
    let file = place.join(name);
    folder::write(&file, text)?;
    println!("xtask: written to {}", file.display());
    Ok(())
}
