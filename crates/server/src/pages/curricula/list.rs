//! A person's curricula.

use askama::Template;
use career::curriculum::{LONGEST_NAME, MOST_CURRICULA, NameFault};

use super::super::page::{Page, View};
use super::super::words::Text;
use super::done::Done;

/// `/me/curricula`: the curricula, what can be done with each, and the way to a new one. Posts `name` to
/// `/me/curricula`.
#[derive(Debug, Template)]
#[template(path = "curricula/list.html")]
pub(crate) struct CurriculumList<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// The curricula in the order to show them: the principal one first.
    pub(crate) curricula: Vec<Listed<'a>>,
    /// What was just done.
    pub(crate) done: Option<Done>,
    /// What was entered as the new one's name, if anything.
    pub(crate) entered: &'a str,
    /// Why no new one was made.
    pub(crate) refused: Option<Refused>,
}

/// A curriculum in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Listed<'a> {
    /// Its id outside.
    pub(crate) code: &'a str,
    /// Its name.
    pub(crate) name: &'a str,
    /// True for one of them.
    pub(crate) principal: bool,
    /// How many experiences it holds.
    pub(crate) experiences: usize,
}

/// Why no curriculum was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// The name will not do.
    Name(NameFault),
    /// There are as many as there may be.
    TooMany,
}

/// What is wrong with a name, in one sentence.
pub(super) fn fault(page: &Page, fault: NameFault) -> Text {
    match fault {
        NameFault::Missing => page.t("curriculum-name-missing"),
        NameFault::TooLong { length } => {
            page.t("curriculum-name-long").with("length", length).with("most", LONGEST_NAME)
        }
        NameFault::ControlCharacter => page.t("curriculum-name-character"),
    }
}

impl CurriculumList<'_> {
    fn is_full(&self) -> bool {
        self.curricula.len() >= MOST_CURRICULA
    }

    fn name_problem(&self) -> Option<Text> {
        match self.refused {
            Some(Refused::Name(name)) if !self.is_full() => Some(fault(&self.page, name)),
            _ => None,
        }
    }
}

impl View for CurriculumList<'_> {
    fn title(&self) -> Text {
        self.page.t("curricula-title")
    }

    fn has_error(&self) -> bool {
        self.refused.is_some()
    }
}
