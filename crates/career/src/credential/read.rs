//! From JSON to a draft: the types, and nothing else.

use serde_json::{Map, Value};

use super::{
    CHAIN_MOST, CredentialDraft, EmploymentDraft, Envelope, IntermediaryDraft, IntermediaryPart, JsonType,
    Location, Members, RECORDS_MOST, RecordPart, Rule, Violation,
};
use crate::sent::Sent;

/// Reads a body in that envelope (`seekpass.md §3.1`, `§3.3`).
///
/// It never fails: what has a wrong type is [`Sent::Unusable`], with the reason in [`CredentialDraft::reported`],
/// so that [`CredentialDraft::judge`] tells it together with the broken rules. A body that is no object is one
/// violation at the empty pointer. Of a list that is too long, only as many items as are allowed are read.
pub fn read(body: &Value, envelope: Envelope) -> CredentialDraft {
    let mut reader = Reader { reported: Vec::new() };
    let mut draft = match envelope {
        Envelope::V1 => reader.v1(body),
        Envelope::V2 => reader.v2(body),
    };
    draft.reported = reader.reported;
    draft
}

type Object = Map<String, Value>;

/// Reads member by member and remembers what was wrong.
struct Reader {
    reported: Vec<Violation>,
}

impl Reader {
    fn v2(&mut self, body: &Value) -> CredentialDraft {
        let mut draft = unusable();
        let Some(body) = self.required_object(Some(body), &Location::Body) else {
            return draft;
        };
        draft.credential_id = self.string(body.get("credential_id"), &Location::CredentialId);
        draft.partner_chain = self.partner_chain(body.get("partner_chain"));
        draft.unknown.body = others(body, &["credential_id", "fields", "partner_chain"]);
        if let Some(fields) = self.required_object(body.get("fields"), &Location::Fields) {
            self.fields(fields, &mut draft);
            draft.unknown.fields = others(fields, &["full_name", "employment"]);
        }
        draft
    }

    fn v1(&mut self, body: &Value) -> CredentialDraft {
        let mut draft = unusable();
        let Some(body) = self.required_object(Some(body), &Location::Body) else {
            return draft;
        };
        draft.credential_id = self.string(body.get("id"), &Location::CredentialId);
        self.one_value(body.get("document_type"), &Location::DocumentType, "none");
        self.one_value(body.get("credential_type"), &Location::CredentialType, "career_history");
        draft.unknown.body = others(body, &["id", "document_type", "credential_type", "data"]);
        let Some(data) = self.required_object(body.get("data"), &Location::Data) else {
            return draft;
        };
        draft.unknown.data = others(data, &["credential"]);
        if let Some(fields) = self.required_object(data.get("credential"), &Location::Fields) {
            self.fields(fields, &mut draft);
            draft.partner_chain = self.partner_chain(fields.get("partner_chain"));
            draft.unknown.fields = others(fields, &["full_name", "employment", "partner_chain"]);
        }
        draft
    }

    fn fields(&mut self, fields: &Object, draft: &mut CredentialDraft) {
        draft.full_name = self.string(fields.get("full_name"), &Location::FullName);
        let too_many = |count| Rule::TooManyRecords { count };
        let records = fields.get("employment");
        draft.employment = self.list(records, &Location::Employment, RECORDS_MOST, too_many, Self::record);
    }

    fn record(&mut self, index: usize, record: &Value) -> Sent<EmploymentDraft> {
        let at = |part| Location::Record { index, part };
        let Some(record) = self.item(record, &at(RecordPart::Whole)) else {
            return Sent::Unusable;
        };
        let mut member = |part: RecordPart| {
            let value = part.member().and_then(|name| record.get(name));
            self.string(value, &at(part))
        };
        Sent::Value(EmploymentDraft {
            organisation: member(RecordPart::Organisation),
            role_classification: member(RecordPart::RoleClassification),
            role_title: member(RecordPart::RoleTitle),
            start_date: member(RecordPart::StartDate),
            end_date: member(RecordPart::EndDate),
            last_processed_month: member(RecordPart::LastProcessedMonth),
            unknown: others(record, &RECORD_MEMBERS),
        })
    }

    fn partner_chain(&mut self, value: Option<&Value>) -> Sent<Vec<Sent<IntermediaryDraft>>> {
        let too_many = |count| Rule::TooManyIntermediaries { count };
        self.list(value, &Location::PartnerChain, CHAIN_MOST, too_many, Self::intermediary)
    }

    fn intermediary(&mut self, index: usize, intermediary: &Value) -> Sent<IntermediaryDraft> {
        let at = |part| Location::Intermediary { index, part };
        let Some(intermediary) = self.item(intermediary, &at(IntermediaryPart::Whole)) else {
            return Sent::Unusable;
        };
        Sent::Value(IntermediaryDraft {
            name: self.string(intermediary.get("name"), &at(IntermediaryPart::Name)),
            rest: others(intermediary, &["name"]),
        })
    }

    /// A member that must be there and have this one value.
    fn one_value(&mut self, value: Option<&Value>, at: &Location, only: &'static str) {
        match self.string(value, at) {
            Sent::Absent => self.report(at.clone(), Rule::Required),
            Sent::Value(sent) if sent != only => {
                self.reported.push(Violation {
                    at: at.clone(),
                    rule: Rule::NotServed { only },
                    sent: Some(sent),
                });
            }
            Sent::Value(_) | Sent::Unusable => {}
        }
    }

    /// A member that must be an object.
    fn required_object<'a>(&mut self, value: Option<&'a Value>, at: &Location) -> Option<&'a Object> {
        match value {
            Some(Value::Object(object)) => return Some(object),
            None => self.report(at.clone(), Rule::Required),
            Some(Value::Null) if *at != Location::Body => self.report(at.clone(), Rule::Required),
            Some(other) => self.wrong_type(at, JsonType::Object, other),
        }
        None
    }

    /// An item of a list, which must be an object: here null is no absence.
    fn item<'a>(&mut self, value: &'a Value, at: &Location) -> Option<&'a Object> {
        let object = value.as_object();
        if object.is_none() {
            self.wrong_type(at, JsonType::Object, value);
        }
        object
    }

    /// A list, of which at most `most` items are read.
    fn list<T>(
        &mut self,
        value: Option<&Value>,
        at: &Location,
        most: usize,
        too_many: impl Fn(usize) -> Rule,
        item: impl Fn(&mut Self, usize, &Value) -> Sent<T>,
    ) -> Sent<Vec<Sent<T>>> {
        match value {
            None | Some(Value::Null) => Sent::Absent,
            Some(Value::Array(items)) => {
                if items.len() > most {
                    self.report(at.clone(), too_many(items.len()));
                }
                let items = items.iter().take(most).enumerate();
                Sent::Value(items.map(|(index, value)| item(self, index, value)).collect())
            }
            Some(other) => {
                self.wrong_type(at, JsonType::Array, other);
                Sent::Unusable
            }
        }
    }

    fn string(&mut self, value: Option<&Value>, at: &Location) -> Sent<String> {
        match value {
            None | Some(Value::Null) => Sent::Absent,
            Some(Value::String(text)) => Sent::Value(text.clone()),
            Some(other) => {
                self.wrong_type(at, JsonType::String, other);
                Sent::Unusable
            }
        }
    }

    fn wrong_type(&mut self, at: &Location, expected: JsonType, found: &Value) {
        self.report(at.clone(), Rule::WrongType { expected, found: Some(JsonType::of(found)) });
    }

    fn report(&mut self, at: Location, rule: Rule) {
        self.reported.push(Violation { at, rule, sent: None });
    }
}

const RECORD_MEMBERS: [&str; 6] =
    ["organisation", "role_classification", "role_title", "start_date", "end_date", "last_processed_month"];

/// A draft of which nothing could be read yet.
fn unusable() -> CredentialDraft {
    CredentialDraft {
        credential_id: Sent::Unusable,
        full_name: Sent::Unusable,
        employment: Sent::Unusable,
        partner_chain: Sent::Unusable,
        ..CredentialDraft::default()
    }
}

/// The members of an object beside the known ones.
fn others(object: &Object, known: &[&str]) -> Members {
    let others: Object = object
        .iter()
        .filter(|(name, _)| !known.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    others.into()
}
