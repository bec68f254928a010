//! Text as the contracts count and clean it.

/// The length of a text: Unicode scalar values, not bytes (`infojobs.md §4`, `seekpass.md §3.1`).
pub fn length(text: &str) -> usize {
    text.chars().count()
}

/// The first control character that the `InfoJobs` contract refuses: any but `\n`, `\r` and `\t`.
pub fn control_character_in_lines(text: &str) -> Option<char> {
    let found = || text.chars().find(|&character| is_control_in_lines(character));
    may_have_control_character(text).then(found).flatten()
}

fn is_control_in_lines(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\r' | '\t')
}

/// False where no byte is one that a control character is written with. Looks at every byte, many at a time.
fn may_have_control_character(text: &str) -> bool {
    let is_one = |byte: u8| u8::from(byte < b' ') | u8::from(byte == 0x7f) | u8::from(byte == 0xc2);
    text.bytes().fold(0, |found, byte| found | is_one(byte)) != 0
}

/// The first control character of any kind (the SEEK Pass contract refuses them all).
pub fn control_character(text: &str) -> Option<char> {
    text.chars().find(|character| character.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_counts_scalar_values() {
        assert_eq!(length("Ñandú 🦤"), 7);
    }

    #[test]
    fn line_breaks_and_tabs_are_no_control_characters_in_running_text() {
        assert_eq!(control_character_in_lines("a\r\n\tb"), None);
        assert_eq!(control_character_in_lines("a\u{0}b"), Some('\u{0}'));
        assert_eq!(control_character_in_lines("a\u{85}b"), Some('\u{85}'));
        assert_eq!(control_character_in_lines("a\u{7f}b"), Some('\u{7f}'));
        assert_eq!(
            control_character_in_lines("¿añ\u{a0}o?"),
            None,
            "written with bytes of control characters"
        );
        assert_eq!(control_character("a\nb"), Some('\n'));
        assert_eq!(control_character("añb"), None);
    }
}
