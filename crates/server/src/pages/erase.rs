//! Erasing everything (`record.md §5`).

use askama::Template;

use super::page::{Page, View};
use super::words::Text;

/// `/me/erase`: what goes and what stays. Posts `confirm` to itself.
#[derive(Debug, Template)]
#[template(path = "erase/erase.html")]
pub(crate) struct Erase<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// The address of the account.
    pub(crate) address: &'a str,
    /// What was entered to confirm it, where that was neither the address nor the word.
    pub(crate) wrong: Option<&'a str>,
}

impl Erase<'_> {
    /// True where this confirms it: the address, or the word of the page's language, in any letter case.
    pub(crate) fn is_confirmed_by(&self, entered: &str) -> bool {
        let entered = entered.trim().to_lowercase();
        entered == self.address || entered == self.page.t("erase-word").to_string()
    }
}

impl View for Erase<'_> {
    fn title(&self) -> Text {
        self.page.t("erase-title")
    }

    fn has_error(&self) -> bool {
        self.wrong.is_some()
    }
}

/// `/goodbye`: everything is erased.
#[derive(Debug, Template)]
#[template(path = "erase/goodbye.html")]
pub(crate) struct Goodbye<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
}

impl View for Goodbye<'_> {
    fn title(&self) -> Text {
        self.page.t("goodbye-title")
    }
}
