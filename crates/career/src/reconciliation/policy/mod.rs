//! What counts as the same, as data (`record.md §3`, `docs/reconciliation.md`).

mod fault;
mod file;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fmt;

use serde::{Deserialize, Serialize};

pub use fault::PolicyFault;

use super::legal_forms::LegalForms;
use super::words::Words;
use crate::fold::fold;
use crate::when::Span;

/// The text of the shipped policy, `policies/default.toml`.
pub const DEFAULT: &str = include_str!("../../../../../policies/default.toml");

/// A policy under which statements are reconciled.
#[derive(Debug, Clone)]
pub struct Policy {
    id: PolicyId,
    pub(super) tolerance: Span,
    /// In millionths, as the two thresholds, so that nothing hangs on rounding.
    pub(super) overlap_share: u32,
    pub(super) title_threshold: u32,
    pub(super) organisation_threshold: u32,
    stale_after: Span,
    legal_forms: LegalForms,
    /// Folded name without legal forms → the first name of its list, treated likewise.
    aliases: HashMap<String, String>,
}

/// A policy's name and a hash of its content: `default-5c0f…`, 32 hexadecimal digits of SHA-256. Comments, blanks
/// and the order of keys do not count; every setting and every legal form does.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PolicyId(String);

impl Policy {
    /// Reads a policy, in TOML.
    ///
    /// # Errors
    ///
    /// The first [`PolicyFault`], with its line and key: an unknown key, a value of the wrong type or outside its
    /// range, a name that stands in two lists of aliases.
    pub fn read(text: &str) -> Result<Self, PolicyFault> {
        file::read(text)
    }

    /// The shipped policy.
    ///
    /// # Errors
    ///
    /// None, which a test holds.
    pub fn shipped() -> Result<Self, PolicyFault> {
        Self::read(DEFAULT)
    }

    /// Its name and hash.
    pub const fn id(&self) -> &PolicyId {
        &self.id
    }

    /// How far two dates may lie apart.
    pub const fn tolerance(&self) -> Span {
        self.tolerance
    }

    /// How old an evidence horizon may be.
    pub const fn stale_after(&self) -> Span {
        self.stale_after
    }

    /// What an organisation's name comes down to: two names with the same one are names of one employer. Names that
    /// are merely alike have two. Fit for gathering by employer, not for being shown.
    pub fn employer(&self, name: &str) -> String {
        self.organisation(name).0.sorted().to_owned()
    }

    /// An organisation's name as it is compared, and whether an alias was applied.
    pub(super) fn organisation(&self, name: &str) -> (Words, bool) {
        let bare = self.legal_forms.strip(&fold(name));
        match self.aliases.get(&bare) {
            Some(meant) => (Words::new(meant.clone()), *meant != bare),
            None => (Words::new(bare), false),
        }
    }
}

impl fmt::Display for PolicyId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
