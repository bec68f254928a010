//! Sending mail from the outbox: it was written in the transaction of what caused it, so it is neither lost nor
//! sent for something that did not happen.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use lettre::message::{Mailbox, SinglePart};
use lettre::transport::smtp::{AsyncSmtpTransportBuilder, Error as SmtpError};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use store::NotDone;
use store::mail::{ClaimMail, GiveMailBack, Mail, MailSent, PostponeMail, RenewClaim};
use tokio::sync::watch;

use super::hello_name::HelloName;
use crate::app::{App, Relay};
use crate::public_url::PublicUrl;

/// How long a mail waits when nobody says that there is one.
const BETWEEN: Duration = Duration::from_secs(5);

/// How long the relay may take for one mail, from the connection to its last word. It is shorter than half a claim, so
/// that a mail that is begun in the first half of one is finished in it (LEDGER 237).
const PATIENCE: Duration = Duration::from_secs(30);

const TOO_LONG: &str = "it took too long";

/// Closed once the server ends.
pub(crate) type Ending = watch::Receiver<()>;

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

/// Looks whether a relay can be used, without asking it.
pub(crate) fn check(relay: &Relay) -> Result<(), MailError> {
    prepare(relay).map(drop)
}

fn prepare(relay: &Relay) -> Result<(AsyncSmtpTransportBuilder, Mailbox), MailError> {
    let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&relay.url);
    let builder = builder.map_err(|error| MailError::Url(error.to_string()))?;
    let from = relay.from.parse().map_err(|_| MailError::From(relay.from.clone()))?;
    Ok((builder.timeout(Some(PATIENCE)), from))
}

/// Looks whether a relay takes mail from here, without sending any: it connects, greets, encrypts and signs in as the
/// URL says. It greets as the server does that has this public URL.
///
/// # Errors
/// What did not work, in words, some of which are the relay's.
pub async fn try_relay(relay: &Relay, public_url: &PublicUrl) -> Result<(), String> {
    let mailer = Mailer::new(relay, public_url).map_err(|error| error.to_string())?;
    match tokio::time::timeout(PATIENCE, mailer.transport.test_connection()).await {
        Ok(Ok(true)) => Ok(()),
        Ok(Ok(false)) => Err("it greets, and then says that it is not ready".to_owned()),
        Err(_) => Err(TOO_LONG.to_owned()),
        Ok(Err(error)) => Err(format!("{} ({error})", Refusal::of(&error).why)),
    }
}

/// A relay, ready to send.
pub(crate) struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer {
    /// The server greets the relay with the name that was configured, or else with its public URL's host.
    pub(crate) fn new(relay: &Relay, public_url: &PublicUrl) -> Result<Self, MailError> {
        let (builder, from) = prepare(relay)?;
        let name = relay.hello_name.clone().or_else(|| HelloName::of(public_url));
        let builder = match name {
            Some(name) => builder.hello_name(name.client_id()),
            None => builder,
        };
        Ok(Self { transport: builder.build(), from })
    }

    async fn send(&self, mail: &Mail) -> Result<(), Refusal> {
        let to = mail.content.to.parse().map_err(|_| Refusal::UNWRITABLE)?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(&mail.content.subject)
            .message_id(Some(self.message_id(mail)))
            .singlepart(SinglePart::plain(mail.content.body.clone()));
        let message = message.map_err(|_| Refusal::UNWRITABLE)?;
        // The transport's own time is that for connecting alone.
        match tokio::time::timeout(PATIENCE, self.transport.send(message)).await {
            Ok(sent) => sent.map(drop).map_err(|error| Refusal::of(&error)),
            Err(_) => Err(Refusal::SILENT),
        }
    }

    /// The same for every try, so that whoever gets a mail twice can tell.
    fn message_id(&self, mail: &Mail) -> String {
        format!("<{}@{}>", mail.content.id, self.from.email.domain())
    }
}

/// A mail was not taken. The relay's words may name the address, so that only the kind and its code are kept for the
/// log; no code where it was not reached.
#[derive(Debug, Clone, Copy)]
struct Refusal {
    why: &'static str,
    answer: Option<u16>,
    /// True where another mail would have fared no better.
    outage: bool,
}

impl Refusal {
    const UNWRITABLE: Self = Self { why: "it cannot be written", answer: None, outage: false };

    const SILENT: Self = Self { why: TOO_LONG, answer: None, outage: true };

    /// What went wrong, without the relay's words.
    fn of(error: &SmtpError) -> Self {
        let why = if error.is_timeout() {
            TOO_LONG
        } else if error.is_tls() {
            "its certificate or its encryption is not good"
        } else if error.is_permanent() || error.is_transient() {
            "it said no"
        } else {
            "it was not reached, or broke off"
        };
        let answer = error.status().map(u16::from);
        Self { why, answer, outage: answer.is_none_or(closes_the_door) }
    }
}

/// True for answers that are about the server and not about one mail: the service is closing (RFC 5321 §3.8), or it
/// does not let this server in (RFC 4954 §6).
fn closes_the_door(answer: u16) -> bool {
    matches!(answer, 421 | 454 | 530 | 534 | 535 | 538)
}

/// Sends what is waiting until `ending` is closed; a mail that is with the relay by then is finished first.
pub(crate) async fn send_waiting(app: App, mailer: Mailer, mut ending: Ending) {
    loop {
        if let Err(failure) = send_due(&app, &mailer, &ending).await {
            tracing::warn!(%failure, "mail could not be taken from the outbox; trying again");
        }
        tokio::select! {
            // Nothing is ever said but that it is closed.
            _ = ending.changed() => return,
            // Either somebody says that there is mail, or it is time to look.
            _ = tokio::time::timeout(BETWEEN, app.mail_waiting().notified()) => {}
        }
    }
}

async fn send_due(app: &App, mailer: &Mailer, ending: &Ending) -> Result<(), store::Failure> {
    while !is_closed(ending) {
        let claimed_at = app.now();
        let claimed = app.store.apply(ClaimMail { now: claimed_at }).await.map_err(NotDone::failure)?;
        if claimed.is_empty() {
            return Ok(());
        }
        for mail in claimed {
            if is_closed(ending) {
                let back = GiveMailBack { id: mail.content.id, claimed_at, now: app.now() };
                app.store.apply(back).await.map_err(NotDone::failure)?;
            } else if is_ours(app, &mail, claimed_at).await? {
                send_one(app, mailer, &mail).await?;
            }
        }
    }
    Ok(())
}

fn is_closed(ending: &Ending) -> bool {
    ending.has_changed().is_err()
}

/// False where a claimed mail is not to be sent: it may have died while those before it were sent, or its claim may have
/// run out and somebody else has it.
async fn is_ours(app: &App, mail: &Mail, claimed_at: Timestamp) -> Result<bool, store::Failure> {
    let now = app.now();
    // The sweep takes it away.
    if mail.is_dead(now) {
        return Ok(false);
    }
    if now.duration_since(claimed_at) < ClaimMail::LEASE / 2 {
        return Ok(true);
    }
    let renewal = RenewClaim { id: mail.content.id, claimed_at, now };
    app.store.apply(renewal).await.map_err(NotDone::failure)
}

async fn send_one(app: &App, mailer: &Mailer, mail: &Mail) -> Result<(), store::Failure> {
    let id = mail.content.id;
    let now = app.now();
    let sent = mailer.send(mail).await;
    app.metrics().mail(sent.is_ok());
    match sent {
        Ok(()) => {
            if let Some(since) = app.relay_outage().ends() {
                tracing::info!(%since, "mail leaves again");
            }
            app.store.apply(MailSent { id, now, keep: false }).await.map_err(NotDone::failure)
        }
        Err(Refusal { why, answer, outage }) => {
            if outage {
                app.relay_outage().goes_on(now);
            }
            let until = now + pause(mail.tries);
            let postponed = app.store.apply(PostponeMail { id, until }).await.map_err(NotDone::failure);
            // Only now: whoever reads this may count on the mail being free for the next try, whatever becomes of this server.
            tracing::warn!(mail = %id, tries = mail.tries, why, answer, "the relay did not take a mail");
            postponed
        }
    }
}

/// 5 seconds, then twice as long each time, up to 10 minutes.
fn pause(tries: i64) -> SignedDuration {
    let doublings = u32::try_from(tries - 1).unwrap_or(0).min(7);
    SignedDuration::from_secs(5 << doublings).min(ClaimMail::LONGEST_WAIT)
}

#[cfg(test)]
mod tests;
