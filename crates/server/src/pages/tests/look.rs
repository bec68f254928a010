//! The stylesheet holds what `docs/design.md` promises.

use std::collections::{BTreeMap, BTreeSet};

use super::super::static_files::StaticFile;

fn stylesheet() -> &'static str {
    let file = StaticFile::at("/static/tenure.css").unwrap();
    std::str::from_utf8(file.bytes).unwrap()
}

/// The custom properties of the light and of the dark scheme.
fn schemes() -> [BTreeMap<&'static str, &'static str>; 2] {
    let (light, dark) = stylesheet().split_once("prefers-color-scheme: dark").unwrap();
    let properties = |text: &'static str| -> BTreeMap<_, _> {
        let lines = text.lines().filter_map(|line| line.trim().strip_prefix("--")?.strip_suffix(';'));
        lines.filter_map(|line| line.split_once(": ")).collect()
    };
    let light = properties(light);
    let mut both = light.clone();
    both.extend(properties(dark.split_once("/* Ground */").unwrap().0));
    [light, both]
}

/// The relative luminance of `#rrggbb` (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let channel = |place: usize| {
        let value = f64::from(u8::from_str_radix(&colour[place..place + 2], 16).unwrap()) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn text_has_contrast_aa_in_light_and_dark() {
    for scheme in schemes() {
        for (text, grounds) in [
            ("ink", ["paper", "surface", "sunken", "accent-soft"].as_slice()),
            ("ink-soft", &["paper", "surface", "sunken"]),
            ("accent", &["paper", "surface"]),
            ("accent-strong", &["paper", "surface", "accent-soft"]),
            ("on-accent", &["accent", "accent-strong"]),
            ("bad", &["paper", "bad-soft"]),
            ("warn", &["warn-soft"]),
        ] {
            for ground in grounds {
                let ratio = contrast(scheme[text], scheme[ground]);
                assert!(ratio >= 4.5, "{text} on {ground}: {ratio:.2}");
            }
        }
    }
}

#[test]
fn edges_and_focus_stand_out() {
    for scheme in schemes() {
        for (edge, grounds) in [
            ("line-strong", ["paper", "surface"].as_slice()),
            ("accent", &["paper", "surface"]),
            ("bad", &["paper", "surface"]),
            ("focus", &["paper", "surface", "warn-soft"]),
        ] {
            for ground in grounds {
                let ratio = contrast(scheme[edge], scheme[ground]);
                assert!(ratio >= 3.0, "{edge} on {ground}: {ratio:.2}");
            }
        }
    }
}

#[test]
fn every_property_used_is_there_and_every_property_there_is_used() {
    let [light, _] = schemes();
    let there: BTreeSet<_> = light.into_keys().collect();
    let after_each = stylesheet().split("var(--").skip(1);
    let used: BTreeSet<_> = after_each.map(|rest| rest.split([')', ',']).next().unwrap()).collect();
    assert_eq!(used, there);
}

#[test]
fn every_class_has_a_rule_and_every_rule_a_class() {
    let templates = super::files(&super::folder("templates"), "html");
    let mut used = BTreeSet::new();
    for (_, text) in &templates {
        for value in text.split("class=\"").skip(1) {
            let value = value.split('"').next().unwrap();
            // `field{% if wrong %} field-wrong{% endif %}`
            let words =
                value.split("%}").flat_map(|part| part.split("{%").take(1)).flat_map(str::split_whitespace);
            used.extend(words.map(ToOwned::to_owned));
        }
    }
    let mut ruled = BTreeSet::new();
    for line in stylesheet().lines().filter(|line| !line.trim_start().starts_with("--")) {
        let selector = line.split('{').next().unwrap();
        if !line.contains('{') && !line.trim_end().ends_with(',') {
            continue;
        }
        for class in selector.split('.').skip(1) {
            let end = class.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(class.len());
            ruled.insert(class[..end].to_owned());
        }
    }
    ruled.retain(|class| class.starts_with(|c: char| c.is_ascii_lowercase()));
    assert_eq!(used, ruled);
}

#[test]
fn the_stylesheet_fetches_nothing() {
    for word in ["@import", "url(", "http"] {
        assert!(!stylesheet().contains(word), "{word}");
    }
}
