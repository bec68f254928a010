//! Whether an experience is really to go.

use askama::Template;

use super::super::experience::Declared;
use super::super::page::{Page, View};
use super::super::words::Text;

/// `/me/curricula/{code}/experience/{id}/delete`: posts to itself.
#[derive(Debug, Template)]
#[template(path = "curricula/delete_experience.html")]
pub(crate) struct DeleteExperience<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// The name of the curriculum that it stands in.
    pub(crate) curriculum: &'a str,
    /// What it says.
    pub(crate) experience: Declared,
    /// Where the form goes.
    pub(crate) action: &'a str,
}

impl View for DeleteExperience<'_> {
    fn title(&self) -> Text {
        self.page.t("delete-experience-title")
    }
}
