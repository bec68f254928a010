//! The sample of the SEEK Pass contract, from the partner's token to the person's choice.

use reqwest::{Method, StatusCode};

use super::super::descriptor::Descriptor;
use super::{Odd, Player};

/// The sample of the document.
const SAMPLE: &str = include_str!("../samples/seekpass_career_history.json");

/// Its id.
const CREDENTIAL: &str = "fa651300-b91a-49cb-8ee7-cac68b3fdf74";

/// A partner's link, as it is answered to the partner.
pub struct Link(pub String);

impl Player {
    /// Plays it. A credential that was accepted in an earlier run is left as it is.
    pub(super) async fn seekpass(&mut self, demo: &Descriptor) -> Result<Link, Odd> {
        let token = self.token(demo).await?;
        let link = self.submit(&token).await?;
        if self.status(&token).await? == "incomplete" {
            self.accept(&link, &demo.person.email).await?;
            let status = self.status(&token).await?;
            if status != "verified" {
                return Err(Odd(format!("the status is {status}, and verified was expected")));
            }
        }
        Ok(link)
    }

    async fn token(&mut self, demo: &Descriptor) -> Result<String, Odd> {
        self.announce("The partner asks for a token with its client id and secret");
        let request = self.request(Method::POST, "/api/partner/v1/oauth/token.json").form(&[
            ("grant_type", "client_credentials"),
            ("client_id", &demo.partner.client_id),
            ("client_secret", &demo.partner.client_secret),
            ("scope", "write.career_history"),
        ]);
        self.expect(request, StatusCode::OK).await?.member("access_token")
    }

    async fn submit(&mut self, token: &str) -> Result<Link, Odd> {
        self.announce("It submits the sample of its document, and gets the link for the person");
        let request = self.request(Method::POST, "/api/partner/v2/add/requests/career_history");
        let request = request.bearer_auth(token).header("content-type", "application/json").body(SAMPLE);
        let answer = self.expect(request, StatusCode::CREATED).await?;
        answer.member("redirect_uri").map(Link)
    }

    async fn status(&mut self, token: &str) -> Result<String, Odd> {
        self.announce("The partner asks for the status");
        let path = format!("/api/partner/v1/submissions/{CREDENTIAL}/status.json");
        let request = self.request(Method::GET, &path).bearer_auth(token);
        self.expect(request, StatusCode::OK).await?.member("status")
    }

    /// The person's way, in a browser of their own: link, sign-in, choice.
    async fn accept(&mut self, link: &Link, email: &str) -> Result<(), Odd> {
        let (_, content) =
            link.0.split_once("content=").ok_or_else(|| Odd("the link has no content".to_owned()))?;
        let page = format!("/add/{content}");

        self.announce("The person opens the link; its page leads on to the sign-in");
        let answer = self.expect(self.request(Method::GET, &page), StatusCode::SEE_OTHER).await?;
        let answer = self.expect(self.request(Method::GET, answer.location()?), StatusCode::OK).await?;

        self.announce(&format!("They ask for a code, as {email}"));
        let form = answer.form("email")?;
        let request = self.request(Method::POST, &form.action).form(&form.filled(&[("email", email)]));
        let answer = self.expect(request, StatusCode::SEE_OTHER).await?;
        let answer = self.expect(self.request(Method::GET, answer.location()?), StatusCode::OK).await?;
        let form = answer.form("code")?;

        self.announce("They read it in their mail, which the demo keeps in its outbox");
        let code = self.code(email).await?;

        self.announce("They enter it, and are led to what the partner sent");
        let request = self.request(Method::POST, &form.action).form(&form.filled(&[("code", &code)]));
        let answer = self.expect(request, StatusCode::SEE_OTHER).await?;
        let answer = self.expect(self.request(Method::GET, answer.location()?), StatusCode::OK).await?;

        self.announce("They accept it");
        let form = answer.form("decision")?;
        let request = self.request(Method::POST, &form.action).form(&form.filled(&[("decision", "accept")]));
        let answer = self.expect(request, StatusCode::SEE_OTHER).await?;
        self.expect(self.request(Method::GET, answer.location()?), StatusCode::OK).await?;
        Ok(())
    }

    /// The code in the newest mail to an address. The answer shows whole mails, so it is told shortened.
    async fn code(&self, email: &str) -> Result<String, Odd> {
        let response = self.request(Method::GET, "/demo/outbox.json").send().await?;
        let status = response.status();
        let mails: serde_json::Value = response.json().await?;
        let mut mails = mails.as_array().into_iter().flatten();
        let mail = mails.find(|mail| mail.get("to").and_then(serde_json::Value::as_str) == Some(email));
        let member = |name: &str| mail.and_then(|mail| mail.get(name)).and_then(serde_json::Value::as_str);
        let code = member("code").ok_or_else(|| Odd(format!("the outbox has no code for {email}")))?;
        let subject = member("subject").unwrap_or_default();
        super::say(format!(
            "      {} [{{\"to\":\"{email}\",\"subject\":\"{subject}\",…,\"code\":\"{code}\",…}}, …]\n",
            status.as_u16()
        ));
        Ok(code.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_has_its_id() {
        let sample: serde_json::Value = serde_json::from_str(SAMPLE).unwrap();
        assert_eq!(sample["credential_id"], CREDENTIAL);
    }
}
