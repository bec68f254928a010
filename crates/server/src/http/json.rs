//! JSON in, strictly: one value, no member twice, and a line and column where reading stopped.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::de::Read;
use serde_json::{Number, Value};

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

/// A value as it was read. Its texts are those of what was read where nothing in them is escaped.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json<'a> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'a, str>),
    Array(Vec<Self>),
    Object(Members<'a>),
}

/// The members of an object, in the order in which they were sent, none twice.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Members<'a>(Vec<(Cow<'a, str>, Json<'a>)>);

impl<'a> Members<'a> {
    /// The member with this name. It is searched for, which for as many members as objects have is quicker than hashing.
    pub(crate) fn get(&self, name: &str) -> Option<&Json<'a>> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}

impl From<Json<'_>> for Value {
    fn from(json: Json<'_>) -> Self {
        match json {
            Json::Null => Self::Null,
            Json::Bool(value) => Self::Bool(value),
            Json::Number(number) => Self::Number(number),
            Json::Text(text) => Self::String(text.into_owned()),
            Json::Array(items) => Self::Array(items.into_iter().map(Self::from).collect()),
            Json::Object(Members(members)) => Self::Object(
                members.into_iter().map(|(name, value)| (name.into_owned(), Self::from(value))).collect(),
            ),
        }
    }
}

/// Reads one JSON value. A member that stands twice in one object is an error, for what the sender meant with
/// it cannot be known.
pub(crate) fn read(bytes: &[u8]) -> Result<Json<'_>, NotJson> {
    // Of what is UTF-8 as a whole, no text in it has to be looked at again.
    let value = match std::str::from_utf8(bytes) {
        Ok(text) => whole(serde_json::Deserializer::from_str(text)),
        Err(_) => whole(serde_json::Deserializer::from_slice(bytes)),
    };
    value.map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let text = error.to_string();
        let reason = text.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&text);
        NotJson { line, column, reason: reason.to_owned() }
    })
}

fn whole<'a>(mut reader: serde_json::Deserializer<impl Read<'a>>) -> serde_json::Result<Json<'a>> {
    let value = Strict.deserialize(&mut reader)?;
    reader.end().map(|()| value)
}

/// The same as `serde_json` has it.
pub(crate) fn parse(bytes: &[u8]) -> Result<Value, NotJson> {
    read(bytes).map(Value::from)
}

struct Strict;

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Json<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Json<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Json<'de>, E> {
        Number::from_f64(value).map(Json::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Json<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(Strict)? {
            items.push(item);
        }
        Ok(Json::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Json<'de>, A::Error> {
        let mut members = Vec::new();
        let mut names = Names::default();
        while let Some(name) = access.next_key_seed(Name)? {
            let name = names.add(&members, name);
            let name = name.map_err(|name| A::Error::custom(format!("the member `{name}` stands twice")))?;
            members.push((name, access.next_value_seed(Strict)?));
        }
        Ok(Json::Object(Members(members)))
    }
}

/// The names of an object, once there are so many that searching for one takes long.
#[derive(Default)]
struct Names<'a>(HashSet<Cow<'a, str>>);

impl<'a> Names<'a> {
    /// How many are searched through.
    const FEW: usize = 32;

    /// Gives a name back as an error where a member before has it.
    fn add(
        &mut self,
        before: &[(Cow<'a, str>, Json<'a>)],
        name: Cow<'a, str>,
    ) -> Result<Cow<'a, str>, Cow<'a, str>> {
        let is_new = if before.len() < Self::FEW {
            before.iter().all(|(known, _)| *known != name)
        } else {
            if self.0.is_empty() {
                self.0.extend(before.iter().map(|(known, _)| known.clone()));
            }
            self.0.insert(name.clone())
        };
        if is_new { Ok(name) } else { Err(name) }
    }
}

struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a member")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E>(self, name: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(name.to_owned()))
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
        assert_eq!(at("{\"a\": 1, \"\\u0061\": 2}"), Err((1, 17, "the member `a` stands twice".to_owned())));
        let many = (0..1000).map(|number| format!("\"{number}\": 0, ")).collect::<Vec<_>>().concat();
        assert!(parse(format!("{{{many} \"a\": 0}}").as_bytes()).is_ok());
        for again in [0, 31, 32, 33, 999] {
            let twice = at(&format!("{{{many} \"{again}\": 0}}")).map_err(|(_, _, reason)| reason);
            assert_eq!(twice, Err(format!("the member `{again}` stands twice")));
        }
        assert_eq!(at("{} x"), Err((1, 4, "trailing characters".to_owned())));
        assert_eq!(at("[1e999]"), Err((1, 6, "number out of range".to_owned())));
        assert!(at("\"\\ud800\"").is_err(), "a lone surrogate");
        assert!(at("\"a\nb\"").is_err(), "a raw newline in a value");
        assert!(at(&"[".repeat(100_000)).is_err(), "nesting without end");
        let broken =
            parse(b"{\"a\": 1,\n\"\xff\": 2}").map_err(|error| (error.line, error.column, error.reason));
        assert_eq!(broken, Err((2, 2, "invalid unicode code point".to_owned())), "not UTF-8");
    }
}
