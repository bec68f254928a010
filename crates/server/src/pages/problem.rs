//! The page for whatever did not work: what happened, and what to do.

use askama::Template;

use super::page::{Page, View};
use super::words::Text;

/// A page that says what did not work.
#[derive(Debug, Template)]
#[template(path = "problem.html")]
pub(crate) struct Problem<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// What it was.
    pub(crate) kind: Kind,
    /// More for whoever looks into it, in English: a request's id, a parameter's name.
    pub(crate) detail: Option<&'a str>,
}

/// What did not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// There is no such page.
    NotFound,
    /// The form's token is missing or not this browser's.
    FormCheck,
    /// What was sent cannot be read.
    BadRequest,
    /// An application that this server does not know sent the person here.
    UnknownApplication,
    /// An application asked to send the person to an address that is not registered for it.
    UnknownRedirectUri,
    /// An application's request to sign in cannot be understood.
    BadAuthorization,
    /// Too many requests.
    TooMany,
    /// The store cannot answer now.
    Unavailable,
    /// Something is broken here.
    Broken,
}

impl Problem<'_> {
    fn what_happened(&self) -> Text {
        match self.kind {
            Kind::NotFound => self.page.t("problem-not-found"),
            Kind::FormCheck => self.page.t("problem-form-check"),
            Kind::BadRequest => self.page.t("problem-bad-request"),
            Kind::UnknownApplication => self.page.t("problem-unknown-application"),
            Kind::UnknownRedirectUri => self.page.t("problem-unknown-redirect-uri"),
            Kind::BadAuthorization => self.page.t("problem-bad-authorization"),
            Kind::TooMany => self.page.t("problem-too-many"),
            Kind::Unavailable => self.page.t("problem-unavailable"),
            Kind::Broken => self.page.t("problem-broken"),
        }
    }

    fn what_to_do(&self) -> Text {
        match self.kind {
            Kind::NotFound => self.page.t("problem-not-found-todo"),
            Kind::FormCheck => self.page.t("problem-form-check-todo"),
            Kind::BadRequest => self.page.t("problem-bad-request-todo"),
            Kind::UnknownApplication | Kind::UnknownRedirectUri | Kind::BadAuthorization => {
                self.page.t("problem-application-todo")
            }
            Kind::TooMany => self.page.t("problem-too-many-todo"),
            Kind::Unavailable => self.page.t("problem-unavailable-todo"),
            Kind::Broken => self.page.t("problem-broken-todo"),
        }
    }
}

impl View for Problem<'_> {
    fn title(&self) -> Text {
        match self.kind {
            Kind::NotFound => self.page.t("problem-not-found-title"),
            Kind::FormCheck => self.page.t("problem-form-check-title"),
            Kind::BadRequest => self.page.t("problem-bad-request-title"),
            Kind::UnknownApplication | Kind::UnknownRedirectUri | Kind::BadAuthorization => {
                self.page.t("problem-application-title")
            }
            Kind::TooMany => self.page.t("problem-too-many-title"),
            Kind::Unavailable => self.page.t("problem-unavailable-title"),
            Kind::Broken => self.page.t("problem-broken-title"),
        }
    }
}
