//! What an application asks for (`infojobs.md §2`).

use askama::Template;
use oauth::scope::Scope;

use super::page::{Page, View};
use super::words::Text;

/// The consent page: posts `decision`, `accept` or `decline`, to `action`.
#[derive(Debug, Template)]
#[template(path = "consent.html")]
pub(crate) struct Consent<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// The application's name.
    pub(crate) application: &'a str,
    /// Where the choice leads: the host of the redirect URI, or its scheme where it has none.
    pub(crate) returns_to: &'a str,
    /// What it asks for.
    pub(crate) scopes: &'a [Scope],
    /// The address of the account that it asks for.
    pub(crate) address: &'a str,
    /// Where the form goes.
    pub(crate) action: &'a str,
}

impl Consent<'_> {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand out references")]
    fn sentence(&self, scope: &Scope) -> Text {
        sentence(&self.page, *scope)
    }
}

/// What a scope allows, in words that go on after “it wants to” and “it may”.
pub(super) fn sentence(page: &Page, scope: Scope) -> Text {
    match scope {
        Scope::Cv => page.t("scope-cv"),
        Scope::ReadExperience => page.t("scope-read-experience"),
        Scope::EditExperience => page.t("scope-edit-experience"),
        Scope::DeleteExperience => page.t("scope-delete-experience"),
        Scope::ReadRecord => page.t("scope-read-record"),
        Scope::ShareRecord => page.t("scope-share-record"),
        Scope::WriteCareerHistory => page.t("scope-write-career-history"),
    }
}

/// What an application may do with a scope, in words, on any page.
pub(super) fn in_words(page: Page<'_>, scope: Scope) -> Text {
    Consent { page, application: "", returns_to: "", scopes: &[], address: "", action: "" }.sentence(&scope)
}

impl View for Consent<'_> {
    fn title(&self) -> Text {
        self.page.t("consent-title").with("application", self.application)
    }
}
