//! The demo's outbox, where mail stays that would otherwise be sent.

use askama::Template;
use jiff::Timestamp;

use super::page::{Page, View};
use super::words::Text;

/// `/demo/outbox`: the mails, newest first.
#[derive(Debug, Template)]
#[template(path = "outbox.html")]
pub(crate) struct Outbox<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// The mails in the order to show them.
    pub(crate) mails: Vec<Mail>,
}

/// A mail in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mail {
    /// To whom.
    pub(crate) to: String,
    /// The subject line.
    pub(crate) subject: String,
    /// The text, as it would have been sent.
    pub(crate) text: String,
    /// The sign-in code in it, if there is one.
    pub(crate) code: Option<String>,
    /// When it would have been sent.
    pub(crate) sent_at: Timestamp,
}

impl View for Outbox<'_> {
    fn title(&self) -> Text {
        self.page.t("outbox-title")
    }
}
