//! Both contracts as their clients speak them, with the credentials of a `demo.json`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

use crate::program::text;

/// A client that follows nothing and keeps nothing.
pub(crate) fn http() -> Client {
    Client::builder().no_proxy().build().unwrap()
}

/// A partner's token: the answer's status and body.
pub(crate) async fn token(base_url: &str, id: &str, secret: &str) -> (StatusCode, Value) {
    let form = [("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret)];
    let request = http().post(format!("{base_url}/api/partner/v1/oauth/token.json")).form(&form);
    let response = request.send().await.unwrap();
    (response.status(), response.json().await.unwrap())
}

/// The partner of a demo, with a token.
#[derive(Clone)]
pub(crate) struct Partner {
    http: Client,
    base_url: String,
    token: String,
}

impl Partner {
    pub(crate) async fn of(demo: &Value) -> Self {
        let base_url = text(demo, "/base_url");
        let (id, secret) = (text(demo, "/partner/client_id"), text(demo, "/partner/client_secret"));
        let (status, answer) = token(base_url, id, secret).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        Self { http: http(), base_url: base_url.to_owned(), token: text(&answer, "/access_token").to_owned() }
    }

    /// The same with another node.
    pub(crate) fn at(&self, base_url: &str) -> Self {
        Self { base_url: base_url.to_owned(), ..self.clone() }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base_url)).bearer_auth(&self.token)
    }

    /// Submits a credential with this id.
    pub(crate) fn submit(&self, id: &str) -> RequestBuilder {
        let body = json!({
            "credential_id": id,
            "fields": {
                "full_name": "Ana Pérez",
                "employment": [{
                    "organisation": "Company A",
                    "role_title": "Engineer",
                    "start_date": "2020-01",
                    "last_processed_month": "2024-05",
                }],
            },
        });
        self.request(Method::POST, "/api/partner/v2/add/requests/career_history").json(&body)
    }

    pub(crate) async fn status(&self, id: &str) -> Value {
        let path = format!("/api/partner/v1/submissions/{id}/status.json");
        self.request(Method::GET, &path).send().await.unwrap().json().await.unwrap()
    }
}

/// The application of a demo, with the person's token.
#[derive(Clone)]
pub(crate) struct Application {
    http: Client,
    base_url: String,
    authorization: String,
    curriculum: String,
}

impl Application {
    pub(crate) fn of(demo: &Value) -> Self {
        let basic =
            format!("{}:{}", text(demo, "/application/client_id"), text(demo, "/application/client_secret"));
        let bearer = text(demo, "/person/access_token");
        Self {
            http: http(),
            base_url: text(demo, "/base_url").to_owned(),
            authorization: format!("Basic {},Bearer {bearer}", STANDARD.encode(basic)),
            curriculum: text(demo, "/person/curriculum_id").to_owned(),
        }
    }

    /// The same with another node.
    pub(crate) fn at(&self, base_url: &str) -> Self {
        Self { base_url: base_url.to_owned(), ..self.clone() }
    }

    /// A request to the person's curriculum, by the version of the operation and what follows `experience`.
    pub(crate) fn request(&self, method: Method, version: u8, rest: &str) -> RequestBuilder {
        let path = format!("/api/{version}/curriculum/{}/experience{rest}", self.curriculum);
        let request = self.http.request(method, format!("{}{path}", self.base_url));
        request.header("authorization", &self.authorization)
    }

    /// A request for the person's curricula.
    pub(crate) fn curricula(&self) -> RequestBuilder {
        let request = self.http.get(format!("{}/api/2/curriculum", self.base_url));
        request.header("authorization", &self.authorization)
    }

    /// Inserts an experience, or edits the one with this id.
    pub(crate) fn put(&self, id: Option<&str>, job: &str) -> RequestBuilder {
        let body = json!({
            "id": id,
            "company": "Company B",
            "job": job,
            "startingDate": "2021-03-01",
            "onCourse": true,
            "level": "empleado-a",
            "category": "informatica-telecomunicaciones",
            "subcategories": ["programacion"],
            "salaryPeriod": "bruto-ano",
            "salaryMin": "18.000",
            "salaryMax": "24.000",
        });
        self.request(Method::PUT, 4, "").json(&body)
    }

    /// What is in the curriculum.
    pub(crate) async fn list(&self) -> Vec<Value> {
        let response = self.request(Method::GET, 2, "").send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let list: Value = response.json().await.unwrap();
        list["experience"].as_array().unwrap().clone()
    }
}
