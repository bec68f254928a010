//! Sending mail from the outbox: it was written in the transaction of what caused it, so it is neither lost nor
//! sent for something that did not happen.

use std::time::Duration;

use jiff::SignedDuration;
use lettre::message::{Mailbox, SinglePart};
use lettre::transport::smtp::Error as SmtpError;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use store::NotDone;
use store::mail::{ClaimMail, Mail, MailSent, PostponeMail};

use crate::app::{App, Relay};

/// How long a mail waits when nobody says that there is one.
const BETWEEN: Duration = Duration::from_secs(5);

/// How long the relay may take for one mail.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a relay cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The URL.
    #[error("the mail relay's URL cannot be used: {0}")]
    Url(String),
    /// The sender.
    #[error("`{0}` is no sender such as `Career record <no-reply@example.org>`")]
    From(String),
}

/// A relay, ready to send.
pub(crate) struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer {
    pub(crate) fn new(relay: &Relay) -> Result<Self, MailError> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&relay.url);
        let builder = builder.map_err(|error| MailError::Url(error.to_string()))?;
        let from = relay.from.parse().map_err(|_| MailError::From(relay.from.clone()))?;
        Ok(Self { transport: builder.timeout(Some(PATIENCE)).build(), from })
    }

    async fn send(&self, mail: &Mail) -> Result<(), Refusal> {
        let unwritable = Refusal { why: "it cannot be written", answer: None };
        let to = mail.content.to.parse().map_err(|_| unwritable)?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(&mail.content.subject)
            .message_id(Some(self.message_id(mail)))
            .singlepart(SinglePart::plain(mail.content.body.clone()));
        let message = message.map_err(|_| unwritable)?;
        let sent = self.transport.send(message).await;
        sent.map(drop).map_err(|error| Refusal { why: kind(&error), answer: error.status().map(u16::from) })
    }

    /// The same for every try, so that whoever gets a mail twice can tell.
    fn message_id(&self, mail: &Mail) -> String {
        format!("<{}@{}>", mail.content.id, self.from.email.domain())
    }
}

/// What went wrong, without the relay's words.
fn kind(error: &SmtpError) -> &'static str {
    if error.is_timeout() {
        "it took too long"
    } else if error.is_tls() {
        "its certificate or its encryption is not good"
    } else if error.is_permanent() || error.is_transient() {
        "it said no"
    } else {
        "it was not reached, or broke off"
    }
}

/// A mail was not taken. The relay's words may name the address, so that only the kind and its code are kept for the
/// log; no code where it was not reached.
#[derive(Debug, Clone, Copy)]
struct Refusal {
    why: &'static str,
    answer: Option<u16>,
}

/// Sends what is waiting until the task is dropped.
pub(crate) async fn send_waiting(app: App, mailer: Mailer) {
    loop {
        if let Err(failure) = send_due(&app, &mailer).await {
            tracing::warn!(%failure, "mail could not be taken from the outbox; trying again");
        }
        // Either somebody says that there is mail, or it is time to look.
        drop(tokio::time::timeout(BETWEEN, app.mail_waiting().notified()).await);
    }
}

async fn send_due(app: &App, mailer: &Mailer) -> Result<(), store::Failure> {
    loop {
        let claimed = app.store.apply(ClaimMail { now: app.now() }).await.map_err(NotDone::failure)?;
        if claimed.is_empty() {
            return Ok(());
        }
        for mail in claimed {
            let id = mail.content.id;
            let now = app.now();
            match mailer.send(&mail).await {
                Ok(()) => {
                    app.store.apply(MailSent { id, now, keep: false }).await.map_err(NotDone::failure)?;
                }
                Err(Refusal { why, answer }) => {
                    tracing::warn!(mail = %id, tries = mail.tries, why, answer, "the relay did not take a mail");
                    let until = now + pause(mail.tries);
                    app.store.apply(PostponeMail { id, until }).await.map_err(NotDone::failure)?;
                }
            }
        }
    }
}

/// 5 seconds, then twice as long each time, up to 10 minutes.
fn pause(tries: i64) -> SignedDuration {
    let doublings = u32::try_from(tries - 1).unwrap_or(0).min(7);
    SignedDuration::from_secs((5 << doublings).min(600))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relay_that_says_no_is_asked_ever_more_seldom() {
        let seconds: Vec<i64> = (1..=9).map(|tries| pause(tries).as_secs()).collect();
        assert_eq!(seconds, [5, 10, 20, 40, 80, 160, 320, 600, 600]);
    }

    #[test]
    fn a_relay_is_a_url_and_a_sender() {
        let relay = |url: &str, from: &str| Relay { url: url.to_owned(), from: from.to_owned() };
        assert!(Mailer::new(&relay("smtp://127.0.0.1:2525", "Tenure <a@b.example>")).is_ok());
        assert!(matches!(Mailer::new(&relay("127.0.0.1", "a@b.example")), Err(MailError::Url(_))));
        assert!(matches!(Mailer::new(&relay("smtp://127.0.0.1", "nobody")), Err(MailError::From(_))));
    }
}
