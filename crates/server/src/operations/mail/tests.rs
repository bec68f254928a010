use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::StatusCode;
use jiff::SignedDuration;
use store::mail::NewestMail;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::*;
use crate::app::MailSettings;
use crate::testing::Harness;

/// Plays an SMTP relay for one connection: takes a mail, and gives the lines that it was sent.
async fn take(listener: TcpListener) -> Vec<String> {
    take_slowly(&listener, async || ()).await
}

/// The same for one connection of many; something happens after a mail has come and before the relay says so.
async fn take_slowly(listener: &TcpListener, meanwhile: impl AsyncFn()) -> Vec<String> {
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
        if line == "." {
            meanwhile().await;
        }
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
    let (_open, ending) = watch::channel(());
    send_due(&harness.app, &mailer, &ending).await.unwrap();
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

/// A relay's listener, and the relay.
async fn listening() -> (TcpListener, Relay) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, relay(port))
}

/// What another node would get.
async fn another_node_claims(harness: &Harness) -> Vec<Mail> {
    harness.app.store.apply(ClaimMail { now: harness.app.now() }).await.unwrap()
}

fn recipients(lines: &[String]) -> usize {
    lines.iter().filter(|line| line.starts_with("RCPT")).count()
}

#[tokio::test]
async fn ledger_237_a_slow_relay_makes_no_mail_go_out_twice() {
    let harness = Harness::new();
    for address in ["a@example.com", "b@example.com", "c@example.com"] {
        asks(&harness, address).await;
    }
    let (listener, relay) = listening().await;
    let elsewhere = AtomicUsize::new(0);
    let mut here = 0;
    // After the first mail half the claim is over, after the second all of what was not renewed.
    let slow = async || {
        harness.advance(ClaimMail::LEASE / 2);
        elsewhere.fetch_add(another_node_claims(&harness).await.len(), Ordering::Relaxed);
    };
    let relaying = async {
        loop {
            here += recipients(&take_slowly(&listener, slow).await);
        }
    };
    tokio::select! {
        () = send(&harness, &relay) => {}
        () = relaying => {}
    }
    assert_eq!((here, elsewhere.into_inner()), (2, 1));
    assert_eq!(harness.app.store.answer(NewestMail).await.unwrap().len(), 1, "the other node's");
}

#[tokio::test]
async fn ledger_237_a_server_that_ends_gives_the_mail_back_that_it_did_not_begin() {
    let harness = Harness::new();
    for address in ["a@example.com", "b@example.com", "c@example.com"] {
        asks(&harness, address).await;
    }
    let (listener, relay) = listening().await;
    let (end, ending) = watch::channel(());
    let end = Mutex::new(Some(end));
    let mailer = Mailer::new(&relay, &harness.app.settings.public_url).unwrap();
    let ends = async || drop(end.lock().unwrap().take());
    let (lines, sent) = tokio::join!(take_slowly(&listener, ends), send_due(&harness.app, &mailer, &ending));
    sent.unwrap();
    assert_eq!(recipients(&lines), 1);
    let left = another_node_claims(&harness).await;
    assert_eq!(left.iter().map(|mail| mail.tries).collect::<Vec<_>>(), [1, 1], "at once, and as if untried");
}

#[tokio::test]
async fn ledger_237_what_the_relay_took_is_noted_before_the_server_ends() {
    let (relays, relay) = listening().await;
    let harness = Harness::with(|settings| settings.mail = MailSettings::Relay(relay));
    asks(&harness, "somebody@example.com").await;
    let (end, ended) = oneshot::channel::<()>();
    let end = Mutex::new(Some(end));
    let ends = async || {
        drop(end.lock().unwrap().take());
        // Long enough for a server that does not wait.
        for _ in 0..1000 {
            tokio::task::yield_now().await;
        }
    };
    let (listener, _) = listening().await;
    let serving = crate::serve(harness.app.clone(), listener, async { drop(ended.await) });
    let (lines, served) = tokio::join!(take_slowly(&relays, ends), serving);
    served.unwrap();
    assert_eq!(recipients(&lines), 1);
    assert_eq!(harness.app.store.answer(NewestMail).await.unwrap(), [], "nothing is left to be sent again");
}

#[tokio::test(start_paused = true)]
async fn ledger_237_a_relay_that_says_nothing_is_not_waited_for_without_end() {
    let harness = Harness::on_sqlite();
    asks(&harness, "somebody@example.com").await;
    let (_listener, relay) = listening().await;
    let mail = another_node_claims(&harness).await.remove(0);
    let mailer = Mailer::new(&relay, &harness.app.settings.public_url).unwrap();
    let began = tokio::time::Instant::now();
    let refusal = mailer.send(&mail).await.unwrap_err();
    assert!(refusal.outage && began.elapsed() <= PATIENCE * 2, "{refusal:?}");
    let told = try_relay(&relay, &harness.app.settings.public_url).await;
    assert_eq!(told, Err(TOO_LONG.to_owned()));
    assert!(
        PATIENCE * 2 <= Duration::try_from(ClaimMail::LEASE / 2).unwrap(),
        "a mail is finished in its claim"
    );
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
