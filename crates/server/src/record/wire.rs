//! The JSON of this API's answers.

use std::borrow::Cow;

use career::id::{ClientId, CurriculumCode};
use career::record::{Dispute, KnownClient};
use career::source::{Actor, Way};
use career::timeline::{Origin, Party, State, Statement};
use career::when::{End, Precision, When};
use serde::Serialize;
use utoipa::openapi::schema::OneOfBuilder;
use utoipa::openapi::{ObjectBuilder, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::shown::Shown;
use crate::clock::written;
use crate::openapi::{all_words, moment, text, uuid, words};

/// One job, as the person declared it or a partner attested it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordStatement)]
pub(super) struct StatementOut<'a> {
    /// `experience/` and the number that the `InfoJobs` contract knows, or `credential/`, an id and a place in it.
    #[schema(schema_with = statement_id)]
    id: &'a str,
    /// Who said it: the person, or a partner.
    #[schema(schema_with = kinds)]
    kind: &'static str,
    /// What it is worth on that day. `stale`: attested without an end, by evidence that is too old.
    #[schema(schema_with = states)]
    state: State,
    /// The employer, as it was sent.
    organisation: &'a str,
    /// The role. One of `title` and `classification` is always there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    title: Option<&'a str>,
    /// What kind of work it was; only where attested.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    classification: Option<&'a str>,
    /// When it started.
    start: DateOut,
    /// How it ends.
    end: EndOut,
    /// Who said each of these, by which way and when.
    sources: SourcesOut<'a>,
    /// What the person says against it; only where attested.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    dispute: Option<DisputeOut<'a>>,
    /// The code of the curriculum that it stands in; only where declared.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    curriculum: Option<&'a str>,
    /// The id of the credential that it stands in; only where attested.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    credential: Option<&'a str>,
}

/// A date as it was said, with its precision.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordDate)]
struct DateOut {
    /// A month, `2020-01`, or a day, `2020-01-15`. A month never becomes a day.
    #[schema(schema_with = when)]
    at: When,
    /// Which of the two.
    #[schema(schema_with = precisions)]
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
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordSources)]
struct SourcesOut<'a> {
    organisation: SourceOut<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    title: Option<SourceOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    classification: Option<SourceOut<'a>>,
    start: SourceOut<'a>,
    end: SourceOut<'a>,
}

/// Who said a value, by which way and when.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordSource)]
pub(super) struct SourceOut<'a> {
    /// Who said it.
    by: PartyOut<'a>,
    /// By which way.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, schema_with = ways)]
    via: Option<Way>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, schema_with = moment)]
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
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordClient)]
pub(super) struct ClientOut<'a> {
    /// Its id.
    #[schema(schema_with = uuid)]
    id: ClientId,
    /// What people see of it.
    name: &'a str,
}

/// What the person says against a statement.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordDispute)]
struct DisputeOut<'a> {
    /// In their words.
    note: &'a str,
    /// When they said it.
    #[schema(schema_with = moment)]
    at: String,
}

/// The id of a statement.
pub(super) fn statement_id() -> ObjectBuilder {
    let uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    text("The id of a statement.")
        .pattern(Some(format!("^(experience/[1-9][0-9]{{0,15}}|credential/{uuid}/[1-9][0-9]{{0,4}})$")))
}

/// A month or a day.
pub(super) fn when() -> ObjectBuilder {
    text("A month or a day.").pattern(Some("^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"))
}

/// By which way something came in.
pub(super) fn ways() -> ObjectBuilder {
    all_words!(Way { Infojobs, Seekpass, Page, Record, Share, Oauth, CommandLine, Rule })
}

fn kinds() -> ObjectBuilder {
    words(["declared", "attested"])
}

fn states() -> ObjectBuilder {
    all_words!(State { Declared, Attested, Stale })
}

fn precisions() -> ObjectBuilder {
    all_words!(Precision { Month, Day })
}

/// What has members of another structure or has none of them cannot be derived.
impl PartialSchema for EndOut {
    fn schema() -> RefOr<Schema> {
        let date = of_kind(&["ended", "not_reported"])
            .required("at")
            .property("at", when())
            .required("precision")
            .property("precision", precisions());
        let description = "How a job ends. `current` is declared only; `not_reported`, with the last date up to which \
             the partner knew, is neither current nor ended.";
        OneOfBuilder::new().item(date).item(of_kind(&["current"])).description(Some(description)).into()
    }
}

impl ToSchema for EndOut {
    fn name() -> Cow<'static, str> {
        "RecordEnd".into()
    }
}

impl PartialSchema for PartyOut<'_> {
    fn schema() -> RefOr<Schema> {
        let client = of_kind(&["application", "partner"])
            .required("id")
            .property("id", uuid())
            .required("name")
            .property("name", text("What people see of the client."));
        OneOfBuilder::new()
            .item(client)
            .item(of_kind(&["person", "outsider", "operator", "server"]))
            .description(Some("Who: clients with id and name."))
            .into()
    }
}

impl ToSchema for PartyOut<'_> {
    fn name() -> Cow<'static, str> {
        "RecordParty".into()
    }
}

fn of_kind(kinds: &[&str]) -> ObjectBuilder {
    ObjectBuilder::new().required("kind").property("kind", words(kinds))
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
