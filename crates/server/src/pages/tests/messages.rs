//! The Fluent files agree with one another and with what uses them.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use super::super::Language;
use super::super::words;

/// What one message refers to.
#[derive(Debug, Default, PartialEq, Eq)]
struct References {
    arguments: BTreeSet<String>,
    messages: BTreeSet<String>,
}

/// The messages of a file, none twice and nothing else in it.
fn messages(language: Language) -> BTreeMap<String, References> {
    let resource = parser::parse(words::source(language)).unwrap_or_else(|(_, errors)| {
        panic!("{language:?}: {errors:?}");
    });
    let mut messages = BTreeMap::new();
    for entry in resource.body {
        let message = match entry {
            Entry::Message(message) => message,
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
            other => panic!("{language:?}: {other:?}"),
        };
        let mut references = References::default();
        pattern(&message.value.expect("a message has a value"), &mut references);
        let before = messages.insert(message.id.name.to_owned(), references);
        assert_eq!(before, None, "{language:?} has {} twice", message.id.name);
    }
    messages
}

fn pattern(pattern: &Pattern<&str>, references: &mut References) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            self::expression(expression, references);
        }
    }
}

fn expression(expression: &Expression<&str>, references: &mut References) {
    match expression {
        Expression::Inline(inline) => self::inline(inline, references),
        Expression::Select { selector, variants } => {
            inline(selector, references);
            for variant in variants {
                pattern(&variant.value, references);
            }
        }
    }
}

fn inline(inline: &InlineExpression<&str>, references: &mut References) {
    match inline {
        InlineExpression::VariableReference { id } => {
            references.arguments.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, attribute: None } => {
            references.messages.insert(id.name.to_owned());
        }
        other => panic!("{other:?} is not looked for in other languages"),
    }
}

/// The ids that the templates and the Rust files name, as in `page.t("an-id")`.
fn used() -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (_, text) in super::sources() {
        for (place, opening) in text.match_indices(".t(\"") {
            let rest = &text[place + opening.len()..];
            used.insert(rest[..rest.find('"').unwrap()].to_owned());
        }
    }
    // The ones of this file's own prose.
    used.remove("an-id");
    used.remove("");
    used.retain(|id| !id.starts_with('\\'));
    used
}

#[test]
fn every_language_has_the_same_messages() {
    let english: BTreeSet<_> = messages(Language::English).into_keys().collect();
    for language in [Language::Indonesian, Language::Spanish] {
        let others: BTreeSet<_> = messages(language).into_keys().collect();
        let missing: Vec<_> = english.difference(&others).collect();
        let additional: Vec<_> = others.difference(&english).collect();
        assert!(missing.is_empty(), "{language:?} lacks {missing:?}");
        assert!(additional.is_empty(), "only {language:?} has {additional:?}");
    }
}

#[test]
fn every_language_gives_a_message_the_same_arguments() {
    let english = messages(Language::English);
    for language in [Language::Indonesian, Language::Spanish] {
        for (id, references) in messages(language) {
            assert_eq!(references, english[&id], "{language:?}: {id}");
        }
    }
}

#[test]
fn every_message_is_used_and_every_message_used_is_there() {
    let messages = messages(Language::English);
    let mut used = used();
    for references in messages.values() {
        used.extend(references.messages.iter().cloned());
    }
    let there: BTreeSet<_> = messages.into_keys().collect();
    let unknown: Vec<_> = used.difference(&there).collect();
    let unused: Vec<_> = there.difference(&used).collect();
    assert!(unknown.is_empty(), "no file has {unknown:?}");
    assert!(unused.is_empty(), "nothing uses {unused:?}");
}

#[test]
fn the_messages_stand_in_the_same_order_in_every_file() {
    let order = |language| -> Vec<String> {
        let lines = words::source(language).lines();
        let ids = lines.filter_map(|line| line.split_once(" = ")).map(|(id, _)| id.to_owned());
        ids.filter(|id| id.chars().all(|character| character.is_ascii_lowercase() || character == '-'))
            .collect()
    };
    let english = order(Language::English);
    assert_eq!(order(Language::Indonesian), english);
    assert_eq!(order(Language::Spanish), english);
}

#[test]
fn a_message_that_no_file_has_is_written_as_its_id() {
    let id = "no-such-message";
    assert_eq!(words::Text::new(Language::English, id).to_string(), id);
}

#[test]
fn what_others_wrote_is_isolated_and_numbers_are_the_languages_own() {
    let spanish = |id: &'static str| words::Text::new(Language::Spanish, id);
    let jobs = |count: usize| spanish("offer-jobs").with("count", count).to_string();
    assert_eq!([jobs(1), jobs(2), jobs(12_345)], ["Un empleo", "2 empleos", "12\u{a0}345 empleos"]);
    let title = spanish("offer-title").with("client", "A\u{202e}B").to_string();
    assert_eq!(title, "Historial laboral de \u{2068}A\u{202e}B\u{2069}");
}
