//! The record as applications are shown it: without what the person hides (LEDGER 183).

use std::collections::HashMap;

use career::id::{CurriculumCode, CurriculumId, StatementId};
use career::record::{Assembled, Record};
use career::when::Span;
use jiff::civil::Date;
use store::record::{ReadKind, RecordOf};

use super::caller::Caller;
use super::errors::Error;
use crate::app::App;
use crate::clock::day_of;
use crate::reads;

/// A record on a day.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) record: Record,
    /// Without what the person hides.
    pub(super) assembled: Assembled,
    /// What is stale, and what is current, hangs on it.
    pub(super) on: Date,
    /// How old evidence may be.
    pub(super) stale_after: Span,
    /// The curriculum of each declared statement, by their ids.
    pub(super) curricula: HashMap<String, CurriculumCode>,
}

/// Reads the record of the caller's person as it stands now, after it was entered in their history that it is read
/// (LEDGER 187). Where the person was erased a moment ago, their token is void.
pub(super) async fn read(
    app: &App,
    caller: Caller,
    kind: ReadKind,
    on: Option<Date>,
) -> Result<Shown, Error> {
    reads::enter(app, caller.person, caller.client, kind).await?;
    let record = app.store.answer(RecordOf { person: caller.person }).await?.ok_or(Error::InvalidToken)?;
    let assembled = record.assemble().without_hidden();
    let on = on.unwrap_or_else(|| day_of(app.now()));
    let (curricula, stale_after) = (curricula(&record), app.policy.stale_after());
    Ok(Shown { record, assembled, on, stale_after, curricula })
}

fn curricula(record: &Record) -> HashMap<String, CurriculumCode> {
    let codes: HashMap<CurriculumId, &CurriculumCode> =
        record.curricula.iter().map(|curriculum| (curriculum.id, &curriculum.code)).collect();
    let experiences = record.experiences.iter();
    let known = experiences.filter_map(|experience| {
        let code = codes.get(&experience.curriculum)?;
        Some((StatementId::Experience(experience.id).to_string(), CurriculumCode::clone(code)))
    });
    known.collect()
}
