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

use super::TAG;
use super::errors::Error;
use super::query::Parameters;
use super::wire::SourceOut;
use super::{answer, caller, shown};
use crate::app::App;
use crate::http::source::Sender;
use crate::reconciling::reconciled;

/// The reconciliation.
#[derive(Debug, Serialize)]
struct ReconciliationOut<'a> {
    on: Date,
    policy: &'a PolicyId,
    groups: Vec<GroupOut<'a>>,
}

/// The statements that speak of one job.
#[derive(Debug, Serialize)]
struct GroupOut<'a> {
    verdict: Verdict,
    #[serde(skip_serializing_if = "Option::is_none")]
    declared: Option<&'a str>,
    attested: &'a [String],
    reasons: Vec<ReasonOut<'a>>,
}

/// One thing that was compared.
#[derive(Debug, Serialize)]
struct ReasonOut<'a> {
    rule: Rule,
    agrees: bool,
    sides: Vec<SideOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<Difference>,
}

/// One value in a reason.
#[derive(Debug, Serialize)]
struct SideOut<'a> {
    statement: &'a str,
    value: &'a str,
    source: SourceOut<'a>,
}

/// The record as it stands now, judged on a day: today, unless the parameter `on` names another (LEDGER 189).
#[utoipa::path(get, path = "/api/record/v1/reconciliation", tag = TAG, operation_id = "readReconciliation")]
pub(super) async fn handle(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    sender: Sender,
) -> Result<Response, Error> {
    let caller = caller::application(&app, &sender, Scope::ReadRecord).await?;
    let on = Parameters::read(query.as_deref(), &["on"])?.day("on")?;
    let shown = shown::read(&app, caller, ReadKind::Reconciliation, on).await?;
    let result = reconciled(&app, &shown.assembled.timeline, shown.on).await;
    let groups = result.groups.iter().map(|group| GroupOut::new(group, &shown.record.clients));
    let out = ReconciliationOut { on: result.on, policy: &result.policy, groups: groups.collect() };
    Ok(answer::json(&sender.headers, &out))
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
