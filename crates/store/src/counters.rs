//! What the store counts of its own work: plain numbers that only grow, and a few that say how it is now. Whoever
//! shows them to somebody reads them; the store knows nothing of how.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The upper bounds of the sizes of batches. A batch of SQLite holds 256 commands at the most, one of PostgreSQL 64.
const SIZES: [u64; 9] = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/// The upper bounds of waits for a connection, in microseconds: 100 µs to 5 s.
const WAITS: [u64; 8] = [100, 1_000, 5_000, 25_000, 100_000, 500_000, 1_000_000, 5_000_000];

/// How much the store did so far, and how it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counters {
    /// Commands that took part in a commit, refused ones included.
    pub commands: u64,
    /// Commits.
    pub commits: u64,
    /// How many commands shared a commit.
    pub batches: Spread,
    /// Commands that were refused or failed alone, while the others of their commit stood.
    pub refused_alone: u64,
    /// Transactions that were run again because another one got in between. SQLite has none.
    pub retries: u64,
    /// Batches that could not be committed: whoever asked was told that it is unknown.
    pub lost: u64,
    /// Commands that were turned away: too many were waiting, or the store was closing.
    pub turned_away: u64,
    /// Commands that wait for the writer now.
    pub waiting: u64,
    /// The connections of this node.
    pub connections: Connections,
}

/// The connections that read (SQLite), or that read and write (PostgreSQL).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connections {
    /// How many there may be at the most.
    pub most: u64,
    /// How many are in use now.
    pub busy: u64,
    /// How many requests wait for one now.
    pub waiting: u64,
    /// How long each of those waited that got one, in microseconds.
    pub waits: Spread,
}

/// How often a value was how large.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// Upper bounds, ascending, each with how many values were at most that and above the bound before; the last has
    /// none above it.
    pub buckets: Vec<(Option<u64>, u64)>,
    /// All values together.
    pub sum: u64,
}

/// Counts values by their size.
struct Counted<const N: usize> {
    bounds: [u64; N],
    counts: [AtomicU64; N],
    above: AtomicU64,
    sum: AtomicU64,
}

impl<const N: usize> Counted<N> {
    const fn new(bounds: [u64; N]) -> Self {
        Self {
            bounds,
            counts: [const { AtomicU64::new(0) }; N],
            above: AtomicU64::new(0),
            sum: AtomicU64::new(0),
        }
    }

    fn count(&self, value: u64) {
        let bucket = self.bounds.iter().zip(&self.counts).find(|(bound, _)| value <= **bound);
        add(bucket.map_or(&self.above, |(_, bucket)| bucket), 1);
        add(&self.sum, value);
    }

    fn spread(&self) -> Spread {
        let counts = self.bounds.iter().zip(&self.counts);
        let buckets = counts.map(|(bound, count)| (Some(*bound), read(count)));
        Spread { buckets: buckets.chain([(None, read(&self.above))]).collect(), sum: read(&self.sum) }
    }
}

fn add(number: &AtomicU64, by: u64) {
    number.fetch_add(by, Ordering::Relaxed);
}

fn read(number: &AtomicU64) -> u64 {
    number.load(Ordering::Relaxed)
}

/// Counts. Shared by whoever works for one store.
pub(crate) struct Counting {
    commands: AtomicU64,
    commits: AtomicU64,
    batches: Counted<{ SIZES.len() }>,
    refused_alone: AtomicU64,
    retries: AtomicU64,
    lost: AtomicU64,
    turned_away: AtomicU64,
    waiting: AtomicU64,
    reads_waiting: AtomicU64,
    reads_running: AtomicU64,
    waits: Counted<{ WAITS.len() }>,
}

impl Default for Counting {
    fn default() -> Self {
        Self {
            commands: AtomicU64::new(0),
            commits: AtomicU64::new(0),
            batches: Counted::new(SIZES),
            refused_alone: AtomicU64::new(0),
            retries: AtomicU64::new(0),
            lost: AtomicU64::new(0),
            turned_away: AtomicU64::new(0),
            waiting: AtomicU64::new(0),
            reads_waiting: AtomicU64::new(0),
            reads_running: AtomicU64::new(0),
            waits: Counted::new(WAITS),
        }
    }
}

impl Counting {
    /// A command is about to be put where the writer takes it from.
    pub(crate) fn arrives(&self) {
        add(&self.waiting, 1);
    }

    /// It could not be put there.
    pub(crate) fn turned_away(&self) {
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        add(&self.turned_away, 1);
    }

    /// The writer took so many.
    pub(crate) fn taken(&self, commands: usize) {
        self.waiting.fetch_sub(commands as u64, Ordering::Relaxed);
    }

    /// So many commands were committed, of which so many had been undone alone.
    pub(crate) fn committed(&self, commands: usize, refused_alone: u64) {
        let commands = commands as u64;
        add(&self.commits, 1);
        add(&self.commands, commands);
        add(&self.refused_alone, refused_alone);
        self.batches.count(commands);
    }

    /// Another transaction got in between.
    pub(crate) fn again(&self) {
        add(&self.retries, 1);
    }

    /// A batch was not committed.
    pub(crate) fn lost(&self) {
        add(&self.lost, 1);
    }

    /// Somebody waited so long for a connection, and got one.
    pub(crate) fn waited(&self, time: Duration) {
        self.waits.count(u64::try_from(time.as_micros()).unwrap_or(u64::MAX));
    }

    /// A read waits for a connection from now until what this gives is told that it got one.
    pub(crate) fn read_waits(self: &std::sync::Arc<Self>) -> WaitingRead {
        add(&self.reads_waiting, 1);
        WaitingRead { counting: std::sync::Arc::clone(self), since: std::time::Instant::now(), runs: false }
    }

    /// The numbers, with those of connections that this counted by itself.
    pub(crate) fn with_own_connections(&self, most: usize) -> Counters {
        let (busy, waiting) = (read(&self.reads_running), read(&self.reads_waiting));
        self.with_connections(most, busy, waiting)
    }

    /// The numbers, with those of a pool that counts its connections by itself.
    pub(crate) fn with_connections(&self, most: usize, busy: u64, waiting: u64) -> Counters {
        Counters {
            commands: read(&self.commands),
            commits: read(&self.commits),
            batches: self.batches.spread(),
            refused_alone: read(&self.refused_alone),
            retries: read(&self.retries),
            lost: read(&self.lost),
            turned_away: read(&self.turned_away),
            waiting: read(&self.waiting),
            connections: Connections { most: most as u64, busy, waiting, waits: self.waits.spread() },
        }
    }
}

/// A read that waits or runs, until it is dropped.
pub(crate) struct WaitingRead {
    counting: std::sync::Arc<Counting>,
    since: std::time::Instant,
    runs: bool,
}

impl WaitingRead {
    /// It got a connection.
    pub(crate) fn runs(&mut self) {
        self.runs = true;
        self.counting.reads_waiting.fetch_sub(1, Ordering::Relaxed);
        add(&self.counting.reads_running, 1);
        self.counting.waited(self.since.elapsed());
    }
}

impl Drop for WaitingRead {
    fn drop(&mut self) {
        let one = if self.runs { &self.counting.reads_running } else { &self.counting.reads_waiting };
        one.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_value_counts_where_it_is_at_most_the_bound() {
        let counted = Counted::new([1, 4]);
        for value in [1, 2, 4, 5, 400] {
            counted.count(value);
        }
        assert_eq!(
            counted.spread(),
            Spread { buckets: vec![(Some(1), 1), (Some(4), 2), (None, 2)], sum: 412 }
        );
    }

    #[test]
    fn a_read_waits_then_runs_then_is_over_and_may_be_given_up_before() {
        let counting = Arc::new(Counting::default());
        let now = || {
            let connections = counting.with_own_connections(4).connections;
            (connections.waiting, connections.busy)
        };
        let mut first = counting.read_waits();
        let second = counting.read_waits();
        assert_eq!(now(), (2, 0));
        first.runs();
        drop(second);
        assert_eq!(now(), (0, 1));
        drop(first);
        assert_eq!(now(), (0, 0));
        let waits = counting.with_own_connections(4).connections.waits;
        assert_eq!(waits.buckets.iter().map(|(_, count)| count).sum::<u64>(), 1);
    }
}
