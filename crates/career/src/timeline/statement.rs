//! One statement about one job.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Origin, Origins};
use crate::when::Period;

/// What somebody said about one job of a person: declared or attested (`record.md`).
///
/// Made by [`super::StatementDraft::judge`], or out of a record, so that its texts are not empty and its end can
/// follow its start. It names no person; whose it is, is known by where it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Statement {
    /// Its id, unique in the person's record.
    pub id: String,
    /// Who it comes from.
    pub kind: Kind,
    /// The employer, trimmed and not empty.
    pub organisation: String,
    /// The title (`job`, `role_title`): always there where declared, otherwise where there is no classification.
    pub title: Option<String>,
    /// The category of the position (`role_classification`), in attested statements only.
    pub classification: Option<String>,
    /// When.
    pub period: Period,
    /// Whether the person hides it from others.
    pub hidden: bool,
    /// The source of all that [`Statement::origins`] leaves open.
    pub origin: Origin,
    /// The sources of single fields.
    pub origins: Origins,
}

/// Who a statement comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The person.
    Declared,
    /// A partner.
    Attested(Attestation),
}

/// Which partner attested, and in which credential.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Attestation {
    /// The partner's client id.
    pub client: String,
    /// When the credential was received: the newer one supersedes.
    pub received: Timestamp,
    /// The credential, so that the records of one are known from those of the next.
    pub credential: String,
}

impl Statement {
    /// Whether the person declared it.
    pub const fn is_declared(&self) -> bool {
        matches!(self.kind, Kind::Declared)
    }

    /// The attestation, where a partner attested it.
    pub const fn attestation(&self) -> Option<&Attestation> {
        match &self.kind {
            Kind::Attested(attestation) => Some(attestation),
            Kind::Declared => None,
        }
    }

    /// The source of one field: its own, or the statement's.
    pub fn origin_of(&self, field: impl Fn(&Origins) -> &Option<Origin>) -> &Origin {
        field(&self.origins).as_ref().unwrap_or(&self.origin)
    }
}
