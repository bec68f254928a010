//! The JSON of this API's answers.

use career::id::{ClientId, CurriculumCode};
use career::record::{Dispute, KnownClient};
use career::source::{Actor, Way};
use career::timeline::{Origin, Party, State, Statement};
use career::when::{End, Precision, When};
use serde::Serialize;

use super::shown::Shown;
use crate::clock::written;

/// A statement.
#[derive(Debug, Serialize)]
pub(super) struct StatementOut<'a> {
    id: &'a str,
    kind: &'static str,
    state: State,
    organisation: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    classification: Option<&'a str>,
    start: DateOut,
    end: EndOut,
    sources: SourcesOut<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dispute: Option<DisputeOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    curriculum: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credential: Option<&'a str>,
}

/// A date as it was said, with its precision.
#[derive(Debug, Serialize)]
struct DateOut {
    at: When,
    precision: Precision,
}

/// How a job ends: `ended` and when, `current`, or `not_reported` and the last date up to which the partner knew.
#[derive(Debug, Serialize)]
struct EndOut {
    kind: &'static str,
    #[serde(flatten)]
    date: Option<DateOut>,
}

/// The source of each field that the statement has.
#[derive(Debug, Serialize)]
struct SourcesOut<'a> {
    organisation: SourceOut<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<SourceOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    classification: Option<SourceOut<'a>>,
    start: SourceOut<'a>,
    end: SourceOut<'a>,
}

/// Who said a value, by which way and when.
#[derive(Debug, Serialize)]
pub(super) struct SourceOut<'a> {
    by: PartyOut<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<Way>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
}

/// Who: `person`, `application`, `partner`, `outsider`, `operator` or `server`; clients with id and name.
#[derive(Debug, Serialize)]
pub(super) struct PartyOut<'a> {
    kind: &'static str,
    #[serde(flatten)]
    client: Option<ClientOut<'a>>,
}

/// A client.
#[derive(Debug, Serialize)]
pub(super) struct ClientOut<'a> {
    id: ClientId,
    name: &'a str,
}

/// What the person says against a statement.
#[derive(Debug, Serialize)]
struct DisputeOut<'a> {
    note: &'a str,
    at: String,
}

impl<'a> StatementOut<'a> {
    pub(super) fn new(statement: &'a Statement, shown: &'a Shown) -> Self {
        let clients = &shown.record.clients;
        let source =
            |origin: &Option<Origin>| SourceOut::new(origin.as_ref().unwrap_or(&statement.origin), clients);
        let origins = &statement.origins;
        Self {
            id: &statement.id,
            kind: if statement.is_declared() { "declared" } else { "attested" },
            state: statement.state(shown.stale_after, shown.on),
            organisation: &statement.organisation,
            title: statement.title.as_deref(),
            classification: statement.classification.as_deref(),
            start: DateOut::new(statement.period.start()),
            end: EndOut::new(statement.period.end()),
            sources: SourcesOut {
                organisation: source(&origins.organisation),
                title: statement.title.is_some().then(|| source(&origins.title)),
                classification: statement.classification.is_some().then(|| source(&origins.classification)),
                start: source(&origins.start),
                end: source(&origins.end),
            },
            dispute: shown.assembled.disputes.get(&statement.id).and_then(DisputeOut::new),
            curriculum: shown.curricula.get(&statement.id).map(CurriculumCode::as_str),
            credential: statement.attestation().map(|attestation| attestation.credential.as_str()),
        }
    }
}

impl Shown {
    /// The statements that stand, in the order of the timeline.
    pub(super) fn statements(&self) -> Vec<StatementOut<'_>> {
        let standing = self.assembled.timeline.standing().iter();
        standing.map(|statement| StatementOut::new(statement, self)).collect()
    }
}

impl DateOut {
    fn new(at: When) -> Self {
        Self { at, precision: at.precision() }
    }
}

impl EndOut {
    fn new(end: End) -> Self {
        let (kind, date) = match end {
            End::Ended(at) => ("ended", Some(at)),
            End::Current => ("current", None),
            End::NotReported(horizon) => ("not_reported", Some(horizon)),
        };
        Self { kind, date: date.map(DateOut::new) }
    }
}

impl<'a> SourceOut<'a> {
    pub(super) fn new(origin: &Origin, clients: &'a [KnownClient]) -> Self {
        let by = match &origin.by {
            Party::Person => PartyOut::without_client("person"),
            Party::Application(id) => PartyOut::client("application", id.parse().ok(), clients),
            Party::Partner(id) => PartyOut::client("partner", id.parse().ok(), clients),
            Party::Operator => PartyOut::without_client("operator"),
            Party::Server => PartyOut::without_client("server"),
        };
        Self { by, via: origin.via, at: origin.at.map(written) }
    }
}

impl<'a> PartyOut<'a> {
    /// Who did something.
    pub(super) fn new(actor: Actor, clients: &'a [KnownClient]) -> Self {
        match actor {
            Actor::Person(_) => Self::without_client("person"),
            Actor::Application(id) => Self::client("application", Some(id), clients),
            Actor::Partner(id) => Self::client("partner", Some(id), clients),
            Actor::Outsider => Self::without_client("outsider"),
            Actor::Operator => Self::without_client("operator"),
            Actor::Server => Self::without_client("server"),
        }
    }

    const fn without_client(kind: &'static str) -> Self {
        Self { kind, client: None }
    }

    fn client(kind: &'static str, id: Option<ClientId>, clients: &'a [KnownClient]) -> Self {
        Self { kind, client: id.map(|id| ClientOut::new(id, clients)) }
    }
}

impl<'a> ClientOut<'a> {
    pub(super) fn new(id: ClientId, clients: &'a [KnownClient]) -> Self {
        let known = clients.iter().find(|client| client.id == id);
        Self { id, name: known.map(|client| client.name.as_str()).unwrap_or_default() }
    }
}

impl<'a> DisputeOut<'a> {
    fn new(dispute: &'a Dispute) -> Option<Self> {
        Some(Self { note: dispute.note.as_ref()?.as_str(), at: written(dispute.at) })
    }
}
