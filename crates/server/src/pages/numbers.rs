//! Whole numbers as each language writes them.

use super::language::Language;

/// A whole number, its thousands apart: `12,345` in English, `12.345` in Indonesian, `12 345` in Spanish, which
/// leaves four digits together.
pub(crate) fn whole(language: Language, number: f64) -> String {
    let (separator, from_digits) = match language {
        Language::English => (',', 4),
        Language::Indonesian => ('.', 4),
        Language::Spanish => ('\u{a0}', 5),
    };
    let digits = format!("{:.0}", number.abs());
    let mut written = String::from(if number < 0.0 { "−" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        let left = digits.len() - place;
        if place > 0 && left.is_multiple_of(3) && digits.len() >= from_digits {
            written.push(separator);
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart_as_the_language_has_it() {
        for (number, english, indonesian, spanish) in [
            (0.0, "0", "0", "0"),
            (200.0, "200", "200", "200"),
            (1_000.0, "1,000", "1.000", "1000"),
            (12_345.0, "12,345", "12.345", "12\u{a0}345"),
            (1_234_567.0, "1,234,567", "1.234.567", "1\u{a0}234\u{a0}567"),
            (-1_000.0, "−1,000", "−1.000", "−1000"),
        ] {
            assert_eq!(whole(Language::English, number), english);
            assert_eq!(whole(Language::Indonesian, number), indonesian);
            assert_eq!(whole(Language::Spanish, number), spanish);
        }
    }
}
