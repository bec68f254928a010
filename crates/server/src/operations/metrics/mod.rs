//! What Prometheus reads at `/metrics`, on an address of its own: numbers, and labels that the program itself chose.
//! No label is made of what somebody sent: routes are patterns, methods are those of a list, statuses are ours.

mod requests;
mod stored;
#[cfg(test)]
pub(super) mod tests;

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::Timestamp;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::{encode_eof, encode_registry};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};
use store::mail::MailWaiting;

use crate::app::App;

pub(crate) use requests::{Requests, Running, Status};
use stored::Stored;

/// What the answer is, by its standard (`OpenMetrics` 1.0).
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// How long a scrape waits for the database.
const PATIENCE: Duration = Duration::from_secs(3);

/// The upper bounds of how long sweeps take, in seconds.
const SWEEP_SECONDS: [f64; 8] = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10.0, 60.0];

/// A gauge of seconds.
type Seconds = Gauge<f64, std::sync::atomic::AtomicU64>;

/// One label that is a word of ours.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(crate) struct Limit {
    limit: &'static str,
}

/// How something ended.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Ended {
    result: &'static str,
}

/// The limits that somebody may hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hit {
    /// Requests of one partner.
    Partner,
    /// Requests of one application.
    Application,
    /// Requests of one source for tokens, or about them.
    Oauth,
    /// Requests of one source to the pages.
    Pages,
    /// Mails with sign-in codes, to one address or from one source.
    SignInMails,
    /// Wrong sign-in codes for one address.
    WrongCodes,
}

impl Hit {
    const ALL: [Self; 6] =
        [Self::Partner, Self::Application, Self::Oauth, Self::Pages, Self::SignInMails, Self::WrongCodes];

    const fn label(self) -> Limit {
        let limit = match self {
            Self::Partner => "partner",
            Self::Application => "application",
            Self::Oauth => "oauth",
            Self::Pages => "pages",
            Self::SignInMails => "sign_in_mails",
            Self::WrongCodes => "wrong_codes",
        };
        Limit { limit }
    }
}

/// What this node counts.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Requests,
    pub(crate) connections: ConnectionMetrics,
    limits: Family<Limit, Counter>,
    sweeps: Family<Ended, Counter>,
    sweep_seconds: Histogram,
    swept: Seconds,
    expired: Counter,
    mails: Family<Ended, Counter>,
}

/// What is counted of connections.
#[derive(Debug, Clone, Default)]
pub(crate) struct ConnectionMetrics {
    /// Those that are open.
    pub(crate) open: Gauge,
    /// Those that were taken.
    pub(crate) taken: Counter,
    refused: Family<Limit, Counter>,
}

/// Why a connection was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// There were too many.
    Total,
    /// There were too many from its source.
    PerSource,
}

impl Refused {
    const fn label(self) -> Limit {
        let limit = match self {
            Self::Total => "total",
            Self::PerSource => "per_source",
        };
        Limit { limit }
    }
}

impl ConnectionMetrics {
    fn register(registry: &mut Registry) -> Self {
        let metrics = Self::default();
        for refused in [Refused::Total, Refused::PerSource] {
            drop(metrics.refused.get_or_create(&refused.label()));
        }
        registry.register("connections_open", "Connections that are open", metrics.open.clone());
        registry.register("connections", "Connections that were taken", metrics.taken.clone());
        let words = "Connections that were told that they are too many";
        registry.register("connections_refused", words, metrics.refused.clone());
        metrics
    }

    /// A connection was not taken.
    pub(crate) fn refused(&self, refused: Refused) {
        self.refused.get_or_create(&refused.label()).inc();
    }
}

impl Metrics {
    /// Everything at zero.
    pub(crate) fn new(started: Timestamp, database: &'static str) -> Self {
        let mut registry = Registry::default();
        let start = Seconds::default();
        start.set(seconds(started));
        let words = "When this process started, in seconds since 1970";
        registry.register_with_unit("process_start_time", words, Unit::Seconds, start);
        let ours = registry.sub_registry_with_prefix("tenure");
        let labels = [("version", env!("CARGO_PKG_VERSION")), ("database", database)];
        ours.register("build", "The program and the kind of its database", Info::new(labels.to_vec()));
        let requests = Requests::register(ours);
        let connections = ConnectionMetrics::register(ours);
        let limits = Family::<Limit, Counter>::default();
        for hit in Hit::ALL {
            drop(limits.get_or_create(&hit.label()));
        }
        ours.register("limit_hits", "Requests that were turned away by a limit", limits.clone());
        let (sweeps, mails) = (Family::<Ended, Counter>::default(), Family::<Ended, Counter>::default());
        for (family, results) in [(&sweeps, ["done", "failed"]), (&mails, ["sent", "failed"])] {
            for result in results {
                drop(family.get_or_create(&Ended { result }));
            }
        }
        ours.register("sweeps", "Sweeps, by how they ended", sweeps.clone());
        let sweep_seconds = Histogram::new(SWEEP_SECONDS);
        let words = "How long sweeps took that were done";
        ours.register_with_unit("sweep", words, Unit::Seconds, sweep_seconds.clone());
        let swept = Seconds::default();
        let words = "When a sweep was done last, in seconds since 1970; 0 before the first";
        ours.register_with_unit("sweep_last_done", words, Unit::Seconds, swept.clone());
        let expired = Counter::default();
        ours.register("submissions_expired", "Submissions that sweeps ended", expired.clone());
        ours.register("mails", "Tries to hand a mail to the relay, by how they ended", mails.clone());
        Self { registry, requests, connections, limits, sweeps, sweep_seconds, swept, expired, mails }
    }

    /// What is counted of requests.
    pub(crate) fn requests(&self) -> &Requests {
        &self.requests
    }

    /// Somebody was turned away by a limit.
    pub(crate) fn hit(&self, hit: Hit) {
        self.limits.get_or_create(&hit.label()).inc();
    }

    /// A sweep was done.
    pub(crate) fn swept(&self, took: Duration, now: Timestamp) {
        self.sweeps.get_or_create(&Ended { result: "done" }).inc();
        self.sweep_seconds.observe(took.as_secs_f64());
        self.swept.set(seconds(now));
    }

    /// A sweep did not finish.
    pub(crate) fn sweep_failed(&self) {
        self.sweeps.get_or_create(&Ended { result: "failed" }).inc();
    }

    /// So many submissions expired.
    pub(crate) fn expired(&self, submissions: usize) {
        self.expired.inc_by(submissions as u64);
    }

    /// The relay took a mail, or did not.
    pub(crate) fn mail(&self, taken: bool) {
        self.mails.get_or_create(&Ended { result: if taken { "sent" } else { "failed" } }).inc();
    }
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds of some million years are exact in 53 bits")]
fn seconds(time: Timestamp) -> f64 {
    time.as_millisecond() as f64 / 1000.0
}

/// The routes of the address for operators.
pub(crate) fn routes(app: App) -> Router {
    Router::new().route("/metrics", get(scrape)).with_state(app)
}

async fn scrape(State(app): State<App>) -> Response {
    let now = app.now();
    let waiting = tokio::time::timeout(PATIENCE, app.store.answer(MailWaiting { now })).await;
    let waiting = waiting.ok().and_then(Result::ok);
    let mut stored = Registry::with_prefix("tenure");
    let oldest = waiting.map(|waiting| waiting.since.map_or(0.0, |since| seconds(now) - seconds(since)));
    let mails_waiting = waiting.map(|waiting| waiting.mails).zip(oldest);
    stored.register_collector(Box::new(Stored { counters: app.store.counters(), mails_waiting }));
    let mut text = String::new();
    let written = encode_registry(&mut text, &app.metrics().registry)
        .and_then(|()| encode_registry(&mut text, &stored))
        .and_then(|()| encode_eof(&mut text));
    match written {
        Ok(()) => ([(CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        Err(error) => {
            tracing::error!(%error, "the metrics could not be written");
            axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
