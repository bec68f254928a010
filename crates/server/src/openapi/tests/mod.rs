//! The document is true of the router, and committed as it is.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use career::dictionary::Dictionaries;
use serde_json::{Value, json};

use crate::app::{MailSettings, Relay};
use crate::routes::Routes;
use crate::testing::Harness;
use crate::{demo, person};

pub(crate) mod truth;

/// The document as it is committed.
pub(crate) const COMMITTED: &str = include_str!("../../../../../docs/openapi.json");

/// Where it is committed.
const PLACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");

/// Says that the committed document is to be written anew.
const RENEW: &str = "TENURE_RENEW_OPENAPI";

async fn document(harness: &Harness) -> Value {
    let answer = harness.get("/openapi.json").send().await;
    answer.expect(StatusCode::OK);
    answer.json()
}

#[tokio::test]
async fn the_committed_document_is_the_one_that_is_served() {
    let served = serde_json::to_string_pretty(&document(&Harness::new()).await).unwrap() + "\n";
    if std::env::var_os(RENEW).is_some() {
        std::fs::write(PLACE, served).unwrap();
        return;
    }
    assert!(
        served == COMMITTED,
        "docs/openapi.json is not what the handlers say; renew it and read the difference:\n    \
         {RENEW}=1 cargo test -p server openapi && git diff docs/openapi.json"
    );
}

#[tokio::test]
async fn the_document_can_be_kept() {
    let relay =
        Relay { url: "smtp://127.0.0.1:1".to_owned(), from: "a@example.org".to_owned(), hello_name: None };
    let server = Harness::with(|settings| settings.mail = MailSettings::Relay(relay));
    for (harness, kept) in [(server, "public, max-age=300"), (Harness::new(), "no-cache")] {
        let first = harness.get("/openapi.json").send().await;
        assert_eq!(first.header("content-type"), Some("application/json"));
        assert_eq!(first.header("cache-control"), Some(kept));
        let tag = first.header("etag").unwrap();
        let again = harness.get("/openapi.json").header("if-none-match", tag).send().await;
        again.expect(StatusCode::NOT_MODIFIED);
        assert_eq!(again.body, "");
    }
}

/// Each path of a router with its verbs, as it writes them for programmers: there is no other way to ask it.
fn routed(routes: Routes) -> BTreeMap<String, BTreeSet<String>> {
    let written = format!("{:?}", routes.into_parts().0);
    let (mut paths, mut verbs) = (BTreeMap::new(), BTreeMap::new());
    let (own, _) = written.split_once("fallback_router").unwrap();
    for route in own.split("RouteId(").skip(1) {
        let Some((id, of)) = route.split_once("): ") else { continue };
        if let Some(path) = of.strip_prefix('"') {
            paths.insert(id, path.split('"').next().unwrap());
        } else if let Some((_, allowed)) = of.split_once("allow_header: Bytes(b\"") {
            verbs.insert(id, allowed.split('"').next().unwrap().split(',').map(str::to_owned).collect());
        }
    }
    assert!(
        !paths.is_empty() && paths.keys().eq(verbs.keys()),
        "a router writes itself otherwise: {written}"
    );
    paths.into_iter().map(|(id, path)| (path.to_owned(), verbs.remove(id).unwrap())).collect()
}

/// What stands before all routes tells their patterns, to the log and the metrics.
#[tokio::test]
async fn every_route_has_its_pattern() {
    let harness = Harness::new();
    let (_, patterns) = crate::serve::routes(&harness.app).into_parts();
    for pattern in routed(crate::serve::routes(&harness.app)).into_keys() {
        assert_eq!(patterns.of(&pattern).as_deref(), Some(pattern.as_str()));
        let path = pattern.replace('{', "").replace('}', "%2F");
        assert_eq!(patterns.of(&path).as_deref(), Some(pattern.as_str()), "{path}");
    }
    assert_eq!(patterns.of("/nowhere"), None);
}

/// What is no operation of a contract beside the pages of people and of the demo: the document itself, and where a
/// person allows an application something.
const PAGES: [&str; 4] = ["/openapi.json", "/docs", "/docs/{file}", crate::oauth::USER_AUTHORIZE];

#[tokio::test]
async fn every_route_is_in_the_document_and_the_document_has_no_others() {
    let harness = Harness::new();
    let pages = [routed(person::routes()), routed(demo::routes(&harness.app))];
    let is_page = |path: &str| PAGES.contains(&path) || pages.iter().any(|pages| pages.contains_key(path));
    let mut routed = routed(crate::serve::routes(&harness.app));
    routed.retain(|path, _| !is_page(path));

    let document = document(&harness).await;
    let documented = document["paths"].as_object().unwrap().iter().map(|(path, operations)| {
        let mut verbs: BTreeSet<String> =
            operations.as_object().unwrap().keys().map(|verb| verb.to_ascii_uppercase()).collect();
        // axum answers HEAD wherever it answers GET.
        verbs.extend(verbs.contains("GET").then(|| "HEAD".to_owned()));
        (path.clone(), verbs)
    });
    assert_eq!(routed, documented.collect::<BTreeMap<_, _>>());
}

/// Every example of the document with its schema, by where it stands.
fn examples<'a>(value: &'a Value, place: &str, found: &mut Vec<(String, &'a Value, &'a Value)>) {
    if let (Some(schema), Some(example)) = (value.get("schema"), value.get("example")) {
        found.push((place.to_owned(), schema, example));
    }
    if let (Some(schema), Some(examples)) =
        (value.get("schema"), value.get("examples").and_then(Value::as_object))
    {
        found.extend(
            examples.iter().map(|(name, example)| (format!("{place} {name}"), schema, &example["value"])),
        );
    }
    if let Some(examples) = value.get("examples").and_then(Value::as_array) {
        found.extend(examples.iter().map(|example| (place.to_owned(), value, example)));
    }
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                examples(member, &format!("{place}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                examples(item, &format!("{place}/{index}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn every_example_is_what_its_schema_says() {
    let document: Value = serde_json::from_str(COMMITTED).unwrap();
    let mut found = Vec::new();
    examples(&document["paths"], "", &mut found);
    examples(&document["components"]["schemas"], "", &mut found);
    assert!(found.len() > 150, "{}", found.len());
    for (place, schema, example) in found {
        let faults: Vec<String> =
            truth::validator(schema).iter_errors(example).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{place}: {faults:?}\n{example}");
    }
}

#[tokio::test]
async fn ledger_240_the_scope_of_an_operation_stands_where_its_scheme_has_no_list_of_scopes() {
    let document = document(&Harness::new()).await;
    let of = |path: &str, verb: &str| {
        let operation = &document["paths"][path][verb];
        (operation["security"].clone(), operation["x-scopes"].clone())
    };
    assert_eq!(of("/api/2/curriculum", "get"), (json!([{"infojobs": []}]), json!(["cv"])));
    assert_eq!(of("/api/record/v1/shares", "post"), (json!([{"person": []}]), json!(["record.share"])));
    let add = of("/api/partner/v2/add/requests/career_history", "post");
    assert_eq!(add, (json!([{"partner": ["write.career_history"]}]), json!(["write.career_history"])));
    assert_eq!(of("/healthz", "get"), (json!([{}]), Value::Null));
}

#[tokio::test]
async fn the_keys_are_those_of_the_dictionaries_in_force() {
    let harness = Harness::new();
    let keys = |document: &Value| document["components"]["schemas"]["InfojobsKey.industry"]["enum"].clone();
    assert!(keys(&document(&harness).await).as_array().unwrap().len() > 50);
    let industry = r#"{"dictionary": "industry", "entries": [
        {"id": 0, "key": "seleccionar", "value": "(Seleccionar)", "order": 0, "origin": "local"},
        {"id": 1, "key": "banca", "value": "Banca", "order": 1, "origin": "local"}]}"#;
    let other = Dictionaries::shipped_with([("industry.json", industry)]).unwrap();
    harness.app.dictionaries.replace(other);
    assert_eq!(keys(&document(&harness).await), json!(["seleccionar", "banca"]));
}
