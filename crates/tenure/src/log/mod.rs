//! The log, on standard error. What the program says to its user goes to standard output.

mod gathered;
mod text;

use std::io::{IsTerminal as _, Stderr, stderr};

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Layer as _, Registry, reload};

use crate::config::{Level, Log, LogFormat};
use crate::machine;
use gathered::Gathering;
use text::{Now, SpanFields, Text};

/// The crates whose log is ours; of all others only warnings and errors are of interest.
const OURS: [&str; 5] = ["tenure", "server", "store", "oauth", "career"];

/// The log of a program that runs. Once it is dropped, whatever was logged is written; what is logged later is
/// written at once.
pub struct Logging {
    volume: reload::Handle<Targets, Registry>,
    _gathering: Option<Gathering<Stderr>>,
}

impl Logging {
    /// Logs so much from now on.
    pub fn set_level(&self, level: Level) {
        drop(self.volume.reload(targets(level)));
    }
}

/// Begins to log. A second call changes nothing. Who watches a terminal sees each line at once; otherwise those of
/// requests are gathered.
pub fn start(log: Log) -> Logging {
    let is_watched = stderr().is_terminal();
    let (lines, gathering) = if is_watched {
        (gathered::at_once(stderr()), None)
    } else {
        let (lines, gathering) = gathered::gathered(stderr());
        (lines, Some(gathering))
    };
    let layer = tracing_subscriber::fmt::layer().with_writer(lines);
    let layer = match log.format {
        LogFormat::Text if is_watched => layer.boxed(),
        LogFormat::Text => {
            let text = Text::new(Now(machine::precisely));
            layer.with_ansi(false).fmt_fields(SpanFields::new()).event_format(text).boxed()
        }
        // The fields of a line stand beside its time and level, those of its request under `span`.
        LogFormat::Json => layer.json().flatten_event(true).with_span_list(false).boxed(),
    };
    let (filter, volume) = reload::Layer::new(targets(log.level));
    // One filter for all: one of the layer's own would look for each span again whenever it is entered and left.
    drop(tracing_subscriber::registry().with(filter).with(layer).try_init());
    Logging { volume, _gathering: gathering }
}

fn targets(level: Level) -> Targets {
    let others = Targets::new().with_default(level.min(LevelFilter::WARN));
    others.with_targets(OURS.map(|target| (target, level)))
}
