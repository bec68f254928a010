//! The first page.

use askama::Template;

use super::page::{Page, View};
use super::words::Text;

/// `/`: what this server is, and the way to one's record.
#[derive(Debug, Template)]
#[template(path = "home.html")]
pub(crate) struct Home<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
}

impl View for Home<'_> {
    fn title(&self) -> Text {
        self.page.t("home-title")
    }
}
