//! Scopes: what a token is good for.

use std::fmt;

/// One scope. The documents have others (education, skills, personal data); they are not served, and asking for
/// one is `invalid_scope` (`infojobs.md §2.5`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// A partner submits credentials (`seekpass.md §1`).
    WriteCareerHistory,
    /// An application lists the curricula.
    Cv,
    /// An application reads experiences.
    ReadExperience,
    /// An application inserts and edits experiences.
    EditExperience,
    /// An application deletes experiences.
    DeleteExperience,
    /// An application reads the record as a whole: what is declared and attested, the timeline, the reconciliation and
    /// the history (`record.md §2` to §4, LEDGER 181).
    ReadRecord,
    /// An application makes and ends links by which others see a part of the record (`record.md §5`, LEDGER 181).
    ShareRecord,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 7] = [
        Self::WriteCareerHistory,
        Self::Cv,
        Self::ReadExperience,
        Self::EditExperience,
        Self::DeleteExperience,
        Self::ReadRecord,
        Self::ShareRecord,
    ];

    /// The scopes that a partner can have.
    pub const PARTNER: [Self; 1] = [Self::WriteCareerHistory];

    /// The scopes that an application can have.
    pub const APPLICATION: [Self; 6] = [
        Self::Cv,
        Self::ReadExperience,
        Self::EditExperience,
        Self::DeleteExperience,
        Self::ReadRecord,
        Self::ShareRecord,
    ];

    /// The scope's name in the contracts and in this server's own API.
    pub const fn wire_name(self) -> &'static str {
        match self {
            Self::WriteCareerHistory => "write.career_history",
            Self::Cv => "cv",
            Self::ReadExperience => "candidate_read_curriculum_experience",
            Self::EditExperience => "candidate_edit_curriculum_experience",
            Self::DeleteExperience => "candidate_delete_curriculum_experience",
            Self::ReadRecord => "record.read",
            Self::ShareRecord => "record.share",
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }

    fn parse(name: &str) -> Option<Self> {
        // Nearly always it is written as it should be, which is told apart by its length alone, or nearly.
        let same = Self::ALL.into_iter().find(|scope| scope.wire_name() == name);
        same.or_else(|| Self::ALL.into_iter().find(|scope| scope.wire_name().eq_ignore_ascii_case(name)))
    }
}

/// A set of scopes, in a fixed order. A bit for each.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Scopes(u8);

/// A name that is no scope of this server.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no scope of this server")]
pub struct UnknownScope(pub String);

impl Scopes {
    /// Reads a list separated by commas, white space or both, in any letter case (LEDGER 23). An empty list has
    /// no scopes.
    ///
    /// # Errors
    /// [`UnknownScope`] with the first name that is none.
    pub fn parse(list: &str) -> Result<Self, UnknownScope> {
        let names = list.split(|character: char| character == ',' || character.is_whitespace());
        let scopes = names.filter(|name| !name.is_empty());
        scopes.map(|name| Scope::parse(name).ok_or_else(|| UnknownScope(name.to_owned()))).collect()
    }

    /// True where the scope is one of these.
    pub fn contains(&self, scope: Scope) -> bool {
        self.0 & scope.bit() != 0
    }

    /// True where all of these are among the others.
    pub fn is_subset(&self, others: &Self) -> bool {
        self.0 & !others.0 == 0
    }

    /// True for no scope at all.
    pub fn is_empty(&self) -> bool {
        self.0 == 0
    }

    /// The scopes, in their fixed order.
    pub fn iter(&self) -> impl Iterator<Item = Scope> {
        Scope::ALL.into_iter().filter(|scope| self.contains(*scope))
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<T: IntoIterator<Item = Scope>>(scopes: T) -> Self {
        Self(scopes.into_iter().fold(0, |set, scope| set | scope.bit()))
    }
}

impl fmt::Debug for Scopes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.iter()).finish()
    }
}

/// Separated by spaces (RFC 6749 §3.3).
impl fmt::Display for Scopes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, scope) in self.iter().enumerate() {
            let before = if index == 0 { "" } else { " " };
            write!(formatter, "{before}{}", scope.wire_name())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ledger_23_scopes_are_separated_by_commas_or_spaces_in_any_case() {
        let both = Scopes::from_iter([Scope::Cv, Scope::EditExperience]);
        for list in [
            "cv,candidate_edit_curriculum_experience",
            "CANDIDATE_EDIT_CURRICULUM_EXPERIENCE CV",
            " Cv , candidate_edit_curriculum_experience,cv\n",
        ] {
            assert_eq!(Scopes::parse(list), Ok(both.clone()), "{list:?}");
        }
        assert_eq!(both.to_string(), "cv candidate_edit_curriculum_experience");
        assert_eq!(Scopes::parse(""), Ok(Scopes::default()));
    }

    #[test]
    fn ledger_181_applications_can_have_the_scopes_of_the_record_and_partners_cannot() {
        let both = Scopes::parse("record.share,Record.Read").unwrap();
        assert_eq!(both, Scopes::from_iter([Scope::ReadRecord, Scope::ShareRecord]));
        assert!(both.is_subset(&Scopes::from_iter(Scope::APPLICATION)));
        assert!(both.iter().all(|scope| !Scope::PARTNER.contains(&scope)));
    }

    #[test]
    fn a_scope_that_is_not_served_is_named() {
        assert_eq!(
            Scopes::parse("cv,candidate_read_skills"),
            Err(UnknownScope("candidate_read_skills".to_owned()))
        );
    }
}
