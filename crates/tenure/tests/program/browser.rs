//! A browser: it keeps cookies, follows redirects to pages, and fills in forms.

use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};
use serde_json::Value;

use crate::form::{Form, title};
use crate::program::text;

/// A browser of one person.
pub(crate) struct Browser {
    http: Client,
    base_url: String,
}

/// A page.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) html: String,
}

impl Page {
    pub(crate) fn title(&self) -> String {
        title(&self.html).unwrap_or_default()
    }

    fn form(&self, name: &str) -> Form {
        Form::with(&self.html, name).unwrap_or_else(|| panic!("no form with {name}: {}", self.html))
    }
}

impl Browser {
    pub(crate) fn new(base_url: &str) -> Self {
        let http = Client::builder().cookie_store(true).redirect(Policy::none()).no_proxy().build().unwrap();
        Self { http, base_url: base_url.to_owned() }
    }

    /// Opens a page, and follows where it leads to.
    pub(crate) async fn open(&self, path: &str) -> Page {
        let response = self.http.get(format!("{}{path}", self.base_url)).send().await.unwrap();
        self.arrive(response).await
    }

    /// Fills in the form that has a field or a button of this name.
    pub(crate) async fn fill(&self, page: &Page, name: &str, value: &str) -> Page {
        let form = page.form(name);
        let request = self.http.post(format!("{}{}", self.base_url, form.action));
        let response = request.form(&form.filled(&[(name, value)])).send().await.unwrap();
        self.arrive(response).await
    }

    async fn arrive(&self, mut response: Response) -> Page {
        for _ in 0..5 {
            if response.status() != StatusCode::SEE_OTHER {
                break;
            }
            let location = response.headers()["location"].to_str().unwrap().to_owned();
            assert!(location.starts_with('/'), "{location}");
            response = self.http.get(format!("{}{location}", self.base_url)).send().await.unwrap();
        }
        Page { status: response.status(), html: response.text().await.unwrap() }
    }

    /// Opens a page that needs a session, and signs in for it with the code in the outbox.
    pub(crate) async fn sign_in(&self, path: &str, email: &str) -> Page {
        let page = self.open(path).await;
        let page = self.fill(&page, "email", email).await;
        let code = self.code(email).await;
        self.fill(&page, "code", &code).await
    }

    async fn code(&self, email: &str) -> String {
        let mails = self.http.get(format!("{}/demo/outbox.json", self.base_url)).send().await.unwrap();
        let mails: Value = mails.json().await.unwrap();
        let mail = mails.as_array().unwrap().iter().find(|mail| mail["to"] == email).unwrap();
        text(mail, "/code").to_owned()
    }
}
