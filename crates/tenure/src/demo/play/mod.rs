//! The samples of both contracts, played over HTTP against the running server, each step with its answer.

mod infojobs;
mod seekpass;

use std::time::Duration;

use reqwest::header::LOCATION;
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, StatusCode};

use super::descriptor::Descriptor;
use super::form;
use crate::output::say;
use crate::problem::Problem;

pub use infojobs::authorization;
pub use seekpass::Link;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A step went otherwise than it should have. It is told, and the demo serves all the same.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Odd(String);

impl From<reqwest::Error> for Odd {
    fn from(error: reqwest::Error) -> Self {
        Self(format!("there was no answer: {error}"))
    }
}

/// Plays both contracts. Answers the partner's link.
///
/// # Errors
/// [`Problem`] where no request can be sent at all.
pub async fn all(demo: &Descriptor) -> Result<Option<Link>, Problem> {
    let mut player = Player::new(&demo.base_url)?;
    say("\nSEEK Pass: a partner submits a credential, and the person accepts it\n");
    let link = match player.seekpass(demo).await {
        Ok(link) => Some(link),
        Err(odd) => {
            complain(&odd);
            None
        }
    };
    say("InfoJobs: an application inserts an experience, and edits another one\n");
    if let Err(odd) = player.infojobs(demo).await {
        complain(&odd);
    }
    Ok(link)
}

fn complain(odd: &Odd) {
    say(format!("  This was not expected: {odd}. The rest of this contract is left out.\n"));
}

/// Sends requests, and tells of each with its answer.
struct Player {
    http: Client,
    base_url: String,
    step: usize,
}

/// An answer.
struct Answer {
    status: StatusCode,
    location: Option<String>,
    replayed: Option<String>,
    text: String,
}

impl Player {
    fn new(base_url: &str) -> Result<Self, Problem> {
        let builder =
            Client::builder().cookie_store(true).redirect(Policy::none()).no_proxy().timeout(PATIENCE);
        let http = builder.build().map_err(|error| Problem::Argument(error.to_string()))?;
        Ok(Self { http, base_url: base_url.to_owned(), step: 0 })
    }

    /// Says what the next step is.
    fn announce(&mut self, what: &str) {
        self.step += 1;
        say(format!("{:>4}. {what}", self.step));
    }

    /// A request to a path of the server; a whole URL of the server is taken, too.
    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let path = path.strip_prefix(&self.base_url).unwrap_or(path);
        let shown = path.split_once('?').map_or(path, |(path, _)| path);
        say(format!("      {method} {shown}"));
        self.http.request(method, format!("{}{path}", self.base_url))
    }

    /// Sends a request and tells its answer, which must have this status.
    async fn expect(&self, request: RequestBuilder, status: StatusCode) -> Result<Answer, Odd> {
        let response = request.send().await?;
        let header = |name: &str| Some(response.headers().get(name)?.to_str().ok()?.to_owned());
        let (location, replayed) = (header(LOCATION.as_str()), header("tenure-replayed"));
        let answer = Answer { status: response.status(), location, replayed, text: response.text().await? };
        answer.tell();
        if answer.status == status {
            Ok(answer)
        } else {
            Err(Odd(format!("the answer is {}, and {status} was expected", answer.status)))
        }
    }
}

impl Answer {
    fn tell(&self) {
        let told = match (&self.location, form::title(&self.text)) {
            (Some(location), _) => format!("to {location}"),
            (None, Some(title)) => format!("the page \"{title}\""),
            (None, None) => self.text.clone(),
        };
        say(format!("      {} {told}", self.status.as_u16()));
        if let Some(replayed) = &self.replayed {
            say(format!("      Tenure-Replayed: {replayed}"));
        }
        say("");
    }

    fn json(&self) -> Result<serde_json::Value, Odd> {
        serde_json::from_str(&self.text).map_err(|error| Odd(format!("the answer is no JSON: {error}")))
    }

    /// A text in the answer's JSON object.
    fn member(&self, name: &str) -> Result<String, Odd> {
        let value = self.json()?;
        let text = value.get(name).and_then(serde_json::Value::as_str);
        text.map(str::to_owned).ok_or_else(|| Odd(format!("the answer has no `{name}`")))
    }

    fn location(&self) -> Result<&str, Odd> {
        self.location.as_deref().ok_or_else(|| Odd("the answer leads nowhere".to_owned()))
    }

    fn form(&self, name: &str) -> Result<form::Form, Odd> {
        form::Form::with(&self.text, name).ok_or_else(|| Odd(format!("the page has no form with `{name}`")))
    }
}
