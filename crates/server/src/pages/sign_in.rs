//! Signing in with a code that comes by mail (`seekpass.md §5`).

use askama::Template;

use super::page::{Page, View};
use super::words::Text;

/// How many digits a code has.
pub(crate) const CODE_DIGITS: u32 = 8;

/// For how many minutes a code works.
pub(crate) const CODE_MINUTES: u32 = 10;

/// The first step: the e-mail address. Posts `email` and `next` to `/sign-in`.
#[derive(Debug, Template)]
#[template(path = "sign_in/ask_address.html")]
pub(crate) struct AskAddress<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// The local path to go on to afterwards.
    pub(crate) next: &'a str,
    /// What was entered before, if anything.
    pub(crate) entered: &'a str,
    /// What is wrong with it.
    pub(crate) error: Option<AddressError>,
    /// What signing in is for.
    pub(crate) for_what: Option<Purpose<'a>>,
}

/// Why no code was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AddressError {
    /// Nothing was entered.
    Missing,
    /// It is no e-mail address.
    Malformed,
    /// Too many codes were asked for; in so many minutes there may be another one.
    TooMany {
        /// At least 1.
        minutes: u32,
    },
}

impl AddressError {
    /// True where another entry in the field would help.
    const fn is_in_field(self) -> bool {
        matches!(self, Self::Missing | Self::Malformed)
    }
}

/// What signing in is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose<'a> {
    /// To see what came by a partner's link. Who sent it is not told before sign-in.
    CareerHistory,
    /// To decide what an application may do.
    Application(&'a str),
}

impl AskAddress<'_> {
    fn problem(&self) -> Option<Text> {
        Some(match self.error? {
            AddressError::Missing => self.page.t("sign-in-address-missing"),
            AddressError::Malformed => self.page.t("sign-in-address-malformed"),
            AddressError::TooMany { minutes } => self.page.t("sign-in-too-many").with("minutes", minutes),
        })
    }

    fn field_is_wrong(&self) -> bool {
        self.error.is_some_and(AddressError::is_in_field)
    }
}

impl View for AskAddress<'_> {
    fn title(&self) -> Text {
        self.page.t("sign-in-title")
    }

    fn has_error(&self) -> bool {
        self.error.is_some()
    }
}

/// The second step: the code. Posts `code` and `next` to `/sign-in/code`.
#[derive(Debug, Template)]
#[template(path = "sign_in/enter_code.html")]
pub(crate) struct EnterCode<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// Where the code was sent to, as the person entered it. Empty where this is not known.
    pub(crate) address: &'a str,
    /// The local path to go on to afterwards.
    pub(crate) next: &'a str,
    /// Why the last try did not work.
    pub(crate) problem: Option<CodeProblem>,
    /// True while the mail relay has been failing.
    pub(crate) mail_trouble: bool,
}

/// Why a code did not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CodeProblem {
    /// It is not made of 8 digits. This is no try.
    Malformed,
    /// It is not the code. With no tries left, a new one is needed.
    Wrong {
        /// From 4 down to 0.
        tries_left: u32,
    },
    /// This browser has no living code: never asked, expired, used, or killed by a newer one.
    NoCode,
    /// Too many wrong codes for this address today.
    TooManyWrong,
}

impl EnterCode<'_> {
    fn problem_text(&self) -> Option<Text> {
        Some(match self.problem? {
            CodeProblem::Malformed => self.page.t("code-malformed").with("digits", CODE_DIGITS),
            CodeProblem::Wrong { tries_left: 0 } => self.page.t("code-used-up"),
            CodeProblem::Wrong { tries_left } => self.page.t("code-wrong").with("tries", tries_left),
            CodeProblem::NoCode => self.page.t("code-none").with("minutes", CODE_MINUTES),
            CodeProblem::TooManyWrong => self.page.t("code-too-many-wrong"),
        })
    }

    /// True where it makes sense to enter a code.
    fn can_try(&self) -> bool {
        match self.problem {
            None | Some(CodeProblem::Malformed) => true,
            Some(CodeProblem::Wrong { tries_left }) => tries_left > 0,
            Some(CodeProblem::NoCode | CodeProblem::TooManyWrong) => false,
        }
    }
}

impl View for EnterCode<'_> {
    fn title(&self) -> Text {
        if self.can_try() { self.page.t("code-title") } else { self.page.t("code-again-title") }
    }

    fn has_error(&self) -> bool {
        self.problem.is_some()
    }
}
