//! A submission's row, and the one way to change its state.

use career::credential::{Credential, CredentialId};
use career::history::{Event, RowHash, Subject, What};
use career::id::{ClientId, PersonId, RequestId, SubmissionId};
use career::source::Source;
use career::submission::Submission;
use jiff::Timestamp;
use serde_json::json;

use crate::keys::{Keys, Purpose};
use crate::record::rows::{CredentialRow, UnacceptedRow};
use crate::sql::{Row, Session, SqlError, Value, statements};

statements! {
    BY_REQUEST = sqlite "select id, request_id, client_id, state, person_id, created_at, finalized_at \
            from submission where request_id = $1"
        postgres "select id, request_id, client_id, state, person_id, created_at, finalized_at \
            from submission where request_id = $1 for update";
    MOVE = "update submission set state = $1, person_id = $2, finalized_at = $3 where id = $4 and state = $5";
    CREDENTIAL = "select credential_id, document from credential where submission_id = $1";
    DELETE_CREDENTIAL = "delete from credential where submission_id = $1";
}

/// A submission as its row holds it; the state may be behind the clock.
#[derive(Debug, Clone)]
pub(super) struct SubmissionRow {
    pub(super) id: SubmissionId,
    pub(super) request: RequestId,
    pub(super) client: ClientId,
    pub(super) state: Submission,
}

/// The keyed hash by which a partner's id is found. It outlives the credential in a tombstone.
pub(crate) fn credential_hash(keys: &Keys, client: ClientId, id: &CredentialId) -> [u8; 32] {
    keys.mac(Purpose::CredentialId, &[client.uuid().as_bytes(), id.as_str().as_bytes()])
}

fn word(state: &Submission) -> &'static str {
    match state {
        Submission::Waiting { .. } => "waiting",
        Submission::Bound { .. } => "bound",
        Submission::Verified { .. } => "verified",
        Submission::Declined { .. } => "declined",
        Submission::Expired { .. } => "expired",
        Submission::Gone { .. } => "gone",
    }
}

/// Reads a row of `id, request_id, client_id, state, person_id, created_at, finalized_at`.
pub(super) fn read(row: &mut Row) -> Result<SubmissionRow, SqlError> {
    let id = SubmissionId::from_uuid(row.uuid(0)?);
    let request = RequestId::from_uuid(row.uuid(1)?);
    let client = ClientId::from_uuid(row.uuid(2)?);
    let state = state(row, 3)?;
    Ok(SubmissionRow { id, request, client, state })
}

/// Reads `state, person_id, created_at, finalized_at` from a column on.
pub(super) fn state(row: &mut Row, column: usize) -> Result<Submission, SqlError> {
    let state = row.text(column)?;
    let person = row.optional(column + 1, Row::uuid)?.map(PersonId::from_uuid);
    let created_at = row.time(column + 2)?;
    let finalized_at = row.optional(column + 3, Row::time)?;
    Ok(match (state.as_str(), person, finalized_at) {
        ("waiting", None, None) => Submission::Waiting { created_at },
        ("bound", Some(person), None) => Submission::Bound { created_at, person },
        ("verified", Some(person), Some(finalized_at)) => Submission::Verified { person, finalized_at },
        ("declined", person, Some(finalized_at)) => Submission::Declined { created_at, person, finalized_at },
        ("expired", None, Some(finalized_at)) => Submission::Expired { created_at, finalized_at },
        ("gone", _, Some(finalized_at)) => Submission::Gone { finalized_at },
        _ => return Err(row.unreadable(format!("a submission that is {state} with other columns"))),
    })
}

pub(super) async fn by_request<S: Session>(
    session: &mut S,
    request: RequestId,
) -> Result<Option<SubmissionRow>, SqlError> {
    let row = session.query_one(&BY_REQUEST, &[request.into()]).await?;
    row.map(|mut row| read(&mut row)).transpose()
}

/// Writes a new state onto the old one. Where somebody else was faster, the command runs again.
pub(super) async fn advance<S: Session>(
    session: &mut S,
    id: SubmissionId,
    from: &Submission,
    to: &Submission,
) -> Result<(), SqlError> {
    let finalized_at = match to {
        Submission::Waiting { .. } | Submission::Bound { .. } => None,
        Submission::Verified { finalized_at, .. }
        | Submission::Declined { finalized_at, .. }
        | Submission::Expired { finalized_at, .. }
        | Submission::Gone { finalized_at } => Some(*finalized_at),
    };
    let parameters: [Value; 5] =
        [word(to).into(), to.person().into(), finalized_at.into(), id.into(), word(from).into()];
    if session.execute(&MOVE, &parameters).await? == 0 { Err(SqlError::Conflict) } else { Ok(()) }
}

/// What was pushed, while it is there.
pub(super) async fn credential<S: Session>(
    session: &mut S,
    id: SubmissionId,
) -> Result<Option<(CredentialId, Credential)>, SqlError> {
    let row = session.query_one(&CREDENTIAL, &[id.into()]).await?;
    row.map(|mut row| read_credential(&mut row, 0)).transpose()
}

/// The text of what was pushed, while it is there.
pub(super) async fn document<S: Session>(
    session: &mut S,
    id: SubmissionId,
) -> Result<Option<String>, SqlError> {
    let row = session.query_one(&CREDENTIAL, &[id.into()]).await?;
    row.map(|mut row| row.text(1)).transpose()
}

/// Reads `credential_id, document` from a column on.
pub(crate) fn read_credential(row: &mut Row, column: usize) -> Result<(CredentialId, Credential), SqlError> {
    let id = row.text(column)?;
    let id = CredentialId::parse(&id).map_err(|_| row.unreadable("not a credential id"))?;
    let document = row.text(column + 1)?;
    let credential = serde_json::from_str(&document).map_err(|error| row.unreadable(error))?;
    Ok((id, credential))
}

pub(super) async fn delete_credential<S: Session>(session: &mut S, id: SubmissionId) -> Result<(), SqlError> {
    session.execute(&DELETE_CREDENTIAL, &[id.into()]).await?;
    session.deletes_personal_data();
    Ok(())
}

/// An entry about a submission that leaves its row in another state, without a credential in the record.
pub(super) fn event_leaving(row: &SubmissionRow, state: &Submission, source: Source, what: What) -> Event {
    Event { row: left(row, state), ..event(row.id, source, what) }
}

fn left(row: &SubmissionRow, state: &Submission) -> Option<RowHash> {
    let (person, received_at, finalized_at) = match state {
        Submission::Bound { person, created_at } => (*person, *created_at, None),
        Submission::Declined { person: Some(person), created_at, finalized_at } => {
            (*person, *created_at, Some(*finalized_at))
        }
        _ => return None,
    };
    let (submission, client, state) = (row.id, row.client, word(state));
    Some(UnacceptedRow { submission, person, client, state, received_at, finalized_at }.hash())
}

/// An entry about a submission that leaves nothing in the record.
pub(super) fn event(id: SubmissionId, source: Source, what: What) -> Event {
    Event { source, what, subject: Subject::Submission(id), values: serde_json::Value::Null, row: None }
}

/// The entry of an acceptance: what was pushed is in the record from now on.
pub(super) async fn accepted<S: Session>(
    session: &mut S,
    submission: &SubmissionRow,
    person: PersonId,
    source: Source,
) -> Result<Event, SqlError> {
    let (Submission::Bound { created_at, .. }, Some(mut row)) =
        (&submission.state, session.query_one(&CREDENTIAL, &[submission.id.into()]).await?)
    else {
        return Err(SqlError::Broken("a submission without what was pushed was accepted".to_owned()));
    };
    let (credential_id, document) = (row.text(0)?, row.text(1)?);
    let credential: serde_json::Value =
        serde_json::from_str(&document).map_err(|error| row.unreadable(error))?;
    let left = CredentialRow {
        submission: submission.id,
        person,
        client: submission.client,
        credential_id: &credential_id,
        document: &document,
        received_at: *created_at,
        accepted_at: source.at,
    };
    let values = json!({ "credential_id": credential_id, "credential": credential });
    let row = Some(left.hash());
    Ok(Event { source, what: What::Accepted, subject: Subject::Submission(submission.id), values, row })
}

/// Ends a submission whose 48 hours are over: the payload goes, and the person it was bound to, if any, sees so
/// in their history.
pub(super) async fn expire<S: Session>(
    session: &mut S,
    row: &SubmissionRow,
    now: Timestamp,
) -> Result<(), SqlError> {
    let settled = row.state.clone().settle(now);
    let Submission::Expired { finalized_at, .. } = settled else {
        return Ok(());
    };
    if settled == row.state {
        return Ok(());
    }
    advance(session, row.id, &row.state, &settled).await?;
    delete_credential(session, row.id).await?;
    if let Some(person) = row.state.person() {
        use career::source::{Actor, Way};
        let source = Source { by: Actor::Server, via: Way::Rule, at: finalized_at };
        crate::history::append(session, person, &event(row.id, source, What::Expired)).await?;
    }
    Ok(())
}
