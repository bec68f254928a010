//! Reading submissions: their status for the partner, their content for the person.

use career::credential::{Credential, CredentialId};
use career::id::{ClientId, PersonId, RequestId, SubmissionId};
use career::submission::{Status, Submission};
use jiff::Timestamp;

use super::choose::ChooseRefusal;
use super::row;
use crate::command::Query;
use crate::marks::{self, ToldDispute};
use crate::sql::{Row, Session, SqlError, Value, statements};

statements! {
    STATUS = "select state, person_id, created_at, finalized_at, id from submission \
        where client_id = $1 and credential_hash = $2 and superseded = 0";
    BATCH_STATUS = "select state, person_id, created_at, finalized_at, id from batch \
        join submission on submission.id = batch.submission_id \
        where batch.client_id = $1 and batch_hash = $2";
    VIEW = "select submission.id, state, person_id, submission.created_at, finalized_at, client.id, client.name \
        from submission join client on client.id = submission.client_id where request_id = $1";
}

/// The statuses of some of a partner's submissions, in the order asked.
#[derive(Debug)]
pub struct StatusesOf {
    /// The partner.
    pub client: ClientId,
    /// Its own ids.
    pub ids: Vec<CredentialId>,
    /// Now.
    pub now: Timestamp,
}

/// What a partner is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusOf {
    /// The status.
    pub status: Status,
    /// Since when it is final.
    pub finalized_at: Option<Timestamp>,
    /// What the person disputes of it and wants the partner to know, while it is in their record.
    pub disputes: Vec<ToldDispute>,
}

impl Query for StatusesOf {
    /// One for each id; `None` where this partner has no such submission.
    type Answer = Vec<Option<StatusOf>>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Self::Answer, SqlError> {
        let mut answer = Vec::with_capacity(self.ids.len());
        for id in &self.ids {
            let hash = row::credential_hash(session.keys(), self.client, id);
            let parameters = [self.client.into(), Value::from(&hash)];
            let found = match session.query_one(&STATUS, &parameters).await? {
                Some(found) => Some(found),
                None => session.query_one(&BATCH_STATUS, &parameters).await?,
            };
            answer.push(match found {
                Some(mut found) => Some(status(session, &mut found, self.now).await?),
                None => None,
            });
        }
        Ok(answer)
    }

    fn is_brief(&self) -> bool {
        self.ids.len() == 1
    }
}

async fn status<S: Session>(session: &mut S, found: &mut Row, now: Timestamp) -> Result<StatusOf, SqlError> {
    let state = row::state(found, 0)?;
    let id = SubmissionId::from_uuid(found.uuid(4)?);
    let disputes = match state {
        Submission::Verified { person, .. } => marks::told_disputes(session, person, id).await?,
        _ => Vec::new(),
    };
    Ok(StatusOf { status: state.status(now), finalized_at: state.finalized_at(now), disputes })
}

/// A submission as one person may see it.
#[derive(Debug)]
pub struct SubmissionForPerson {
    /// The id in the link.
    pub request: RequestId,
    /// Who looks.
    pub person: PersonId,
    /// Now.
    pub now: Timestamp,
}

/// What that person may see.
#[derive(Debug, Clone, PartialEq)]
pub struct SubmissionView {
    /// Which.
    pub id: SubmissionId,
    /// Its state now: waiting for anybody, or this person's.
    pub state: Submission,
    /// Who sent it.
    pub client: ClientId,
    /// The sender's name.
    pub client_name: String,
    /// What was sent, while it is there; only once it is bound to this person.
    pub credential: Option<(CredentialId, Credential)>,
}

impl Query for SubmissionForPerson {
    /// Unknown and somebody else's are told apart by nobody outside.
    type Answer = Result<SubmissionView, ChooseRefusal>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Self::Answer, SqlError> {
        let Some(mut found) = session.query_one(&VIEW, &[self.request.into()]).await? else {
            return Ok(Err(ChooseRefusal::Unknown));
        };
        let id = SubmissionId::from_uuid(found.uuid(0)?);
        let stored = row::state(&mut found, 1)?;
        // Whoever it was bound to before it expired is no longer told apart.
        if stored.is_anothers(self.person) {
            return Ok(Err(ChooseRefusal::Rule(career::submission::Refusal::NotYours)));
        }
        let state = stored.settle(self.now);
        let credential = match state {
            Submission::Bound { .. } | Submission::Verified { .. } => row::credential(session, id).await?,
            _ => None,
        };
        let client = ClientId::from_uuid(found.uuid(5)?);
        Ok(Ok(SubmissionView { id, state, client, client_name: found.text(6)?, credential }))
    }
}
