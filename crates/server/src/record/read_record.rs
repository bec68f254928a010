//! GET `/api/record/v1/record`: what is declared, by curriculum, and what is attested, by credential.

use std::collections::HashMap;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use career::credential::Intermediary;
use career::id::{StatementId, SubmissionId};
use career::reconciliation::policy::PolicyId;
use career::record::{AcceptedCredential, Curriculum};
use jiff::civil::Date;
use oauth::scope::Scope;
use serde::Serialize;
use store::record::ReadKind;
use utoipa::ToSchema;

use super::TAG;
use super::documented::{AnswersOfRecord, Kept, day, intermediaries, policy};
use super::errors::Error;
use super::query::Parameters;
use super::shown::Shown;
use super::wire::{ClientOut, StatementOut};
use super::{answer, caller, shown};
use crate::app::App;
use crate::clock::written;
use crate::http::source::Sender;
use crate::openapi::{moment, uuid};

/// The record.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Record)]
pub(super) struct RecordOut<'a> {
    /// The day (UTC) that the answer holds for: what is stale hangs on it.
    #[schema(schema_with = day)]
    on: Date,
    /// The policy by which evidence is stale.
    #[schema(schema_with = policy)]
    policy: &'a PolicyId,
    /// What is declared.
    curricula: Vec<CurriculumOut<'a>>,
    /// What was attested and accepted.
    credentials: Vec<CredentialOut<'a>>,
}

/// A curriculum with what is declared in it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordCurriculum)]
struct CurriculumOut<'a> {
    /// What the `InfoJobs` contract calls it.
    code: &'a str,
    /// What the person calls it.
    name: &'a str,
    /// Whether it is the person's main one.
    principal: bool,
    /// In the order of the timeline.
    statements: Vec<StatementOut<'a>>,
}

/// A credential with what stands of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecordCredential)]
struct CredentialOut<'a> {
    /// Its id on this server.
    #[schema(schema_with = uuid)]
    id: SubmissionId,
    /// Who attested it.
    partner: ClientOut<'a>,
    /// The person's name, as the partner has it.
    full_name: &'a str,
    /// The intermediaries, parent to child.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, schema_with = intermediaries)]
    partner_chain: Option<&'a [Intermediary]>,
    /// When it came.
    #[schema(schema_with = moment)]
    received_at: String,
    /// When the person accepted it.
    #[schema(schema_with = moment)]
    accepted_at: String,
    /// In their order in the credential.
    statements: Vec<StatementOut<'a>>,
}

/// Read the record
///
/// What is declared, by curriculum, and what is attested, by credential. A credential of which nothing stands, for a
/// newer one superseded it, is left out, and so is whatever the person hides.
#[utoipa::path(
    get, path = "/api/record/v1/record", tag = TAG, operation_id = "readRecord",
    params(Kept),
    security(("person" = ["record.read"])), responses(AnswersOfRecord),
)]
pub(super) async fn handle(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    sender: Sender,
) -> Result<Response, Error> {
    let caller = caller::application(&app, &sender, Scope::ReadRecord).await?;
    Parameters::read(query.as_deref(), &[])?;
    let shown = shown::read(&app, caller, ReadKind::Record, None).await?;
    let mut parts = Parts::of(&shown);
    let curricula = shown.record.curricula.iter().map(|curriculum| parts.curriculum(curriculum)).collect();
    let credentials = shown.record.credentials.iter();
    let credentials = credentials.filter_map(|accepted| parts.credential(accepted, &shown)).collect();
    let record = RecordOut { on: shown.on, policy: app.policy.id(), curricula, credentials };
    Ok(answer::json(&sender.headers, &record))
}

/// The statements that stand, by where they stand, in the order of the timeline.
#[derive(Default)]
struct Parts<'a> {
    declared: HashMap<&'a str, Vec<StatementOut<'a>>>,
    attested: HashMap<&'a str, Vec<(u16, StatementOut<'a>)>>,
}

impl<'a> Parts<'a> {
    fn of(shown: &'a Shown) -> Self {
        let mut parts = Self::default();
        for statement in shown.assembled.timeline.standing() {
            let out = StatementOut::new(statement, shown);
            if let Some(attestation) = statement.attestation() {
                let place = match statement.id.parse() {
                    Ok(StatementId::Employment { place, .. }) => place,
                    Ok(StatementId::Experience(_)) | Err(_) => 0,
                };
                parts.attested.entry(&attestation.credential).or_default().push((place, out));
            } else if let Some(code) = shown.curricula.get(&statement.id) {
                parts.declared.entry(code.as_str()).or_default().push(out);
            }
        }
        parts
    }

    /// Its statements are in the order of the timeline.
    fn curriculum(&mut self, curriculum: &'a Curriculum) -> CurriculumOut<'a> {
        let code = curriculum.code.as_str();
        CurriculumOut {
            code,
            name: &curriculum.name,
            principal: curriculum.principal,
            statements: self.declared.remove(code).unwrap_or_default(),
        }
    }

    /// Its statements are in their order in the credential; `None` where none of them stands.
    fn credential(
        &mut self,
        accepted: &'a AcceptedCredential,
        shown: &'a Shown,
    ) -> Option<CredentialOut<'a>> {
        let mut statements = self.attested.remove(accepted.submission.to_string().as_str())?;
        statements.sort_by_key(|(place, _)| *place);
        Some(CredentialOut {
            id: accepted.submission,
            partner: ClientOut::new(accepted.client, &shown.record.clients),
            full_name: &accepted.credential.full_name,
            partner_chain: accepted.credential.partner_chain.as_deref(),
            received_at: written(accepted.received_at),
            accepted_at: written(accepted.accepted_at),
            statements: statements.into_iter().map(|(_, statement)| statement).collect(),
        })
    }
}

#[cfg(test)]
mod tests;
