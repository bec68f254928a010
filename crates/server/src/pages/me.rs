//! A person's own record.

use askama::Template;
use career::credential::{Credential, Employment};
use career::id::{ExperienceId, SubmissionId};
use career::person_name::{LONGEST_NAME, PersonNameFault};
use jiff::Timestamp;

use super::curricula::done::Done;
use super::dates;
use super::experience::Declared;
use super::marks::Marks;
use super::page::{Page, View};
use super::timeline::Picture;
use super::words::Text;

/// `/me`: what was attested, what was declared, and the ways out.
#[derive(Debug, Template)]
#[template(path = "me/me.html")]
pub(crate) struct Me<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// The address of the account.
    pub(crate) address: &'a str,
    /// The timeline.
    pub(crate) picture: Picture<'a>,
    /// The curricula, the principal one first.
    pub(crate) curricula: Vec<Curriculum<'a>>,
    /// The accepted credentials in the order to show them.
    pub(crate) credentials: Vec<Attested<'a>>,
    /// What stands in the field for the person's own name.
    pub(crate) name: &'a str,
    /// What is wrong with it.
    pub(crate) name_fault: Option<PersonNameFault>,
    /// What was just done.
    pub(crate) done: Option<Done>,
}

/// A curriculum with what is declared in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Curriculum<'a> {
    /// Its id outside.
    pub(crate) code: &'a str,
    /// Its name.
    pub(crate) name: &'a str,
    /// Its experiences in the order to show them.
    pub(crate) experiences: Vec<Stated>,
}

/// An experience that the person may edit and delete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stated {
    /// Its id.
    pub(crate) id: ExperienceId,
    /// What it says.
    pub(crate) declared: Declared,
    /// What the person marked it with.
    pub(crate) marks: Marks,
}

/// A credential that the person accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attested<'a> {
    /// The submission that it came with.
    pub(crate) submission: SubmissionId,
    /// Who sent it.
    pub(crate) client_name: &'a str,
    /// When it came.
    pub(crate) received_at: Timestamp,
    /// When the person accepted it.
    pub(crate) accepted_at: Timestamp,
    /// What it attests.
    pub(crate) credential: &'a Credential,
    /// The person's own name, where it is known and differs from the one that was sent.
    pub(crate) own_name: Option<&'a str>,
    /// What the person marked its records with, in their order.
    pub(crate) marks: Vec<Marks>,
}

impl Attested<'_> {
    /// The records with their marks.
    fn records(&self) -> impl Iterator<Item = (&Employment, &Marks)> {
        self.credential.employment.iter().zip(&self.marks)
    }
}

impl Me<'_> {
    fn name_problem(&self) -> Option<Text> {
        Some(match self.name_fault? {
            PersonNameFault::TooLong { length } => self
                .page
                .t("own-name-too-long")
                .with("length", count(length))
                .with("most", count(LONGEST_NAME)),
            PersonNameFault::ControlCharacter => self.page.t("own-name-control-character"),
        })
    }

    /// Since when the person disputes a record.
    fn disputed_since(&self, marks: &Marks) -> Text {
        let since = marks.dispute.as_ref().map(|dispute| dispute.at).unwrap_or_default();
        self.page.t("mark-disputed-since").with("day", dates::day_of(since))
    }

    /// Where a credential comes from, in one sentence.
    fn source(&self, attested: &Attested) -> Text {
        let text = self.page.t("attested-by").with("client", attested.client_name);
        let text = text.with("received", dates::day_of(attested.received_at));
        text.with("accepted", dates::day_of(attested.accepted_at))
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl View for Me<'_> {
    fn title(&self) -> Text {
        self.page.t("me-title")
    }

    fn has_error(&self) -> bool {
        self.name_fault.is_some()
    }
}
