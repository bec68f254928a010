//! Another name for a curriculum.

use askama::Template;
use career::curriculum::{LONGEST_NAME, NameFault};

use super::super::page::{Page, View};
use super::super::words::Text;
use super::list;

/// `/me/curricula/{code}/rename`: posts `name` to itself.
#[derive(Debug, Template)]
#[template(path = "curricula/rename.html")]
pub(crate) struct Rename<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// The curriculum's name.
    pub(crate) name: &'a str,
    /// What stands in the field.
    pub(crate) entered: &'a str,
    /// What is wrong with it.
    pub(crate) fault: Option<NameFault>,
    /// Where the form goes.
    pub(crate) action: &'a str,
}

impl Rename<'_> {
    fn name_problem(&self) -> Option<Text> {
        self.fault.map(|fault| list::fault(&self.page, fault))
    }
}

impl View for Rename<'_> {
    fn title(&self) -> Text {
        self.page.t("rename-title").with("name", self.name)
    }

    fn has_error(&self) -> bool {
        self.fault.is_some()
    }
}
