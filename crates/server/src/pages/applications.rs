//! The applications that a person allowed to act for them (`record.md §5`).

use askama::Template;
use career::history::What;
use career::id::ClientId;
use jiff::Timestamp;
use oauth::scope::{Scope, Scopes};
use store::grants::Newest;

use super::consent;
use super::dates::day_of;
use super::page::{Page, View};
use super::words::Text;

/// `/me/applications`: who may do what, since when, and the way to end it. Each form posts to
/// `/me/applications/{client id}/end`.
#[derive(Debug, Template)]
#[template(path = "me/applications.html")]
pub(crate) struct Applications<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// Those that may do something, in the order to show them.
    pub(crate) connected: Vec<Connected<'a>>,
    /// Those that could and cannot any more, in the order to show them.
    pub(crate) past: Vec<Past<'a>>,
    /// The name of the one whose access was just ended.
    pub(crate) ended: Option<&'a str>,
}

/// An application that may do something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Connected<'a> {
    /// Its id.
    pub(crate) client: ClientId,
    /// Its name.
    pub(crate) name: &'a str,
    /// What it may do.
    pub(crate) scopes: Scopes,
    /// Since when it may do something.
    pub(crate) since: Timestamp,
    /// The newest thing that it did.
    pub(crate) newest: Option<Newest>,
}

/// An application that may do nothing any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Past<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// When its access was ended; `None` where it was not used for so long that it ran out.
    pub(crate) ended_at: Option<Timestamp>,
}

impl Applications<'_> {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand out references")]
    fn sentence(&self, scope: &Scope) -> Text {
        consent::sentence(&self.page, *scope)
    }

    /// What it did last. Reads are entered once a day, so that only the day is told.
    fn newest(&self, connected: &Connected) -> Text {
        match connected.newest {
            None => self.page.t("application-newest-none"),
            Some(Newest { at, what: What::Read }) => {
                self.page.t("application-newest-read").with("day", day_of(at))
            }
            Some(Newest { at, .. }) => self.page.t("application-newest-wrote").with("day", day_of(at)),
        }
    }

    fn past_sentence(&self, past: &Past) -> Text {
        match past.ended_at {
            Some(at) => self.page.t("application-ended-at").with("moment", at),
            None => self.page.t("application-lapsed"),
        }
    }
}

impl View for Applications<'_> {
    fn title(&self) -> Text {
        self.page.t("applications-title")
    }
}
