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

use super::TAG;
use super::errors::Error;
use super::query::Parameters;
use super::shown::Shown;
use super::wire::{ClientOut, StatementOut};
use super::{answer, caller, shown};
use crate::app::App;
use crate::clock::written;
use crate::http::source::Sender;

/// The record.
#[derive(Debug, Serialize)]
struct RecordOut<'a> {
    on: Date,
    policy: &'a PolicyId,
    curricula: Vec<CurriculumOut<'a>>,
    credentials: Vec<CredentialOut<'a>>,
}

/// A curriculum with what is declared in it.
#[derive(Debug, Serialize)]
struct CurriculumOut<'a> {
    code: &'a str,
    name: &'a str,
    principal: bool,
    statements: Vec<StatementOut<'a>>,
}

/// A credential with what stands of it.
#[derive(Debug, Serialize)]
struct CredentialOut<'a> {
    id: SubmissionId,
    partner: ClientOut<'a>,
    full_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    partner_chain: Option<&'a [Intermediary]>,
    received_at: String,
    accepted_at: String,
    statements: Vec<StatementOut<'a>>,
}

#[utoipa::path(get, path = "/api/record/v1/record", tag = TAG, operation_id = "readRecord")]
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
