//! The PIN of a share is asked for.

use askama::Template;
use career::share::{LONGEST_PIN, SHORTEST_PIN};

use super::super::page::{Page, View};
use super::super::words::Text;

/// `/share/{id}`, the same for every id: posts `pin` to itself.
#[derive(Debug, Template)]
#[template(path = "shares/ask_pin.html")]
pub(crate) struct AskPin<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// Where the form goes.
    pub(crate) action: &'a str,
    /// Why the last try did not work.
    pub(crate) problem: Option<PinProblem>,
}

/// Why a PIN opened nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PinProblem {
    /// It is not made of 6 to 12 digits. This is no try.
    Malformed,
    /// It is wrong, or there is nothing to open: nobody is told which.
    NotLetIn,
}

impl AskPin<'_> {
    fn problem_text(&self) -> Option<Text> {
        Some(match self.problem? {
            PinProblem::Malformed => {
                self.page.t("pin-malformed").with("least", SHORTEST_PIN).with("most", LONGEST_PIN)
            }
            PinProblem::NotLetIn => self.page.t("pin-not-let-in"),
        })
    }
}

impl View for AskPin<'_> {
    fn title(&self) -> Text {
        self.page.t("pin-title")
    }

    fn has_error(&self) -> bool {
        self.problem.is_some()
    }
}
