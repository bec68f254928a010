//! The log, on standard error. What the program says to its user goes to standard output.

mod text;

use std::io::IsTerminal as _;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Layer as _, Registry, reload};

use crate::config::{Level, Log, LogFormat};
use crate::machine;
use text::{Now, Text};

/// The crates whose log is ours; of all others only warnings and errors are of interest.
const OURS: [&str; 5] = ["tenure", "server", "store", "oauth", "career"];

/// How much is logged can be changed by this.
pub struct Volume(reload::Handle<Targets, Registry>);

impl Volume {
    /// Logs so much from now on.
    pub fn set(&self, level: Level) {
        drop(self.0.reload(targets(level)));
    }
}

/// Begins to log. A second call changes nothing.
pub fn start(log: Log) -> Volume {
    let layer = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let layer = match log.format {
        LogFormat::Text if std::io::stderr().is_terminal() => layer.boxed(),
        LogFormat::Text => layer.with_ansi(false).event_format(Text::new(Now(machine::precisely))).boxed(),
        // The fields of a line stand beside its time and level, those of its request under `span`.
        LogFormat::Json => layer.json().flatten_event(true).with_span_list(false).boxed(),
    };
    let (filter, handle) = reload::Layer::new(targets(log.level));
    drop(tracing_subscriber::registry().with(layer.with_filter(filter)).try_init());
    Volume(handle)
}

fn targets(level: Level) -> Targets {
    let others = Targets::new().with_default(level.min(LevelFilter::WARN));
    others.with_targets(OURS.map(|target| (target, level)))
}
