//! What was just done: a word in the address after a redirect, and a sentence on the page that it leads to.

use super::super::page::Page;
use super::super::words::Text;

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    /// A curriculum was made.
    CurriculumCreated,
    /// A curriculum has another name.
    CurriculumRenamed,
    /// Another curriculum is the principal one.
    PrincipalChanged,
    /// A curriculum was deleted with what was in it.
    CurriculumDeleted,
    /// An experience was added.
    ExperienceAdded,
    /// An experience was changed.
    ExperienceSaved,
    /// An experience was deleted.
    ExperienceDeleted,
    /// The person said or took back their name.
    NameSaved,
    /// A statement is hidden from others.
    StatementHidden,
    /// A statement is no longer hidden.
    StatementShown,
    /// What a partner attested is disputed.
    DisputeSaved,
    /// A dispute was taken back.
    DisputeWithdrawn,
    /// A credential was deleted.
    CredentialDeleted,
    /// A share was ended.
    ShareEnded,
    /// The form of a share was sent again, with other content.
    ShareMadeBefore,
}

impl Done {
    /// Everything that can have been done.
    pub(crate) const ALL: [Self; 15] = [
        Self::CurriculumCreated,
        Self::CurriculumRenamed,
        Self::PrincipalChanged,
        Self::CurriculumDeleted,
        Self::ExperienceAdded,
        Self::ExperienceSaved,
        Self::ExperienceDeleted,
        Self::NameSaved,
        Self::StatementHidden,
        Self::StatementShown,
        Self::DisputeSaved,
        Self::DisputeWithdrawn,
        Self::CredentialDeleted,
        Self::ShareEnded,
        Self::ShareMadeBefore,
    ];

    /// The word in the address.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::CurriculumCreated => "curriculum-created",
            Self::CurriculumRenamed => "curriculum-renamed",
            Self::PrincipalChanged => "principal-changed",
            Self::CurriculumDeleted => "curriculum-deleted",
            Self::ExperienceAdded => "experience-added",
            Self::ExperienceSaved => "experience-saved",
            Self::ExperienceDeleted => "experience-deleted",
            Self::NameSaved => "name-saved",
            Self::StatementHidden => "statement-hidden",
            Self::StatementShown => "statement-shown",
            Self::DisputeSaved => "dispute-saved",
            Self::DisputeWithdrawn => "dispute-withdrawn",
            Self::CredentialDeleted => "credential-deleted",
            Self::ShareEnded => "share-ended",
            Self::ShareMadeBefore => "share-made-before",
        }
    }

    /// What a word of the address means; every other text means nothing.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|done| done.word() == word)
    }

    /// The sentence.
    pub(crate) fn sentence(self, page: &Page) -> Text {
        match self {
            Self::CurriculumCreated => page.t("done-curriculum-created"),
            Self::CurriculumRenamed => page.t("done-curriculum-renamed"),
            Self::PrincipalChanged => page.t("done-principal-changed"),
            Self::CurriculumDeleted => page.t("done-curriculum-deleted"),
            Self::ExperienceAdded => page.t("done-experience-added"),
            Self::ExperienceSaved => page.t("done-experience-saved"),
            Self::ExperienceDeleted => page.t("done-experience-deleted"),
            Self::NameSaved => page.t("done-name-saved"),
            Self::StatementHidden => page.t("done-statement-hidden"),
            Self::StatementShown => page.t("done-statement-shown"),
            Self::DisputeSaved => page.t("done-dispute-saved"),
            Self::DisputeWithdrawn => page.t("done-dispute-withdrawn"),
            Self::CredentialDeleted => page.t("done-credential-deleted"),
            Self::ShareEnded => page.t("done-share-ended"),
            Self::ShareMadeBefore => page.t("done-share-made-before"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_back() {
        for done in Done::ALL {
            assert_eq!(Done::of_word(done.word()), Some(done));
        }
        assert_eq!(Done::of_word("<script>"), None);
    }
}
