//! What a person marks a statement with, as its card shows it, and the pages on which they dispute and delete what is
//! attested.

// The templates name these as children of the module of the page.
use super::{language, sent};

pub(crate) mod delete_credential;
pub(crate) mod dispute;

use career::id::StatementId;
use career::record::Dispute;

/// The marks on one statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marks {
    /// Which statement.
    pub(crate) statement: StatementId,
    /// Where it stands in the record.
    pub(crate) standing: Standing,
    /// What the person says against it, where they do.
    pub(crate) dispute: Option<Dispute>,
    /// Whether the partner is told of that.
    pub(crate) told: bool,
}

/// Where a statement stands in the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Others may see it.
    Shown,
    /// The person hides it from others.
    Hidden,
    /// A newer one of the same partner stands in its place.
    Superseded,
}

impl Marks {
    /// What no other element of a page has for its id.
    pub(crate) fn element(&self) -> String {
        self.statement.to_string().replace('/', "-")
    }

    /// True where the person hides it.
    pub(crate) fn is_hidden(&self) -> bool {
        self.standing == Standing::Hidden
    }

    /// True where a newer one stands in its place.
    pub(crate) fn is_superseded(&self) -> bool {
        self.standing == Standing::Superseded
    }

    /// The note of the dispute.
    pub(crate) fn note(&self) -> Option<&str> {
        Some(self.dispute.as_ref()?.note.as_ref()?.as_str())
    }
}
