//! The person's choice: accept, decline, and later delete.

use career::history::What;
use career::id::{PersonId, RequestId, SubmissionId};
use career::source::{Actor, Source, Way};
use career::submission::{Refusal, Submission, Transition};
use jiff::Timestamp;

use super::row::{self, SubmissionRow};
use crate::command::{Command, Stop};
use crate::sql::{Session, statements};
use crate::{history, marks};

statements! {
    BY_ID = sqlite "select id, request_id, client_id, state, person_id, created_at, finalized_at \
            from submission where id = $1 and person_id = $2"
        postgres "select id, request_id, client_id, state, person_id, created_at, finalized_at \
            from submission where id = $1 and person_id = $2 for update";
}

/// Why a person cannot choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChooseRefusal {
    /// There is no such submission.
    Unknown,
    /// The rules of its life say no.
    Rule(Refusal),
}

impl From<Refusal> for ChooseRefusal {
    fn from(refusal: Refusal) -> Self {
        Self::Rule(refusal)
    }
}

/// The person accepts; the credential is part of their record from now on.
#[derive(Debug)]
pub struct AcceptSubmission {
    /// The id in the link.
    pub request: RequestId,
    /// Who accepts.
    pub person: PersonId,
    /// Now.
    pub now: Timestamp,
}

impl Command for AcceptSubmission {
    type Outcome = ();
    type Refusal = ChooseRefusal;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<ChooseRefusal>> {
        let row = found(session, self.request).await?;
        let next = row.state.clone().accept(self.person, self.now);
        if write(session, &row, next).await?.is_some() {
            let source = Source { by: Actor::Person(self.person), via: Way::Page, at: self.now };
            let accepted = row::accepted(session, &row, self.person, source).await?;
            history::append(session, self.person, &accepted).await?;
        }
        Ok(())
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

/// The person declines; the payload is deleted at once (LEDGER 41).
#[derive(Debug)]
pub struct DeclineSubmission {
    /// The id in the link.
    pub request: RequestId,
    /// Who declines.
    pub person: PersonId,
    /// Now.
    pub now: Timestamp,
}

impl Command for DeclineSubmission {
    type Outcome = ();
    type Refusal = ChooseRefusal;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<ChooseRefusal>> {
        let row = found(session, self.request).await?;
        let next = row.state.clone().decline(self.person, self.now);
        if let Some(declined) = write(session, &row, next).await? {
            row::delete_credential(session, row.id).await?;
            let source = Source { by: Actor::Person(self.person), via: Way::Page, at: self.now };
            let entry = row::event_leaving(&row, &declined, source, What::Declined);
            history::append(session, self.person, &entry).await?;
        }
        Ok(())
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

/// The person deletes a credential that they had accepted; its status stays (LEDGER 42).
#[derive(Debug)]
pub struct DeleteCredential {
    /// Which.
    pub submission: SubmissionId,
    /// Whose.
    pub person: PersonId,
    /// Now.
    pub now: Timestamp,
}

impl Command for DeleteCredential {
    type Outcome = ();
    type Refusal = ChooseRefusal;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<ChooseRefusal>> {
        let row = session.query_one(&BY_ID, &[self.submission.into(), self.person.into()]).await?;
        let row = row::read(&mut row.ok_or(Stop::Refused(ChooseRefusal::Unknown))?)?;
        let next = row.state.clone().delete(self.person);
        let hidden = marks::hidden(session, self.person).await?;
        if write(session, &row, next).await?.is_some() {
            row::delete_credential(session, row.id).await?;
            marks::forget_credential(session, self.person, row.id).await?;
            let source = Source { by: Actor::Person(self.person), via: Way::Page, at: self.now };
            history::append(session, self.person, &row::event(row.id, source, What::Deleted)).await?;
            marks::hide_again(session, self.person, &hidden, self.now).await?;
        }
        Ok(())
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

async fn found<S: Session>(
    session: &mut S,
    request: RequestId,
) -> Result<SubmissionRow, Stop<ChooseRefusal>> {
    row::by_request(session, request).await?.ok_or(Stop::Refused(ChooseRefusal::Unknown))
}

/// Writes the next state. `None` where it is the state that stood there already.
async fn write<S: Session>(
    session: &mut S,
    row: &SubmissionRow,
    next: Transition,
) -> Result<Option<Submission>, Stop<ChooseRefusal>> {
    let next = next.map_err(|refused| Stop::Refused(refused.refusal.into()))?;
    if next == row.state {
        return Ok(None);
    }
    row::advance(session, row.id, &row.state, &next).await?;
    Ok(Some(next))
}
