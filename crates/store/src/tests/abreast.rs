//! Commands of many kinds that wait at the same moment, so that PostgreSQL runs them abreast: each has the outcome that it
//! has by itself.

use std::collections::BTreeSet;

use career::id::{ClientId, CurriculumCode, ExperienceId, PersonId};
use career::source::{Actor, Source, Way};
use futures_util::future::join_all;

use super::{Database, Fixture, experience, noon, said_by};
use crate::NotDone;
use crate::experiences::{
    DeleteExperience, DeleteRefusal, ExperiencesOfCurriculum, IdempotencyKey, SaveExperience, SaveRefusal,
    Saved,
};
use crate::people::ErasePerson;

/// How many there are of each kind.
const EACH: u8 = 8;

/// A person with a curriculum, and who writes for them.
struct Written<'a> {
    fixture: &'a Fixture,
    by: ClientId,
    person: PersonId,
    curriculum: CurriculumCode,
}

impl<'a> Written<'a> {
    async fn new(fixture: &'a Fixture, by: ClientId, address: &str) -> Self {
        let (person, curriculum) = fixture.person(address).await;
        Self { fixture, by, person, curriculum }
    }

    fn declares(&self, company: &str) -> SaveExperience {
        SaveExperience {
            person: self.person,
            curriculum: self.curriculum.clone(),
            id: None,
            content: experience(company).into(),
            if_match: None,
            idempotency_key: None,
            source: said_by(self.by, noon()),
            chosen_id: None,
        }
    }

    async fn applies(&self, save: SaveExperience) -> Result<Saved, SaveRefusal> {
        refusal(self.fixture.store.apply(save).await)
    }

    async fn deletes(&self, id: ExperienceId) -> Result<(), DeleteRefusal> {
        let (person, curriculum, source) = (self.person, self.curriculum.clone(), said_by(self.by, noon()));
        refusal(self.fixture.store.apply(DeleteExperience { person, curriculum, id, source }).await)
    }

    /// What the companies are called, in order.
    async fn companies(&self) -> Vec<String> {
        let (person, curriculum) = (self.person, self.curriculum.clone());
        let list = self.fixture.store.answer(ExperiencesOfCurriculum { person, curriculum }).await.unwrap();
        let mut companies: Vec<_> = list.unwrap().into_iter().map(|one| one.content.company).collect();
        companies.sort();
        companies
    }
}

fn refusal<T: std::fmt::Debug, R: std::fmt::Debug>(done: Result<T, NotDone<R>>) -> Result<T, R> {
    done.map_err(|not_done| match not_done {
        NotDone::Refused(refusal) => refusal,
        NotDone::Failed(failure) => panic!("{failure:?}"),
    })
}

fn numbered(word: &str) -> Vec<String> {
    (0..EACH).map(|number| format!("{word} {number}")).collect()
}

/// New ones, repeated ones, edited ones, deleted ones, refused ones, credentials; and somebody is erased meanwhile.
async fn commands_of_every_kind_at_once_do_what_each_does_alone(database: Database) {
    let fixture = Fixture::on(database).await;
    let (by, partner) = (fixture.application().await, fixture.partner().await);
    let one = Written::new(&fixture, by, "one@example.com").await;
    let other = Written::new(&fixture, by, "other@example.com").await;
    let gone = Written::new(&fixture, by, "gone@example.com").await;
    let mut old = Vec::new();
    for company in numbered("Old") {
        old.push(one.applies(one.declares(&company)).await.unwrap().id);
    }
    let (edited, unwanted) = old.split_at(usize::from(EACH) / 2);

    let new = numbered("New");
    let inserts = join_all(new.iter().map(|company| one.applies(one.declares(company))));
    let keyed = join_all((0..2 * EACH).map(|number| {
        let company = format!("Keyed {}", number / 2);
        let key = IdempotencyKey { client: by, key_hash: [number / 2; 32], body_hash: [0; 32] };
        other.applies(SaveExperience { idempotency_key: Some(key), ..other.declares(&company) })
    }));
    let edits = join_all(
        edited.iter().map(|id| one.applies(SaveExperience { id: Some(*id), ..one.declares("Edited") })),
    );
    let deletes = join_all(unwanted.iter().chain(unwanted).map(|id| one.deletes(*id)));
    let refused = join_all((0..EACH).map(|_| {
        // Another person's curriculum.
        let curriculum = one.curriculum.clone();
        other.applies(SaveExperience { curriculum, ..other.declares("Refused") })
    }));
    let ids: Vec<_> = (0..EACH).map(|number| format!("credential-{number}")).collect();
    let credentials =
        join_all(ids.iter().chain(&ids).map(|id| fixture.submit(partner, id, "Attested", noon())));
    let erased = numbered("Gone");
    let erased = join_all(erased.iter().map(|company| gone.applies(gone.declares(company))));
    let source = Source { by: Actor::Person(gone.person), via: Way::Page, at: noon() };
    let erase = fixture.store.apply(ErasePerson { person: gone.person, source });
    let (inserts, keyed, edits, deletes, refused, credentials, erased, erase) =
        tokio::join!(inserts, keyed, edits, deletes, refused, credentials, erased, erase);

    assert!(inserts.iter().all(Result::is_ok), "{inserts:?}");
    for pair in keyed.chunks(2) {
        assert_eq!(pair[0].as_ref().unwrap(), pair[1].as_ref().unwrap(), "one of the two made it");
    }
    assert!(edits.iter().all(|edit| edit.as_ref().unwrap().version == 2), "{edits:?}");
    let (first, again) = deletes.split_at(unwanted.len());
    assert!(first.iter().all(Result::is_ok), "{first:?}");
    assert!(again.iter().all(|again| *again == Err(DeleteRefusal::NoExperience)), "{again:?}");
    assert!(refused.iter().all(|refused| *refused == Err(SaveRefusal::NoCurriculum)), "{refused:?}");
    let (first, again) = credentials.split_at(ids.len());
    for (first, again) in first.iter().zip(again) {
        assert_eq!((first.request, first.replayed), (again.request, None));
        assert!(again.replayed.is_some());
    }
    assert!(erased.iter().all(|done| done.is_ok() || *done == Err(SaveRefusal::NoCurriculum)), "{erased:?}");
    erase.unwrap();

    let mut expected = numbered("New");
    expected.extend(edited.iter().map(|_| "Edited".to_owned()));
    expected.sort();
    assert_eq!(one.companies().await, expected);
    assert_eq!(other.companies().await, numbered("Keyed"));
    let (person, curriculum) = (gone.person, gone.curriculum.clone());
    let list = fixture.store.answer(ExperiencesOfCurriculum { person, curriculum }).await.unwrap();
    assert_eq!(list.map(|list| list.len()), None);
    assert_eq!(fixture.verify_all().await.0, []);
}

/// Some of the next places are taken: who draws one draws again, and nobody else notices.
async fn ledger_172_many_at_once_pass_over_places_that_are_taken(database: Database) {
    let fixture = Fixture::on(database).await;
    let by = fixture.application().await;
    let written = Written::new(&fixture, by, "one@example.com").await;
    for place in [2, 3, 5, 8, 13, 14, 15] {
        let chosen_id = fixture.store.keys().numbering.shown(place);
        written.applies(SaveExperience { chosen_id, ..written.declares("Taken") }).await.unwrap();
    }
    let saved = join_all((0..4 * EACH).map(|_| written.applies(written.declares("New")))).await;
    let ids: BTreeSet<ExperienceId> = saved.into_iter().map(|saved| saved.unwrap().id).collect();
    assert_eq!(ids.len(), usize::from(4 * EACH), "each has an id of its own");
    assert_eq!(written.companies().await.len(), usize::from(4 * EACH) + 7);
    assert_eq!(fixture.verify_all().await, (vec![], 0));
}

/// The same id twice is a mistake, not one experience that two were told of.
async fn one_id_that_many_choose_at_once_is_given_to_one_of_them(database: Database) {
    let fixture = Fixture::on(database).await;
    let by = fixture.application().await;
    let mut written = Vec::new();
    for number in 0..EACH {
        written.push(Written::new(&fixture, by, &format!("{number}@example.com")).await);
    }
    let chosen_id = fixture.store.keys().numbering.shown(1_000);
    let saved = written.iter().map(|written| {
        let save = SaveExperience { chosen_id, ..written.declares("Chosen") };
        fixture.store.apply(save)
    });
    let saved = join_all(saved).await;
    assert_eq!(saved.iter().filter(|saved| saved.is_ok()).count(), 1, "{saved:?}");
    assert_eq!(fixture.verify_all().await, (vec![], 0));
}

on_every_database! {
    commands_of_every_kind_at_once_do_what_each_does_alone,
    ledger_172_many_at_once_pass_over_places_that_are_taken,
    one_id_that_many_choose_at_once_is_given_to_one_of_them,
}
