//! What the tests of marks and shares share: a record with something of both kinds.

use axum::http::StatusCode;
use career::history::Event;
use jiff::SignedDuration;
use oauth::scope::Scope;
use serde_json::{Value, json};
use store::history::HistoryOf;
use store::record::RecordOf;

use crate::person::curricula::testing::Setting;
use crate::testing::{Answer, TestClient};

/// The partner's id of the credential that is there from the beginning.
pub(in crate::person) const CREDENTIAL: &str = "c-1";

/// A person in a browser who declared an experience at Declared Ltd, and accepted a credential with a job at Company & Sons
/// and one at Second Ltd.
pub(in crate::person) struct Marked {
    pub(in crate::person) setting: Setting,
    /// The declared statement.
    pub(in crate::person) experience: String,
    /// The submission of [`CREDENTIAL`].
    pub(in crate::person) submission: String,
    client: TestClient,
}

/// A job until May 2024, as far as was known.
pub(in crate::person) fn job(organisation: &str) -> Value {
    json!({"organisation": organisation, "role_title": "Engineer", "start_date": "2020-01",
        "last_processed_month": "2024-05"})
}

impl Marked {
    pub(in crate::person) async fn new() -> Self {
        let setting = Setting::new().await;
        let client = setting.harness.partner().await;
        let experience = format!("experience/{}", setting.add("Declared Ltd").await);
        let mut marked = Self { setting, experience, submission: String::new(), client };
        marked.submission = marked.attest(CREDENTIAL, &[job("Company & Sons"), job("Second Ltd")]).await;
        marked
    }

    /// A token, which lives for half an hour.
    async fn token(&self) -> String {
        self.setting.harness.partner_token(&self.client, &Scope::PARTNER).await
    }

    /// Sends a credential and accepts it; the answer is its submission.
    pub(in crate::person) async fn attest(&self, id: &str, employment: &[Value]) -> String {
        let harness = &self.setting.harness;
        harness.advance(SignedDuration::from_secs(1)); // the newer credential is told by its time
        let body =
            json!({"credential_id": id, "fields": {"full_name": "John Doe", "employment": employment}});
        let add = harness.post("/api/partner/v2/add/requests/career_history").bearer(&self.token().await);
        let link = add.json(&body).send().await.json()["redirect_uri"].as_str().unwrap().to_owned();
        let path = format!("/add/{}", link.split("content=").nth(1).unwrap());
        self.setting.get(&path).await.expect(StatusCode::OK);
        self.setting.post(&format!("{path}/account"), &[("account", "continue")]).await;
        self.setting.post(&path, &[("decision", "accept")]).await.expect(StatusCode::SEE_OTHER);
        let record = harness.app.store.answer(RecordOf { person: self.setting.person.id }).await;
        let credentials = record.unwrap().unwrap().credentials;
        let accepted = credentials.iter().find(|accepted| accepted.credential_id.as_str() == id).unwrap();
        accepted.submission.to_string()
    }

    /// The statement at a place of [`CREDENTIAL`].
    pub(in crate::person) fn employment(&self, place: u16) -> String {
        format!("credential/{}/{place}", self.submission)
    }

    pub(in crate::person) async fn get(&self, path: &str) -> Answer {
        self.setting.get(path).await
    }

    pub(in crate::person) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.setting.post(path, fields).await
    }

    /// Posts a form that does what it was to do, and reads the page that it leads to.
    pub(in crate::person) async fn done(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(path, fields).await;
        self.setting.follow(&answer).await.body
    }

    /// The status that the partner is told.
    pub(in crate::person) async fn status(&self, id: &str) -> Value {
        let path = format!("/api/partner/v1/submissions/{id}/status.json");
        self.setting.harness.get(&path).bearer(&self.token().await).send().await.json()
    }

    /// The status among many, asked without a content type.
    pub(in crate::person) async fn status_of_many(&self, id: &str) -> Value {
        let path = "/api/partner/v1/submissions/status.json";
        let call = self.setting.harness.post(path).bearer(&self.token().await);
        call.body(json!({"ids": [id]}).to_string()).send().await.json()["credentials"][0].clone()
    }

    /// The history of the person, oldest first.
    pub(in crate::person) async fn history(&self) -> Vec<Event> {
        let query = HistoryOf { person: self.setting.person.id, after: 0, most: 1000 };
        let entries = self.setting.harness.app.store.answer(query).await.unwrap();
        entries.iter().map(|entry| entry.event().unwrap()).collect()
    }
}
