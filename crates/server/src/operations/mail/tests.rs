use axum::http::StatusCode;
use jiff::SignedDuration;
use store::mail::NewestMail;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::*;
use crate::app::MailSettings;
use crate::testing::Harness;

/// Plays an SMTP relay for one connection: takes a mail, and gives the lines that it was sent.
async fn take(listener: TcpListener) -> Vec<String> {
    let (stream, _) = listener.accept().await.unwrap();
    let mut stream = BufReader::new(stream);
    let mut lines = Vec::new();
    answer(&mut stream, "220 relay.example").await;
    let mut in_data = false;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap() == 0 {
            return lines;
        }
        let line = line.trim_end().to_owned();
        let reply = match line.as_str() {
            "." => Some("250 taken"),
            "DATA" => Some("354 go on"),
            _ if in_data => None,
            _ => Some("250 relay.example"),
        };
        in_data = line == "DATA" || (in_data && line != ".");
        lines.push(line);
        if let Some(reply) = reply {
            answer(&mut stream, reply).await;
        }
    }
}

async fn answer(stream: &mut BufReader<TcpStream>, text: &str) {
    stream.get_mut().write_all(format!("{text}\r\n").as_bytes()).await.unwrap();
}

fn relay(port: u16) -> Relay {
    Relay {
        url: format!("smtp://127.0.0.1:{port}"),
        from: "Tenure <no-reply@career.example>".to_owned(),
        hello_name: None,
    }
}

/// A relay that runs, with what it will have been sent.
async fn living() -> (Relay, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    (relay(port), tokio::spawn(take(listener)))
}

/// A relay that is not there.
async fn dead() -> Relay {
    relay(TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port())
}

/// Asks for a code; true where the page after that tells of late mail.
async fn asks(harness: &Harness, address: &str) -> bool {
    let asked = harness.post("/sign-in").form(&[("email", address)]).send().await;
    let page = harness.get("/sign-in/code").cookie(&asked.cookie("__Host-tenure_sign_in")).send().await;
    page.expect(StatusCode::OK).body.contains("Our mail has been leaving late")
}

async fn send(harness: &Harness, relay: &Relay) {
    let mailer = Mailer::new(relay, &harness.app.settings.public_url).unwrap();
    send_due(&harness.app, &mailer).await.unwrap();
}

#[tokio::test]
async fn while_the_relay_fails_the_very_first_page_tells_of_it() {
    let harness = Harness::new();
    assert!(!asks(&harness, "first@example.com").await);
    send(&harness, &dead().await).await;
    assert!(asks(&harness, "second@example.com").await, "before anything of it was tried");
    harness.advance(SignedDuration::from_hours(1));
    assert!(asks(&harness, "third@example.com").await, "however long it takes");
    let (relay, taken) = living().await;
    send(&harness, &relay).await;
    assert!(!asks(&harness, "fourth@example.com").await, "until a mail is taken");
    assert!(taken.await.unwrap().contains(&"RCPT TO:<third@example.com>".to_owned()));
}

#[test]
fn what_a_relay_says_of_one_mail_is_no_outage() {
    let outage: Vec<u16> = (400..600).filter(|answer| closes_the_door(*answer)).collect();
    assert_eq!(outage, [421, 454, 530, 534, 535, 538]);
}

#[tokio::test]
async fn ledger_123_a_mail_whose_code_has_died_is_never_sent() {
    let harness = Harness::new();
    asks(&harness, "late@example.com").await;
    send(&harness, &dead().await).await;
    harness.advance(SignedDuration::from_mins(10));
    asks(&harness, "living@example.com").await;
    let (relay, taken) = living().await;
    send(&harness, &relay).await;
    let lines = taken.await.unwrap();
    let recipients: Vec<&String> = lines.iter().filter(|line| line.starts_with("RCPT")).collect();
    assert_eq!(recipients, ["RCPT TO:<living@example.com>"]);
}

#[tokio::test]
async fn ledger_123_a_sweep_takes_dead_mail_away_except_from_the_demos_outbox() {
    for (mail, left) in [(MailSettings::Demo, 1), (MailSettings::Relay(relay(25)), 0)] {
        let harness = Harness::with(|settings| settings.mail = mail);
        asks(&harness, "late@example.com").await;
        let count = async || harness.app.store.answer(NewestMail).await.unwrap().len();
        crate::operations::sweep(&harness.app).await.unwrap();
        assert_eq!(count().await, 1);
        harness.advance(SignedDuration::from_mins(10));
        crate::operations::sweep(&harness.app).await.unwrap();
        assert_eq!(count().await, left);
    }
}

#[tokio::test]
async fn ledger_122_the_relay_is_greeted_with_the_servers_own_name() {
    for (configured, greeting) in
        [(None, "EHLO tenure.example"), (Some("mx.example.org"), "EHLO mx.example.org")]
    {
        let harness = Harness::new();
        asks(&harness, "somebody@example.com").await;
        let (mut relay, taken) = living().await;
        relay.hello_name = configured.map(|name| HelloName::parse(name).unwrap());
        send(&harness, &relay).await;
        assert_eq!(taken.await.unwrap()[0], greeting);
    }
}

#[test]
fn a_relay_that_says_no_is_asked_ever_more_seldom() {
    let seconds: Vec<i64> = (1..=9).map(|tries| pause(tries).as_secs()).collect();
    assert_eq!(seconds, [5, 10, 20, 40, 80, 160, 320, 600, 600]);
}

#[test]
fn a_relay_is_a_url_and_a_sender() {
    let relay = |url: &str, from: &str| {
        check(&Relay { url: url.to_owned(), from: from.to_owned(), hello_name: None })
    };
    assert!(relay("smtp://127.0.0.1:2525", "Tenure <a@b.example>").is_ok());
    assert!(matches!(relay("127.0.0.1", "a@b.example"), Err(MailError::Url(_))));
    assert!(matches!(relay("smtp://127.0.0.1", "nobody"), Err(MailError::From(_))));
}
