//! GET `/api/record/v1/reconciliation`: what was declared against what was attested, with verdicts and reasons
//! (`record.md §3`, `docs/reconciliation.md`).

use axum::extract::{RawQuery, State};
use axum::response::Response;
use career::reconciliation::policy::PolicyId;
use career::reconciliation::{Group, Reason, Rule, Verdict};
use career::record::KnownClient;
use career::when::Difference;
use jiff::civil::Date;
use oauth::scope::Scope;
use serde::Serialize;
use store::record::ReadKind;
use utoipa::ToSchema;
use utoipa::openapi::{Array, ArrayBuilder, ObjectBuilder};

use super::TAG;
use super::documented::{AnswersOfReconciliation, OnDay, day, difference, policy};
use super::errors::Error;
use super::query::Parameters;
use super::wire::{SourceOut, statement_id};
use super::{answer, caller, shown};
use crate::app::App;
use crate::http::source::Sender;
use crate::openapi::all_words;
use crate::reconciling::reconciled;

/// The reconciliation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordReconciliation)]
pub(super) struct ReconciliationOut<'a> {
    /// The day (UTC) that it was judged on.
    #[schema(schema_with = day)]
    on: Date,
    /// The policy that it was judged by.
    #[schema(schema_with = policy)]
    policy: &'a PolicyId,
    /// One for each job.
    groups: Vec<GroupOut<'a>>,
}

/// The statements that speak of one job.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordGroup)]
struct GroupOut<'a> {
    /// What came out.
    #[schema(schema_with = verdicts)]
    verdict: Verdict,
    /// The declared statement, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, schema_with = statement_id)]
    declared: Option<&'a str>,
    /// The attested ones.
    #[schema(schema_with = statement_ids)]
    attested: &'a [String],
    /// What was compared.
    reasons: Vec<ReasonOut<'a>>,
}

/// One thing that was compared.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordReason)]
struct ReasonOut<'a> {
    /// By which rule.
    #[schema(schema_with = rules)]
    rule: Rule,
    /// Whether it speaks for an agreement.
    agrees: bool,
    /// The values, declared first.
    sides: Vec<SideOut<'a>>,
    /// How far apart two dates lie.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, schema_with = difference)]
    difference: Option<Difference>,
}

/// One value in a reason.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordSide)]
struct SideOut<'a> {
    /// Whose value it is.
    #[schema(schema_with = statement_id)]
    statement: &'a str,
    /// The value, as it was said.
    value: &'a str,
    /// Who said it.
    source: SourceOut<'a>,
}

/// Read how declared and attested agree
///
/// The record as it stands now, judged on a day: groups of statements that speak of one job, each with a verdict and the
/// reasons for it. Every statement is in exactly one group.
#[utoipa::path(
    get, path = "/api/record/v1/reconciliation", tag = TAG, operation_id = "readReconciliation",
    params(OnDay),
    security(("person" = ["record.read"])), responses(AnswersOfReconciliation),
)]
pub(super) async fn handle(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    sender: Sender,
) -> Result<Response, Error> {
    let caller = caller::application(&app, &sender, Scope::ReadRecord).await?;
    // Today, unless the parameter names another day (LEDGER 189).
    let on = Parameters::read(query.as_deref(), &["on"])?.day("on")?;
    let shown = shown::read(&app, caller, ReadKind::Reconciliation, on).await?;
    let result = reconciled(&app, &shown.assembled.timeline, shown.on).await;
    let groups = result.groups.iter().map(|group| GroupOut::new(group, &shown.record.clients));
    let out = ReconciliationOut { on: result.on, policy: &result.policy, groups: groups.collect() };
    Ok(answer::json(&sender.headers, &out))
}

fn verdicts() -> ObjectBuilder {
    all_words!(Verdict { Confirmed, Differs, DeclaredOnly, AttestedOnly, SourcesDisagree, Stale })
}

fn rules() -> ObjectBuilder {
    all_words!(Rule {
        OrganisationSame,
        OrganisationAlias,
        OrganisationAlike,
        Start,
        End,
        HorizonAgainstEnd,
        CurrentAgainstEnd,
        CurrentWithoutEnd,
        Horizons,
        Title,
        Classification,
        Stale,
    })
}

fn statement_ids() -> Array {
    ArrayBuilder::new().items(statement_id()).build()
}

impl<'a> GroupOut<'a> {
    fn new(group: &'a Group, clients: &'a [KnownClient]) -> Self {
        Self {
            verdict: group.verdict,
            declared: group.declared.as_deref(),
            attested: &group.attested,
            reasons: group.reasons.iter().map(|reason| ReasonOut::new(reason, clients)).collect(),
        }
    }
}

impl<'a> ReasonOut<'a> {
    fn new(reason: &'a Reason, clients: &'a [KnownClient]) -> Self {
        let sides = reason.sides.iter().map(|side| SideOut {
            statement: &side.statement,
            value: &side.value,
            source: SourceOut::new(&side.source, clients),
        });
        Self {
            rule: reason.rule,
            agrees: reason.agrees,
            sides: sides.collect(),
            difference: reason.difference,
        }
    }
}

#[cfg(test)]
mod tests;
