//! A person's history in plain words (`record.md §4`).

use askama::Template;
use career::credential::Credential;
use career::history::{Subject, What};
use career::source::Way;
use jiff::Timestamp;
use oauth::scope::Scope;

use super::consent;
use super::experience::{Declared, Fact, Who};
use super::page::{Page, View};
use super::words::Text;

/// `/me/history`: what happened, the newest first, in parts.
#[derive(Debug, Template)]
#[template(path = "history/list.html")]
pub(crate) struct History<'a> {
    /// The frame.
    pub(crate) page: Page<'a>,
    /// The entries of this part.
    pub(crate) entries: Vec<Entry>,
    /// True where newer ones stand on another page.
    pub(crate) has_newer: bool,
    /// Before which entry the older ones stand, where there are any.
    pub(crate) older: Option<u64>,
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its place in the history.
    pub(crate) sequence: u64,
    /// What it tells; `None` where it cannot be read.
    pub(crate) told: Option<Told>,
}

/// What an entry tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    /// What happened.
    pub(crate) what: What,
    /// What it happened to.
    pub(crate) subject: Subject,
    /// What that is called, where that is known.
    pub(crate) about: Option<String>,
    /// Who did it.
    pub(crate) by: Doer,
    /// How.
    pub(crate) via: Way,
    /// When.
    pub(crate) at: Timestamp,
    /// The values after it.
    pub(crate) values: Values,
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Doer {
    /// Somebody who may also say a value.
    Known(Who),
    /// Somebody with the link of a share.
    Outsider,
}

/// The values that an entry left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Values {
    /// None.
    Nothing,
    /// A declared experience.
    Declared(Declared),
    /// What a partner attests.
    Attested(Box<Credential>),
    /// A curriculum.
    Curriculum {
        /// Its name.
        name: String,
        /// Whether it is the principal one.
        principal: bool,
    },
    /// The address that the record began with.
    Address(String),
    /// The person's name, or that they took it back.
    Name(Option<String>),
    /// What an application may do.
    Scopes(Vec<Scope>),
    /// A dispute.
    Dispute {
        /// What the person says against it.
        note: String,
        /// Whether the partner is told.
        tell_partner: bool,
    },
    /// Anything else, as the entry has it.
    Text(String),
}

impl History<'_> {
    fn what(&self, told: &Told) -> Text {
        let page = &self.page;
        match (told.what, told.subject) {
            (What::Declared, Subject::Person(_)) => page.t("history-began"),
            (What::Edited, Subject::Person(_)) => page.t("history-details-changed"),
            (What::Declared, Subject::Curriculum(_)) => page.t("history-curriculum-made"),
            (What::Edited, Subject::Curriculum(_)) => page.t("history-curriculum-changed"),
            (What::Deleted, Subject::Curriculum(_)) => page.t("history-curriculum-deleted"),
            (What::Declared, Subject::Experience(_)) => page.t("history-experience-added"),
            (What::Edited, Subject::Experience(_)) => page.t("history-experience-changed"),
            (What::Deleted, Subject::Experience(_)) => page.t("history-experience-deleted"),
            (What::Deleted, Subject::Submission(_)) => page.t("history-credential-deleted"),
            (What::Received, _) => page.t("history-received"),
            (What::Opened, _) => page.t("history-opened"),
            (What::Accepted, _) => page.t("history-accepted"),
            (What::Declined, _) => page.t("history-declined"),
            (What::Expired, _) => page.t("history-expired"),
            (What::Granted, _) => page.t("history-granted"),
            (What::Ended, Subject::Share(_)) => page.t("history-share-ended"),
            (What::Ended, _) => page.t("history-ended"),
            (What::Read, Subject::Share(_)) => page.t("history-share-read"),
            (What::Read, _) => page.t("history-read"),
            (What::Hidden, _) => page.t("history-hidden"),
            (What::Shown, _) => page.t("history-shown"),
            (What::Disputed, _) => page.t("history-disputed"),
            (What::Withdrawn, _) => page.t("history-withdrawn"),
            (What::Shared, _) => page.t("history-shared"),
            (What::Exported, _) => page.t("history-exported"),
            (What::Imported, _) => page.t("history-imported"),
            (What::Declared | What::Edited | What::Deleted | What::Erased, _) => page.t("history-other"),
        }
    }

    fn by(&self, told: &Told) -> Text {
        let page = &self.page;
        match &told.by {
            Doer::Known(Who::Person) => page.t("history-by-you"),
            Doer::Known(Who::Client(name)) => page.t("history-by-client").with("client", name),
            Doer::Known(Who::Operator) => page.t("history-by-operator"),
            Doer::Known(Who::Server) => page.t("history-by-server"),
            Doer::Outsider => page.t("history-by-outsider"),
        }
    }

    /// How, where that says more than who.
    fn way(&self, told: &Told) -> Option<Text> {
        let page = &self.page;
        Some(match told.via {
            Way::Infojobs => page.t("history-way-infojobs"),
            Way::Seekpass => page.t("history-way-seekpass"),
            Way::Page => page.t("history-way-page"),
            Way::Record => page.t("history-way-record"),
            Way::Oauth => page.t("history-way-oauth"),
            Way::CommandLine => page.t("history-way-command-line"),
            Way::Share | Way::Rule => return None,
        })
    }

    /// Who did it, by which way, when: `By you, on these pages, on 21 November 2026 at 12:00 UTC.`
    fn source(&self, told: &Told) -> Text {
        let by = self.by(told).to_string();
        let by = match self.way(told) {
            Some(way) => format!("{by}, {way}"),
            None => by,
        };
        self.page.t("history-source").plain("by", by).with("moment", told.at)
    }

    fn facts(&self, values: &Values) -> Vec<Fact> {
        let page = &self.page;
        let fact = |label, value| Fact { label, value, language: None, note: None };
        let yes_or_no = |yes: bool| if yes { page.t("yes") } else { page.t("no") }.to_string();
        match values {
            Values::Declared(declared) => {
                let card = declared.card(page);
                let facts = card.job.into_iter().chain(card.company).chain(card.facts).chain(card.more);
                facts.map(|fact| Fact { note: None, ..fact }).collect()
            }
            Values::Curriculum { name, principal } => vec![
                fact(page.t("curriculum-name"), name.clone()),
                fact(page.t("curriculum-principal"), yes_or_no(*principal)),
            ],
            Values::Address(address) => vec![fact(page.t("sign-in-address"), address.clone())],
            Values::Name(name) => {
                let name = name.clone().unwrap_or_else(|| page.t("value-none").to_string());
                vec![fact(page.t("own-name-heading"), name)]
            }
            Values::Scopes(scopes) => {
                let words = scopes.iter().map(|scope| consent::in_words(*page, *scope).to_string());
                vec![fact(page.t("history-allowed"), words.collect::<Vec<_>>().join("\n"))]
            }
            Values::Dispute { note, tell_partner } => vec![
                fact(page.t("history-note"), note.clone()),
                fact(page.t("history-partner-told"), yes_or_no(*tell_partner)),
            ],
            Values::Text(text) => vec![fact(page.t("history-as-written"), text.clone())],
            Values::Nothing | Values::Attested(_) => Vec::new(),
        }
    }
}

impl View for History<'_> {
    fn title(&self) -> Text {
        self.page.t("history-title")
    }
}
