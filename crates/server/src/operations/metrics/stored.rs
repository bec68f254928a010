//! What the store counts, as Prometheus reads it. The store knows nothing of this.

use std::fmt::Error;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric, NoLabelSet};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Unit;
use store::{Counters, Spread};

/// What the store says at the moment of a scrape.
#[derive(Debug)]
pub(super) struct Stored {
    /// What it counts.
    pub(super) counters: Counters,
    /// How many mails wait and for how many seconds the oldest of them does; `None` where the database has no answer.
    pub(super) mails_waiting: Option<(u64, f64)>,
}

impl Collector for Stored {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), Error> {
        let Counters {
            commands,
            commits,
            batches,
            refused_alone,
            retries,
            lost,
            turned_away,
            waiting,
            connections,
        } = &self.counters;
        let encoder = &mut encoder;
        counter(encoder, "store_commands", "Commands that took part in a commit.", *commands)?;
        counter(encoder, "store_commits", "Commits.", *commits)?;
        spread(encoder, "store_batch_commands", "How many commands shared a commit.", None, batches, 1.0)?;
        let words = "Commands that were refused or failed while the others of their commit stood.";
        counter(encoder, "store_commands_refused_alone", words, *refused_alone)?;
        let words = "Transactions that were run again because another one got in between.";
        counter(encoder, "store_retries", words, *retries)?;
        counter(encoder, "store_batches_lost", "Batches that could not be committed.", *lost)?;
        let words = "Commands that were turned away: too many waited, or the store was closing.";
        counter(encoder, "store_commands_turned_away", words, *turned_away)?;
        gauge(encoder, "store_commands_waiting", "Commands that wait for the writer.", *waiting)?;
        gauge(encoder, "store_connections_most", "Database connections at the most.", connections.most)?;
        gauge(encoder, "store_connections_busy", "Database connections in use.", connections.busy)?;
        let words = "Requests that wait for a database connection.";
        gauge(encoder, "store_connections_awaited", words, connections.waiting)?;
        let words = "How long requests waited for a database connection.";
        let unit = Some(&Unit::Seconds);
        spread(encoder, "store_connection_wait", words, unit, &connections.waits, 1e6)?;
        let words = "1 where the database answers, otherwise 0.";
        gauge(encoder, "store_up", words, u64::from(self.mails_waiting.is_some()))?;
        if let Some((mails, oldest)) = self.mails_waiting {
            gauge(encoder, "mails_waiting", "Mails that wait to be sent, for all nodes.", mails)?;
            let words = "How long the oldest mail has waited; 0 where none does.";
            let metric = ConstGauge::new(oldest);
            let unit = Some(&Unit::Seconds);
            metric.encode(encoder.encode_descriptor(
                "mails_waiting_oldest",
                words,
                unit,
                metric.metric_type(),
            )?)?;
        }
        Ok(())
    }
}

fn counter(encoder: &mut DescriptorEncoder<'_>, name: &str, words: &str, value: u64) -> Result<(), Error> {
    let metric = ConstCounter::new(value);
    metric.encode(encoder.encode_descriptor(name, words, None, metric.metric_type())?)
}

fn gauge(encoder: &mut DescriptorEncoder<'_>, name: &str, words: &str, value: u64) -> Result<(), Error> {
    let metric = ConstGauge::new(value);
    metric.encode(encoder.encode_descriptor(name, words, None, metric.metric_type())?)
}

/// Writes a histogram whose values are counted in so many parts of the unit.
#[expect(clippy::cast_precision_loss, reason = "no count comes near 2^53")]
fn spread(
    encoder: &mut DescriptorEncoder<'_>,
    name: &str,
    words: &str,
    unit: Option<&Unit>,
    spread: &Spread,
    parts: f64,
) -> Result<(), Error> {
    let bound = |bound: Option<u64>| bound.map_or(f64::INFINITY, |bound| bound as f64 / parts);
    let buckets: Vec<(f64, u64)> =
        spread.buckets.iter().map(|(upper, count)| (bound(*upper), *count)).collect();
    let count = buckets.iter().map(|(_, count)| count).sum();
    let mut metric = encoder.encode_descriptor(name, words, unit, MetricType::Histogram)?;
    metric.encode_histogram::<NoLabelSet>(spread.sum as f64 / parts, count, &buckets, None)
}
