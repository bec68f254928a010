//! Texts without what does not count when they are compared: case, accents, punctuation (`record.md §3`).

use icu_casemap::{CaseMapper, CaseMapperBorrowed};
use icu_normalizer::properties::{CanonicalCombiningClassMap, CanonicalCombiningClassMapBorrowed};
use icu_normalizer::{
    ComposingNormalizer, ComposingNormalizerBorrowed, DecomposingNormalizer, DecomposingNormalizerBorrowed,
};

const APART: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizer::new_nfkd();
const TOGETHER: ComposingNormalizerBorrowed<'static> = ComposingNormalizer::new_nfkc();
const CASE: CaseMapperBorrowed<'static> = CaseMapper::new();
const CLASSES: CanonicalCombiningClassMapBorrowed<'static> = CanonicalCombiningClassMap::new();

/// The words of a text in lower case, without accents and punctuation, with one space between them.
///
/// Unicode's compatibility decomposition and full case folding do the work. What is dropped of a letter are the
/// marks that stand for accents or optional vowels (canonical combining classes 10 to 36 and from 200 on), so that
/// `é` is `e`, while the vowels of Thai and Devanagari and the voicing of kana, which make other words, stay.
/// Letters that Unicode does not take apart, such as `ø` and `ł`, become what they are commonly written as.
/// Full stops and apostrophes leave nothing behind (`S.A.` is `sa`), all other punctuation parts words. A text of
/// nothing but punctuation is only folded.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        let words = words(text.chars().map(|character| character.to_ascii_lowercase()));
        return if words.is_empty() { text.trim().to_ascii_lowercase() } else { words };
    }
    let bare: String = APART.normalize(text).chars().filter(|&character| !is_accent(character)).collect();
    let folded = CASE.fold_string(&bare);
    let folded: String = TOGETHER.normalize(&folded).chars().flat_map(plain).collect();
    let words = words(folded.chars());
    if words.is_empty() { folded.trim().to_owned() } else { words }
}

fn is_accent(character: char) -> bool {
    matches!(CLASSES.get_u8(character), 10..=36 | 200..)
}

/// Letters without a decomposition, as they are written where they cannot be.
fn plain(character: char) -> impl Iterator<Item = char> {
    let text = match character {
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'æ' => "ae",
        'œ' => "oe",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ŋ' => "n",
        _ => "",
    };
    text.chars().chain(text.is_empty().then_some(character))
}

fn words(characters: impl Iterator<Item = char>) -> String {
    let mut words = String::new();
    let mut between = false;
    for character in characters {
        if character.is_alphanumeric() || (!character.is_ascii() && CLASSES.get_u8(character) != 0) {
            if between && !words.is_empty() {
                words.push(' ');
            }
            between = false;
            words.push(character);
        } else if character == '&' || character == '+' {
            words.push_str(if words.is_empty() { "and" } else { " and" });
            between = true;
        } else if !matches!(character, '.' | '\'' | '’' | '‘' | '`' | 'ʼ') {
            between = true;
        }
    }
    if words == "and" { String::new() } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_punctuation_do_not_count() {
        for (text, folded) in [
            ("Telefónica, S.A.", "telefonica sa"),
            ("  ŁÓDŹ—Straße  ", "lodz strasse"),
            ("A.P. Møller – Mærsk A/S", "ap moller maersk a s"),
            ("O’Reilly's", "oreillys"),
            ("Marks & Spencer", "marks and spencer"),
            ("Marks and Spencer", "marks and spencer"),
            ("ＳＯＮＹ", "sony"),
            ("İSTANBUL ısı", "istanbul isi"),
            ("Газпром", "газпром"),
            ("Йога", "иога"),
            ("がか", "がか"),
            ("กินกัน", "กินกัน"),
            ("हिन्दी", "हिन्दी"),
            ("שָׁלוֹם", "שלום"),
            ("株式会社トヨタ", "株式会社トヨタ"),
            ("한국", "한국"),
            ("***", "***"),
            ("★", "★"),
            ("", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
            assert_eq!(fold(folded), folded, "{text}, again");
        }
    }
}
