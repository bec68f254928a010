//! A person's shares.

use askama::Template;
use jiff::Timestamp;
use store::shares::{ShareState, Visits};

use super::super::curricula::done::Done;
use super::super::page::{Page, View};
use super::super::words::Text;

/// `/me/shares`: what is shared, until when, and who opened it when. Posts nothing to `/me/shares/{id}/end`.
#[derive(Debug, Template)]
#[template(path = "shares/list.html")]
pub(crate) struct ShareList<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// The shares that can be opened, the newest first.
    pub(crate) living: Vec<Listed>,
    /// Those that are over, the newest first.
    pub(crate) over: Vec<Listed>,
    /// What was just done.
    pub(crate) done: Option<Done>,
}

/// A share in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listed {
    /// The path of its link.
    pub(crate) path: String,
    /// Its whole link.
    pub(crate) link: String,
    /// Where the form that ends it goes.
    pub(crate) end: String,
    /// What it shows now: what each job is called, and where it was.
    pub(crate) statements: Vec<(String, String)>,
    /// How many statements were chosen that it does not show: hidden, or no longer in the record.
    pub(crate) left_out: usize,
    /// Whether it shows verdicts.
    pub(crate) verdicts: bool,
    /// The application that made it; `None` where the person did.
    pub(crate) made_by: Option<String>,
    /// When it was made.
    pub(crate) created_at: Timestamp,
    /// From when on it cannot be opened.
    pub(crate) expires_at: Timestamp,
    /// Whether it can be opened.
    pub(crate) state: ShareState,
    /// Who opened it when.
    pub(crate) visits: Visits,
}

impl Listed {
    /// How many visits are counted and not listed.
    fn earlier(&self) -> u64 {
        (self.visits.views + self.visits.wrong).saturating_sub(self.visits.newest.len() as u64)
    }
}

impl ShareList<'_> {
    /// Whether it can be opened, in a sentence.
    fn state(&self, share: &Listed) -> Text {
        match share.state {
            ShareState::Living => self.page.t("share-until").with("moment", share.expires_at),
            ShareState::Expired => self.page.t("share-expired").with("moment", share.expires_at),
            ShareState::Ended(at) => self.page.t("share-was-ended").with("moment", at),
            ShareState::Closed(at) => self.page.t("share-was-closed").with("moment", at),
        }
    }

    /// How often it was opened, in a sentence.
    fn counts(&self, share: &Listed) -> Text {
        let text = self.page.t("share-counts").with("views", count(share.visits.views));
        text.with("wrong", count(share.visits.wrong))
    }

    /// How many visits are not listed.
    fn earlier(&self, share: &Listed) -> Option<Text> {
        let earlier = share.earlier();
        (earlier > 0).then(|| self.page.t("share-earlier").with("count", count(earlier)))
    }
}

fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl View for ShareList<'_> {
    fn title(&self) -> Text {
        self.page.t("shares-title")
    }
}
