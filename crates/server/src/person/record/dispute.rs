//! `/me/statements/credential/{submission}/{place}/dispute`: what the person says against what is attested.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use career::credential::Employment;
use career::id::StatementId;
use career::record::{DisputeNote, DisputeNoteFault, Record};
use store::marks::{DisputeStatement, UnknownStatement};

use super::super::answer::{self, Refused};
use super::super::me;
use super::super::request::{self, Body, RECORD};
use super::super::visitor::Visitor;
use super::{MarksOf, OfStatement, statement};
use crate::app::App;
use crate::pages::curricula::done::Done;
use crate::pages::marks::dispute::DisputePage;

/// GET: the form, with what was said before.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    path: OfStatement,
) -> Result<Response, Refused> {
    let person = visitor.signed_in()?.id;
    let statement = statement(&visitor, path)?;
    let record = me::record(&app, &visitor, person).await?;
    page(&visitor, &record, statement, None)
}

/// POST: the note.
pub(super) async fn save(
    State(app): State<App>,
    visitor: Visitor,
    path: OfStatement,
    body: Body,
) -> Result<Response, Refused> {
    let (person, form) = request::form(&app, &visitor, body, visitor.path())?;
    let statement = statement(&visitor, path)?;
    let (entered, tell_partner) = (form.get("note").unwrap_or_default(), form.get("tell").is_some());
    match DisputeNote::parse(entered) {
        Ok(note) => {
            let note = Some(note);
            let command = DisputeStatement { person, statement, note, tell_partner, now: app.now() };
            apply(&app, &visitor, command, Done::DisputeSaved).await
        }
        Err(fault) => {
            let record = me::record(&app, &visitor, person).await?;
            page(&visitor, &record, statement, Some(&Wrong { entered, tell_partner, fault }))
        }
    }
}

/// POST `…/withdraw`: the dispute is taken back.
pub(super) async fn withdraw(
    State(app): State<App>,
    visitor: Visitor,
    path: OfStatement,
    body: Body,
) -> Result<Response, Refused> {
    let (person, _) = request::form(&app, &visitor, body, RECORD)?;
    let statement = statement(&visitor, path)?;
    let command = DisputeStatement { person, statement, note: None, tell_partner: false, now: app.now() };
    apply(&app, &visitor, command, Done::DisputeWithdrawn).await
}

async fn apply(
    app: &App,
    visitor: &Visitor,
    command: DisputeStatement,
    done: Done,
) -> Result<Response, Refused> {
    match visitor.apply(app, command).await? {
        Ok(()) => Ok(request::done(RECORD, done)),
        Err(UnknownStatement) => Err(request::not_found(visitor)),
    }
}

/// What was entered and cannot be saved.
struct Wrong<'a> {
    entered: &'a str,
    tell_partner: bool,
    fault: DisputeNoteFault,
}

fn page(
    visitor: &Visitor,
    record: &Record,
    statement: StatementId,
    wrong: Option<&Wrong<'_>>,
) -> Result<Response, Refused> {
    let (client_name, employment) = attested(record, statement).ok_or_else(|| request::not_found(visitor))?;
    let marks = MarksOf::new(record).of(statement);
    let (note, tell) = match wrong {
        Some(wrong) => (wrong.entered, wrong.tell_partner),
        None => (
            marks.note().unwrap_or_default(),
            marks.dispute.as_ref().is_some_and(|dispute| dispute.tell_partner),
        ),
    };
    let page = DisputePage {
        page: visitor.page(),
        client_name,
        record: employment,
        note,
        tell,
        fault: wrong.map(|wrong| wrong.fault),
        disputed: marks.note().is_some(),
        action: &format!("/me/statements/{statement}/dispute"),
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    answer::page(status, &page)
}

/// Who attested a statement, and what.
fn attested(record: &Record, statement: StatementId) -> Option<(&str, &Employment)> {
    let StatementId::Employment { submission, place } = statement else { return None };
    let accepted = record.credentials.iter().find(|accepted| accepted.submission == submission)?;
    let employment = accepted.credential.employment.get(usize::from(place).checked_sub(1)?)?;
    Some((record.client_name(accepted.client).unwrap_or_default(), employment))
}

#[cfg(test)]
mod tests;
