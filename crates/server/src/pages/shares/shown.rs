//! A share that was opened with its PIN.

use askama::Template;
use career::record::Assembled;
use career::timeline::State;
use career::when::Span;
use jiff::Timestamp;
use jiff::civil::Date;

use super::super::page::{Page, View};
use super::super::timeline::Picture;
use super::super::words::Text;
use super::statement::Line;

pub(crate) use super::statement::ClientNames;

/// The answer to the right PIN: exactly what is shared, with the sources. Nothing on it leads further.
#[derive(Debug, Template)]
#[template(path = "shares/shown.html")]
pub(crate) struct SharedRecord<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// The person's own name, where they said one.
    pub(crate) name: Option<&'a str>,
    /// The statements that are shown, and what the person says against them.
    pub(crate) shared: &'a Assembled,
    /// What clients are called.
    pub(crate) clients: &'a ClientNames,
    /// The picture of exactly these statements with the verdicts on them, where those are shared.
    pub(crate) picture: Option<Picture<'a>>,
    /// How old an evidence horizon may be.
    pub(crate) stale_after: Span,
    /// The day on which it is shown.
    pub(crate) on: Date,
    /// When the share was made.
    pub(crate) created_at: Timestamp,
    /// From when on it cannot be opened.
    pub(crate) expires_at: Timestamp,
}

impl SharedRecord<'_> {
    /// The statements in the order of the timeline.
    fn lines(&self) -> Vec<Line<'_>> {
        let statements = self.shared.timeline.standing().iter();
        let line = |statement| {
            let stale = career::timeline::Statement::state(statement, self.stale_after, self.on);
            let dispute = self.shared.disputes.get(&statement.id);
            Line::new(&self.page, statement, stale == State::Stale, dispute, self.clients)
        };
        statements.map(line).collect()
    }
}

impl View for SharedRecord<'_> {
    fn title(&self) -> Text {
        match self.name {
            Some(name) => self.page.t("shared-title").with("name", name),
            None => self.page.t("shared-title-nameless"),
        }
    }
}
