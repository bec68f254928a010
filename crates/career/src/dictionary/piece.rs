//! A piece of a JSON text that knows where it stands.
//!
//! `serde_json` says where it stopped, not where a row began, and it stops at the first fault. So a text is first
//! read whole for its syntax, and then taken apart into pieces, each of which is read by itself.

use std::ops::Range;

use serde::Deserialize;
use serde_json::Value;

use super::fault::Fault;

/// One JSON value inside a text whose syntax is right.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    file: &'a str,
    whole: &'a str,
    start: usize,
    end: usize,
}

impl<'a> Piece<'a> {
    /// The value that a whole file is.
    ///
    /// # Errors
    ///
    /// The line and column where the text stops being JSON.
    pub(super) fn read(file: &'a str, text: &'a str) -> Result<Self, Fault> {
        let whole = Self { file, whole: text, start: 0, end: text.len() };
        whole.parse::<Value>()?;
        Ok(whole.part(0..text.len()))
    }

    /// Reads the piece as a value of some type.
    ///
    /// # Errors
    ///
    /// The first thing that does not fit the type, with its line and column in the file.
    pub(super) fn parse<T: Deserialize<'a>>(self) -> Result<T, Fault> {
        serde_json::from_str(&self.whole[self.start..self.end]).map_err(|error| {
            let (line, bytes_before) = self.start_of_piece();
            let on_first_line = error.line() <= 1;
            let bytes = error.column() + if on_first_line { bytes_before } else { 0 };
            let place = format!(" at line {} column {}", error.line(), error.column());
            let reason = error.to_string();
            let reason = reason.strip_suffix(&place).unwrap_or(&reason);
            self.fault_at(line + error.line().saturating_sub(1), bytes, reason)
        })
    }

    /// A fault at the piece's first character.
    pub(super) fn fault(self, reason: impl Into<String>) -> Fault {
        let (line, bytes_before) = self.start_of_piece();
        self.fault_at(line, bytes_before + 1, reason)
    }

    /// The line on which the piece begins, counted from 1.
    pub(super) fn line(self) -> usize {
        self.start_of_piece().0
    }

    /// The values of an array; `None` where the piece is something else.
    pub(super) fn elements(self) -> Option<Vec<Self>> {
        let inside = self.inside(b'[')?;
        Some(self.split(inside, b','))
    }

    /// The names and values of an object, in the order of the text; `None` where the piece is something else.
    pub(super) fn members(self) -> Option<Vec<(Self, Self)>> {
        let inside = self.inside(b'{')?;
        let pairs = self.split(inside, b',').into_iter();
        Some(
            pairs
                .filter_map(|pair| match self.split(pair.start..pair.end, b':').as_slice() {
                    [name, value] => Some((*name, *value)),
                    _ => None,
                })
                .collect(),
        )
    }

    /// What stands between the brackets, where the piece opens with this one.
    fn inside(self, opening: u8) -> Option<Range<usize>> {
        (self.whole.as_bytes().get(self.start) == Some(&opening)).then(|| self.start + 1..self.end - 1)
    }

    /// Splits a range at a separator that stands neither in a string nor in a deeper value.
    fn split(self, range: Range<usize>, separator: u8) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut begin = range.start;
        let mut depth = 0_usize;
        let mut in_string = false;
        let mut escaped = false;
        for index in range.clone() {
            let byte = self.whole.as_bytes()[index];
            if in_string {
                in_string = escaped || byte != b'"';
                escaped = !escaped && byte == b'\\';
                continue;
            }
            match byte {
                b'"' => in_string = true,
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ if byte == separator && depth == 0 => {
                    parts.push(self.part(begin..index));
                    begin = index + 1;
                }
                _ => {}
            }
        }
        parts.push(self.part(begin..range.end));
        parts.retain(|part| part.start < part.end);
        parts
    }

    /// A part of the same text, without the white space around it.
    fn part(self, range: Range<usize>) -> Self {
        let text = &self.whole[range.clone()];
        let blank = |character: char| matches!(character, ' ' | '\t' | '\n' | '\r');
        let start = range.start + (text.len() - text.trim_start_matches(blank).len());
        let end = (range.end - (text.len() - text.trim_end_matches(blank).len())).max(start);
        Self { start, end, ..self }
    }

    /// The line of the piece's first character, and the number of bytes before it on that line.
    fn start_of_piece(self) -> (usize, usize) {
        let before = &self.whole[..self.start];
        let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
        let line_start = before.rfind('\n').map_or(0, |index| index + 1);
        (line, self.start - line_start)
    }

    /// A fault at a line and a byte of it, both counted from 1; people count characters, not bytes.
    fn fault_at(self, line: usize, byte: usize, reason: impl Into<String>) -> Fault {
        let text = self.whole.split('\n').nth(line.saturating_sub(1)).unwrap_or_default();
        let continues = |byte: &u8| byte & 0b1100_0000 == 0b1000_0000;
        let continuing = text.as_bytes().iter().take(byte).filter(|byte| continues(byte)).count();
        Fault {
            file: self.file.to_owned(),
            line: Some(line),
            column: Some(byte.saturating_sub(continuing).max(1)),
            reason: reason.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_whatever_its_formatting_and_whatever_its_strings_hold() {
        let text = " {\"a\" :[ 1,{\"x\":\"],}\\\"\\\\\" } ,\n\n[]],\"b:\\u0063\":\n \"é,\" ,\"d\":{} }\n";
        let whole = Piece::read("f.json", text).unwrap();
        let members = whole.members().unwrap();
        let names: Vec<String> = members.iter().map(|(name, _)| name.parse().unwrap()).collect();
        assert_eq!(names, ["a", "b:c", "d"]);
        let elements = members[0].1.elements().unwrap();
        let texts: Vec<&str> = elements.iter().map(|piece| &text[piece.start..piece.end]).collect();
        assert_eq!(texts, ["1", "{\"x\":\"],}\\\"\\\\\" }", "[]"]);
        assert_eq!(elements.iter().map(|piece| piece.line()).collect::<Vec<_>>(), [1, 1, 3]);
        assert_eq!(members[1].1.parse::<String>().unwrap(), "é,");
        assert!(members[2].1.members().unwrap().is_empty());
        assert!(members[1].1.members().is_none() && members[1].1.elements().is_none());
    }

    #[test]
    fn a_fault_names_the_line_and_the_column_in_characters() {
        let fault = Piece::read("f.json", "{\n  \"ñandú\": tru }").unwrap_err();
        assert_eq!((fault.line, fault.column), (Some(2), Some(15)), "{fault}");

        let text = "[\n  \"é\", {\"a\":\n true}]";
        let elements = Piece::read("f.json", text).unwrap().elements().unwrap();
        assert_eq!((elements[1].fault("x").line, elements[1].fault("x").column), (Some(2), Some(8)));
        let fault = elements[0].parse::<u8>().unwrap_err();
        assert_eq!(fault.to_string(), "f.json line 2 column 5: invalid type: string \"é\", expected u8");
        let fault = elements[1].parse::<std::collections::BTreeMap<String, u8>>().unwrap_err();
        assert_eq!((fault.line, fault.column), (Some(3), Some(5)), "{fault}");
    }

    #[test]
    fn an_empty_file_is_a_fault_on_line_1() {
        for text in ["", "  ", "{", "{}{}", "[1,]", "\u{feff}{}"] {
            let fault = Piece::read("f.json", text).unwrap_err();
            assert!(fault.line == Some(1) && fault.column >= Some(1), "{text:?}: {fault}");
        }
    }
}
