//! What is wrong with a sent credential.

use super::{Envelope, Location, Rule};

/// One rule broken in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Where.
    pub at: Location,
    /// Which rule.
    pub rule: Rule,
    /// The offending text as it was sent, where it was a text. It may be personal data: an answer to its sender
    /// may repeat it, a log may not.
    pub sent: Option<String>,
}

impl Violation {
    /// The place as a JSON Pointer into the body as it was sent: an answer's `errors[].pointer`.
    pub fn pointer(&self, envelope: Envelope) -> String {
        self.at.pointer(envelope)
    }

    /// The word for programs: an answer's `errors[].code`.
    pub fn code(&self) -> &'static str {
        self.rule.code()
    }

    /// The sentence for people: an answer's `errors[].detail`.
    pub fn detail(&self) -> String {
        self.rule.detail(self.sent.as_deref())
    }
}

/// Everything that is wrong with one body, in the order of [`Location`] (LEDGER 38).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// True where nothing is wrong; never so in what [`judge`](super::CredentialDraft::judge) refuses with.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The violations in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }
}

impl From<Vec<Violation>> for Violations {
    fn from(mut violations: Vec<Violation>) -> Self {
        violations.sort_by(|one, other| one.at.cmp(&other.at));
        Self(violations)
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
