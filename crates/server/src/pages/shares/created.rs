//! A share was made: its link and, this once, its PIN.

use askama::Template;
use jiff::Timestamp;

use super::super::page::{Page, View};
use super::super::words::Text;

/// The answer to the form of a new share.
#[derive(Debug, Template)]
#[template(path = "shares/created.html")]
pub(crate) struct ShareCreated<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// The whole link.
    pub(crate) link: &'a str,
    /// The PIN.
    pub(crate) pin: &'a str,
    /// From when on it cannot be opened.
    pub(crate) expires_at: Timestamp,
}

impl View for ShareCreated<'_> {
    fn title(&self) -> Text {
        self.page.t("share-created-title")
    }
}
