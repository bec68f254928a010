//! What the tests of this contract share.

use oauth::scope::Scope;
use serde_json::{Value, json};

use crate::testing::{Answer, Harness, TestClient, TestPerson, Tokens};

/// A server with an application that acts for a person with all four scopes.
pub(super) struct Setting {
    pub(super) harness: Harness,
    pub(super) client: TestClient,
    pub(super) person: TestPerson,
    pub(super) tokens: Tokens,
}

impl Setting {
    pub(super) async fn new() -> Self {
        let harness = Harness::new();
        let client = harness.application().await;
        let person = harness.person("candidate@example.com").await;
        let tokens = harness.tokens(&client, &person, &Scope::APPLICATION).await;
        Self { harness, client, person, tokens }
    }

    /// The path of the person's curriculum, with something after it.
    pub(super) fn path(&self, version: u8, rest: &str) -> String {
        format!("/api/{version}/curriculum/{}/experience{rest}", self.person.curriculum)
    }

    pub(super) async fn put(&self, body: &Value) -> Answer {
        let call = self.harness.put(&self.path(4, "")).user(&self.client, &self.tokens.access);
        call.json(body).send().await
    }

    /// Puts a text as it stands.
    pub(super) async fn put_text(&self, body: &str) -> Answer {
        let call = self.harness.put(&self.path(4, "")).user(&self.client, &self.tokens.access);
        call.header("content-type", "application/json").body(body.to_owned()).send().await
    }

    pub(super) async fn get(&self, path: &str) -> Answer {
        self.harness.get(path).user(&self.client, &self.tokens.access).send().await
    }

    pub(super) async fn delete(&self, path: &str) -> Answer {
        self.harness.delete(path).user(&self.client, &self.tokens.access).send().await
    }

    /// Inserts an experience at a company; the answer is its id.
    pub(super) async fn insert(&self, company: &str) -> String {
        let mut body = minimal();
        body["company"] = company.into();
        let saved = self.put(&body).await;
        saved.expect(axum::http::StatusCode::OK);
        saved.json()["id"].as_str().unwrap().to_owned()
    }
}

/// The least that is accepted.
pub(super) fn minimal() -> Value {
    json!({
        "company": "InfoJobs",
        "job": "Web programmer",
        "startingDate": "2006-09-14",
        "finishingDate": "2011-06-14",
        "level": "empleado-a",
        "category": "informatica-telecomunicaciones",
        "subcategories": ["programacion"],
    })
}

/// The contract document's first example, with its missing comma put in.
pub(super) const FIRST_EXAMPLE: &str = include_str!("testing/first_example.json");

/// The same as it is printed: a comma is missing after `reportingTo`.
pub(super) const FIRST_EXAMPLE_AS_PRINTED: &str = include_str!("testing/first_example_as_printed.txt");

/// The document's second example, mended.
pub(super) const SECOND_EXAMPLE: &str = include_str!("testing/second_example.json");
