//! Which language a person reads (`seekpass.md §5`).

use super::accept_language;
use super::words::Text;

/// A language of the pages and mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Language {
    /// English, with British spelling. Whoever prefers none of the three gets it.
    #[default]
    English,
    /// Indonesian.
    Indonesian,
    /// Spanish.
    Spanish,
}

impl Language {
    /// Every language, in the order of the switch.
    pub(crate) const ALL: [Self; 3] = [Self::English, Self::Spanish, Self::Indonesian];

    /// The two letters of ISO 639: the value of `<html lang>`, of the switch and of its cookie.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Indonesian => "id",
            Self::Spanish => "es",
        }
    }

    /// What the language calls itself.
    pub(crate) const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Indonesian => "Indonesia",
            Self::Spanish => "Español",
        }
    }

    /// The language of a code, as the switch sends it. `None` for every other text.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The language for a request: what the switch left in its cookie, else the best of the `Accept-Language`
    /// header, else English. A cookie that is no code counts as none.
    pub(crate) fn choose(cookie: Option<&str>, accept_language: Option<&str>) -> Self {
        cookie
            .and_then(Self::of_code)
            .or_else(|| accept_language.and_then(accept_language::preferred))
            .unwrap_or_default()
    }

    /// A text of the Fluent files in this language.
    pub(crate) fn t(self, id: &'static str) -> Text {
        Text::new(self, id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_switch_is_stronger_than_the_header() {
        for (cookie, header, expected) in [
            (None, None, Language::English),
            (None, Some("es-MX,es;q=0.9"), Language::Spanish),
            (Some("id"), Some("es-MX,es;q=0.9"), Language::Indonesian),
            (Some("id"), None, Language::Indonesian),
            (Some("xx"), Some("es"), Language::Spanish),
            (Some("ES"), None, Language::English),
            (Some(""), Some("fr"), Language::English),
        ] {
            assert_eq!(Language::choose(cookie, header), expected, "{cookie:?} {header:?}");
        }
    }

    #[test]
    fn every_code_has_two_letters_and_leads_back() {
        for language in Language::ALL {
            assert_eq!(language.code().len(), 2);
            assert_eq!(Language::of_code(language.code()), Some(language));
        }
    }
}
