//! What is counted of requests.

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use axum::http::{Method, StatusCode};
use foldhash::fast::RandomState;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// The upper bounds of how long answers take, in seconds.
const SECONDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// The route of a path that no route has.
const NO_ROUTE: &str = "(none)";

/// The methods that have a name here. Whatever else somebody sends is one word.
fn named(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "DELETE" => "DELETE",
        "PATCH" => "PATCH",
        "OPTIONS" => "OPTIONS",
        _ => "(other)",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: &'static str,
    route: Pattern,
    status: Status,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: Pattern,
}

/// The pattern of a route. To clone it is cheap.
#[derive(Debug, Clone)]
struct Pattern(Option<Arc<str>>);

impl Pattern {
    fn as_str(&self) -> &str {
        self.0.as_deref().unwrap_or(NO_ROUTE)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Pattern {}

impl Hash for Pattern {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl EncodeLabelValue for Pattern {
    fn encode(&self, encoder: &mut LabelValueEncoder) -> fmt::Result {
        self.as_str().encode(encoder)
    }
}

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Status {
    /// With an answer.
    Answered(StatusCode),
    /// Its sender left before its answer.
    Gone,
}

impl Status {
    /// The status of the answer.
    pub(crate) fn code(self) -> Option<u16> {
        match self {
            Self::Answered(code) => Some(code.as_u16()),
            Self::Gone => None,
        }
    }
}

impl EncodeLabelValue for Status {
    fn encode(&self, encoder: &mut LabelValueEncoder) -> fmt::Result {
        match self {
            Self::Answered(status) => status.as_str().encode(encoder),
            Self::Gone => "gone".encode(encoder),
        }
    }
}

/// What is counted of requests. Cloning shares it.
#[derive(Debug, Clone)]
pub(crate) struct Requests(Arc<Counted>);

#[derive(Debug)]
struct Counted {
    answered: Family<Answered, Counter>,
    seconds: Family<Route, Histogram, fn() -> Histogram>,
    in_flight: Gauge,
    /// Of both families, what has been counted in before: so it is found in one look, by a faster hash than theirs.
    known: RwLock<HashMap<Answered, Known, RandomState>>,
}

/// What a request is counted in that ends in some way.
#[derive(Debug)]
struct Known {
    answered: Counter,
    seconds: Histogram,
}

impl Known {
    fn count(&self, took: Duration) {
        self.answered.inc();
        self.seconds.observe(took.as_secs_f64());
    }
}

impl Counted {
    fn count(&self, ended: &Answered, took: Duration) {
        if let Some(known) = self.known.read().unwrap_or_else(PoisonError::into_inner).get(ended) {
            return known.count(took);
        }
        let route = Route { route: ended.route.clone() };
        let known = Known {
            answered: self.answered.get_or_create_owned(ended),
            seconds: self.seconds.get_or_create_owned(&route),
        };
        known.count(took);
        self.known.write().unwrap_or_else(PoisonError::into_inner).insert(ended.clone(), known);
    }
}

impl Requests {
    pub(super) fn register(registry: &mut Registry) -> Self {
        let seconds: fn() -> Histogram = || Histogram::new(SECONDS);
        let counted = Counted {
            answered: Family::default(),
            seconds: Family::new_with_constructor(seconds),
            in_flight: Gauge::default(),
            known: RwLock::default(),
        };
        let words =
            "Requests by method, route pattern and status; `gone` where the sender left before the answer";
        registry.register("requests", words, counted.answered.clone());
        let words = "How long answers took, by route pattern";
        registry.register_with_unit("request", words, Unit::Seconds, counted.seconds.clone());
        let words = "Requests that are being answered";
        registry.register("requests_in_flight", words, counted.in_flight.clone());
        Self(Arc::new(counted))
    }

    /// A request begins.
    pub(crate) fn begin(&self, method: &Method, route: Option<Arc<str>>) -> Running {
        self.0.in_flight.inc();
        let ends = Answered { method: named(method), route: Pattern(route), status: Status::Gone };
        Running { ends, began: Instant::now() }
    }

    /// A request ended so. Tells how long it took.
    pub(crate) fn end(&self, running: &mut Running, status: Status) -> Duration {
        let took = running.began.elapsed();
        running.ends.status = status;
        self.0.in_flight.dec();
        self.0.count(&running.ends, took);
        took
    }
}

/// A request that is being answered.
pub(crate) struct Running {
    ends: Answered,
    began: Instant,
}

impl Running {
    /// Its method, or the word for all that have no name here.
    pub(crate) const fn method(&self) -> &'static str {
        self.ends.method
    }

    /// The pattern of its route, or the word for none.
    pub(crate) fn route(&self) -> &str {
        self.ends.route.as_str()
    }
}
