//! The `Accept-Language` header (RFC 9110 §12.5.4), as far as three languages need it.

use super::language::Language;

/// The served language that the header likes best. Regions and scripts fold to the language (`es-419` is
/// Spanish); of equals the first one wins; `q=0` is a refusal; what cannot be read is passed over. `None` where
/// no served language is named.
pub(crate) fn preferred(header: &str) -> Option<Language> {
    let mut best: Option<(Language, f32)> = None;
    for element in header.split(',') {
        let Some((language, weight)) = read(element) else {
            continue;
        };
        if weight > best.map_or(0.0, |(_, weight)| weight) {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

/// One element: a language range with its weight from 0 to 1.
fn read(element: &str) -> Option<(Language, f32)> {
    let mut parts = element.split(';').map(str::trim);
    let language = fold(parts.next()?)?;
    let weight = match parts.next() {
        None => 1.0,
        Some(parameter) => {
            let (name, value) = parameter.split_once('=')?;
            let weight: f32 = value.trim().parse().ok()?;
            let known = name.trim().eq_ignore_ascii_case("q") && (0.0..=1.0).contains(&weight);
            known.then_some(weight)?
        }
    };
    Some((language, weight))
}

/// The served language of a range. `*` is the language for those who name none.
fn fold(range: &str) -> Option<Language> {
    let primary = range.split(['-', '_']).next()?;
    match primary.to_ascii_lowercase().as_str() {
        "en" | "*" => Some(Language::English),
        "es" => Some(Language::Spanish),
        // `in` is what Indonesian was before 1989, and what older Java and Android still send.
        "id" | "in" => Some(Language::Indonesian),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_served_language_of_a_header() {
        use Language::{English, Indonesian, Spanish};
        for (header, expected) in [
            ("", None),
            ("*", Some(English)),
            ("en", Some(English)),
            ("id", Some(Indonesian)),
            ("es", Some(Spanish)),
            ("id-ID,id;q=0.9,en-US;q=0.8,en;q=0.7", Some(Indonesian)),
            ("in-ID", Some(Indonesian)),
            ("es-419", Some(Spanish)),
            ("es_MX", Some(Spanish)),
            ("ES-mx", Some(Spanish)),
            ("zh-Hant-TW, es-Latn-AR;q=0.2", Some(Spanish)),
            ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", Some(English)),
            ("fr, de;q=0.7", None),
            ("en;q=0.5, es;q=0.8", Some(Spanish)),
            ("en;q=0.8, es;q=0.8", Some(English)),
            ("es;q=0.8, en;q=0.8", Some(Spanish)),
            ("es;q=0, en;q=0.1", Some(English)),
            ("es;q=0", None),
            ("es;q=0.001", Some(Spanish)),
            ("es ; q = 0.4 , en ; Q=0.3", Some(Spanish)),
            ("es;q=nonsense, en;q=0.1", Some(English)),
            ("es;q=2, en;q=0.1", Some(English)),
            ("es;q=-1, en;q=0.1", Some(English)),
            ("es;q=NaN, en;q=0.1", Some(English)),
            ("es;level=1, id", Some(Indonesian)),
            (",,;;, es", Some(Spanish)),
            ("english, estonian, idx", None),
        ] {
            assert_eq!(preferred(header), expected, "{header:?}");
        }
    }
}
