//! Every page in every language: complete, well formed, and accessible as far as its text can tell.

use std::collections::BTreeSet;

use career::dictionary::Dictionaries;
use career::experience::Field;

use super::super::{Language, Page};
use super::html::{self, Piece, Tag};
use super::samples::{self, Writing};

/// Every sample in every language and in every state of the frame.
fn all() -> Vec<(String, Page<'static>, String)> {
    let mut pages = Vec::new();
    for language in Language::ALL {
        for (signed_in, demo) in [(None, false), (Some("citra@example.com"), true)] {
            let page = Page { language, path: "/add/x?y=1&z", signed_in, csrf: Some("token"), demo };
            for (name, html) in samples::all(page, Writing::Plain) {
                pages.push((format!("{name} {}", language.code()), page, html));
            }
        }
    }
    pages
}

fn tags(pieces: &[Piece]) -> impl Iterator<Item = &Tag> {
    pieces.iter().filter_map(|piece| match piece {
        Piece::Open(tag) => Some(tag),
        _ => None,
    })
}

#[test]
fn every_page_says_its_language_and_has_one_heading_of_the_first_level() {
    for (name, page, html) in all() {
        assert!(html.contains(&format!("<html lang=\"{}\">", page.language.code())), "{name}");
        let pieces = html::read(&html);
        let levels: Vec<u32> =
            tags(&pieces).filter_map(|tag| tag.name.strip_prefix('h')?.parse().ok()).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{name}");
        assert_eq!(levels.first(), Some(&1), "{name}");
        let deeper = levels.windows(2).all(|pair| pair[1] <= pair[0] + 1);
        assert!(deeper, "{name} leaves out a level: {levels:?}");
        let title = html::texts_of(&pieces, "title").remove(0);
        let heading = html::texts_of(&pieces, "h1").remove(0);
        assert!(title.ends_with(&format!("{heading} – Tenure")), "{name}: {title}");
        for landmark in ["header", "main", "footer"] {
            assert_eq!(tags(&pieces).filter(|tag| tag.name == landmark).count(), 1, "{name}: {landmark}");
        }
    }
}

/// What the lists call their keys, where that is made of letters.
fn words_of_the_lists() -> BTreeSet<String> {
    let set = Dictionaries::shipped().unwrap();
    let lists = Field::ALL.into_iter().filter_map(Field::dictionary).filter_map(|id| set.get(id));
    let words = lists.flat_map(|list| list.listed(None)).map(|entry| entry.value.clone());
    words.filter(|word| word.chars().filter(|letter| letter.is_alphabetic()).count() > 3).collect()
}

/// WCAG 3.1.2.
#[test]
fn a_word_of_the_lists_says_its_language_on_pages_in_another() {
    let words = words_of_the_lists();
    let mut found = BTreeSet::new();
    for (name, page, html) in all() {
        let mut languages = vec![page.language.code().to_owned()];
        for piece in html::read(&html) {
            match piece {
                Piece::Open(tag) if !tag.is_void() => {
                    let outer = languages.last().unwrap().clone();
                    languages.push(tag.get("lang").map_or(outer, str::to_owned));
                }
                Piece::Open(_) => {}
                Piece::Close(_) => drop(languages.pop()),
                Piece::Text(text) => {
                    let parts =
                        text.split(", ").map(|part| part.trim_matches(['\u{2068}', '\u{2069}', ' ', '\n']));
                    for word in parts.filter(|part| words.contains(*part)) {
                        assert_eq!(languages.last().unwrap(), "es", "{name}: {word}");
                        found.insert((page.language.code(), word.to_owned()));
                    }
                }
            }
        }
        if page.language == Language::Spanish {
            let foreign = tags(&html::read(&html)).filter(|tag| tag.get("lang") == Some("es")).count();
            assert_eq!(foreign, 2, "{name}: the page, and its name in the switch");
        }
    }
    assert!(found.len() > 300, "{}", found.len());
}

#[test]
fn nothing_that_needs_words_is_without() {
    for (name, _, html) in all() {
        let pieces = html::read(&html);
        for element in [
            "title", "h1", "h2", "h3", "h4", "label", "button", "a", "p", "li", "dt", "dd", "summary", "time",
        ] {
            for text in html::texts_of(&pieces, element) {
                assert!(!text.is_empty(), "{name} has an empty <{element}>");
            }
        }
        for tag in tags(&pieces) {
            for attribute in ["aria-label", "name", "for", "id", "href", "action"] {
                assert_ne!(tag.get(attribute), Some(""), "{name}: {attribute} of <{}>", tag.name);
            }
        }
        assert!(!html.contains("{$") && !html.contains("{ $"), "{name} lacks an argument");
        assert!(!html.contains("()"), "{name}");
    }
}

#[test]
fn every_reference_inside_a_page_leads_somewhere() {
    for (name, _, html) in all() {
        let pieces = html::read(&html);
        let mut ids = BTreeSet::new();
        for id in tags(&pieces).filter_map(|tag| tag.get("id")) {
            assert!(ids.insert(id), "{name} has the id {id} twice");
        }
        for tag in tags(&pieces) {
            let references = ["for", "aria-describedby", "aria-labelledby"].into_iter();
            let references =
                references.filter_map(|attribute| tag.get(attribute)).flat_map(str::split_whitespace);
            for id in references.chain(tag.get("href").and_then(|href| href.strip_prefix('#'))) {
                assert!(ids.contains(id), "{name} refers to {id}");
            }
        }
    }
}

#[test]
fn every_field_has_a_label_and_a_wrong_one_says_so() {
    for (name, _, html) in all() {
        let pieces = html::read(&html);
        let labelled: BTreeSet<_> =
            tags(&pieces).filter(|tag| tag.name == "label").filter_map(|tag| tag.get("for")).collect();
        // Where several things may be wrong, a list of them stands first, has the focus, and leads to each.
        let list = tags(&pieces).any(|tag| {
            tag.name == "div" && tag.get("role") == Some("alert") && tag.get("autofocus").is_some()
        });
        let is_field = |tag: &&Tag| {
            tag.name == "select"
                || tag.name == "textarea"
                || (tag.name == "input" && tag.get("type") != Some("hidden"))
        };
        for field in tags(&pieces).filter(is_field) {
            assert!(field.get("id").is_some_and(|id| labelled.contains(id)), "{name}: {field:?}");
            if field.get("aria-invalid").is_some() {
                let describing = field.get("aria-describedby").unwrap_or_default();
                assert!(describing.contains("-error"), "{name}: {field:?}");
                let way = format!("href=\"#{}\"", field.get("name").unwrap());
                let reached = if list { html.contains(&way) } else { field.get("autofocus").is_some() };
                assert!(reached, "{name}: {field:?}");
                assert!(html.contains("role=\"alert\""), "{name}");
            }
        }
        let focused = tags(&pieces).filter(|tag| tag.get("autofocus").is_some()).count();
        assert!(focused <= 1, "{name}");
    }
}

#[test]
fn every_form_that_changes_something_carries_the_token() {
    for (name, _, html) in all() {
        for form in html.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap();
            if form.contains("method=\"post\"") {
                assert!(
                    form.contains("<input type=\"hidden\" name=\"csrf\" value=\"token\">"),
                    "{name}: {form}"
                );
            } else {
                assert!(!form.contains("csrf"), "{name}: {form}");
            }
        }
    }
    let without = Page { path: "/", ..Page::default() };
    for (name, html) in samples::all(without, Writing::Plain) {
        assert!(!html.contains("csrf"), "{name}");
    }
}

#[test]
fn the_language_switch_comes_back_to_the_page_and_marks_the_language() {
    for (name, page, html) in all() {
        assert!(html.contains("<input type=\"hidden\" name=\"next\" value=\"/add/x?y=1&#38;z\">"), "{name}");
        let pieces = html::read(&html);
        let switch: Vec<_> = tags(&pieces).filter(|tag| tag.get("name") == Some("language")).collect();
        let marked: Vec<_> = switch.iter().filter(|tag| tag.get("aria-current").is_some()).collect();
        assert_eq!(switch.len(), 3, "{name}");
        assert_eq!(marked.len(), 1, "{name}");
        assert_eq!(marked[0].get("value"), Some(page.language.code()), "{name}");
        for button in switch {
            assert_eq!(button.get("lang"), button.get("value"), "{name}");
        }
    }
}

/// The script of a page: only two have one.
fn script_of(name: &str) -> Option<&'static str> {
    if name.split(' ').next() == Some("landing") {
        Some("/static/add.js")
    } else if name.starts_with("form-") && !name.starts_with("form-check") {
        Some("/static/experience.js")
    } else {
        None
    }
}

#[test]
fn nothing_inline_and_nothing_from_elsewhere() {
    for (name, _, html) in all() {
        let pieces = html::read(&html);
        for tag in tags(&pieces) {
            assert_ne!(tag.name, "style", "{name}");
            for (attribute, value) in &tag.attributes {
                assert_ne!(attribute, "style", "{name}");
                assert!(!attribute.starts_with("on"), "{name}: {attribute}");
                if ["src", "href", "action", "formaction"].contains(&attribute.as_str()) {
                    let local =
                        value.starts_with('#') || (value.starts_with('/') && !value.starts_with("//"));
                    assert!(local, "{name}: {value}");
                }
            }
            if tag.name == "script" {
                assert_eq!(tag.get("src"), script_of(&name), "{name}");
            }
        }
        assert!(html::texts_of(&pieces, "script").iter().all(String::is_empty), "{name}");
    }
}

#[test]
fn both_answers_of_a_choice_weigh_the_same() {
    for (name, _, html) in all() {
        let pieces = html::read(&html);
        let answers: Vec<_> = tags(&pieces).filter(|tag| tag.get("name") == Some("decision")).collect();
        if !answers.is_empty() {
            assert_eq!(
                answers.iter().map(|tag| tag.get("value")).collect::<Vec<_>>(),
                [Some("accept"), Some("decline")]
            );
            assert_eq!(answers[0].get("class"), answers[1].get("class"), "{name}");
        }
    }
}

#[test]
fn what_others_wrote_is_never_markup() {
    for language in Language::ALL {
        let hostile = samples::HOSTILE;
        let page =
            Page { language, path: hostile, signed_in: Some(hostile), csrf: Some(hostile), demo: true };
        for (name, html) in samples::all(page, Writing::Hostile) {
            // Reading it fails on a tag or an attribute that does not belong there.
            let pieces = html::read(&html);
            let scripts = tags(&pieces).filter(|tag| tag.name == "script").count();
            assert_eq!(scripts, usize::from(script_of(name).is_some()), "{name}");
            assert!(tags(&pieces).all(|tag| tag.get("onfocus").is_none()), "{name}");
        }
    }
}

#[test]
fn whoever_is_signed_in_is_named_in_full_only_where_it_matters() {
    for (name, page, html) in all() {
        if page.signed_in.is_some() && name.starts_with("continue") {
            assert!(html.contains("c…@example.com") && !html.contains("citra@"), "{name}");
        }
    }
}

#[test]
fn an_end_that_was_not_reported_is_never_called_current() {
    for (language, words) in [
        (Language::English, "Not reported: employed at least until May 2024"),
        (Language::Spanish, "No comunicado: con empleo al menos hasta mayo de 2024"),
        (Language::Indonesian, "Tidak dilaporkan: bekerja setidaknya sampai Mei 2024"),
    ] {
        let page = Page { language, path: "/me", ..Page::default() };
        for (name, html) in samples::all(page, Writing::Plain) {
            if ["offer", "me"].contains(&name) {
                assert!(html.contains(words), "{name} {language:?}");
                let texts = html.replace("aria-current", "").to_lowercase();
                assert!(
                    ["current", "present", "actual", "sekarang"].iter().all(|word| !texts.contains(word)),
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn a_month_is_never_given_a_day() {
    let page = Page { path: "/", ..Page::default() };
    for (name, html) in samples::all(page, Writing::Plain) {
        if name == "offer" {
            assert!(html.contains("<time datetime=\"2020-01\">January 2020</time>"), "{name}");
            assert!(!html.contains("2020-01-"), "{name}");
        }
    }
}

#[test]
fn a_link_that_leads_to_nothing_tells_nothing() {
    for (name, page, html) in all() {
        if name.starts_with("ended-nothing") {
            let main = html.split("<main").nth(1).unwrap();
            for word in ["Acme", "48", "2026", "href=\"/me\""] {
                assert!(!main.contains(word), "{name} in {:?}: {word}", page.language);
            }
        }
    }
}
