//! Which rules a draft breaks, and with what.

use super::field::Field;
use super::rule::Rule;

/// One rule that a draft breaks, with what is needed to say so: the value, the rule, the dictionary to look in
/// ([`Field::dictionary`]) and the place in the body ([`Violation::pointer`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The broken rule.
    pub rule: Rule,
    /// The field that breaks it; for something missing, the field that should be there.
    pub field: Field,
    /// Which element of `subcategories` or `expertise`, counted from 0 as they were sent. `None` in all other
    /// fields, and where the whole array breaks the rule.
    pub index: Option<usize>,
    /// The value that was sent, trimmed. `None` where nothing was, or nothing usable; for too many skills their
    /// number.
    pub sent: Option<String>,
    /// The other value on which the rule rests: the level where something is missing because of it (657, 749, 678,
    /// 679, 682), the category (670), the period (716), `salaryMin` (659), `startingDate` (654).
    pub against: Option<String>,
}

impl Violation {
    /// A violation by a field as a whole, without a value.
    pub(super) fn of(rule: Rule, field: Field) -> Self {
        Self { rule, field, index: None, sent: None, against: None }
    }

    /// Adds the value.
    pub(super) fn sent(self, value: impl Into<String>) -> Self {
        Self { sent: Some(value.into()), ..self }
    }

    /// Adds the value on which the rule rests.
    pub(super) fn against(self, value: Option<&str>) -> Self {
        Self { against: value.map(str::to_owned), ..self }
    }

    /// Adds the element's place.
    pub(super) fn at(self, index: Option<usize>) -> Self {
        Self { index, ..self }
    }

    /// The contract's code of the broken rule.
    pub const fn code(&self) -> u16 {
        self.rule.code()
    }

    /// The JSON Pointer (RFC 6901) of the member in the request's body, such as `/subcategories/1` or
    /// `/expertise/0/skill`.
    pub fn pointer(&self) -> String {
        let name = self.field.wire_name();
        match (self.index, self.field) {
            (None, _) => format!("/{name}"),
            (Some(index), Field::Expertise) => format!("/{name}/{index}/skill"),
            (Some(index), _) => format!("/{name}/{index}"),
        }
    }
}

/// Everything that is wrong with a draft: at least one violation, in the order in which the contract answers
/// (`infojobs.md §5`); violations of one rule by field, then by place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violations {
    first: Violation,
    others: Vec<Violation>,
}

impl Violations {
    /// Sorts what was found; `None` where nothing was.
    pub(super) fn collect(mut found: Vec<Violation>) -> Option<Self> {
        found.sort_by_key(|violation| (violation.rule, violation.field, violation.index));
        let mut found = found.into_iter();
        found.next().map(|first| Self { first, others: found.collect() })
    }

    /// The one that the contract answers with.
    pub const fn first(&self) -> &Violation {
        &self.first
    }

    /// All of them, the first one first.
    pub fn iter(&self) -> impl Iterator<Item = &Violation> {
        std::iter::once(&self.first).chain(&self.others)
    }
}

impl From<Violation> for Violations {
    fn from(first: Violation) -> Self {
        Self { first, others: Vec::new() }
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::iter::Chain<std::iter::Once<Violation>, std::vec::IntoIter<Violation>>;

    fn into_iter(self) -> Self::IntoIter {
        std::iter::once(self.first).chain(self.others)
    }
}
