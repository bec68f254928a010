//! The form of a new share.

use askama::Template;
use career::share::{LONGEST_PIN, Life, PinFault, SHORTEST_PIN};
use career::timeline::Statement;

use super::super::page::{Page, View};
use super::super::words::Text;
use super::statement;

/// `/me/shares/new`: posts `share`, `made`, `statement` for each that is ticked, `verdicts`, `days` and `pin` to itself.
#[derive(Debug, Template)]
#[template(path = "shares/new.html")]
pub(crate) struct NewShare<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// The id of the share that the form makes, so that sending it twice makes one (LEDGER 147).
    pub(crate) share: &'a str,
    /// The PIN that the share gets where the person chooses none.
    pub(crate) made: &'a str,
    /// What can be shared: all that stands and is not hidden.
    pub(crate) offered: Vec<Offered<'a>>,
    /// Whether the verdicts are to be shown.
    pub(crate) verdicts: bool,
    /// How long it lives.
    pub(crate) life: Life,
    /// What stands in the field for an own PIN.
    pub(crate) pin: &'a str,
    /// What is wrong.
    pub(crate) faults: Faults,
}

/// A statement that can be shared.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Offered<'a> {
    /// What it says.
    pub(crate) statement: &'a Statement,
    /// The partner that attests it.
    pub(crate) partner: Option<&'a str>,
    /// Whether it is chosen.
    pub(crate) ticked: bool,
}

/// What is wrong with what was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Faults {
    /// Nothing was chosen that can be shared.
    pub(crate) nothing: bool,
    /// What is wrong with the own PIN.
    pub(crate) pin: Option<PinFault>,
}

impl<'a> Offered<'a> {
    fn role(&self) -> &'a str {
        statement::role(self.statement)
    }
}

impl Faults {
    /// True where nothing is wrong.
    pub(crate) fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

impl NewShare<'_> {
    fn pin_problem(&self) -> Option<Text> {
        Some(match self.faults.pin? {
            PinFault::NotDigits | PinFault::Length { .. } => {
                self.page.t("pin-malformed").with("least", SHORTEST_PIN).with("most", LONGEST_PIN)
            }
            PinFault::Guessable => self.page.t("share-pin-guessable"),
        })
    }

    /// How many things are wrong.
    fn wrong(&self) -> usize {
        usize::from(self.faults.nothing) + usize::from(self.faults.pin.is_some())
    }

    /// When it was, and who says so.
    fn about(&self, offered: &Offered<'_>) -> Text {
        let text = match offered.partner {
            Some(partner) => self.page.t("share-offer-attested").with("client", partner),
            None => self.page.t("share-offer-declared"),
        };
        let (start, end) =
            (statement::start(&self.page, offered.statement), statement::end(&self.page, offered.statement));
        text.plain("start", start.to_string()).plain("end", end.to_string())
    }
}

impl View for NewShare<'_> {
    fn title(&self) -> Text {
        self.page.t("share-new-title")
    }

    fn has_error(&self) -> bool {
        !self.faults.is_none()
    }
}
