//! The JSON of a share as the application sees it that made it.

use career::id::{ShareId, StatementId};
use jiff::Timestamp;
use serde::Serialize;
use store::shares::{OwnShare, ShareState, Visit};
use utoipa::ToSchema;
use utoipa::openapi::{Array, ArrayBuilder, ObjectBuilder};

use super::wire::statement_id;
use crate::app::App;
use crate::clock::written;
use crate::openapi::{moment, uuid, words};

/// A share.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordShare, description = "A link to a part of the record.")]
pub(super) struct ShareOut {
    /// Its id.
    #[schema(schema_with = uuid)]
    id: ShareId,
    /// What others open.
    link: String,
    /// Whether it can be opened: not once it is `expired`, `ended`, or `closed` by wrong PINs.
    #[schema(schema_with = states)]
    state: &'static str,
    /// When it was made.
    #[schema(schema_with = moment)]
    created_at: String,
    /// From when on it cannot be opened.
    #[schema(schema_with = moment)]
    expires_at: String,
    /// When it was ended or closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, schema_with = moment)]
    ended_at: Option<String>,
    /// What was chosen, in the order of their ids.
    #[schema(schema_with = statements)]
    statements: Vec<String>,
    /// Whether the reconciliation of these statements is shown too.
    verdicts: bool,
    /// How often it was opened.
    views: u64,
    /// How often a wrong PIN was entered.
    wrong_pins: u64,
    /// The newest first.
    #[schema(max_items = 100)]
    visits: Vec<VisitOut>,
}

/// A PIN that was entered.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordVisit)]
struct VisitOut {
    /// When.
    #[schema(schema_with = moment)]
    at: String,
    /// Whether it was the right one.
    let_in: bool,
}

fn states() -> ObjectBuilder {
    words(["living", "expired", "ended", "closed"])
}

fn statements() -> Array {
    ArrayBuilder::new().items(statement_id()).min_items(Some(1)).build()
}

impl ShareOut {
    pub(super) fn new(app: &App, share: &OwnShare) -> Self {
        let (state, ended_at) = state(share.state);
        Self {
            id: share.id,
            link: app.settings.public_url.with(&format!("/share/{}", share.id)),
            state,
            created_at: written(share.created_at),
            expires_at: written(share.expires_at),
            ended_at: ended_at.map(written),
            statements: share.content.statements().iter().map(StatementId::to_string).collect(),
            verdicts: share.content.verdicts(),
            views: share.visits.views,
            wrong_pins: share.visits.wrong,
            visits: share.visits.newest.iter().map(VisitOut::new).collect(),
        }
    }
}

impl VisitOut {
    fn new(visit: &Visit) -> Self {
        Self { at: written(visit.at), let_in: visit.let_in }
    }
}

const fn state(state: ShareState) -> (&'static str, Option<Timestamp>) {
    match state {
        ShareState::Living => ("living", None),
        ShareState::Expired => ("expired", None),
        ShareState::Ended(at) => ("ended", Some(at)),
        ShareState::Closed(at) => ("closed", Some(at)),
    }
}
