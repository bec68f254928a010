//! Whatever a test of this crate is answered, the document must have said it: the status, the media type, the headers
//! that make an answer what it is, and the shape of the body. Every [`Call`](crate::testing::Call) is held against it.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use axum::http::Method;
use jsonschema::Validator;
use serde_json::{Value, json};

use super::COMMITTED;
use crate::testing::Answer;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(COMMITTED).unwrap());

/// Headers of which the document says with which status they come.
const TOLD: [&str; 8] = [
    "Content-Language",
    "ETag",
    "Link",
    "Location",
    "Retry-After",
    "Tenure-Replayed",
    "Vary",
    "WWW-Authenticate",
];

/// Holds an answer of an operation of the document against it. Verbs that the document does not have are 405, and say
/// nothing about an operation.
pub(crate) fn check(method: &Method, path: &str, answer: &Answer) {
    let Some((template, item)) = item(path) else { return };
    let verb = method.as_str().to_ascii_lowercase();
    let Some(operation) = item.get(&verb) else { return };
    let (status, of) = (answer.status.as_str(), format!("{method} {template}"));
    let response = operation["responses"].get(status);
    let response =
        response.unwrap_or_else(|| panic!("{of} is not documented to answer {status}: {}", answer.body));
    for name in TOLD {
        let documented = response["headers"].get(name).is_some();
        let is_there = answer.header(name).is_some();
        assert!(documented || !is_there, "{of} is not documented to send {name} with {status}");
    }
    let Some(content) = response.get("content") else {
        assert_eq!(answer.body, "", "{of} is not documented to have a body with {status}");
        return;
    };
    let media_type = answer.header("content-type").unwrap_or_default();
    let of_type = content.get(media_type);
    let of_type =
        of_type.unwrap_or_else(|| panic!("{of} is not documented to answer {status} in {media_type}"));
    let body = serde_json::from_str(&answer.body).unwrap_or_else(|_| Value::from(answer.body.as_str()));
    let faults: Vec<String> = validator(&of_type["schema"])
        .iter_errors(&body)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{of} {status}\n{faults:#?}\n{}", answer.body);
}

/// The operations of a path, by its template: of several the one with the fewest parameters.
fn item(path: &str) -> Option<(&'static str, &'static Value)> {
    let paths = DOCUMENT["paths"].as_object().unwrap();
    let fits = |template: &str| {
        let (mut parts, mut templates) = (path.split('/'), template.split('/'));
        let fit = parts
            .by_ref()
            .zip(templates.by_ref())
            .all(|(part, template)| template == part || (template.starts_with('{') && !part.is_empty()));
        fit && path.split('/').count() == template.split('/').count()
    };
    let fitting = paths.iter().filter(|(template, _)| fits(template));
    fitting
        .min_by_key(|(template, _)| template.matches('{').count())
        .map(|(template, item)| (template.as_str(), item))
}

/// What holds a value against a schema of the document, which may refer to its components.
pub(super) fn validator(schema: &Value) -> Arc<Validator> {
    static KNOWN: LazyLock<Mutex<HashMap<String, Arc<Validator>>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let made = known.entry(schema.to_string()).or_insert_with(|| {
        let whole = json!({"allOf": [schema], "components": DOCUMENT["components"]});
        Arc::new(jsonschema::draft202012::options().should_validate_formats(true).build(&whole).unwrap())
    });
    Arc::clone(made)
}
