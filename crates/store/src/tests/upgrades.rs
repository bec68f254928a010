//! A newer version of this program brings the schema further while this one is at work on it.

use super::verification::by_hand;
use super::{Database, Fixture, noon};
use crate::command::{Failure, NotDone};
use crate::people::{PersonByAddress, SetName};
use crate::readiness::Ready;

async fn ledger_220_a_program_that_the_schema_leaves_behind_is_not_ready_and_writes_nothing(
    database: Database,
) {
    let fixture = Fixture::on(database).await;
    let address = "kim@example.org".to_owned();
    let (person, _) = fixture.person(&address).await;
    let write = || fixture.store.apply(SetName { person, name: None, now: noon() });
    fixture.store.answer(Ready).await.unwrap();

    by_hand(&fixture, "update schema_compatibility set oldest_compatible = 2").await;
    let told = fixture.store.answer(Ready).await.unwrap_err();
    let Failure::Unavailable(told) = told else { panic!("{told}") };
    let words = "(it needs schema 2, this program knows 1); stop this server and start the newer version";
    assert!(told.ends_with(words), "{told}");
    let written = write().await;
    assert!(
        matches!(&written, Err(NotDone::Failed(Failure::Unavailable(reason))) if *reason == told),
        "{written:?}"
    );
    let found = fixture.store.answer(PersonByAddress { address }).await.unwrap();
    assert_eq!(found, Some(person), "what there is can be read until the server ends");

    by_hand(&fixture, "update schema_compatibility set oldest_compatible = 1").await;
    fixture.store.answer(Ready).await.unwrap();
    write().await.unwrap();
}

on_every_database! {
    ledger_220_a_program_that_the_schema_leaves_behind_is_not_ready_and_writes_nothing,
}
