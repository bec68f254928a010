//! The words: the Fluent files of `locales/`, embedded when the program is built.

use std::fmt;
use std::sync::LazyLock;

use askama::filters::Safe;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::Timestamp;
use jiff::civil::Date;

use career::when::When;
use career::year_month::YearMonth;

use super::language::Language;
use super::{dates, numbers};

type Bundle = FluentBundle<FluentResource>;

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::English));
static INDONESIAN: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Indonesian));
static SPANISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Spanish));

/// The text of a language's Fluent file.
pub(crate) const fn source(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../../../../locales/en.ftl"),
        Language::Indonesian => include_str!("../../../../locales/id.ftl"),
        Language::Spanish => include_str!("../../../../locales/es.ftl"),
    }
}

fn messages(language: Language) -> &'static Bundle {
    match language {
        Language::English => &ENGLISH,
        Language::Indonesian => &INDONESIAN,
        Language::Spanish => &SPANISH,
    }
}

/// Reads a file. What is wrong in it is left out here, and fails a test.
fn bundle(language: Language) -> Bundle {
    let resource = match FluentResource::try_new(source(language).to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let mut bundle = Bundle::new_concurrent(vec![language.code().parse().unwrap_or_default()]);
    bundle.add_resource_overriding(resource);
    // Only what others wrote is isolated, by `Argument`: dates and numbers need none, and a code that is copied
    // out of a mail must have nothing invisible around it.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::English => |value, _| number(value, Language::English),
        Language::Indonesian => |value, _| number(value, Language::Indonesian),
        Language::Spanish => |value, _| number(value, Language::Spanish),
    }));
    bundle
}

fn number(value: &FluentValue, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(numbers::whole(language, number.value)),
        _ => None,
    }
}

/// A text in one language: a message of the Fluent files with its arguments. Written out by `Display`; a message
/// that no file has is written as its id, and fails a test.
#[derive(Debug)]
pub(crate) struct Text {
    language: Language,
    id: &'static str,
    arguments: FluentArgs<'static>,
    /// True where a word of the lists is among the arguments, between [`BEFORE_LISTED`] and [`AFTER_LISTED`].
    has_listed: bool,
}

/// Stands before a word of the lists until it is written out. No text has this character (Unicode §23.7).
const BEFORE_LISTED: char = '\u{fdd0}';
/// Stands after it.
const AFTER_LISTED: char = '\u{fdd1}';

impl Text {
    /// The message `id`, without arguments yet.
    pub(crate) fn new(language: Language, id: &'static str) -> Self {
        Self { language, id, arguments: FluentArgs::new(), has_listed: false }
    }

    /// Gives the message an argument, written as the language writes it.
    pub(crate) fn with(mut self, name: &'static str, value: impl Argument) -> Self {
        self.arguments.set(name, value.in_language(self.language));
        self
    }

    /// Gives the message a word of the lists, which are in Spanish; [`Text::html`] says so of it.
    pub(crate) fn listed(mut self, name: &'static str, word: &str) -> Self {
        self.arguments.set(name, format!("\u{2068}{BEFORE_LISTED}{word}{AFTER_LISTED}\u{2069}"));
        self.has_listed = true;
        self
    }

    /// The text for a page, with the language of its words of the lists where that is not the page's (WCAG 3.1.2).
    pub(crate) fn html(&self) -> Safe<String> {
        let mut html = String::new();
        let mut open = false;
        for character in self.written().chars() {
            match character {
                BEFORE_LISTED if !open && self.language != Language::Spanish => {
                    html.push_str("<span lang=\"es\">");
                    open = true;
                }
                AFTER_LISTED if open => {
                    html.push_str("</span>");
                    open = false;
                }
                BEFORE_LISTED | AFTER_LISTED => {}
                '&' => html.push_str("&#38;"),
                '<' => html.push_str("&#60;"),
                '>' => html.push_str("&#62;"),
                '"' => html.push_str("&#34;"),
                '\'' => html.push_str("&#39;"),
                _ => html.push(character),
            }
        }
        if open {
            html.push_str("</span>");
        }
        Safe(html)
    }

    fn written(&self) -> String {
        let bundle = messages(self.language);
        let mut text = String::new();
        let written = match bundle.get_message(self.id).and_then(|message| message.value()) {
            // A missing argument shows as `{$name}`, which a test looks for on every page.
            Some(pattern) => bundle.write_pattern(&mut text, pattern, Some(&self.arguments), &mut Vec::new()),
            None => Err(fmt::Error),
        };
        if written.is_ok() { text } else { self.id.to_owned() }
    }

    /// Gives the message a text of this server's own making, as it is.
    pub(crate) fn plain(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.set(name, value.into());
        self
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.written();
        if !self.has_listed {
            return formatter.write_str(&text);
        }
        formatter.write_str(&text.replace([BEFORE_LISTED, AFTER_LISTED], ""))
    }
}

/// What can stand in a message.
pub(crate) trait Argument {
    /// The value as that language writes it.
    fn in_language(&self, language: Language) -> FluentValue<'static>;
}

impl<T: Argument + ?Sized> Argument for &T {
    fn in_language(&self, language: Language) -> FluentValue<'static> {
        (**self).in_language(language)
    }
}

/// What somebody else wrote: isolated (UAX #9), so that a name from right to left, or one that plays with
/// direction marks, cannot turn the sentence around it.
impl Argument for str {
    fn in_language(&self, _: Language) -> FluentValue<'static> {
        format!("\u{2068}{self}\u{2069}").into()
    }
}

impl Argument for String {
    fn in_language(&self, language: Language) -> FluentValue<'static> {
        self.as_str().in_language(language)
    }
}

impl Argument for YearMonth {
    fn in_language(&self, language: Language) -> FluentValue<'static> {
        dates::month(language, *self).to_string().into()
    }
}

impl Argument for Date {
    fn in_language(&self, language: Language) -> FluentValue<'static> {
        dates::day(language, *self).to_string().into()
    }
}

impl Argument for When {
    fn in_language(&self, language: Language) -> FluentValue<'static> {
        dates::when(language, *self).to_string().into()
    }
}

impl Argument for Timestamp {
    fn in_language(&self, language: Language) -> FluentValue<'static> {
        dates::moment(language, *self).to_string().into()
    }
}

macro_rules! number_arguments {
    ($($number:ty)*) => { $(
        impl Argument for $number {
            fn in_language(&self, _: Language) -> FluentValue<'static> {
                (*self).into()
            }
        }
    )* };
}

number_arguments!(i8 u32 u64 usize);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_the_lists_has_its_language_on_a_page_and_nothing_around_it_elsewhere() {
        let text = |language: Language| language.t("hint-needed-for").listed("levels", "Jefe <&> Cía");
        let plain = text(Language::English).to_string().replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(plain, "Needed for: Jefe <&> Cía.");
        assert_eq!(
            text(Language::English).html().0.replace(['\u{2068}', '\u{2069}'], ""),
            "Needed for: <span lang=\"es\">Jefe &#60;&#38;&#62; Cía</span>."
        );
        assert!(!text(Language::Spanish).html().0.contains("lang="));
        let odd = Language::English.t("hint-needed-for").listed("levels", "a\u{fdd0}b\u{fdd1}c\u{fdd1}");
        assert_eq!(odd.html().0.matches("<span").count(), odd.html().0.matches("</span>").count());
    }
}
