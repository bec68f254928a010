//! A credential before any rule was looked at.

use super::{Credential, CredentialId, Employment, Intermediary, Kept, Members, Violation};
use crate::sent::Sent;

/// What a partner sent, after the types were looked at ([`read`](super::read)) and before the rules are
/// ([`judge`](Self::judge)).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CredentialDraft {
    /// The partner's own id.
    pub credential_id: Sent<String>,
    /// `full_name`.
    pub full_name: Sent<String>,
    /// `employment`.
    pub employment: Sent<Vec<Sent<EmploymentDraft>>>,
    /// `partner_chain`.
    pub partner_chain: Sent<Vec<Sent<IntermediaryDraft>>>,
    /// The unknown members around the records.
    pub unknown: Kept,
    /// What the reading found wrong already; [`judge`](Self::judge) tells it together with the rest. For every
    /// [`Sent::Unusable`] in the draft it has the reason.
    pub reported: Vec<Violation>,
}

/// One employment record as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EmploymentDraft {
    /// `organisation`.
    pub organisation: Sent<String>,
    /// `role_classification`.
    pub role_classification: Sent<String>,
    /// `role_title`.
    pub role_title: Sent<String>,
    /// `start_date`.
    pub start_date: Sent<String>,
    /// `end_date`.
    pub end_date: Sent<String>,
    /// `last_processed_month`.
    pub last_processed_month: Sent<String>,
    /// The record's unknown members.
    pub unknown: Members,
}

/// One intermediary as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IntermediaryDraft {
    /// `name`.
    pub name: Sent<String>,
    /// The members beside `name`.
    pub rest: Members,
}

impl Credential {
    /// The draft that gives this credential again under that id, for judging what did not come from a partner,
    /// such as an import. Judge it with [`UnknownMembers::Keep`](super::UnknownMembers::Keep).
    pub fn draft(&self, id: &CredentialId) -> CredentialDraft {
        let employment = self.employment.iter().map(|employment| Sent::Value(employment.draft())).collect();
        let partner_chain = self
            .partner_chain
            .as_ref()
            .map(|chain| chain.iter().map(|intermediary| Sent::Value(intermediary.draft())).collect());
        CredentialDraft {
            credential_id: Sent::Value(id.to_string()),
            full_name: Sent::Value(self.full_name.clone()),
            employment: Sent::Value(employment),
            partner_chain: partner_chain.into(),
            unknown: self.kept.clone(),
            reported: Vec::new(),
        }
    }
}

impl Employment {
    fn draft(&self) -> EmploymentDraft {
        EmploymentDraft {
            organisation: Sent::Value(self.organisation.clone()),
            role_classification: self.role.classification().map(str::to_owned).into(),
            role_title: self.role.title().map(str::to_owned).into(),
            start_date: Sent::Value(self.start.to_string()),
            end_date: self.end.map(|end| end.to_string()).into(),
            last_processed_month: Sent::Value(self.last_processed_month.to_string()),
            unknown: self.kept.clone(),
        }
    }
}

impl Intermediary {
    fn draft(&self) -> IntermediaryDraft {
        IntermediaryDraft { name: Sent::Value(self.name.clone()), rest: self.rest.clone() }
    }
}
