//! GET `/api/record/v1/timeline`: the statements that stand in their order, what they superseded, and the gaps.

use axum::extract::{RawQuery, State};
use axum::response::Response;
use career::reconciliation::policy::PolicyId;
use career::timeline::Gap;
use jiff::civil::Date;
use oauth::scope::Scope;
use serde::Serialize;
use store::record::ReadKind;

use super::TAG;
use super::errors::Error;
use super::query::Parameters;
use super::wire::StatementOut;
use super::{answer, caller, shown};
use crate::app::App;
use crate::http::source::Sender;

/// The timeline.
#[derive(Debug, Serialize)]
struct TimelineOut<'a> {
    on: Date,
    policy: &'a PolicyId,
    statements: Vec<StatementOut<'a>>,
    superseded: Vec<SupersededOut<'a>>,
    gaps: Vec<Gap>,
}

/// A statement that a newer one of the same partner took the place of.
#[derive(Debug, Serialize)]
struct SupersededOut<'a> {
    id: &'a str,
    by: &'a str,
}

#[utoipa::path(get, path = "/api/record/v1/timeline", tag = TAG, operation_id = "readTimeline")]
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
