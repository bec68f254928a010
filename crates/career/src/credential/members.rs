//! Members that the contract gives no meaning to, kept as they came.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Free members of one JSON object, sorted by name at every depth: JSON gives their order no meaning, and sorted
/// they have one text only.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Map<String, Value>")]
pub struct Members(Map<String, Value>);

impl Members {
    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The value of the member `name`.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// The members by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl From<Map<String, Value>> for Members {
    fn from(mut members: Map<String, Value>) -> Self {
        members.sort_keys();
        members.values_mut().for_each(Value::sort_all_objects);
        Self(members)
    }
}

/// The unknown members around the employment records of one credential, by the object in which they stood.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Kept {
    /// Beside `full_name` and `employment`.
    #[serde(default, skip_serializing_if = "Members::is_empty")]
    pub fields: Members,
    /// Beside `credential` in `data`; only the v1 envelope has that object.
    #[serde(default, skip_serializing_if = "Members::is_empty")]
    pub data: Members,
    /// In the body itself.
    #[serde(default, skip_serializing_if = "Members::is_empty")]
    pub body: Members,
}

impl Kept {
    /// True where there is none in any of the objects.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.data.is_empty() && self.body.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn members_are_sorted_at_every_depth() {
        let sent = json!({"b": [{"z": 1, "a": 2}], "a": {"y": {"d": 1, "c": 2}, "x": null}});
        let members: Members = serde_json::from_value(sent).unwrap();
        assert_eq!(
            serde_json::to_string(&members).unwrap(),
            r#"{"a":{"x":null,"y":{"c":2,"d":1}},"b":[{"a":2,"z":1}]}"#
        );
        assert_eq!(members.len(), 2);
        assert_eq!(members.get("b"), Some(&json!([{"a": 2, "z": 1}])));
        assert_eq!(members.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["a", "b"]);
    }
}
