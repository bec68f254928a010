//! What the tests of this contract share.

use oauth::scope::Scope;
use serde_json::Value;

use crate::testing::{Answer, Harness, TestClient};

/// The contract document's sample.
pub(super) const SAMPLE: &str = include_str!("testing/sample.json");

pub(super) const ADD: &str = "/api/partner/v2/add/requests/career_history";

/// A server with a partner that has a token.
pub(super) struct Setting {
    pub(super) harness: Harness,
    pub(super) client: TestClient,
    pub(super) token: String,
}

impl Setting {
    pub(super) async fn new() -> Self {
        let harness = Harness::new();
        let client = harness.partner().await;
        let token = harness.partner_token(&client, &Scope::PARTNER).await;
        Self { harness, client, token }
    }

    /// Adds a body.
    pub(super) async fn add(&self, body: &Value) -> Answer {
        self.harness.post(ADD).bearer(&self.token).json(body).send().await
    }

    /// Adds the sample; the answer is the path that its link leads to.
    pub(super) async fn added(&self) -> String {
        let answer = self.add(&sample()).await;
        answer.expect(axum::http::StatusCode::CREATED);
        path_of(&answer)
    }

    pub(super) async fn status(&self, id: &str) -> Answer {
        let path = format!("/api/partner/v1/submissions/{id}/status.json");
        self.harness.get(&path).bearer(&self.token).send().await
    }
}

pub(super) fn sample() -> Value {
    serde_json::from_str(SAMPLE).unwrap()
}

/// The sample's id.
pub(super) const SAMPLE_ID: &str = "fa651300-b91a-49cb-8ee7-cac68b3fdf74";

/// Where the link of an add request leads.
pub(super) fn path_of(answer: &Answer) -> String {
    let link = answer.json()["redirect_uri"].as_str().unwrap().to_owned();
    format!("/add/{}", link.split("content=").nth(1).unwrap())
}
