//! GET `/api/record/v1/history`: what happened to the record, without values (`record.md §4`, LEDGER 184).

use axum::extract::{RawQuery, State};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use career::history::{Event, Subject, What};
use career::id::{ExperienceId, StatementId};
use career::record::Curriculum;
use career::source::Way;
use oauth::scope::Scope;
use serde::Serialize;
use store::history::{Entry, HistoryTold, ToldPart};
use store::record::ReadKind;
use utoipa::ToSchema;
use utoipa::openapi::ObjectBuilder;

use super::TAG;
use super::documented::{AnswersOfHistory, OfHistory};
use super::errors::Error;
use super::query::Parameters;
use super::wire::{PartyOut, ways};
use super::{answer, caller};
use crate::app::App;
use crate::clock::written;
use crate::http::source::Sender;
use crate::openapi::{all_words, moment, words};
use crate::reads;

/// Where the history is; its pages lead from one to the next.
const HISTORY: &str = "/api/record/v1/history";

/// How many entries there are on a page, unless the application says otherwise, and at most.
pub(super) const USUAL: u64 = 50;
pub(super) const MOST: u64 = 200;

/// A page of the history.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordHistory)]
pub(super) struct HistoryOut<'a> {
    /// The oldest first.
    #[schema(max_items = 200)]
    entries: Vec<EntryOut<'a>>,
    /// The address of the next page; null on the last one.
    #[schema(required = true)]
    next: Option<&'a str>,
}

/// An entry.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordEntry)]
struct EntryOut<'a> {
    /// Its place in the person's history.
    #[schema(minimum = 1)]
    sequence: u64,
    /// When.
    #[schema(schema_with = moment)]
    at: String,
    /// Who.
    by: PartyOut<'a>,
    /// By which way.
    #[schema(schema_with = ways)]
    via: Way,
    /// What happened.
    #[schema(schema_with = happenings)]
    what: What,
    /// To what.
    subject: SubjectOut,
    /// That of the chain, in base64url.
    #[schema(pattern = "^[A-Za-z0-9_-]{43}$")]
    hash: String,
}

/// What an entry is about: `person`, `curriculum` (by its code, while it is there), `statement`, `credential` or
/// `grant`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordSubject)]
struct SubjectOut {
    /// What it is.
    #[schema(schema_with = subjects)]
    kind: &'static str,
    /// Which one, where it is there still.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    id: Option<String>,
}

/// Read the history
///
/// What happened to the record, oldest first, without values, page by page. An application is told of the changes to
/// what it is shown, and of its own grants and reads; other entries have their numbers all the same, so that `sequence`
/// has holes.
#[utoipa::path(
    get, path = "/api/record/v1/history", tag = TAG, operation_id = "readHistory",
    params(OfHistory),
    security(("person" = ["record.read"])), responses(AnswersOfHistory),
)]
pub(super) async fn handle(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    sender: Sender,
) -> Result<Response, Error> {
    let caller = caller::application(&app, &sender, Scope::ReadRecord).await?;
    let parameters = Parameters::read(query.as_deref(), &["after", "limit"])?;
    let after = parameters.number("after", 0, u64::MAX)?.unwrap_or(0);
    let limit = parameters.number("limit", 1, MOST)?.unwrap_or(USUAL);
    // First, so that this read is among the entries already.
    reads::enter(&app, caller.person, caller.client, ReadKind::History).await?;
    let (person, client) = (caller.person, caller.client);
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let part = app.store.answer(HistoryTold { person, client, after, most }).await?;
    let part = part.ok_or(Error::InvalidToken)?;
    let last = part.entries.last().filter(|_| part.more).map(|(entry, _)| entry.link.sequence);
    let next =
        last.map(|last| app.settings.public_url.with(&format!("{HISTORY}?after={last}&limit={limit}")));
    let entries = part.entries.iter().map(|(entry, event)| EntryOut::new(entry, event, &part));
    let page = HistoryOut { entries: entries.collect(), next: next.as_deref() };
    Ok(answer::with_next(answer::json(&sender.headers, &page), next.as_deref()))
}

fn happenings() -> ObjectBuilder {
    all_words!(What {
        Declared,
        Edited,
        Deleted,
        Received,
        Opened,
        Accepted,
        Declined,
        Expired,
        Granted,
        Ended,
        Read,
        Hidden,
        Shown,
        Disputed,
        Withdrawn,
        Shared,
        Exported,
        Imported,
        Erased,
    })
}

fn subjects() -> ObjectBuilder {
    words(["person", "curriculum", "statement", "credential", "grant", "share"])
}

impl<'a> EntryOut<'a> {
    fn new(entry: &Entry, event: &Event, part: &'a ToldPart) -> Self {
        Self {
            sequence: entry.link.sequence,
            at: written(event.at()),
            by: PartyOut::new(event.source.by, &part.clients),
            via: event.source.via,
            what: event.what,
            subject: SubjectOut::new(event.subject, &part.curricula),
            hash: URL_SAFE_NO_PAD.encode(entry.link.hash),
        }
    }
}

impl SubjectOut {
    fn new(subject: Subject, curricula: &[Curriculum]) -> Self {
        let (kind, id) = match subject {
            Subject::Person(_) => ("person", None),
            Subject::Curriculum(id) => {
                let curriculum = curricula.iter().find(|curriculum| curriculum.id == id);
                ("curriculum", curriculum.map(|curriculum| curriculum.code.to_string()))
            }
            Subject::Experience(number) => {
                let id = ExperienceId::new(number).map(StatementId::Experience);
                ("statement", id.map(|id| id.to_string()))
            }
            Subject::Mark(id) => ("statement", Some(id.to_string())),
            Subject::Submission(id) => ("credential", Some(id.to_string())),
            Subject::Grant(id) => ("grant", Some(id.to_string())),
            // Its id stands in its link.
            Subject::Share(_) => ("share", None),
        };
        Self { kind, id }
    }
}

#[cfg(test)]
mod tests;
