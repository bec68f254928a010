//! The person allows an application to act for them.

use career::history::{Event, Subject, What};
use career::id::{ClientId, GrantId, PersonId};
use career::source::{Actor, Source, Way};
use jiff::Timestamp;
use oauth::authorization::AuthorizationRequest;
use oauth::code::LIFE;
use oauth::pkce::CodeChallenge;
use oauth::secret::SecretHash;
use serde_json::json;

use crate::command::{Command, Stop};
use crate::history;
use crate::people::{self, UnknownPerson};
use crate::sql::{Session, statements};

statements! {
    INSERT_GRANT = "insert into oauth_grant (id, client_id, person_id, scopes, created_at) \
        values ($1, $2, $3, $4, $5)";
    INSERT_CODE = "insert into authorization_code (hash, grant_id, redirect_uri, code_challenge, expires_at) \
        values ($1, $2, $3, $4, $5)";
}

/// Makes a grant and the code that redeems it.
#[derive(Debug)]
pub struct Authorize {
    /// The grant's id.
    pub grant: GrantId,
    /// To whom.
    pub client: ClientId,
    /// For whom.
    pub person: PersonId,
    /// What was asked for and accepted.
    pub request: AuthorizationRequest,
    /// The code's hash.
    pub code: SecretHash,
    /// Now.
    pub now: Timestamp,
}

impl Command for Authorize {
    type Outcome = ();
    type Refusal = UnknownPerson;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<UnknownPerson>> {
        if !people::is_there(session, self.person).await? {
            return Err(Stop::Refused(UnknownPerson));
        }
        let scopes = self.request.scopes.to_string();
        let parameters = [
            self.grant.into(),
            self.client.into(),
            self.person.into(),
            scopes.as_str().into(),
            self.now.into(),
        ];
        session.execute(&INSERT_GRANT, &parameters).await?;
        let parameters = [
            self.code.as_bytes().into(),
            self.grant.into(),
            self.request.redirect_uri.as_str().into(),
            self.request.challenge.as_ref().map(CodeChallenge::as_str).into(),
            (self.now + LIFE).into(),
        ];
        session.execute(&INSERT_CODE, &parameters).await?;
        let event = Event {
            source: Source { by: Actor::Person(self.person), via: Way::Oauth, at: self.now },
            what: What::Granted,
            subject: Subject::Grant(self.grant),
            values: json!({ "client": self.client, "scopes": scopes }),
            row: None,
        };
        history::append(session, self.person, &event).await?;
        Ok(())
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}
