//! The two samples of the `InfoJobs` contract. As they are printed they lack a comma, which is refused; mended,
//! the first inserts an experience and the second edits one.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::Value;

use super::super::descriptor::Descriptor;
use super::super::seed::{EXPERIENCE, JOB_BEFORE};
use super::{Answer, Odd, Player};

/// The first sample of the document, as it is printed there.
const INSERT: &str = include_str!("../samples/infojobs_insert.json");

/// The second.
const EDIT: &str = include_str!("../samples/infojobs_edit.json");

/// The line after which the comma is missing.
const BEFORE: &str = "\"reportingTo\": \"seleccionar\"";

/// A sample with its comma.
fn mended(sample: &str) -> String {
    sample.replacen(BEFORE, &format!("{BEFORE},"), 1)
}

/// The `Authorization` header of an application that acts for a person.
pub fn authorization(demo: &Descriptor) -> String {
    let basic = format!("{}:{}", demo.application.client_id, demo.application.client_secret);
    format!("Basic {},Bearer {}", STANDARD.encode(basic), demo.person.access_token)
}

impl Player {
    /// Plays them. What was inserted or edited in an earlier run stays as it is.
    pub(super) async fn infojobs(&mut self, demo: &Descriptor) -> Result<(), Odd> {
        let curriculum = &demo.person.curriculum_id;
        self.announce("The application asks for what is in the curriculum");
        let request = self.ask(demo, Method::GET, &format!("/api/2/curriculum/{curriculum}/experience"));
        let before = experiences(&self.expect(request, StatusCode::OK).await?)?;
        self.insert(demo, &before).await?;
        self.edit(demo, &before).await
    }

    async fn insert(&mut self, demo: &Descriptor, before: &[Value]) -> Result<(), Odd> {
        let path = format!("/api/4/curriculum/{}/experience", demo.person.curriculum_id);
        self.announce(
            "It sends the first sample as it is printed, a comma missing: refused, with line and column",
        );
        self.refused(demo, &path, INSERT, StatusCode::BAD_REQUEST, "221").await?;
        let sample: Value = serde_json::from_str(&mended(INSERT)).map_err(|error| Odd(error.to_string()))?;
        let same = |one: &Value, name: &str| one.get(name) == sample.get(name);
        if let Some(earlier) = before.iter().find(|one| same(one, "company") && same(one, "job")) {
            self.announce("With its comma it was inserted in an earlier run, and once is enough");
            return self.look_at(demo, text(earlier, "id")).await;
        }
        self.announce("With its comma it is inserted, and given an id");
        let request = self.put(demo, &path, mended(INSERT));
        self.expect(request, StatusCode::OK).await.map(drop)
    }

    async fn edit(&mut self, demo: &Descriptor, before: &[Value]) -> Result<(), Odd> {
        let path = format!("/api/4/offer/curriculum/{}/experience", demo.person.curriculum_id);
        let id = EXPERIENCE.to_string();
        self.announce("It sends the second sample as it is printed: refused for the same reason");
        self.refused(demo, &path, EDIT, StatusCode::BAD_REQUEST, "221").await?;
        match before.iter().find(|one| text(one, "id") == id) {
            Some(one) if text(one, "job") == JOB_BEFORE => {
                self.announce("With its comma it replaces the experience of that id");
                let request = self.put(demo, &path, mended(EDIT));
                self.expect(request, StatusCode::OK).await.map(drop)
            }
            Some(_) => {
                self.announce("With its comma it replaced the experience of that id in an earlier run");
                self.look_at(demo, &id).await
            }
            None => {
                self.announce(
                    "With its comma it edits nothing, for this curriculum has no experience of that id",
                );
                self.refused(demo, &path, &mended(EDIT), StatusCode::NOT_FOUND, "655").await
            }
        }
    }

    async fn look_at(&self, demo: &Descriptor, id: &str) -> Result<(), Odd> {
        let path = format!("/api/1/curriculum/{}/experience/{id}", demo.person.curriculum_id);
        self.expect(self.ask(demo, Method::GET, &path), StatusCode::OK).await.map(drop)
    }

    fn ask(&self, demo: &Descriptor, method: Method, path: &str) -> RequestBuilder {
        self.request(method, path).header("authorization", authorization(demo))
    }

    fn put(&self, demo: &Descriptor, path: &str, body: String) -> RequestBuilder {
        self.ask(demo, Method::PUT, path).header("content-type", "application/json").body(body)
    }

    async fn refused(
        &self,
        demo: &Descriptor,
        path: &str,
        body: &str,
        status: StatusCode,
        error: &str,
    ) -> Result<(), Odd> {
        let answer = self.expect(self.put(demo, path, body.to_owned()), status).await?;
        match answer.member("error")? {
            code if code == error => Ok(()),
            code => Err(Odd(format!("the error is {code}, and {error} was expected"))),
        }
    }
}

fn experiences(list: &Answer) -> Result<Vec<Value>, Odd> {
    let list = list.json()?;
    let experiences = list.get("experience").and_then(Value::as_array);
    experiences.cloned().ok_or_else(|| Odd("the answer has no list `experience`".to_owned()))
}

fn text<'a>(experience: &'a Value, name: &str) -> &'a str {
    experience.get(name).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_samples_lack_a_comma_and_nothing_else() {
        for sample in [INSERT, EDIT] {
            assert!(serde_json::from_str::<Value>(sample).is_err());
            assert!(serde_json::from_str::<Value>(&mended(sample)).is_ok());
        }
        let edit: Value = serde_json::from_str(&mended(EDIT)).unwrap();
        assert_eq!(edit["id"], EXPERIENCE.to_string());
    }
}
