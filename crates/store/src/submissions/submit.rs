//! A partner submits a credential.

use career::credential::{Credential, CredentialId, Envelope};
use career::id::{ClientId, RequestId, SubmissionId};
use career::submission::{SameId, Submission};
use jiff::Timestamp;

use super::row::{self, SubmissionRow};
use crate::command::{Command, Stop};
use crate::sql::{Session, SqlError, Value, statements};

statements! {
    INSERT = "insert into submission \
        (id, request_id, client_id, credential_hash, envelope, state, superseded, created_at) \
        values ($1, $2, $3, $4, $5, 'waiting', 0, $6) \
        on conflict (client_id, credential_hash) where superseded = 0 do nothing";
    INSERT_CREDENTIAL = "insert into credential (submission_id, credential_id, document) values ($1, $2, $3)";
    CURRENT = sqlite "select id, request_id, client_id, state, person_id, created_at, finalized_at, envelope \
            from submission where client_id = $1 and credential_hash = $2 and superseded = 0"
        postgres "select id, request_id, client_id, state, person_id, created_at, finalized_at, envelope \
            from submission where client_id = $1 and credential_hash = $2 and superseded = 0 for update";
    SUPERSEDE = "update submission set superseded = 1 where id = $1";
}

/// Submits a credential, or finds the submission that the same id of the same client made before.
#[derive(Debug)]
pub struct SubmitCredential {
    /// The partner.
    pub client: ClientId,
    /// The partner's own id.
    pub credential_id: CredentialId,
    /// What is attested.
    pub credential: Credential,
    /// In which envelope it came.
    pub envelope: Envelope,
    /// The submission's id, if it is new.
    pub submission: SubmissionId,
    /// The id in its link, if it is new.
    pub request: RequestId,
    /// Now.
    pub now: Timestamp,
}

/// A submission, new or found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Submitted {
    /// The id in its link.
    pub request: RequestId,
    /// In which envelope it came first: the link has that shape.
    pub envelope: Envelope,
    /// `None` where it is new.
    pub replayed: Option<Replayed>,
}

/// How a repeated payload compares with the first, which stays (`seekpass.md §4`, LEDGER 44).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replayed {
    /// They say the same.
    Same,
    /// They do not.
    Different,
    /// The first is gone; nothing of it is left to compare with.
    Gone,
}

impl Command for SubmitCredential {
    type Outcome = Submitted;
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<Submitted, Stop<Self::Refusal>> {
        let hash = row::credential_hash(session.keys(), self.client, &self.credential_id);
        if self.insert(session, &hash).await? {
            return Ok(self.made());
        }
        let found = session.query_one(&CURRENT, &[self.client.into(), Value::from(&hash)]).await?;
        let mut found = found.ok_or(SqlError::Conflict)?;
        let current = row::read(&mut found)?;
        if current.state.on_same_id(self.now) == SameId::Replay {
            let envelope = if found.text(7)? == V1 { Envelope::V1 } else { Envelope::V2 };
            let replayed = Some(self.compare(session, &current).await?);
            return Ok(Submitted { request: current.request, envelope, replayed });
        }
        row::expire(session, &current, self.now).await?;
        session.execute(&SUPERSEDE, &[current.id.into()]).await?;
        if self.insert(session, &hash).await? {
            return Ok(self.made());
        }
        Err(SqlError::Conflict.into())
    }
}

/// The older envelope in its column; the other is `v2`.
const V1: &str = "v1";

impl SubmitCredential {
    fn made(&self) -> Submitted {
        Submitted { request: self.request, envelope: self.envelope, replayed: None }
    }

    /// False where a submission of the same id stands in the way.
    async fn insert<S: Session>(&self, session: &mut S, hash: &[u8; 32]) -> Result<bool, SqlError> {
        let envelope = match self.envelope {
            Envelope::V1 => V1,
            Envelope::V2 => "v2",
        };
        let parameters = [
            self.submission.into(),
            self.request.into(),
            self.client.into(),
            Value::from(hash),
            envelope.into(),
            self.now.into(),
        ];
        if session.execute(&INSERT, &parameters).await? == 0 {
            return Ok(false);
        }
        let document = canonical(&self.credential)?;
        let parameters = [self.submission.into(), self.credential_id.as_str().into(), document.into()];
        session.execute(&INSERT_CREDENTIAL, &parameters).await?;
        Ok(true)
    }

    async fn compare<S: Session>(
        &self,
        session: &mut S,
        first: &SubmissionRow,
    ) -> Result<Replayed, SqlError> {
        if matches!(first.state, Submission::Declined { .. } | Submission::Gone { .. }) {
            return Ok(Replayed::Gone);
        }
        // The stored text itself is compared: reading it and writing it again could move a decimal.
        let Some(kept) = row::document(session, first.id).await? else {
            return Ok(Replayed::Gone);
        };
        let same = kept == canonical(&self.credential)?;
        Ok(if same { Replayed::Same } else { Replayed::Different })
    }
}

fn canonical(credential: &Credential) -> Result<String, SqlError> {
    credential.canonical_json().map_err(|error| SqlError::Broken(error.to_string()))
}
