//! Shares: made once, opened with a PIN, closed by wrong ones.

use std::sync::Arc;

use career::id::{ClientId, PersonId, ShareId};
use career::share::{Life, Pin, ShareContent};
use career::source::{Actor, Source, Way};
use serde_json::{Value, json};

use super::stored::{chain, statements};
use super::{Database, Fixture, after, noon};
use crate::command::NotDone;
use crate::shares::{
    CreateShare, CreateShareRefusal, CreatedShare, EndShare, OwnShare, ShareState, SharesOf, UnknownShare,
    VisitShare, Visited,
};

const DAY: i64 = 24 * 3600;

on_every_database! {
    ledger_147_a_share_is_made_once_and_with_an_id_of_nobody_elses,
    a_right_pin_is_listed_every_time,
    ledger_145_whoever_is_not_let_in_is_not_told_why,
    ledger_144_the_tenth_wrong_pin_closes_a_share,
    ledger_144_wrong_pins_at_once_are_no_more_than_ten_tries,
    visits_at_once_are_all_listed,
    ledger_193_an_application_has_the_shares_that_it_made,
}

fn pin(digits: &str) -> Pin {
    Pin::parse(digits).unwrap()
}

fn content(verdicts: bool) -> ShareContent {
    ShareContent::new(["experience/7".parse().unwrap()].into(), verdicts).unwrap()
}

/// A person with a share whose PIN is 901823.
async fn shared(fixture: &Fixture) -> (PersonId, ShareId) {
    let (person, _) = fixture.person("kim@example.org").await;
    let id = ShareId::from_uuid(fixture.uuid());
    fixture.store.apply(create(person, id)).await.unwrap();
    (person, id)
}

fn create(person: PersonId, id: ShareId) -> CreateShare {
    let source = by_person(person, 0);
    CreateShare { id, person, content: content(true), pin: pin("901823"), life: Life::Week, source }
}

fn by_person(person: PersonId, seconds: i64) -> Source {
    Source { by: Actor::Person(person), via: Way::Page, at: after(seconds) }
}

fn by_application(client: ClientId, seconds: i64) -> Source {
    Source { by: Actor::Application(client), via: Way::Record, at: after(seconds) }
}

async fn visit(fixture: &Fixture, share: ShareId, digits: &str, seconds: i64) -> bool {
    let visit = VisitShare { share, pin: pin(digits), now: after(seconds) };
    matches!(fixture.store.apply(visit).await.unwrap(), Visited::LetIn(_))
}

async fn shares(fixture: &Fixture, person: PersonId, seconds: i64) -> Vec<OwnShare> {
    fixture.store.answer(SharesOf { person, client: None, now: after(seconds) }).await.unwrap()
}

/// What the history says of a share: what, by whom, which way, the values.
async fn entries(fixture: &Fixture, person: PersonId) -> Vec<Value> {
    let about_share = |entry: &Value| entry["subject"]["kind"] == "share";
    let entries = statements(fixture, person).await.into_iter().filter(about_share);
    entries.map(|entry| json!([entry["what"], entry["by"]["kind"], entry["via"], entry["values"]])).collect()
}

async fn ledger_147_a_share_is_made_once_and_with_an_id_of_nobody_elses(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, id) = shared(&fixture).await;
    let application = fixture.application().await;
    let there = CreatedShare::There { expires_at: after(7 * DAY) };
    let again = CreateShare { source: by_person(person, 60), ..create(person, id) };
    assert_eq!(fixture.store.apply(again).await.unwrap(), there, "the time of the first one");
    for other in [
        CreateShare { content: content(false), ..create(person, id) },
        CreateShare { pin: pin("901824"), ..create(person, id) },
        CreateShare { life: Life::Day, ..create(person, id) },
        CreateShare { source: by_application(application, 60), ..create(person, id) },
    ] {
        assert_eq!(fixture.store.apply(other).await.unwrap(), CreatedShare::Otherwise);
    }
    let (thief, _) = fixture.person("thief@example.org").await;
    let taken = fixture.store.apply(create(thief, id)).await;
    assert!(matches!(taken, Err(NotDone::Refused(CreateShareRefusal::IdTaken))));

    let mine = shares(&fixture, person, 1).await;
    assert_eq!((mine.len(), &mine[0].content, mine[0].state), (1, &content(true), ShareState::Living));
    assert!(shares(&fixture, thief, 1).await.is_empty());
    let values = json!({
        "content": {"statements": ["experience/7"], "verdicts": true},
        "expires_at": "2026-11-28T12:00:00Z",
    });
    assert_eq!(entries(&fixture, person).await, [json!(["shared", "person", "page", values])]);
}

async fn a_right_pin_is_listed_every_time(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, id) = shared(&fixture).await;
    for second in 1..=3 {
        let visit = VisitShare { share: id, pin: pin("901823"), now: after(second) };
        let Visited::LetIn(found) = fixture.store.apply(visit).await.unwrap() else { panic!("not let in") };
        assert_eq!((found.person, found.content), (person, content(true)));
        assert_eq!((found.created_at, found.expires_at), (noon(), after(7 * DAY)));
    }
    assert!(!visit(&fixture, id, "901824", 4).await);
    let visits = &shares(&fixture, person, 5).await[0].visits;
    assert_eq!((visits.views, visits.wrong), (3, 1));
    let newest: Vec<_> = visits.newest.iter().map(|visit| (visit.at, visit.let_in)).collect();
    assert_eq!(newest, [(after(4), false), (after(3), true), (after(2), true), (after(1), true)]);
    let read = json!(["read", "outsider", "share", null]);
    assert_eq!(entries(&fixture, person).await[1..], [read.clone(), read.clone(), read]);
}

async fn ledger_145_whoever_is_not_let_in_is_not_told_why(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, id) = shared(&fixture).await;
    let (other, _) = fixture.person("other@example.org").await;
    let nobodys = ShareId::from_uuid(fixture.uuid());
    assert!(!visit(&fixture, nobodys, "901823", 1).await);
    assert!(visit(&fixture, id, "901823", 7 * DAY - 1).await);
    assert!(!visit(&fixture, id, "901823", 7 * DAY).await, "expired at the very instant");
    assert_eq!(shares(&fixture, person, 7 * DAY).await[0].state, ShareState::Expired);

    for (person, share) in [(other, id), (person, nobodys)] {
        let ended = fixture.store.apply(EndShare { person, share, source: by_person(person, 2) }).await;
        assert!(matches!(ended, Err(NotDone::Refused(UnknownShare))));
    }
    for second in [2, 3] {
        fixture.store.apply(EndShare { person, share: id, source: by_person(person, second) }).await.unwrap();
    }
    assert!(!visit(&fixture, id, "901823", 4).await);
    let mine = &shares(&fixture, person, 4).await[0];
    assert_eq!((mine.state, mine.visits.views, mine.visits.wrong), (ShareState::Ended(after(2)), 1, 0));
    let entered = chain(&fixture, person).await;
    assert_eq!(entered, ["declared", "declared", "shared", "read", "ended"], "ended twice is entered once");
}

async fn ledger_144_the_tenth_wrong_pin_closes_a_share(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, id) = shared(&fixture).await;
    for second in 1..=9 {
        assert!(!visit(&fixture, id, "123456", second).await);
    }
    assert!(visit(&fixture, id, "901823", 10).await, "a right PIN gives no tries back");
    assert!(!visit(&fixture, id, "123456", 11).await);
    assert!(!visit(&fixture, id, "901823", 12).await, "closed");
    let mine = &shares(&fixture, person, 12).await[0];
    assert_eq!((mine.state, mine.visits.wrong), (ShareState::Closed(after(11)), 10));
    let entries = entries(&fixture, person).await;
    assert_eq!(entries[1][0], "read");
    assert_eq!(entries[2..], [json!(["ended", "server", "rule", {"wrong_pins": 10}])]);
    // Ending what is closed changes nothing.
    fixture.store.apply(EndShare { person, share: id, source: by_person(person, 13) }).await.unwrap();
    assert_eq!(shares(&fixture, person, 14).await[0].state, ShareState::Closed(after(11)));
}

async fn ledger_144_wrong_pins_at_once_are_no_more_than_ten_tries(database: Database) {
    let fixture = Arc::new(Fixture::on(database).await);
    let (person, id) = shared(&fixture).await;
    let node = Arc::new(fixture.another_node().await);
    let tasks = (0..20).map(|number| {
        let (fixture, node) = (Arc::clone(&fixture), Arc::clone(&node));
        tokio::spawn(async move {
            let visit = VisitShare { share: id, pin: pin("123456"), now: after(1) };
            let store = if number % 2 == 0 { &fixture.store } else { &*node };
            assert_eq!(store.apply(visit).await.unwrap(), Visited::NotLetIn);
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
    let mine = &shares(&fixture, person, 2).await[0];
    assert_eq!((mine.state, mine.visits.wrong), (ShareState::Closed(after(1)), 10));
    assert_eq!(chain(&fixture, person).await, ["declared", "declared", "shared", "ended"]);
    assert!(!visit(&fixture, id, "901823", 3).await);
}

async fn visits_at_once_are_all_listed(database: Database) {
    let fixture = Arc::new(Fixture::on(database).await);
    let (person, id) = shared(&fixture).await;
    let tasks = (0..200).map(|number| {
        let fixture = Arc::clone(&fixture);
        // Eight of them are wrong.
        let digits = if number % 25 == 0 { "123456" } else { "901823" };
        tokio::spawn(async move { visit(&fixture, id, digits, 1).await })
    });
    let mut let_in = 0;
    for task in tasks.collect::<Vec<_>>() {
        let_in += u64::from(task.await.unwrap());
    }
    let mine = &shares(&fixture, person, 2).await[0];
    assert_eq!((let_in, mine.visits.views, mine.visits.wrong), (192, 192, 8));
    assert_eq!((mine.state, mine.visits.newest.len()), (ShareState::Living, 100));
    let entered = chain(&fixture, person).await;
    assert_eq!(entered.iter().filter(|what| *what == "read").count(), 192);
}

async fn ledger_193_an_application_has_the_shares_that_it_made(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, own) = shared(&fixture).await;
    let (one, other) = (fixture.application().await, fixture.application().await);
    let id = ShareId::from_uuid(fixture.uuid());
    fixture.store.apply(CreateShare { source: by_application(one, 1), ..create(person, id) }).await.unwrap();
    let (stranger, _) = fixture.person("stranger@example.org").await;

    let of = async |person, client| {
        let shares = fixture.store.answer(SharesOf { person, client, now: after(2) }).await.unwrap();
        shares.into_iter().map(|share| (share.id, share.made_by)).collect::<Vec<_>>()
    };
    let made = (id, Some("Client".to_owned()));
    assert_eq!(of(person, None).await, [made.clone(), (own, None)]);
    assert_eq!(of(person, Some(one)).await, [made]);
    assert_eq!(of(person, Some(other)).await, []);
    assert_eq!(of(stranger, Some(one)).await, []);

    for (person, share, client) in [(person, own, one), (person, id, other), (stranger, id, one)] {
        let end = EndShare { person, share, source: by_application(client, 3) };
        assert!(matches!(fixture.store.apply(end).await, Err(NotDone::Refused(UnknownShare))));
    }
    assert!(visit(&fixture, id, "901823", 4).await);
    for seconds in [5, 6] {
        let end = EndShare { person, share: id, source: by_application(one, seconds) };
        fixture.store.apply(end).await.unwrap();
    }
    assert!(!visit(&fixture, id, "901823", 7).await);
    let entries = entries(&fixture, person).await;
    let doers: Vec<_> = entries.iter().map(|entry| json!([entry[0], entry[1], entry[2]])).collect();
    let expected = [
        json!(["shared", "person", "page"]),
        json!(["shared", "application", "record"]),
        json!(["read", "outsider", "share"]),
        json!(["ended", "application", "record"]),
    ];
    assert_eq!(doers, expected);
    assert_eq!(shares(&fixture, person, 8).await[0].state, ShareState::Ended(after(5)));
}
