//! Two nodes that want the same rows at the same moment: one waits for the other, and never both.

use std::time::{Duration, Instant};

use career::id::GrantId;
use career::source::{Actor, Source, Way};
use futures_util::future::join_all;
use oauth::authorization::AuthorizationRequest;
use oauth::scope::Scope;
use oauth::secret::SecretHash;

use crate::Store;
use crate::grants::{Authenticate, Authorize, EndGrants, NewPair, RedeemCode, RefreshTokens, RevokeToken};
use crate::mail::NewMail;
use crate::people::{AskForCode, AskedForCode, ErasePerson, SignInLimits};
use crate::tests::{Database, Fixture, Place, after, noon};

fn ask(fixture: &Fixture, address: &str, source: &str) -> AskForCode {
    let (to, subject, body) = (address.to_owned(), "Code".to_owned(), "12345678".to_owned());
    AskForCode {
        address: address.to_owned(),
        browser: fixture.hash(),
        code: "12345678".to_owned(),
        mail: NewMail { id: fixture.uuid(), to, subject, body, code: None },
        source: Some(source.to_owned()),
        limits: SignInLimits { mails_per_address: 5, mails_per_source: 7, ..SignInLimits::default() },
        now: noon(),
    }
}

/// How many of these were sent, asked of both nodes in turns and at once.
async fn sent(nodes: [&Store; 2], asked: Vec<AskForCode>) -> usize {
    let asked = asked.into_iter().enumerate().map(|(turn, ask)| nodes[turn % 2].apply(ask));
    let told = join_all(asked).await;
    told.into_iter().filter(|told| *told.as_ref().unwrap() == AskedForCode::Sent).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_limits_of_signing_in_are_exact_however_many_nodes_are_asked() {
    let fixture = Fixture::on(Database::Postgres).await;
    let other = fixture.another_node().await;
    let nodes = [&fixture.store, &other];
    for round in 0..5 {
        let address = format!("{round}@example.com");
        let asked = (0..30).map(|turn| ask(&fixture, &address, &format!("10.{round}.0.{turn}")));
        assert_eq!(sent(nodes, asked.collect()).await, 5, "to one address");
        let source = format!("10.{round}.1.0");
        let asked = (0..30).map(|turn| ask(&fixture, &format!("{round}-{turn}@example.com"), &source));
        assert_eq!(sent(nodes, asked.collect()).await, 7, "from one source");
    }
    other.close();
    assert_eq!(deadlocks(&fixture).await, 0);
}

/// A code that is redeemed again, a token that is refreshed, one that is revoked, a person who ends the grant, and one who
/// goes with everything: all of one grant, and all at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_family_of_tokens_is_taken_in_one_order() {
    let fixture = Fixture::on(Database::Postgres).await;
    let other = fixture.another_node().await;
    let nodes = [&fixture.store, &other];
    let client = fixture.application().await;
    let pair = || NewPair { access: fixture.hash(), refresh: fixture.hash() };
    let (mut rotated, mut late) = (0, 0);
    for round in 0..60 {
        let (person, _) = fixture.person(&format!("{round}@example.com")).await;
        let (grant, code, first) = (GrantId::from_uuid(fixture.uuid()), fixture.hash(), pair());
        let redirect_uri = "https://app.example/cb".to_owned();
        let scopes = Scope::APPLICATION.into_iter().collect();
        let request =
            AuthorizationRequest { redirect_uri: redirect_uri.clone(), scopes, state: None, challenge: None };
        let authorize = Authorize { grant, client, person, request, code, now: noon() };
        fixture.store.apply(authorize).await.unwrap();
        let redeem = |pair| {
            let redirect_uri = Some(redirect_uri.clone());
            RedeemCode { code, client, redirect_uri, verifier: None, pair, now: after(1) }
        };
        let refresh = |token: SecretHash| {
            let (pair, sealed_answer) = (pair(), vec![1]);
            RefreshTokens { token, client, scopes: None, pair, sealed_answer, now: after(2) }
        };
        fixture.store.apply(redeem(first)).await.unwrap().unwrap();
        let [one, two] = [nodes[round % 2], nodes[(round + 1) % 2]];
        let source = Source { by: Actor::Person(person), via: Way::Page, at: after(2) };
        let erase = async {
            // Not each time, for then hardly anything else would happen.
            if round % 3 == 0 {
                one.apply(ErasePerson { person, source }).await.unwrap();
            }
        };
        let (refreshed, again, revoke, replayed, _, ()) = tokio::join!(
            one.apply(refresh(first.refresh)),
            two.apply(refresh(first.refresh)),
            two.apply(RevokeToken { token: first.refresh, client, now: after(2) }),
            one.apply(redeem(pair())),
            two.apply(EndGrants { person, client, now: after(2) }),
            erase,
        );
        rotated += usize::from(refreshed.unwrap() == crate::grants::Refreshed::Rotated);
        late += usize::from(again.unwrap() != crate::grants::Refreshed::Rotated);
        revoke.unwrap();
        replayed.unwrap().unwrap_err();
        let token = Some(first.access);
        let found = fixture.store.answer(Authenticate { client: None, token }).await.unwrap();
        assert_eq!(found.token, None);
    }
    println!("rotated {rotated} times, came too late {late} times");
    other.close();
    assert_eq!(deadlocks(&fixture).await, 0);
}

/// How often PostgreSQL had to part transactions that waited for each other, over the whole test. A connection tells its
/// numbers when it ends, so the fixture's store is closed.
async fn deadlocks(fixture: &Fixture) -> i64 {
    fixture.store.close();
    let Place::Server { database, .. } = &fixture.place else { panic!("not PostgreSQL") };
    let connected = tokio_postgres::connect(&database.url_text(), tokio_postgres::NoTls).await;
    let (client, connection) = connected.unwrap();
    tokio::spawn(connection);
    let number = async |text: &str| client.query_one(text, &[]).await.unwrap().get::<_, i64>(0);
    let others = "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
    let deadline = Instant::now() + Duration::from_secs(30);
    while number(others).await > 0 {
        assert!(Instant::now() < deadline, "connections stay open");
    }
    number("select deadlocks from pg_stat_database where datname = current_database()").await
}
