//! The JSON of a share as the application sees it that made it.

use career::id::{ShareId, StatementId};
use jiff::Timestamp;
use serde::Serialize;
use store::shares::{OwnShare, ShareState, Visit};

use crate::app::App;
use crate::clock::written;

/// A share.
#[derive(Debug, Serialize)]
pub(super) struct ShareOut {
    id: ShareId,
    link: String,
    state: &'static str,
    created_at: String,
    expires_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<String>,
    /// What was chosen, in the order of their ids.
    statements: Vec<String>,
    verdicts: bool,
    views: u64,
    wrong_pins: u64,
    /// The newest first.
    visits: Vec<VisitOut>,
}

/// A PIN that was entered.
#[derive(Debug, Serialize)]
struct VisitOut {
    at: String,
    let_in: bool,
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
