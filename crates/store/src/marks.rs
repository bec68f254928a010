//! What a person marks the statements of their record with: hidden from others, disputed (`record.md §5`).

use std::collections::BTreeSet;

use career::history::{Event, Subject, What};
use career::id::{PersonId, StatementId, SubmissionId};
use career::record::{Dispute, DisputeNote};
use career::source::{Actor, Source, Way};
use jiff::Timestamp;
use serde_json::json;

use crate::command::{Command, Query, Stop};
use crate::record::RecordOf;
use crate::record::rows::MarkRow;
use crate::sql::{Row, Session, SqlError, statements};
use crate::{history, submissions};

statements! {
    // The lock lets two marks on one record come one after the other.
    LOCK = "update history_head set sequence = sequence where person_id = $1 and erased = 0";
    EXPERIENCE = "select id from experience where id = $1 and person_id = $2";
    CREDENTIAL = "select credential.credential_id, credential.document from credential \
        join submission on submission.id = credential.submission_id \
        where submission.id = $1 and submission.person_id = $2 and submission.state = 'verified'";
    FIND = "select hidden, dispute from mark where person_id = $1 and statement = $2";
    WRITE = "insert into mark (person_id, statement, hidden, dispute, changed_at) values ($1, $2, $3, $4, $5) \
        on conflict (person_id, statement) do update set \
        hidden = excluded.hidden, dispute = excluded.dispute, changed_at = excluded.changed_at";
    FORGET = "delete from mark where person_id = $1 and statement = $2"
        together "delete from mark using unnest($1::uuid[], $2::text[]) \
            with ordinality as given (person_id, statement, place) \
            where mark.person_id = given.person_id and mark.statement = given.statement returning given.place";
    FORGET_CREDENTIAL = "delete from mark \
        where person_id = $1 and substr(statement, 1, length(cast($2 as text))) = $2";
    DISPUTES = "select statement, dispute from mark where person_id = $1 \
        and substr(statement, 1, length(cast($2 as text))) = $2 and dispute is not null";
}

/// The person has no such statement, or it is none that can be marked so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownStatement;

/// The person hides a statement from everybody else, or shows it again.
#[derive(Debug)]
pub struct HideStatement {
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub statement: StatementId,
    /// Whether it is hidden from now on.
    pub hidden: bool,
    /// Now.
    pub now: Timestamp,
}

impl Command for HideStatement {
    type Outcome = ();
    type Refusal = UnknownStatement;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<UnknownStatement>> {
        let before = hold(session, self.person, self.statement).await?;
        if before.hidden == Some(self.hidden) {
            return Ok(());
        }
        let marked = Marked { hidden: Some(self.hidden), ..before };
        let what = if self.hidden { What::Hidden } else { What::Shown };
        write(session, self.person, self.statement, &marked, what, by_person(self.person, self.now)).await?;
        Ok(())
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

/// The person disputes what a partner attested, or takes that back. What is declared cannot be disputed.
#[derive(Debug)]
pub struct DisputeStatement {
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub statement: StatementId,
    /// What the person says against it; `None` takes it back.
    pub note: Option<DisputeNote>,
    /// Whether the partner's status call tells of it.
    pub tell_partner: bool,
    /// Now.
    pub now: Timestamp,
}

impl Command for DisputeStatement {
    type Outcome = ();
    type Refusal = UnknownStatement;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<UnknownStatement>> {
        if matches!(self.statement, StatementId::Experience(_)) {
            return Err(Stop::Refused(UnknownStatement));
        }
        let before = hold(session, self.person, self.statement).await?;
        let said = |dispute: &Dispute| (dispute.note.clone(), dispute.tell_partner);
        if before.dispute.as_ref().map(said) == Some((self.note.clone(), self.tell_partner)) {
            return Ok(());
        }
        let what = if self.note.is_some() { What::Disputed } else { What::Withdrawn };
        let dispute = Dispute { note: self.note.clone(), tell_partner: self.tell_partner, at: self.now };
        let marked = Marked { dispute: Some(dispute), ..before };
        write(session, self.person, self.statement, &marked, what, by_person(self.person, self.now)).await?;
        session.deletes_personal_data(); // the note before
        Ok(())
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

/// The marks on a statement as the row holds them.
#[derive(Default)]
struct Marked {
    hidden: Option<bool>,
    dispute: Option<Dispute>,
}

fn by_person(person: PersonId, now: Timestamp) -> Source {
    Source { by: Actor::Person(person), via: Way::Page, at: now }
}

/// Locks the person, looks that the statement is theirs, and reads its marks.
async fn hold<S: Session>(
    session: &mut S,
    person: PersonId,
    statement: StatementId,
) -> Result<Marked, Stop<UnknownStatement>> {
    session.execute(&LOCK, &[person.into()]).await?;
    if !is_there(session, person, statement).await? {
        return Err(Stop::Refused(UnknownStatement));
    }
    let row = session.query_one(&FIND, &[person.into(), statement.to_string().into()]).await?;
    Ok(row.map(|mut row| marked(&mut row)).transpose()?.unwrap_or_default())
}

fn marked(row: &mut Row) -> Result<Marked, SqlError> {
    let hidden = row.optional(0, Row::boolean)?;
    let dispute = row.optional(1, Row::text)?;
    Ok(Marked { hidden, dispute: dispute.map(|text| read_dispute(row, &text)).transpose()? })
}

/// Reads the column `dispute`.
pub(crate) fn read_dispute(row: &Row, text: &str) -> Result<Dispute, SqlError> {
    serde_json::from_str(text).map_err(|error| row.unreadable(error))
}

async fn is_there<S: Session>(
    session: &mut S,
    person: PersonId,
    statement: StatementId,
) -> Result<bool, SqlError> {
    match statement {
        StatementId::Experience(id) => {
            let place = session.keys().numbering.place(id);
            Ok(session.query_one(&EXPERIENCE, &[place.into(), person.into()]).await?.is_some())
        }
        StatementId::Employment { submission, place } => {
            let row = session.query_one(&CREDENTIAL, &[submission.into(), person.into()]).await?;
            let Some(mut row) = row else {
                return Ok(false);
            };
            let (_, credential) = submissions::read_credential(&mut row, 0)?;
            Ok(usize::from(place) <= credential.employment.len())
        }
    }
}

async fn write<S: Session>(
    session: &mut S,
    person: PersonId,
    statement: StatementId,
    marked: &Marked,
    what: What,
    source: Source,
) -> Result<(), SqlError> {
    let dispute = marked.dispute.as_ref().map(serde_json::to_string).transpose();
    let dispute = dispute.map_err(|error| SqlError::Broken(error.to_string()))?;
    let parameters = [
        person.into(),
        statement.to_string().into(),
        marked.hidden.into(),
        dispute.as_deref().into(),
        source.at.into(),
    ];
    session.execute(&WRITE, &parameters).await?;
    let row = MarkRow {
        person,
        statement,
        hidden: marked.hidden,
        dispute: dispute.as_deref(),
        changed_at: source.at,
    };
    let event = Event {
        source,
        what,
        subject: Subject::Mark(statement),
        values: json!({ "hidden": marked.hidden, "dispute": marked.dispute }),
        row: Some(row.hash()),
    };
    history::append(session, person, &event).await?;
    Ok(())
}

/// Forgets the marks on a statement that goes; the entry that says that it goes says that of its marks too.
pub(crate) async fn forget<S: Session>(
    session: &mut S,
    person: PersonId,
    statement: StatementId,
) -> Result<(), SqlError> {
    session.execute(&FORGET, &[person.into(), statement.to_string().into()]).await?;
    Ok(())
}

/// Forgets the marks on all statements of a credential that goes.
pub(crate) async fn forget_credential<S: Session>(
    session: &mut S,
    person: PersonId,
    submission: SubmissionId,
) -> Result<(), SqlError> {
    let beginning = StatementId::of_credential(submission);
    session.execute(&FORGET_CREDENTIAL, &[person.into(), beginning.into()]).await?;
    Ok(())
}

/// The ids of the statements that a person hides, with those that they took the place of.
pub(crate) async fn hidden<S: Session>(
    session: &mut S,
    person: PersonId,
) -> Result<BTreeSet<String>, SqlError> {
    let record = RecordOf { person }.answer(session).await?;
    Ok(record.map(|record| record.assemble().hidden()).unwrap_or_default())
}

/// Hides every statement that stands, was hidden before and no longer is: the mark that hid it went with the credential
/// that it was made on (LEDGER 150).
pub(crate) async fn hide_again<S: Session>(
    session: &mut S,
    person: PersonId,
    hidden_before: &BTreeSet<String>,
    now: Timestamp,
) -> Result<(), SqlError> {
    let Some(record) = RecordOf { person }.answer(session).await? else { return Ok(()) };
    let assembled = record.assemble();
    let shown = assembled.timeline.standing().iter().filter(|statement| !statement.hidden);
    for statement in shown.filter(|statement| hidden_before.contains(&statement.id)) {
        let id: StatementId =
            statement.id.parse().map_err(|error| SqlError::Broken(format!("{}: {error}", statement.id)))?;
        let dispute = record.marks.get(&id).and_then(|mark| mark.dispute.clone());
        let source = Source { by: Actor::Server, via: Way::Rule, at: now };
        let marked = Marked { hidden: Some(true), dispute };
        write(session, person, id, &marked, What::Hidden, source).await?;
    }
    Ok(())
}

/// A dispute of which the person lets the partner know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldDispute {
    /// The record's place in the credential, from 1.
    pub place: u16,
    /// What the person says.
    pub note: DisputeNote,
    /// Since when.
    pub at: Timestamp,
}

/// What the person disputes of a credential and lets its partner know, in the order of its records.
pub(crate) async fn told_disputes<S: Session>(
    session: &mut S,
    person: PersonId,
    submission: SubmissionId,
) -> Result<Vec<ToldDispute>, SqlError> {
    let beginning = StatementId::of_credential(submission);
    let mut rows = session.query(&DISPUTES, &[person.into(), beginning.into()]).await?;
    let mut told = Vec::new();
    for row in &mut rows {
        let statement: StatementId = row.text(0)?.parse().map_err(|error| row.unreadable(error))?;
        let text = row.text(1)?;
        let Dispute { note, tell_partner, at } = read_dispute(row, &text)?;
        if let (StatementId::Employment { place, .. }, Some(note), true) = (statement, note, tell_partner) {
            told.push(ToldDispute { place, note, at });
        }
    }
    told.sort_by_key(|dispute| dispute.place);
    Ok(told)
}
