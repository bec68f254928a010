//! Reading histories.

use career::history::{Subject, What};
use career::id::{ClientId, PersonId, StatementId};

use super::{Database, Fixture, after, experience, noon, said_by};
use crate::clients::RemoveClient;
use crate::experiences::{DeleteExperience, SaveExperience};
use crate::history::{Entry, HistoryOf, HistoryTold, NamesIn, NewestHistoryOf};
use crate::marks::HideStatement;
use crate::people::SetName;
use crate::record::{EnterRead, ReadIsEntered, ReadKind};

on_every_database! {
    ledger_184_an_application_is_told_a_part_of_a_history_page_by_page,
    clients_and_grants_are_named_also_after_they_ended_and_nobody_elses_grants,
    a_history_is_read_in_parts_from_either_end_and_nobody_elses_with_it,
    a_read_is_entered_for_its_person_its_application_its_kind_and_its_day,
}

fn sequences(entries: &[Entry]) -> Vec<u64> {
    entries.iter().map(|entry| entry.link.sequence).collect()
}

async fn a_history_is_read_in_parts_from_either_end_and_nobody_elses_with_it(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, _) = fixture.person("kim@example.org").await;
    fixture.person("other@example.org").await;
    fixture.store.apply(SetName { person, name: None, now: noon() }).await.unwrap();
    let forwards = |after| fixture.store.answer(HistoryOf { person, after, most: 2 });
    let first = forwards(0).await.unwrap();
    assert_eq!(sequences(&first), [1, 2]);
    assert_eq!(first[0].event().unwrap().what, What::Declared);
    assert_eq!(sequences(&forwards(2).await.unwrap()), [3]);
    assert_eq!(sequences(&forwards(3).await.unwrap()), [0; 0]);
    let backwards = |before| fixture.store.answer(NewestHistoryOf { person, before, most: 2 });
    assert_eq!(sequences(&backwards(None).await.unwrap()), [3, 2]);
    assert_eq!(sequences(&backwards(Some(2)).await.unwrap()), [1]);
    let nobody = HistoryOf { person: PersonId::from_uuid(fixture.uuid()), after: 0, most: 2 };
    assert!(fixture.store.answer(nobody).await.unwrap().is_empty());
}

async fn a_read_is_entered_for_its_person_its_application_its_kind_and_its_day(database: Database) {
    let fixture = Fixture::on(database).await;
    let ((person, _), (neighbour, _)) =
        (fixture.person("kim@example.org").await, fixture.person("other@example.org").await);
    let (client, other) = (fixture.application().await, fixture.application().await);
    let kind = ReadKind::Record;
    fixture.store.apply(EnterRead { person, client, kind, now: after(10) }).await.unwrap();
    let is_entered = async |person, client, kind, at| {
        fixture.store.answer(ReadIsEntered { person, client, kind, now: after(at) }).await.unwrap()
    };
    assert!(is_entered(person, client, kind, 20).await);
    assert!(!is_entered(person, client, kind, 86_400).await);
    assert!(!is_entered(person, client, ReadKind::Timeline, 20).await);
    assert!(!is_entered(person, other, kind, 20).await);
    assert!(!is_entered(neighbour, client, kind, 20).await);
}

async fn ledger_184_an_application_is_told_a_part_of_a_history_page_by_page(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, curriculum) = fixture.person("kim@example.org").await;
    let (own, other) = (fixture.application().await, fixture.application().await);
    let mut ids = Vec::new();
    for client in [own, other, other] {
        let save = SaveExperience {
            person,
            curriculum: curriculum.clone(),
            id: None,
            content: experience("Acme").into(),
            if_match: None,
            idempotency_key: None,
            source: said_by(client, noon()),
            chosen_id: None,
        };
        ids.push(fixture.store.apply(save).await.unwrap().id);
    }
    for id in &ids[1..] {
        let hide =
            HideStatement { person, statement: StatementId::Experience(*id), hidden: true, now: after(1) };
        fixture.store.apply(hide).await.unwrap();
    }
    let source = said_by(other, after(2));
    fixture.store.apply(DeleteExperience { person, curriculum, id: ids[2], source }).await.unwrap();
    for client in [own, other] {
        let read = EnterRead { person, client, kind: ReadKind::History, now: after(3) };
        fixture.store.apply(read).await.unwrap();
    }
    let page = async |client: ClientId, after: u64, most: usize| {
        let told = fixture.store.answer(HistoryTold { person, client, after, most }).await.unwrap().unwrap();
        let entries: Vec<(u64, What)> =
            told.entries.iter().map(|(entry, event)| (entry.link.sequence, event.what)).collect();
        (entries, told.more, told.clients.len())
    };
    let read = |sequence| (sequence, What::Read);
    let declared = [1, 2, 3].map(|sequence| (sequence, What::Declared));
    assert_eq!(page(own, 0, 9).await, ([&declared[..], &[read(9)]].concat(), false, 1));
    assert_eq!(page(own, 0, 3).await, (declared.to_vec(), true, 1));
    assert_eq!(page(own, 3, 1).await, (vec![read(9)], false, 1));
    assert_eq!(page(other, 3, 9).await, (vec![read(10)], false, 1));
    assert_eq!(page(own, u64::MAX, 9).await, (vec![], false, 0));
    let nobody = HistoryTold { person: PersonId::from_uuid(fixture.uuid()), client: own, after: 0, most: 2 };
    assert!(fixture.store.answer(nobody).await.unwrap().is_none());
}

async fn clients_and_grants_are_named_also_after_they_ended_and_nobody_elses_grants(database: Database) {
    let fixture = Fixture::on(database).await;
    let rich = fixture.rich("Amelie").await;
    let (other, _) = fixture.person("kim@example.org").await;
    fixture.store.apply(RemoveClient { id: rich.application, now: noon() }).await.unwrap();
    let entries = fixture.store.answer(HistoryOf { person: rich.person, after: 0, most: 100 }).await.unwrap();
    let events: Vec<_> = entries.iter().filter_map(Entry::event).collect();
    let granted = events.iter().find_map(|event| match event.subject {
        Subject::Grant(grant) => Some(grant),
        _ => None,
    });
    let names = |person| fixture.store.answer(NamesIn { person, events: events.clone() });
    let own = names(rich.person).await.unwrap();
    assert_eq!(own.client(rich.application), Some("Client"));
    assert_eq!(own.client(rich.partner), Some("Client"));
    assert_eq!(own.of_grant(granted.unwrap()), Some("Client"));
    assert_eq!(names(other).await.unwrap().of_grant(granted.unwrap()), None);
}
