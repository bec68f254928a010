//! What the tests of this API share.

use axum::http::StatusCode;
use career::id::StatementId;
use career::record::DisputeNote;
use oauth::scope::Scope;
use serde_json::{Value, json};
use store::marks::{DisputeStatement, HideStatement};
use store::record::RecordOf;

use crate::testing::{Answer, Harness, TestClient, TestPerson, Tokens};

pub(super) const RECORD: &str = "/api/record/v1/record";
pub(super) const TIMELINE: &str = "/api/record/v1/timeline";
pub(super) const RECONCILIATION: &str = "/api/record/v1/reconciliation";
pub(super) const HISTORY: &str = "/api/record/v1/history";
pub(super) const SHARES: &str = super::read_shares::SHARES;

/// A server with an application that may do everything for a person, and a partner.
pub(super) struct Setting {
    pub(super) harness: Harness,
    pub(super) client: TestClient,
    pub(super) person: TestPerson,
    pub(super) tokens: Tokens,
    pub(super) partner: TestClient,
}

impl Setting {
    pub(super) async fn new() -> Self {
        let harness = Harness::new();
        let client = harness.application().await;
        let partner = harness.partner().await;
        let person = harness.person("candidate@example.com").await;
        let tokens = harness.tokens(&client, &person, &Scope::APPLICATION).await;
        Self { harness, client, person, tokens, partner }
    }

    /// Reads as the application for the person.
    pub(super) async fn get(&self, path: &str) -> Answer {
        self.harness.get(path).bearer(&self.tokens.access).send().await
    }

    /// Reads what must be there.
    pub(super) async fn read(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        answer.expect(StatusCode::OK);
        answer.json()
    }

    /// The application declares a job; the answer is the statement's id.
    pub(super) async fn declare(&self, company: &str, job: &str, start: &str, end: &str) -> String {
        let body = json!({
            "company": company, "job": job, "startingDate": start, "finishingDate": end,
            "level": "empleado-a", "category": "informatica-telecomunicaciones",
            "subcategories": ["programacion"],
        });
        let path = format!("/api/4/curriculum/{}/experience", self.person.curriculum);
        let saved = self.harness.put(&path).user(&self.client, &self.tokens.access).json(&body).send().await;
        saved.expect(StatusCode::OK);
        format!("experience/{}", saved.json()["id"].as_str().unwrap())
    }

    /// The partner attests jobs, and the person accepts them; the answer is where the statements' ids begin.
    pub(super) async fn attest(&self, credential: &str, employment: Value) -> String {
        let token = self.harness.partner_token(&self.partner, &Scope::PARTNER).await;
        let body = json!({
            "credential_id": credential,
            "fields": {"full_name": "John Doe", "employment": employment},
        });
        let path = "/api/partner/v2/add/requests/career_history";
        let added = self.harness.post(path).bearer(&token).json(&body).send().await;
        added.expect(StatusCode::CREATED);
        let link = added.json()["redirect_uri"].as_str().unwrap().to_owned();
        let path = format!("/add/{}", link.split("content=").nth(1).unwrap());
        let (cookie, _) = self.harness.sign_in("candidate@example.com", &path).await;
        let csrf = self.harness.get(&path).cookie(&cookie).send().await.csrf();
        let form = [("csrf", csrf.as_str()), ("decision", "accept")];
        self.harness.post(&path).cookie(&cookie).form(&form).send().await.expect(StatusCode::SEE_OTHER);
        let record =
            self.harness.app.store.answer(RecordOf { person: self.person.id }).await.unwrap().unwrap();
        let newest = record.credentials.last().unwrap().submission;
        format!("credential/{newest}")
    }

    /// Sends a body that is to make a share.
    pub(super) async fn post_share(&self, body: &Value) -> Answer {
        self.harness.post(SHARES).bearer(&self.tokens.access).json(body).send().await
    }

    /// The application makes a share of a statement.
    pub(super) async fn share(&self, statement: &str) -> Value {
        let created = self.post_share(&json!({ "statements": [statement] })).await;
        created.expect(StatusCode::CREATED);
        created.json()
    }

    /// Somebody enters a PIN; whether it was right.
    pub(super) async fn visit(&self, share: &Value, pin: &str) -> bool {
        let path = share["link"].as_str().unwrap().strip_prefix("https://tenure.example").unwrap();
        let answer = self.harness.post(path).form(&[("pin", pin)]).send().await;
        assert!([StatusCode::OK, StatusCode::UNPROCESSABLE_ENTITY].contains(&answer.status));
        answer.status == StatusCode::OK
    }

    pub(super) async fn hide(&self, statement: &str) {
        let (person, statement) = (self.person.id, statement.parse::<StatementId>().unwrap());
        let now = self.harness.app.now();
        let hide = HideStatement { person, statement, hidden: true, now };
        assert!(self.harness.app.store.apply(hide).await.is_ok());
    }

    pub(super) async fn dispute(&self, statement: &str, note: &str) {
        let (person, statement) = (self.person.id, statement.parse::<StatementId>().unwrap());
        let (note, now) = (Some(DisputeNote::parse(note).unwrap()), self.harness.app.now());
        let dispute = DisputeStatement { person, statement, note, tell_partner: false, now };
        assert!(self.harness.app.store.apply(dispute).await.is_ok());
    }
}

/// The ids of the statements in a list.
pub(super) fn ids(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|statement| statement["id"].as_str().unwrap()).collect()
}

/// A PIN that is not that of this share.
pub(super) fn wrong_pin(share: &Value) -> &'static str {
    if share["pin"] == "901823" { "901824" } else { "901823" }
}
