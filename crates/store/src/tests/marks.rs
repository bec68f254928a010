//! What a person marks statements with.

use career::id::{PersonId, StatementId};
use career::record::{DisputeNote, Record};

use super::stored::chain;
use super::{Database, Fixture, after, experience, noon, said_by};
use crate::command::NotDone;
use crate::experiences::{DeleteExperience, SaveExperience};
use crate::marks::{DisputeStatement, HideStatement, UnknownStatement};
use crate::record::RecordOf;

on_every_database! {
    a_statement_is_hidden_and_shown_again_by_whom_it_belongs_to_alone,
    what_is_declared_cannot_be_disputed,
}

async fn record(fixture: &Fixture, person: PersonId) -> Record {
    fixture.store.answer(RecordOf { person }).await.unwrap().unwrap()
}

async fn declared(fixture: &Fixture) -> (PersonId, StatementId, SaveExperience) {
    let (person, curriculum) = fixture.person("kim@example.org").await;
    let client = fixture.application().await;
    let save = || SaveExperience {
        person,
        curriculum: curriculum.clone(),
        id: None,
        content: experience("Acme").into(),
        if_match: None,
        idempotency_key: None,
        source: said_by(client, noon()),
        chosen_id: None,
    };
    let saved = fixture.store.apply(save()).await.unwrap();
    (person, StatementId::Experience(saved.id), save())
}

async fn a_statement_is_hidden_and_shown_again_by_whom_it_belongs_to_alone(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, statement, save) = declared(&fixture).await;
    let (other, _) = fixture.person("other@example.org").await;
    let hide = |person, hidden| HideStatement { person, statement, hidden, now: after(1) };
    let refused = fixture.store.apply(hide(other, true)).await;
    assert!(matches!(refused, Err(NotDone::Refused(UnknownStatement))));
    for hidden in [true, true, false] {
        fixture.store.apply(hide(person, hidden)).await.unwrap();
        let found = record(&fixture, person).await;
        assert_eq!(found.marks[&statement].hidden, Some(hidden));
        let assembled = found.assemble();
        assert_eq!(assembled.timeline.standing()[0].hidden, hidden);
    }
    // Hidden twice is entered once.
    let entered = chain(&fixture, person).await;
    assert_eq!(entered, ["declared", "declared", "declared", "hidden", "shown"]);

    let StatementId::Experience(id) = statement else { panic!("not declared") };
    let delete = DeleteExperience { person, curriculum: save.curriculum, id, source: save.source };
    fixture.store.apply(delete).await.unwrap();
    assert!(record(&fixture, person).await.marks.is_empty());
}

async fn what_is_declared_cannot_be_disputed(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, statement, _) = declared(&fixture).await;
    let note = Some(DisputeNote::parse("No").unwrap());
    let dispute = DisputeStatement { person, statement, note, tell_partner: false, now: after(1) };
    assert!(matches!(fixture.store.apply(dispute).await, Err(NotDone::Refused(UnknownStatement))));
    assert!(record(&fixture, person).await.marks.is_empty());
}
