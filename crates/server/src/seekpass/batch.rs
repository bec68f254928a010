//! The body of a batch: its own id, and the one member that is served here (`seekpass.md §1`, LEDGER 65).
//!
//! ```json
//! {"credential_id": "b-1", "career_history": {"credential_id": "c-1", "fields": {…}, "partner_chain": […]}}
//! ```

use career::credential::{CredentialId, Envelope, UnknownMembers, read};
use career::year_month::YearMonth;
use serde_json::Value;

use super::add_request::Pushed;
use super::errors::Error;
use crate::http::problem::ProblemError;

const ID: &str = "credential_id";
const MEMBER: &str = "career_history";

/// Judges the whole body: all violations at once, those of the member under its own pointer.
pub(super) fn judge(body: &Value, month: YearMonth, unknown: UnknownMembers) -> Result<Pushed, Error> {
    let Some(members) = body.as_object() else {
        return Err(Error::Invalid(vec![error("", "wrong_type", "A batch is an object.")]));
    };
    let mut errors = Vec::new();
    let batch_id = batch_id(members.get(ID), &mut errors);
    let mut judged = None;
    match members.get(MEMBER).filter(|member| !member.is_null()) {
        None => errors.push(error(
            "/career_history",
            "required",
            "A batch holds a career_history; it was absent or null.",
        )),
        Some(member) => match read(member, Envelope::V2).judge(month, unknown) {
            Ok(pushed) => judged = Some(pushed),
            Err(violations) => errors.extend(violations.iter().map(|violation| ProblemError {
                pointer: format!("/{MEMBER}{}", violation.pointer(Envelope::V2)),
                code: violation.code().to_owned(),
                detail: violation.detail(),
            })),
        },
    }
    for name in members.keys().filter(|name| !matches!(name.as_str(), ID | MEMBER)) {
        let pointer = format!("/{}", name.replace('~', "~0").replace('/', "~1"));
        errors.push(error(&pointer, "not_served", "Of a batch, only career_history is served here."));
    }
    match (batch_id, judged) {
        (Some(batch_id), Some((credential_id, credential))) if errors.is_empty() => {
            Ok(Pushed { batch_id: Some(batch_id), credential_id, credential })
        }
        _ => Err(Error::Invalid(errors)),
    }
}

fn batch_id(sent: Option<&Value>, errors: &mut Vec<ProblemError>) -> Option<CredentialId> {
    let pointer = "/credential_id";
    match sent {
        None | Some(Value::Null) => {
            errors.push(error(pointer, "required", "This member is required; it was absent or null."));
        }
        Some(Value::String(text)) => match CredentialId::parse(text) {
            Ok(id) => return Some(id),
            Err(rules) => {
                errors.extend(rules.iter().map(|rule| error(pointer, rule.code(), &rule.detail(Some(text)))));
            }
        },
        Some(_) => errors.push(error(pointer, "wrong_type", "This member must be a string.")),
    }
    None
}

fn error(pointer: &str, code: &str, detail: &str) -> ProblemError {
    ProblemError { pointer: pointer.to_owned(), code: code.to_owned(), detail: detail.to_owned() }
}
