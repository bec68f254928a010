//! Whether a curriculum is really to go.

use askama::Template;

use super::super::page::{Page, View};
use super::super::words::Text;

/// `/me/curricula/{code}/delete`: posts to itself.
#[derive(Debug, Template)]
#[template(path = "curricula/delete.html")]
pub(crate) struct DeleteCurriculum<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// The curriculum's name.
    pub(crate) name: &'a str,
    /// How many experiences go with it.
    pub(crate) experiences: usize,
    /// What follows.
    pub(crate) then: Then<'a>,
    /// Where the form goes.
    pub(crate) action: &'a str,
}

/// What follows from deleting a curriculum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then<'a> {
    /// Nothing more.
    Nothing,
    /// It was the principal one; the one with this name becomes that.
    Principal(&'a str),
    /// It cannot be deleted: it is the last one.
    Stays,
}

impl View for DeleteCurriculum<'_> {
    fn title(&self) -> Text {
        match self.then {
            Then::Stays => self.page.t("delete-curriculum-last-title").with("name", self.name),
            Then::Nothing | Then::Principal(_) => {
                self.page.t("delete-curriculum-title").with("name", self.name)
            }
        }
    }
}
