//! What every page has.

use askama::Template;
use career::year_month::YearMonth;
use jiff::Timestamp;
use jiff::civil::Date;

use super::dates;
use super::email_address;
use super::language::Language;
use super::words::Text;

/// What every page needs to know, whatever it shows.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Page<'a> {
    /// The language to write in.
    pub(crate) language: Language,
    /// The local path, with its query, at which the same page can be had by GET: the language switch comes back
    /// to it.
    pub(crate) path: &'a str,
    /// The e-mail address of whoever is signed in.
    pub(crate) signed_in: Option<&'a str>,
    /// The token against forged forms. Every form carries it as `csrf` where it is there.
    pub(crate) csrf: Option<&'a str>,
    /// True in `tenure demo`.
    pub(crate) demo: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand out references")]
impl Page<'_> {
    /// A text of the Fluent files.
    pub(crate) fn t(&self, id: &'static str) -> Text {
        self.language.t(id)
    }

    /// The language of the lists' words, where it is another one than the page's (WCAG 3.1.2): the lists are in
    /// Spanish.
    pub(crate) fn language_of_lists(&self) -> Option<&'static str> {
        (self.language != Language::Spanish).then(|| Language::Spanish.code())
    }

    /// The address of whoever is signed in, as the footer of every page shows it.
    pub(crate) fn masked_address(&self) -> Option<String> {
        self.signed_in.map(email_address::masked)
    }

    /// A month in the page's language.
    pub(crate) fn month(&self, month: &YearMonth) -> Text {
        dates::month(self.language, *month)
    }

    /// A day in the page's language.
    pub(crate) fn day(&self, day: &Date) -> Text {
        dates::day(self.language, *day)
    }

    /// A moment in the page's language, in UTC.
    pub(crate) fn moment(&self, moment: &Timestamp) -> Text {
        dates::moment(self.language, *moment)
    }
}

/// A page as the frame around it sees it. Its template extends `frame.html`, which writes the only `<h1>`.
pub(crate) trait View: Template {
    /// The heading, and the window's title.
    fn title(&self) -> Text;

    /// True where the page comes back because something is wrong with what was entered: the window's title says
    /// so first.
    fn has_error(&self) -> bool {
        false
    }
}
