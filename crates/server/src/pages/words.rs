//! The words: the Fluent files of `locales/`, embedded when the program is built.

use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::Timestamp;
use jiff::civil::Date;

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
}

impl Text {
    /// The message `id`, without arguments yet.
    pub(crate) fn new(language: Language, id: &'static str) -> Self {
        Self { language, id, arguments: FluentArgs::new() }
    }

    /// Gives the message an argument, written as the language writes it.
    pub(crate) fn with(mut self, name: &'static str, value: impl Argument) -> Self {
        self.arguments.set(name, value.in_language(self.language));
        self
    }

    /// Gives the message a text of this server's own making, as it is.
    pub(crate) fn plain(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.set(name, value.into());
        self
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bundle = messages(self.language);
        let Some(pattern) = bundle.get_message(self.id).and_then(|message| message.value()) else {
            return formatter.write_str(self.id);
        };
        // A missing argument shows as `{$name}`, which a test looks for on every page.
        bundle.write_pattern(formatter, pattern, Some(&self.arguments), &mut Vec::new())
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

number_arguments!(i8 u32 usize);
