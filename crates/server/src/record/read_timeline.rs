//! GET `/api/record/v1/timeline`: the statements that stand in their order, what they superseded, and the gaps.

use axum::extract::{RawQuery, State};
use axum::response::Response;
use career::reconciliation::policy::PolicyId;
use career::timeline::Gap;
use jiff::civil::Date;
use oauth::scope::Scope;
use serde::Serialize;
use store::record::ReadKind;
use utoipa::ToSchema;

use super::TAG;
use super::documented::{AnswersOfTimeline, Kept, day, gaps, policy};
use super::errors::Error;
use super::query::Parameters;
use super::wire::{StatementOut, statement_id};
use super::{answer, caller, shown};
use crate::app::App;
use crate::http::source::Sender;

/// The timeline.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordTimeline)]
pub(super) struct TimelineOut<'a> {
    /// The day (UTC) that the answer holds for.
    #[schema(schema_with = day)]
    on: Date,
    /// The policy by which evidence is stale.
    #[schema(schema_with = policy)]
    policy: &'a PolicyId,
    /// Those that stand.
    statements: Vec<StatementOut<'a>>,
    /// Those that newer ones took the place of.
    superseded: Vec<SupersededOut<'a>>,
    /// The times for which no statement stands.
    #[schema(schema_with = gaps)]
    gaps: Vec<Gap>,
}

/// A statement that a newer one of the same partner took the place of.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordSuperseded)]
struct SupersededOut<'a> {
    /// The old one.
    #[schema(schema_with = statement_id)]
    id: &'a str,
    /// The new one.
    #[schema(schema_with = statement_id)]
    by: &'a str,
}

/// Read the timeline
///
/// All statements that stand, start descending, then end, then id; what they superseded; and the gaps between them.
#[utoipa::path(
    get, path = "/api/record/v1/timeline", tag = TAG, operation_id = "readTimeline",
    params(Kept),
    security(("person" = ["record.read"])), responses(AnswersOfTimeline),
)]
pub(super) async fn handle(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    sender: Sender,
) -> Result<Response, Error> {
    let caller = caller::application(&app, &sender, Scope::ReadRecord).await?;
    Parameters::read(query.as_deref(), &[])?;
    let shown = shown::read(&app, caller, ReadKind::Timeline, None).await?;
    let timeline = &shown.assembled.timeline;
    let superseded = timeline.superseded().iter();
    let out = TimelineOut {
        on: shown.on,
        policy: app.policy.id(),
        statements: shown.statements(),
        superseded: superseded.map(|old| SupersededOut { id: &old.statement.id, by: &old.by }).collect(),
        gaps: timeline.gaps(),
    };
    Ok(answer::json(&sender.headers, &out))
}

#[cfg(test)]
mod tests;
