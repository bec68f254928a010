//! GET `/me/shares`: what a person shares, and who opened it when.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use career::record::Record;
use store::shares::{OwnShare, ShareState, SharesOf};

use super::super::answer::{self, Refused};
use super::super::me::{self, just_done};
use super::super::visitor::Visitor;
use super::SHARES;
use crate::app::App;
use crate::pages::shares::list::{Listed, ShareList};

pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, Refused> {
    let person = visitor.signed_in()?.id;
    let record = me::record(&app, &visitor, person).await?;
    let shares = visitor.read(&app, SharesOf { person, client: None, now: app.now() }).await?;
    let listed = shares.into_iter().map(|share| listed(&app, &record, share));
    let (living, over) = listed.partition(|share| share.state == ShareState::Living);
    let page = ShareList { page: visitor.page(), living, over, done: just_done(query.as_deref()) };
    answer::page(StatusCode::OK, &page)
}

fn listed(app: &App, record: &Record, share: OwnShare) -> Listed {
    let shown = record.assemble().only(share.content.statements()).for_others();
    let name = |statement: &career::timeline::Statement| {
        let role = statement.title.as_ref().or(statement.classification.as_ref());
        (role.cloned().unwrap_or_default(), statement.organisation.clone())
    };
    let statements: Vec<_> = shown.timeline.standing().iter().map(name).collect();
    let path = format!("/share/{}", share.id);
    Listed {
        link: app.settings.public_url.with(&path),
        path,
        end: format!("{SHARES}/{}/end", share.id),
        left_out: share.content.statements().len().saturating_sub(statements.len()),
        statements,
        verdicts: share.content.verdicts(),
        made_by: share.made_by,
        created_at: share.created_at,
        expires_at: share.expires_at,
        state: share.state,
        visits: share.visits,
    }
}

#[cfg(test)]
mod tests;
