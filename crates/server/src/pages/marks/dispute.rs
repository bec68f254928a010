//! A person says what is wrong with what a partner attested.

use askama::Template;
use career::credential::Employment;
use career::record::{DisputeNoteFault, LONGEST_NOTE};

use super::super::page::{Page, View};
use super::super::words::Text;

/// `/me/statements/credential/{submission}/{place}/dispute`: posts `note` and `tell` to itself, and nothing to
/// `…/withdraw`.
#[derive(Debug, Template)]
#[template(path = "marks/dispute.html")]
pub(crate) struct DisputePage<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// Who attested it.
    pub(crate) client_name: &'a str,
    /// What was attested.
    pub(crate) record: &'a Employment,
    /// What stands in the field for the note.
    pub(crate) note: &'a str,
    /// Whether the partner is to be told.
    pub(crate) tell: bool,
    /// What is wrong with the note.
    pub(crate) fault: Option<DisputeNoteFault>,
    /// Whether there is a dispute that can be taken back.
    pub(crate) disputed: bool,
    /// Where the form goes.
    pub(crate) action: &'a str,
}

impl DisputePage<'_> {
    fn problem(&self) -> Option<Text> {
        Some(match self.fault? {
            DisputeNoteFault::Empty => self.page.t("dispute-note-missing"),
            DisputeNoteFault::TooLong { length } => {
                self.page.t("dispute-note-long").with("length", length).with("most", LONGEST_NOTE)
            }
            DisputeNoteFault::ControlCharacter => self.page.t("dispute-note-character"),
        })
    }
}

impl View for DisputePage<'_> {
    fn title(&self) -> Text {
        self.page.t("dispute-title").with("client", self.client_name)
    }

    fn has_error(&self) -> bool {
        self.fault.is_some()
    }
}
