use std::sync::Arc;

use career::experience::Field;
use career::id::{CurriculumCode, ExperienceId, PersonId};

use super::stored::chain;
use super::{Database, Fixture, after, experience, noon, said_by};
use crate::experiences::{
    DeleteExperience, DeleteRefusal, ExperienceOfCurriculum, ExperiencesOfCurriculum, Found, IdempotencyKey,
    IfMatch, SaveExperience, SaveRefusal,
};
use crate::record::{EnterRead, ReadKind, RecordOf};
use crate::{NotDone, Store};

fn save(
    person: PersonId,
    curriculum: &CurriculumCode,
    company: &str,
    client: career::id::ClientId,
) -> SaveExperience {
    SaveExperience {
        person,
        curriculum: curriculum.clone(),
        id: None,
        content: experience(company).into(),
        if_match: None,
        idempotency_key: None,
        source: said_by(client, noon()),
        chosen_id: None,
    }
}

async fn refusal(store: &Store, command: SaveExperience) -> SaveRefusal {
    match store.apply(command).await {
        Err(NotDone::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

async fn an_edit_keeps_the_source_of_what_it_does_not_change(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, curriculum) = fixture.person("a@example.com").await;
    let (first, second) = (fixture.application().await, fixture.application().await);
    let saved = fixture.store.apply(save(person, &curriculum, "InfoJobs", first)).await.unwrap();
    assert_eq!(saved.version, 1);

    let mut edit = save(person, &curriculum, "InfoJobs", second);
    edit.id = Some(saved.id);
    Arc::make_mut(&mut edit.content).job = "Architect".to_owned();
    edit.source = said_by(second, after(60));
    assert_eq!(fixture.store.apply(edit).await.unwrap().version, 2);

    let one = ExperienceOfCurriculum { person, curriculum, experience: Some(saved.id) };
    let Found::Experience(stored) = fixture.store.answer(one).await.unwrap() else { panic!() };
    assert_eq!(stored.content.job, "Architect");
    assert_eq!(*stored.sources.source_of(Field::Job), said_by(second, after(60)));
    assert_eq!(*stored.sources.source_of(Field::Company), said_by(first, noon()));
}

async fn another_persons_experience_is_as_unknown_as_none(database: Database) {
    let fixture = Fixture::on(database).await;
    let client = fixture.application().await;
    let (mine, my_cv) = fixture.person("mine@example.com").await;
    let (other, other_cv) = fixture.person("other@example.com").await;
    let theirs = fixture.store.apply(save(other, &other_cv, "Theirs", client)).await.unwrap();

    let nothing = ExperienceId::new(1).unwrap();
    for id in [theirs.id, nothing] {
        let mut edit = save(mine, &my_cv, "Mine", client);
        edit.id = Some(id);
        assert_eq!(refusal(&fixture.store, edit).await, SaveRefusal::NoExperience);
        let delete =
            DeleteExperience { person: mine, curriculum: my_cv.clone(), id, source: said_by(client, noon()) };
        let refused = fixture.store.apply(delete).await;
        assert!(matches!(refused, Err(NotDone::Refused(DeleteRefusal::NoExperience))));
        let read = ExperienceOfCurriculum { person: mine, curriculum: my_cv.clone(), experience: Some(id) };
        assert_eq!(fixture.store.answer(read).await.unwrap(), Found::NoExperience);
    }
    for code in [other_cv, CurriculumCode::from_random([9; 16])] {
        assert_eq!(
            refusal(&fixture.store, save(mine, &code, "Mine", client)).await,
            SaveRefusal::NoCurriculum
        );
        let list = ExperiencesOfCurriculum { person: mine, curriculum: code };
        assert_eq!(fixture.store.answer(list).await.unwrap(), None);
    }
}

async fn if_match_lets_through_the_version_that_it_names(database: Database) {
    let fixture = Fixture::on(database).await;
    let client = fixture.application().await;
    let (person, curriculum) = fixture.person("a@example.com").await;
    let saved = fixture.store.apply(save(person, &curriculum, "A", client)).await.unwrap();
    let edit = |condition| SaveExperience {
        id: Some(saved.id),
        if_match: Some(condition),
        ..save(person, &curriculum, "B", client)
    };
    let versions = |list: &[i64]| IfMatch::Versions(list.to_vec());
    assert_eq!(refusal(&fixture.store, edit(versions(&[2]))).await, SaveRefusal::VersionDiffers);
    assert_eq!(refusal(&fixture.store, edit(versions(&[]))).await, SaveRefusal::VersionDiffers);
    assert_eq!(fixture.store.apply(edit(versions(&[7, 1]))).await.unwrap().version, 2);
    assert_eq!(fixture.store.apply(edit(IfMatch::Any)).await.unwrap().version, 3);
    let insert = SaveExperience { id: None, ..edit(IfMatch::Any) };
    assert_eq!(refusal(&fixture.store, insert).await, SaveRefusal::VersionDiffers);
}

async fn a_repeated_insert_with_a_key_makes_one_record(database: Database) {
    let fixture = Fixture::on(database).await;
    let client = fixture.application().await;
    let (person, curriculum) = fixture.person("a@example.com").await;
    let insert = |body: u8, at: i64| SaveExperience {
        idempotency_key: Some(IdempotencyKey { client, key_hash: [1; 32], body_hash: [body; 32] }),
        source: said_by(client, after(at)),
        ..save(person, &curriculum, "A", client)
    };
    let first = fixture.store.apply(insert(1, 0)).await.unwrap();
    assert_eq!(fixture.store.apply(insert(1, 1)).await.unwrap(), first);
    assert_eq!(refusal(&fixture.store, insert(2, 2)).await, SaveRefusal::KeyUsedForAnotherBody);
    assert_ne!(
        fixture.store.apply(insert(2, 86_400)).await.unwrap().id,
        first.id,
        "24 hours later it is free"
    );
    let list = ExperiencesOfCurriculum { person, curriculum: curriculum.clone() };
    assert_eq!(fixture.store.answer(list).await.unwrap().unwrap().len(), 2);
}

async fn ledger_50_every_change_has_its_entry_in_a_chain_that_verifies(database: Database) {
    let fixture = Fixture::on(database).await;
    let client = fixture.application().await;
    let (person, curriculum) = fixture.person("a@example.com").await;
    let saved = fixture.store.apply(save(person, &curriculum, "A", client)).await.unwrap();
    let edit = SaveExperience { id: Some(saved.id), ..save(person, &curriculum, "B", client) };
    fixture.store.apply(edit).await.unwrap();
    for at in [10, 20, 86_400] {
        let read = EnterRead { person, client, kind: ReadKind::Experience, now: after(at) };
        fixture.store.apply(read).await.unwrap();
    }
    let source = said_by(client, after(5));
    fixture.store.apply(DeleteExperience { person, curriculum, id: saved.id, source }).await.unwrap();
    assert!(fixture.store.answer(RecordOf { person }).await.unwrap().unwrap().experiences.is_empty());

    assert_eq!(
        chain(&fixture, person).await,
        ["declared", "declared", "declared", "edited", "read", "read", "deleted"],
        "the person, the curriculum, the experience, then what happened to it; reads once a day"
    );
}

on_every_database! {
    an_edit_keeps_the_source_of_what_it_does_not_change,
    another_persons_experience_is_as_unknown_as_none,
    if_match_lets_through_the_version_that_it_names,
    a_repeated_insert_with_a_key_makes_one_record,
    ledger_50_every_change_has_its_entry_in_a_chain_that_verifies,
}
