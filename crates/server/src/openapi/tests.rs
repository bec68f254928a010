//! The document is true of the router, and committed as it is.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use serde_json::Value;

use crate::testing::Harness;
use crate::{demo, person};

/// The document as it is committed.
const COMMITTED: &str = include_str!("../../../../docs/openapi.json");

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
    let harness = Harness::new();
    let first = harness.get("/openapi.json").send().await;
    assert_eq!(first.header("content-type"), Some("application/json"));
    assert_eq!(first.header("cache-control"), Some("public, max-age=300"));
    let again =
        harness.get("/openapi.json").header("if-none-match", first.header("etag").unwrap()).send().await;
    again.expect(StatusCode::NOT_MODIFIED);
    assert_eq!(again.body, "");
}

/// Each path of a router with its verbs, as it writes them for programmers: there is no other way to ask it.
fn routed(router: &impl std::fmt::Debug) -> BTreeMap<String, BTreeSet<String>> {
    let written = format!("{router:?}");
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

/// What is no operation of a contract beside the pages of people and of the demo: the document itself, and where a
/// person allows an application something.
const PAGES: [&str; 2] = ["/openapi.json", crate::oauth::USER_AUTHORIZE];

#[tokio::test]
async fn every_route_is_in_the_document_and_the_document_has_no_others() {
    let harness = Harness::new();
    let pages = [routed(&person::routes()), routed(&demo::routes(&harness.app))];
    let is_page = |path: &str| PAGES.contains(&path) || pages.iter().any(|pages| pages.contains_key(path));
    let mut routed = routed(&crate::serve::routes(&harness.app));
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
