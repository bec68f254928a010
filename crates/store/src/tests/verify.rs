//! Verifying histories.

use career::history::verify::{Finding, Verified};
use career::history::{Head, What};
use career::id::PersonId;
use uuid::Uuid;

use super::{Database, Fixture};
use crate::history::{HeadOf, HistoryOf, Owners, OwnersPage, VerifyHistory};

on_every_database! {
    a_rich_record_verifies_and_everything_in_it_was_looked_at,
    everybody_is_met_once_in_parts_of_any_size,
    a_head_from_outside_must_be_met,
}

impl Fixture {
    /// What there is to say of one person's history and record.
    pub(super) async fn verify(&self, person: PersonId) -> Verified {
        self.store.answer(VerifyHistory { person, outside: None }).await.unwrap()
    }

    /// Everybody's findings, and how many stand under something that is no id.
    pub(super) async fn verify_all(&self) -> (Vec<(PersonId, Finding)>, usize) {
        let mut findings = Vec::new();
        let page = self.owners(Uuid::nil(), 100).await;
        assert_eq!(page.next, None);
        for person in page.people {
            let found = self.verify(person).await.findings;
            findings.extend(found.into_iter().map(|finding| (person, finding)));
        }
        (findings, page.nobodys)
    }

    async fn owners(&self, from: Uuid, most: u32) -> OwnersPage {
        self.store.answer(Owners { from, most }).await.unwrap()
    }
}

async fn a_rich_record_verifies_and_everything_in_it_was_looked_at(database: Database) {
    let fixture = Fixture::on(database).await;
    let rich = fixture.rich("Amelie").await;
    fixture.rich("Bruno").await;
    let verified = fixture.verify(rich.person).await;
    let entries =
        fixture.store.answer(HistoryOf { person: rich.person, after: 0, most: 1000 }).await.unwrap();
    assert_eq!(verified.findings, []);
    assert_eq!(verified.entries, entries.len() as u64);
    // The person, two curricula, an experience, a credential, an opened and a declined submission, two marks.
    assert_eq!((verified.rows, verified.rows_left_out), (9, 0));
    assert_eq!(verified.head, entries.last().map(|entry| entry.link.head()));
    assert_eq!(fixture.verify_all().await, (vec![], 0));
    let nobody = fixture.verify(PersonId::from_uuid(fixture.uuid())).await;
    assert_eq!(nobody.findings, [Finding::NoHistory]);
}

async fn everybody_is_met_once_in_parts_of_any_size(database: Database) {
    let fixture = Fixture::on(database).await;
    let mut people = Vec::new();
    for number in 0..7 {
        people.push(fixture.person(&format!("{number}@example.org")).await.0);
    }
    people.sort();
    for most in [1, 2, 3, 7, 8] {
        let (mut met, mut from) = (Vec::new(), Some(Uuid::nil()));
        while let Some(next) = from {
            let page = fixture.owners(next, most).await;
            assert!(page.people.len() <= most as usize);
            met.extend(page.people);
            from = page.next;
        }
        assert_eq!(met, people, "in parts of {most}");
    }
}

async fn a_head_from_outside_must_be_met(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, _) = fixture.person("kim@example.org").await;
    let end = fixture.store.answer(HeadOf { person }).await.unwrap().unwrap();
    assert!(!end.erased);
    let against = async |outside| {
        let verified = fixture.store.answer(VerifyHistory { person, outside: Some(outside) }).await.unwrap();
        verified.findings
    };
    assert_eq!(against(end.head).await, []);
    let later = Head { sequence: 3, ..end.head };
    assert_eq!(against(later).await, [Finding::OutsideHeadDiffers { entry: 3 }]);
    let first = fixture.store.answer(HistoryOf { person, after: 0, most: 1 }).await.unwrap().remove(0);
    assert_eq!(first.event().unwrap().what, What::Declared);
    assert_eq!(against(first.link.head()).await, [], "an older head is met on the way");
}
