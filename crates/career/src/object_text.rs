//! JSON objects put together by hand, for what every change of a record writes: the names of members are taken as they
//! are, and a text is looked through for what JSON escapes many bytes at a time. The bytes are those that `serde_json`
//! writes.

use std::fmt::{Display, Write as _};

/// An object that is being written, member by member. Names are plain words.
#[derive(Debug)]
pub struct ObjectText(String);

impl ObjectText {
    /// Begins an object, with room for so many bytes before its place has to grow.
    pub fn with_room(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// A member with a text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.name(name);
        self.push_text(value);
    }

    /// A member with a text or `null`.
    pub fn text_or_null(&mut self, name: &str, value: Option<&str>) {
        match value {
            Some(value) => self.text(name, value),
            None => self.json(name, "null"),
        }
    }

    /// A member with a text, where there is one.
    pub fn text_if_any(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    /// A member with a list of texts.
    pub fn texts(&mut self, name: &str, values: &[String]) {
        self.list(name, values, |object, value| object.push_text(value));
    }

    /// A member with a list of values that are JSON already.
    pub fn list_of_json(&mut self, name: &str, values: impl IntoIterator<Item = String>) {
        self.list(name, values, |object, value| object.0.push_str(&value));
    }

    fn list<T>(&mut self, name: &str, values: impl IntoIterator<Item = T>, write: impl Fn(&mut Self, T)) {
        self.name(name);
        self.0.push('[');
        for (index, value) in values.into_iter().enumerate() {
            if index > 0 {
                self.0.push(',');
            }
            write(self, value);
        }
        self.0.push(']');
    }

    /// A member with a word that has nothing in it that JSON escapes.
    pub fn word(&mut self, name: &str, value: &str) {
        self.name(name);
        self.push_plain(value);
    }

    /// A member with a value, such as a date, whose text has nothing in it that JSON escapes.
    pub fn plain(&mut self, name: &str, value: impl Display) {
        self.name(name);
        // A text never fails to take what is written to it.
        let _always = write!(self.0, "\"{value}\"");
    }

    /// A member with a truth value.
    pub fn truth(&mut self, name: &str, value: bool) {
        self.json(name, if value { "true" } else { "false" });
    }

    /// A member with a value that is JSON already.
    pub fn json(&mut self, name: &str, value: &str) {
        self.name(name);
        self.0.push_str(value);
    }

    /// The object as text.
    pub fn end(mut self) -> String {
        self.0.push_str(if self.0.is_empty() { "{}" } else { "}" });
        self.0
    }

    fn name(&mut self, name: &str) {
        self.0.push_str(if self.0.is_empty() { "{\"" } else { ",\"" });
        self.0.push_str(name);
        self.0.push_str("\":");
    }

    fn push_text(&mut self, text: &str) {
        if is_escaped(text) {
            // Text can always be expressed.
            self.0.push_str(&serde_json::to_string(text).unwrap_or_default());
        } else {
            self.push_plain(text);
        }
    }

    fn push_plain(&mut self, text: &str) {
        self.0.push('"');
        self.0.push_str(text);
        self.0.push('"');
    }
}

/// True where JSON escapes something in a text. Looks at every byte, many at a time.
fn is_escaped(text: &str) -> bool {
    let is_one = |byte: u8| u8::from(byte < b' ') | u8::from(byte == b'"') | u8::from(byte == b'\\');
    text.bytes().fold(0, |found, byte| found | is_one(byte)) != 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn an_object_is_written_member_by_member() {
        assert_eq!(ObjectText::with_room(0).end(), "{}");
        let mut object = ObjectText::with_room(0);
        object.text("text", "a");
        object.text_or_null("none", None);
        object.text_or_null("some", Some("b"));
        object.text_if_any("absent", None);
        object.text_if_any("present", Some("b"));
        object.texts("texts", &["c".to_owned(), "\"".to_owned()]);
        object.texts("nothing", &[]);
        object.list_of_json("list", ["1".to_owned(), "{}".to_owned()]);
        object.word("word", "d");
        object.plain("plain", 1);
        object.truth("truth", true);
        object.json("json", "[{}]");
        let written = json!({"text": "a", "none": null, "some": "b", "present": "b", "texts": ["c", "\""], "nothing": [],
            "list": [1, {}], "word": "d", "plain": "1", "truth": true, "json": [{}]});
        assert_eq!(object.end(), written.to_string());
    }

    proptest! {
        #[test]
        fn a_text_is_written_as_serde_writes_it(
            text in prop_oneof![any::<String>(), "[ -~]{0,40}", "[\u{0}-\u{7f}]{0,8}"],
        ) {
            let mut object = ObjectText::with_room(0);
            object.text("text", &text);
            let written = object.end();
            prop_assert_eq!(&written, &json!({"text": &text}).to_string());
            prop_assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), json!({"text": text}));
        }
    }
}
