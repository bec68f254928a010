//! Growth: the same server on more and more experiences, beside itself on few.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use super::crowd::{self, Closed};
use super::facts::Facts;
use super::ground::Ground;
use super::options::Options;
use super::plan::GOAL_CONNECTIONS;
use super::report::publish;
use super::statistics::Spread;
use super::{fill, folder, pairs, tenure};

/// How many people send requests, spread over what was filled last: as many as the smallest database has, so that the same
/// is asked of each.
const SENDERS: u64 = 1_000;

/// How long requests are sent before they count.
const WARM_UP: f64 = 2.0;

/// About what an experience needs on the disk, with its history, in bytes.
const EACH: u64 = 3_000;

/// One run on a data folder.
#[derive(Debug, Clone, Copy)]
struct Run {
    insert: Closed,
    list: Closed,
    /// In seconds, until `/readyz` says yes.
    started_in: f64,
    /// In KiB: at the end, and at the most.
    memory: u64,
    memory_most: u64,
}

/// What was measured at one number of experiences.
struct Stage {
    experiences: u64,
    filled_in: f64,
    bytes: u64,
    /// On this many, and on the first number right before or after.
    runs: Vec<(Run, Run)>,
}

/// Fills, and measures at each number.
pub(super) fn run(options: &Options, ground: &Ground) -> Result<(), String> {
    let most = options.experiences.iter().copied().max().unwrap_or_default();
    let place = ground.folder.join("scale");
    folder::empty(&place)?;
    let enough = enough_room(&place, most * EACH);
    let measured = enough.and_then(|()| stages(options, ground, &place));
    // It is large, and nothing needs it any more.
    folder::remove(&place)?;
    let table = table(&measured?);
    println!("\n{table}");
    let facts = Facts::gather(ground, None)?;
    let text = format!(
        "# How Tenure grows\n\n\
         Written by `cargo xtask bench --scale`; docs/performance.md says how it is measured. SQLite, {GOAL_CONNECTIONS} \
         connections, runs of {} s. The database is filled through the store's own commands: each experience has its entry \
         in its person's history, ten experiences a person. Half of about {SENDERS} people, spread over what was filled last, insert, and the others list. \
         Each run is paired with one on the first number of experiences, in a fresh copy.\n\n{facts}\n{table}",
        options.seconds()
    );
    publish(options, ground, "SCALE.md", &text)
}

fn stages(options: &Options, ground: &Ground, place: &Path) -> Result<Vec<Stage>, String> {
    let (grown, first, copy) = (place.join("grown"), place.join("first"), place.join("copy"));
    folder::empty(&grown)?;
    let (mut there, mut stages) = (0, Vec::new());
    for experiences in options.experiences.iter().copied() {
        let began = Instant::now();
        fill(ground, &grown, experiences.saturating_sub(there))?;
        let filled_in = began.elapsed().as_secs_f64();
        println!("xtask: {experiences} experiences are there, after {filled_in:.0} s");
        if stages.is_empty() {
            folder::copy(&grown, &first)?;
        }
        there = experiences;
        let bytes = folder::size(&grown)?;
        let on_first = || {
            folder::empty(&copy)?;
            folder::copy(&first, &copy)?;
            measure(options, ground, &copy)
        };
        let on_grown = || if stages.is_empty() { on_first() } else { measure(options, ground, &grown) };
        let runs = pairs::by_turns(options.pairs(), on_grown, on_first)?;
        stages.push(Stage { experiences, filled_in, bytes, runs });
    }
    Ok(stages)
}

fn people(data: &Path) -> PathBuf {
    data.join("people")
}

/// Fills, and has nobody send requests who did before: their records have grown by what they sent.
fn fill(ground: &Ground, data: &Path, experiences: u64) -> Result<(), String> {
    let senders = people(data);
    if senders.exists() {
        std::fs::remove_file(&senders).map_err(|error| format!("{}: {error}", senders.display()))?;
    }
    let file = tenure::database_file(data);
    fill::fill(ground, fill::Filled::Sqlite(&file), experiences, &senders, SENDERS).map(drop)
}

/// Serves a data folder and measures it.
fn measure(options: &Options, ground: &Ground, data: &Path) -> Result<Run, String> {
    let folder = ground.run()?;
    let servers = [tenure::serve_folder(ground, &folder, data)?];
    let send = |what: &str, seconds: f64| crowd::send(ground, &servers, &people(data), what, seconds);
    let closed = |what: &str| {
        send(what, WARM_UP.min(options.seconds()))?;
        send(what, options.seconds())
    };
    let (list, insert) = (closed("list")?, closed("insert")?);
    let [server] = servers;
    let started_in = server.started_in.as_secs_f64();
    let (memory, memory_most) = (server.memory("VmRSS")?, server.memory("VmHWM")?);
    server.stop()?;
    Ok(Run { insert, list, started_in, memory, memory_most })
}

fn table(stages: &[Stage]) -> String {
    let mut table =
        "| Experiences | Insert/s | p99 ms | Beside the first | List/s | p99 ms | Beside the first | Memory \
        MiB (most) | Start s | Files GiB | Filled in s |\n\
        | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n"
            .to_owned();
    for Stage { experiences, filled_in, bytes, runs } in stages {
        let median = |of: &dyn Fn(&(Run, Run)) -> f64| {
            Spread::of(runs.iter().map(of)).map_or(0.0, |spread| spread.median)
        };
        let ratio = |of: fn(&Run) -> f64| {
            let ratios = Spread::of(runs.iter().map(|(grown, first)| of(grown) / of(first)));
            ratios.map(|ratio| ratio.to_string()).unwrap_or_default()
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            table,
            "| {experiences} | {:.0} | {:.2} | {} | {:.0} | {:.2} | {} | {:.0} ({:.0}) | {:.3} | {:.2} | {filled_in:.0} |",
            median(&|(run, _)| run.insert.per_second),
            median(&|(run, _)| run.insert.p99),
            ratio(|run| run.insert.per_second),
            median(&|(run, _)| run.list.per_second),
            median(&|(run, _)| run.list.p99),
            ratio(|run| run.list.per_second),
            median(&|(run, _)| units(run.memory, 10)),
            median(&|(run, _)| units(run.memory_most, 10)),
            median(&|(run, _)| run.started_in),
            units(*bytes, 30),
        );
    }
    table
}

/// A number in units of 2 to this power.
#[expect(clippy::cast_precision_loss, reason = "numbers that are shown with two decimals at the most")]
fn units(number: u64, power: u32) -> f64 {
    number as f64 / (1_u64 << power) as f64
}

/// Whether so many bytes are free.
fn enough_room(folder: &Path, needed: u64) -> Result<(), String> {
    let told = Command::new("df").args(["--output=avail", "--block-size=1"]).arg(folder).output();
    let told = told.map_err(|error| format!("df: {error}"))?;
    let text = String::from_utf8_lossy(&told.stdout);
    let free = text.lines().last().and_then(|line| line.trim().parse::<u64>().ok()).unwrap_or(u64::MAX);
    if free >= needed {
        return Ok(());
    }
    let gib = |bytes| units(bytes, 30);
    Err(format!(
        "{}: {:.0} GiB are free and about {:.0} GiB are needed; --experiences takes smaller numbers",
        folder.display(),
        gib(free),
        gib(needed)
    ))
}
