//! JSON in, strictly: one value, no member twice, and a line and column where reading stopped.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

/// Where and why reading stopped. Lines and columns count from 1; a column counts bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NotJson {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) reason: String,
}

impl fmt::Display for NotJson {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} at line {} column {}", self.reason, self.line, self.column)
    }
}

/// Reads one JSON value. A member that stands twice in one object is an error, for what the sender meant with
/// it cannot be known.
pub(crate) fn parse(bytes: &[u8]) -> Result<Value, NotJson> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = Strict.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    value.map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let text = error.to_string();
        let reason = text.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&text);
        NotJson { line, column, reason: reason.to_owned() }
    })
}

struct Strict;

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(Strict)? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(Name(name)) = access.next_key()? {
            match members.entry(name) {
                Entry::Vacant(place) => {
                    place.insert(access.next_value_seed(Strict)?);
                }
                Entry::Occupied(taken) => {
                    return Err(A::Error::custom(format!("the member `{}` stands twice", taken.key())));
                }
            }
        }
        Ok(Value::Object(members))
    }
}

struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_value_is_read_as_it_was_sent() {
        let text = br#" {"b": [1, -2, 2.5, true, null], "a": {"x": "\u00f1"}} "#;
        assert_eq!(parse(text), Ok(json!({"b": [1, -2, 2.5, true, null], "a": {"x": "ñ"}})));
    }

    #[test]
    fn what_is_wrong_is_told_with_line_and_column() {
        let at =
            |text: &str| parse(text.as_bytes()).map_err(|error| (error.line, error.column, error.reason));
        assert_eq!(at("{\"a\": 1\n \"b\": 2}"), Err((2, 2, "expected `,` or `}`".to_owned())));
        assert_eq!(at("{\"a\": 1, \"a\": 2}"), Err((1, 12, "the member `a` stands twice".to_owned())));
        assert_eq!(at("{} x"), Err((1, 4, "trailing characters".to_owned())));
        assert_eq!(at("[1e999]"), Err((1, 6, "number out of range".to_owned())));
        assert!(at("\"\\ud800\"").is_err(), "a lone surrogate");
        assert!(at("\"a\nb\"").is_err(), "a raw newline in a value");
        assert!(at(&"[".repeat(100_000)).is_err(), "nesting without end");
        assert!(parse(b"\"\xff\"").is_err(), "not UTF-8");
    }
}
