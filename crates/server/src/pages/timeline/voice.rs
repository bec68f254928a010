//! Who said something and what, in words: for the person, or for somebody whom they show it to.

use career::timeline::{Origin, Party, Statement};
use career::when::End;

use super::super::dates;
use super::super::page::Page;
use super::Audience;

/// Speaks to whoever looks.
#[derive(Clone, Copy)]
pub(super) struct Voice<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) audience: Audience,
    /// The name of the client with an id, where it is known.
    pub(super) names: &'a dyn Fn(&str) -> Option<String>,
}

/// Whoever a lane belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Who {
    /// What they are called.
    pub(crate) name: String,
    /// True where somebody else wrote that name, so that it has to be isolated.
    pub(crate) is_written: bool,
}

impl Voice<'_> {
    /// Who makes a statement: the person, or the partner by name.
    pub(super) fn who(&self, statement: &Statement) -> Who {
        let known = statement.attestation().map(|attestation| (self.names)(&attestation.client));
        match known {
            None => Who { name: capitalised(&self.person()), is_written: false },
            Some(Some(name)) => Who { name, is_written: true },
            Some(None) => Who { name: capitalised(&self.unknown()), is_written: false },
        }
    }

    /// The source of a value and the day in UTC on which it came, as far as that is known: inside a sentence.
    pub(super) fn source(&self, origin: &Origin) -> String {
        let who = self.party(&origin.by);
        match origin.at {
            Some(at) => {
                self.page.t("source-dated").plain("who", who).with("day", dates::day_of(at)).to_string()
            }
            None => who,
        }
    }

    /// The same where it begins a line.
    pub(super) fn source_alone(&self, origin: &Origin) -> String {
        capitalised(&self.source(origin))
    }

    /// How a statement ends, inside a sentence.
    pub(super) fn end(&self, statement: &Statement) -> String {
        match (statement.period.end(), end_origin(statement).at) {
            (End::Current, Some(at)) => {
                self.page.t("end-lasting-on").with("day", dates::day_of(at)).to_string()
            }
            _ => self.end_undated(statement),
        }
    }

    /// The same where the day on which it was said stands beside it.
    pub(super) fn end_undated(&self, statement: &Statement) -> String {
        match statement.period.end() {
            End::Ended(end) => dates::when(self.page.language, end).to_string(),
            End::NotReported(horizon) => self.page.t("end-at-least").with("date", horizon).to_string(),
            End::Current => self.page.t("end-lasting").to_string(),
        }
    }

    /// How a statement ends, where it stands alone.
    pub(super) fn end_alone(&self, statement: &Statement) -> String {
        match (statement.period.end(), end_origin(statement).at) {
            // A date stays as the language writes it.
            (End::Ended(_), _) => self.end(statement),
            (End::Current, None) => capitalised(&self.end(statement)),
            (End::NotReported(horizon), _) => {
                self.page.t("end-not-reported").with("month", horizon).to_string()
            }
            (End::Current, Some(at)) => {
                self.page.t("end-on-course").with("day", dates::day_of(at)).to_string()
            }
        }
    }

    /// What the person says against a statement.
    pub(super) fn dispute(&self, note: &str) -> String {
        let text = match self.audience {
            Audience::Owner => self.page.t("timeline-dispute-you"),
            Audience::Outsider => self.page.t("timeline-dispute-person"),
        };
        text.with("note", note).to_string()
    }

    fn party(&self, party: &Party) -> String {
        let isolated = |name: &str| format!("\u{2068}{name}\u{2069}");
        match party {
            Party::Person => self.person(),
            Party::Partner(client) => {
                (self.names)(client).map_or_else(|| self.unknown(), |name| isolated(&name))
            }
            Party::Application(client) => {
                let name = (self.names)(client).map_or_else(|| self.unknown(), |name| isolated(&name));
                let text = match self.audience {
                    Audience::Owner => self.page.t("source-for-you"),
                    Audience::Outsider => self.page.t("source-for-person"),
                };
                text.plain("application", name).to_string()
            }
            Party::Operator => self.page.t("source-operator").to_string(),
            Party::Server => self.page.t("source-server").to_string(),
        }
    }

    fn person(&self) -> String {
        match self.audience {
            Audience::Owner => self.page.t("source-you").to_string(),
            Audience::Outsider => self.page.t("source-person").to_string(),
        }
    }

    fn unknown(&self) -> String {
        self.page.t("source-unknown").to_string()
    }
}

/// Who said how a statement ends.
pub(super) fn end_origin(statement: &Statement) -> &Origin {
    statement.origins.end.as_ref().unwrap_or(&statement.origin)
}

/// A text of ours with a capital letter at its beginning.
pub(super) fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
