//! What the document has beside what `utoipa` makes of the handlers.

use career::dictionary::Dictionaries;
use career::experience::Field;
use serde_json::{Map, Value, json};
use utoipa::openapi::{OpenApi, RefOr, Schema};

use super::schemas::component;

/// The component of what a key field may hold: the keys of its dictionary, aliases included.
pub(crate) fn key_component(field: Field) -> RefOr<Schema> {
    component(&key_component_name(field.dictionary().unwrap_or_default()))
}

fn key_component_name(dictionary: &str) -> String {
    format!("InfojobsKey.{dictionary}")
}

/// The whole document, with the keys of these dictionaries.
pub(super) fn finish(document: &OpenApi, dictionaries: &Dictionaries) -> Value {
    // Plain data with texts for names, which JSON can always express.
    let mut document = serde_json::to_value(document).unwrap_or_default();
    let with_scopes = schemes_with_scopes(&document);
    for operation in operations(&mut document) {
        tell_scopes(operation, &with_scopes);
        for parameter in array(operation, "parameters") {
            lift_example(parameter);
        }
        for (_, response) in object(operation, "responses") {
            let headers = object(response, "headers");
            drop(
                headers
                    .insert("X-Request-Id".to_owned(), json!({"$ref": "#/components/headers/X-Request-Id"})),
            );
        }
    }
    unwrap(&mut document);
    let components = object(&mut document, "components");
    components.insert("headers".to_owned(), json!({"X-Request-Id": request_id()}));
    let schemas = components.entry("schemas").or_insert_with(|| json!({}));
    if let Value::Object(schemas) = schemas {
        schemas.extend(keys(dictionaries));
        schemas.sort_keys();
    }
    document
}

/// Takes the line breaks out of paragraphs: doc comments have them for the reader of the code, and pages show them.
fn unwrap(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match (name.as_str(), value) {
                    // Bodies are what they are.
                    ("example" | "value", _) => {}
                    ("description", Value::String(text)) => *text = unwrapped(text),
                    // One line, which is not read as Markdown.
                    ("summary", Value::String(text)) => *text = unwrapped(text).replace(['`', '\n'], ""),
                    (_, value) => unwrap(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(unwrap),
        _ => {}
    }
}

/// Each paragraph, and each point of a list, in one line. Tables and headings stay as they are.
fn unwrapped(text: &str) -> String {
    let is_point = |line: &str| line.trim_start().starts_with("- ");
    let stands_alone = |line: &str| line.trim().is_empty() || line.starts_with(['|', '#']);
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match lines.last_mut().filter(|before| !stands_alone(before)) {
            Some(before) if !stands_alone(line) && !is_point(line) => {
                before.push(' ');
                before.push_str(line.trim_start());
            }
            _ => lines.push(line.to_owned()),
        }
    }
    lines.join("\n")
}

fn request_id() -> Value {
    json!({
        "description": "Names the request in the server's log. Tell it to the operator when you ask about an answer.",
        "schema": {"type": "string", "pattern": "^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$"},
    })
}

/// A component for each dictionary that a field holds keys of.
fn keys(dictionaries: &Dictionaries) -> impl Iterator<Item = (String, Value)> {
    Field::ALL.into_iter().filter_map(Field::dictionary).filter_map(|id| {
        let mut keys: Vec<&str> = Vec::new();
        for entry in dictionaries.get(id)?.entries() {
            if !keys.contains(&entry.key.as_str()) {
                keys.push(&entry.key);
            }
        }
        let description =
            format!("A key of the dictionary `{id}`, or another spelling that is accepted for one.");
        Some((key_component_name(id), json!({"type": "string", "description": description, "enum": keys})))
    })
}

fn operations(document: &mut Value) -> impl Iterator<Item = &mut Value> {
    object(document, "paths").values_mut().filter_map(Value::as_object_mut).flat_map(Map::values_mut)
}

/// The schemes that have scopes by the rules of `OpenAPI`: those of OAuth.
fn schemes_with_scopes(document: &Value) -> Vec<String> {
    let schemes = document["components"]["securitySchemes"].as_object().into_iter().flatten();
    schemes.filter(|(_, scheme)| scheme["type"] == "oauth2").map(|(name, _)| name.clone()).collect()
}

/// The scopes that an operation wants, in words for people and as `x-scopes` for programs. Only schemes of OAuth keep
/// them in the requirement too, for other schemes have no list that they could stand in (LEDGER 240).
fn tell_scopes(operation: &mut Value, with_scopes: &[String]) {
    let mut scopes: Vec<Value> = Vec::new();
    for requirement in array(operation, "security").filter_map(Value::as_object_mut) {
        for (scheme, wanted) in requirement {
            scopes.extend(wanted.as_array().into_iter().flatten().cloned());
            if !with_scopes.contains(scheme) {
                *wanted = json!([]);
            }
        }
    }
    if let (Some(scope), Some(Value::String(description))) =
        (scopes.first(), operation.get_mut("description"))
    {
        let sentence = format!("\n\nScope: `{}`.", scope.as_str().unwrap_or_default());
        description.push_str(&sentence);
        operation["x-scopes"] = scopes.into();
    }
}

/// An example stands at its parameter, where tools look for it.
fn lift_example(parameter: &mut Value) {
    let examples = parameter.get_mut("schema").and_then(Value::as_object_mut);
    let examples = examples.and_then(|schema| schema.shift_remove("examples"));
    if let Some(example) = examples.and_then(|examples| examples.get(0).cloned()) {
        parameter["example"] = example;
    }
}

/// The object that stands there; it is made where there is none.
fn object<'a>(value: &'a mut Value, name: &str) -> &'a mut Map<String, Value> {
    if !value[name].is_object() {
        value[name] = json!({});
    }
    match &mut value[name] {
        Value::Object(object) => object,
        _ => unreachable!("it was made an object above"),
    }
}

fn array<'a>(value: &'a mut Value, name: &str) -> impl Iterator<Item = &'a mut Value> {
    value.get_mut(name).and_then(Value::as_array_mut).into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_points_are_one_line_each() {
        let text = "A text\nof two lines.\n\n- a point\n  of two\n- another\n\n| a | b |\n| - | - |\n\n## More\nText";
        assert_eq!(
            unwrapped(text),
            "A text of two lines.\n\n- a point of two\n- another\n\n| a | b |\n| - | - |\n\n## More\nText"
        );
    }

    #[test]
    fn bodies_are_left_alone() {
        let mut value = json!({"description": "a\nb", "example": {"description": "a\nb"}, "summary": "`a`"});
        unwrap(&mut value);
        assert_eq!(value, json!({"description": "a b", "example": {"description": "a\nb"}, "summary": "a"}));
    }
}
