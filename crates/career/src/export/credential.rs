//! One accepted credential alone, as it was attested, with its source (`docs/export.md`).

use jiff::Timestamp;
use serde::Serialize;

use super::Format;
use crate::credential::{Credential, CredentialId};
use crate::id::{StatementId, SubmissionId};
use crate::record::{AcceptedCredential, Dispute, KnownClient, Record};

/// A credential with its source.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CredentialDocument<'a> {
    format: Format,
    version: u32,
    source: Source<'a>,
    credential_id: &'a CredentialId,
    credential: &'a Credential,
    /// What the person says against single employments in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    disputes: Vec<Disputed<'a>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Source<'a> {
    partner: Option<&'a KnownClient>,
    received_at: Timestamp,
    accepted_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Disputed<'a> {
    /// Which employment, from 1.
    employment: u16,
    note: &'a str,
    at: Timestamp,
}

impl<'a> CredentialDocument<'a> {
    /// The credential of a submission; `None` where the record has none.
    pub fn of(record: &'a Record, submission: SubmissionId) -> Option<Self> {
        let accepted = record.credentials.iter().find(|accepted| accepted.submission == submission)?;
        let AcceptedCredential { client, received_at, accepted_at, credential_id, credential, .. } = accepted;
        let disputed = record.marks.iter().filter_map(|(statement, mark)| match (statement, &mark.dispute) {
            (
                StatementId::Employment { submission: marked, place },
                Some(Dispute { note: Some(note), at, .. }),
            ) if *marked == submission => Some(Disputed { employment: *place, note: note.as_str(), at: *at }),
            _ => None,
        });
        Some(Self {
            format: Format::TenureCredential,
            version: 1,
            source: Source {
                partner: record.clients.iter().find(|known| known.id == *client),
                received_at: *received_at,
                accepted_at: *accepted_at,
            },
            credential_id,
            credential,
            disputes: disputed.collect(),
        })
    }

    /// The document as it is written: deterministic, with a line feed at its end.
    ///
    /// # Errors
    ///
    /// None that a credential can bring about; the writer of JSON may report one.
    pub fn written(&self) -> Result<String, serde_json::Error> {
        super::written(self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::super::testing::{record, told};
    use super::*;
    use crate::record::DisputeNote;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

        #[test]
        fn a_credential_stands_alone_with_its_source_and_what_the_person_says_against_it(record in record()) {
            let record = told(record).record;
            let unknown = SubmissionId::from_uuid(uuid::Uuid::from_u128(0x999));
            prop_assert_eq!(CredentialDocument::of(&record, unknown), None);
            for accepted in &record.credentials {
                let text = CredentialDocument::of(&record, accepted.submission).unwrap().written().unwrap();
                let document: Value = serde_json::from_str(&text).unwrap();
                prop_assert_eq!(&document["format"], "tenure-credential");
                prop_assert_eq!(&document["source"]["partner"]["id"], &accepted.client.to_string());
                let again: Credential = serde_json::from_value(document["credential"].clone()).unwrap();
                prop_assert_eq!(&again, &accepted.credential);
                let id = StatementId::Employment { submission: accepted.submission, place: 1 };
                let note = record.marks.get(&id).and_then(|mark| mark.dispute.as_ref()?.note.as_ref());
                let said = document.pointer("/disputes/0/note").and_then(Value::as_str);
                prop_assert_eq!(said, note.map(DisputeNote::as_str));
            }
        }
    }
}
