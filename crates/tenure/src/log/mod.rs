//! The log, on standard error. What the program says to its user goes to standard output.

mod gathered;
mod line;
mod requests;
#[cfg(test)]
mod testing;
mod time;

use std::io::{IsTerminal as _, Stderr, stderr};
use std::sync::Arc;

use server::RequestLog;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Registry, reload};

use crate::config::{Level, Log, LogFormat};
use gathered::Gathering;
use line::{Form, Lines};
use requests::Requests;

/// The crates whose log is ours; of all others only warnings and errors are of interest.
const OURS: [&str; 5] = ["tenure", "server", "store", "oauth", "career"];

/// The log of a program that runs. Once it is dropped, whatever was logged is written; what is logged later is
/// written at once.
pub struct Logging {
    volume: reload::Handle<Targets, Registry>,
    requests: Arc<Requests<Stderr>>,
    _gathering: Option<Gathering<Stderr>>,
}

impl Logging {
    /// Logs so much from now on.
    pub fn set_level(&self, level: Level) {
        drop(self.volume.reload(targets(level)));
        self.requests.set_level(level);
    }

    /// Where the lines of requests go.
    pub fn requests(&self) -> Arc<dyn RequestLog> {
        Arc::<Requests<Stderr>>::clone(&self.requests)
    }
}

/// Begins to log. A second call changes nothing. Who watches a terminal sees each line at once; otherwise those of
/// requests are gathered.
pub fn start(log: Log) -> Logging {
    let is_watched = stderr().is_terminal();
    let (out, gathering) = if is_watched {
        (gathered::at_once(stderr()), None)
    } else {
        let (out, gathering) = gathered::gathered(stderr());
        (out, Some(gathering))
    };
    let wants_colours = std::env::var_os("NO_COLOR").is_none_or(|said| said.is_empty());
    let form = match log.format {
        LogFormat::Json => Form::Json,
        LogFormat::Text if is_watched && wants_colours => Form::Coloured,
        LogFormat::Text => Form::Text,
    };
    let requests = Arc::new(Requests::new(out.clone(), form, log.level));
    let layer = tracing_subscriber::fmt::layer()
        .with_ansi(form == Form::Coloured)
        .with_writer(out)
        .event_format(Lines::new(form));
    let (filter, volume) = reload::Layer::new(targets(log.level));
    drop(tracing_subscriber::registry().with(filter).with(layer).try_init());
    Logging { volume, requests, _gathering: gathering }
}

fn targets(level: Level) -> Targets {
    let others = Targets::new().with_default(level.min(LevelFilter::WARN));
    others.with_targets(OURS.map(|target| (target, level)))
}
