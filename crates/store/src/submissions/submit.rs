//! A partner submits a credential.

use career::credential::{Credential, CredentialId};
use career::id::{ClientId, RequestId, SubmissionId};
use career::submission::{SameId, Submission};
use jiff::Timestamp;

use super::row::{self, SubmissionRow};
use crate::command::{Command, Lane, Stop};
use crate::sql::{Row, Session, SqlError, Value, statements};

statements! {
    INSERT = "insert into submission \
        (id, request_id, client_id, credential_hash, link, state, superseded, created_at) \
        values ($1, $2, $3, $4, $5, 'waiting', 0, $6) \
        on conflict (client_id, credential_hash) where superseded = 0 do nothing"
        together "insert into submission \
            (id, request_id, client_id, credential_hash, link, state, superseded, created_at) \
            select id, request_id, client_id, credential_hash, link, 'waiting', 0, created_at \
            from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bytea[], $5::text[], $6::bigint[]) \
            as given (id, request_id, client_id, credential_hash, link, created_at) \
            on conflict (client_id, credential_hash) where superseded = 0 do nothing \
            returning array_position($1::uuid[], id)::bigint as place";
    INSERT_CREDENTIAL = "insert into credential (submission_id, credential_id, document) values ($1, $2, $3)"
        together "insert into credential (submission_id, credential_id, document) \
            select * from unnest($1::uuid[], $2::text[], $3::text[]) \
            returning array_position($1::uuid[], submission_id)::bigint as place";
    CURRENT = sqlite "select id, request_id, client_id, state, person_id, created_at, finalized_at, link \
            from submission where client_id = $1 and credential_hash = $2 and superseded = 0"
        postgres "select id, request_id, client_id, state, person_id, created_at, finalized_at, link \
            from submission where client_id = $1 and credential_hash = $2 and superseded = 0 for update"
        together "select given.place, found.* from unnest($1::uuid[], $2::bytea[]) \
            with ordinality as given (client_id, credential_hash, place) cross join lateral \
            (select id, request_id, client_id, state, person_id, created_at, finalized_at, link from submission \
            where client_id = given.client_id and credential_hash = given.credential_hash and superseded = 0 \
            for update) as found";
    BATCH = "select submission.id, request_id, submission.client_id, state, person_id, created_at, finalized_at, link \
        from batch join submission on submission.id = batch.submission_id \
        where batch.client_id = $1 and batch_hash = $2"
        together "select given.place, found.* from unnest($1::uuid[], $2::bytea[]) \
            with ordinality as given (client_id, batch_hash, place) cross join lateral \
            (select submission.id, request_id, submission.client_id, state, person_id, created_at, finalized_at, link \
            from batch join submission on submission.id = batch.submission_id \
            where batch.client_id = given.client_id and batch_hash = given.batch_hash offset 0) as found";
    // The row is locked either way, so that one batch id at a time is looked at.
    ENTER_BATCH = "insert into batch (client_id, batch_hash, submission_id) values ($1, $2, $3) \
        on conflict (client_id, batch_hash) do update set submission_id = batch.submission_id \
        returning submission_id";
    POINT_BATCH = "update batch set submission_id = $1 where client_id = $2 and batch_hash = $3";
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
    /// The batch's own id, where it came in one.
    pub batch_id: Option<CredentialId>,
    /// Which link it is answered with.
    pub link: Link,
    /// The submission's id, if it is new.
    pub submission: SubmissionId,
    /// The id in its link, if it is new.
    pub request: RequestId,
    /// Now.
    pub now: Timestamp,
}

/// The shapes of links (`seekpass.md §3.2`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// `/partner/add/careerHistory#…documentType=none…`
    V1,
    /// `/partner/add/careerHistory#…`
    V2,
    /// `/partner/add/batch#…`
    Batch,
}

impl Link {
    const fn word(self) -> &'static str {
        match self {
            Self::V1 => "v1",
            Self::V2 => "v2",
            Self::Batch => "batch",
        }
    }

    fn read(row: &mut Row, column: usize) -> Result<Self, SqlError> {
        match row.text(column)?.as_str() {
            "v1" => Ok(Self::V1),
            "v2" => Ok(Self::V2),
            "batch" => Ok(Self::Batch),
            other => Err(row.unreadable(format!("a link of shape {other}"))),
        }
    }
}

/// A submission, new or found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Submitted {
    /// The id in its link.
    pub request: RequestId,
    /// Which link it was answered with first.
    pub link: Link,
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
        let batch = self.batch_id.as_ref().map(|id| row::credential_hash(session.keys(), self.client, id));
        if let Some(batch) = &batch {
            let parameters = [self.client.into(), Value::from(batch), self.submission.into()];
            session.query_one(&ENTER_BATCH, &parameters).await?;
        }
        // Ids are one namespace: a batch's own id may be known as a credential's, and the other way round.
        for id in batch.iter().chain([&hash]) {
            for statement in [&BATCH, &CURRENT] {
                let found = session.query_one(statement, &[self.client.into(), Value::from(id)]).await?;
                let Some(mut found) = found else { continue };
                let known = row::read(&mut found)?;
                if known.state.on_same_id(self.now) == SameId::Replay {
                    let link = Link::read(&mut found, 7)?;
                    return Ok(self.replay(session, &known, link, batch.as_ref()).await?);
                }
                row::expire(session, &known, self.now).await?;
                session.execute(&SUPERSEDE, &[known.id.into()]).await?;
            }
        }
        if !self.insert(session, &hash).await? {
            // Somebody else was faster: what they made is found when this runs again.
            return Err(SqlError::Conflict.into());
        }
        if let Some(batch) = &batch {
            self.point(session, batch, self.submission).await?;
        }
        Ok(Submitted { request: self.request, link: self.link, replayed: None })
    }

    fn lane(&self) -> Lane {
        match self.batch_id {
            None => Lane::Credential(self.client, self.credential_id.clone()),
            // It may lead to what was submitted under another id.
            Some(_) => Lane::InTurn,
        }
    }
}

impl SubmitCredential {
    /// Answers what was made before; the batch's id leads there from now on.
    async fn replay<S: Session>(
        &self,
        session: &mut S,
        known: &SubmissionRow,
        link: Link,
        batch: Option<&[u8; 32]>,
    ) -> Result<Submitted, SqlError> {
        if let Some(batch) = batch {
            self.point(session, batch, known.id).await?;
        }
        let replayed = Some(self.compare(session, known).await?);
        Ok(Submitted { request: known.request, link, replayed })
    }

    async fn point<S: Session>(
        &self,
        session: &mut S,
        batch: &[u8; 32],
        submission: SubmissionId,
    ) -> Result<(), SqlError> {
        let parameters = [submission.into(), self.client.into(), Value::from(batch)];
        session.execute(&POINT_BATCH, &parameters).await?;
        Ok(())
    }

    /// False where a submission of the same id stands in the way.
    async fn insert<S: Session>(&self, session: &mut S, hash: &[u8; 32]) -> Result<bool, SqlError> {
        let parameters = [
            self.submission.into(),
            self.request.into(),
            self.client.into(),
            Value::from(hash),
            self.link.word().into(),
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
