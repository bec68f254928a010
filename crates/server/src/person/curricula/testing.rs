//! What the tests of this folder share.

use axum::http::StatusCode;
use career::experience::Field;
use jiff::SignedDuration;
use oauth::scope::Scope;
use serde_json::{Value, json};

use crate::testing::{Answer, Harness, TestClient, TestPerson, Tokens};

/// A person in a browser, with an application that acts for them.
pub(in crate::person) struct Setting {
    pub(in crate::person) harness: Harness,
    pub(in crate::person) person: TestPerson,
    pub(in crate::person) cookie: String,
    pub(in crate::person) csrf: String,
    client: TestClient,
    tokens: Tokens,
}

impl Setting {
    pub(in crate::person) async fn new() -> Self {
        let harness = Harness::new();
        let person = harness.person("candidate@example.com").await;
        let client = harness.application().await;
        let tokens = harness.tokens(&client, &person, &Scope::APPLICATION).await;
        let (cookie, csrf) = sign_in(&harness, "candidate@example.com").await;
        Self { harness, person, cookie, csrf, client, tokens }
    }

    /// A path of the person's first curriculum.
    pub(in crate::person) fn path(&self, rest: &str) -> String {
        format!("/me/curricula/{}{rest}", self.person.curriculum)
    }

    pub(in crate::person) async fn get(&self, path: &str) -> Answer {
        self.harness.get(path).cookie(&self.cookie).send().await
    }

    /// Posts a form of the person's own.
    pub(in crate::person) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut fields = fields.to_vec();
        fields.push(("csrf", &self.csrf));
        self.harness.post(path).cookie(&self.cookie).form(&fields).send().await
    }

    /// The answer after a form that did what it was to do.
    pub(in crate::person) async fn follow(&self, answer: &Answer) -> Answer {
        answer.expect(StatusCode::SEE_OTHER);
        let next = self.get(answer.location()).await;
        next.expect(StatusCode::OK);
        next
    }

    /// Makes a curriculum; the answer is its code.
    pub(in crate::person) async fn create(&self, name: &str) -> String {
        self.harness.advance(SignedDuration::from_secs(1)); // the oldest is told by its time
        self.post("/me/curricula", &[("name", name)]).await.expect(StatusCode::SEE_OTHER);
        let listed = self.api_get("/api/2/curriculum").await.json();
        let newest = listed.as_array().unwrap().iter().rfind(|curriculum| curriculum["name"] == name);
        newest.unwrap()["code"].as_str().unwrap().to_owned()
    }

    /// Adds an experience at a company by the form; the answer is its id.
    pub(in crate::person) async fn add(&self, company: &str) -> String {
        let fields = with(&minimal(), &[("company", company)]);
        self.post(&self.path("/experience/new"), &fields).await.expect(StatusCode::SEE_OTHER);
        let listed = self.experiences().await;
        let added = listed.iter().rfind(|experience| experience["company"] == company);
        added.unwrap()["id"].as_str().unwrap().to_owned()
    }

    /// The experiences of the first curriculum, as the application reads them.
    pub(in crate::person) async fn experiences(&self) -> Vec<Value> {
        let path = format!("/api/2/curriculum/{}/experience", self.person.curriculum);
        self.api_get(&path).await.json()["experience"].as_array().unwrap().clone()
    }

    pub(in crate::person) async fn api_get(&self, path: &str) -> Answer {
        self.harness.get(path).user(&self.client, &self.tokens.access).send().await
    }

    /// What the application's insert or edit is answered with, every violation at once.
    pub(in crate::person) async fn api_put(&self, body: &Value) -> Answer {
        let path = format!("/api/4/curriculum/{}/experience", self.person.curriculum);
        let call = self.harness.put(&path).user(&self.client, &self.tokens.access).json(body);
        call.header("accept", "application/problem+json").send().await
    }

    /// Names and whether principal, as the application reads them.
    pub(in crate::person) async fn curricula(&self) -> Vec<(String, bool)> {
        let listed = self.api_get("/api/2/curriculum").await.json();
        let curricula = listed.as_array().unwrap().iter();
        let seen = curricula.map(|one| (one["name"].as_str().unwrap().to_owned(), one["principal"] == true));
        seen.collect()
    }
}

/// A session's cookie and the token of its forms.
pub(in crate::person) async fn sign_in(harness: &Harness, address: &str) -> (String, String) {
    let (cookie, _) = harness.sign_in(address, "/me").await;
    let csrf = harness.get("/me").cookie(&cookie).send().await.csrf();
    (cookie, csrf)
}

/// The least that is accepted, as the form sends it.
pub(in crate::person) fn minimal() -> Vec<(&'static str, &'static str)> {
    vec![
        ("company", "InfoJobs"),
        ("job", "Web programmer"),
        ("startingDate", "2006-09-14"),
        ("finishingDate", "2011-06-14"),
        ("level", "empleado-a"),
        ("category", "informatica-telecomunicaciones"),
        ("subcategories", "programacion"),
    ]
}

/// The same as the contract writes it.
pub(in crate::person) fn minimal_json() -> Value {
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

/// The fields with some of them changed, or added.
pub(in crate::person) fn with<'a>(
    fields: &[(&'a str, &'a str)],
    changes: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let replaced = |name: &str| changes.iter().any(|(other, _)| *other == name);
    let kept = fields.iter().filter(|(name, _)| !replaced(name));
    kept.chain(changes).copied().collect()
}

/// The fields that a page tells errors of.
pub(in crate::person) fn wrong_fields(page: &Answer) -> Vec<&'static str> {
    let names = Field::ALL.into_iter().map(Field::wire_name);
    names.filter(|name| page.body.contains(&format!("id=\"{name}-error\""))).collect()
}

/// What stands in a hidden field.
pub(in crate::person) fn hidden(page: &Answer, name: &str) -> String {
    let after = page.body.split(&format!("name=\"{name}\" value=\"")).nth(1);
    after.unwrap_or_else(|| panic!("no {name}: {}", page.body)).split('"').next().unwrap().to_owned()
}
