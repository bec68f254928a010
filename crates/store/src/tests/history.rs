//! Reading histories.

use career::history::What;
use career::id::PersonId;

use super::{Database, Fixture, noon};
use crate::history::{Entry, HistoryOf, NewestHistoryOf};
use crate::people::SetName;

on_every_database! {
    a_history_is_read_in_parts_from_either_end_and_nobody_elses_with_it,
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
