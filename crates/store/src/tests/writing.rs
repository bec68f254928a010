use std::sync::Arc;

use super::{Database, Fixture, experience, noon, said_by};
use crate::experiences::{ExperiencesOfCurriculum, SaveExperience, SaveRefusal};
use crate::{Command, Failure, NotDone};

/// 32 clients write at once; one of every eight commands fails.
async fn commits_are_shared_and_a_failing_command_fails_alone(database: Database) {
    const CLIENTS: usize = 32;
    const EACH: usize = 25;
    let fixture = Arc::new(Fixture::on(database).await);
    let (person, curriculum) = fixture.person("many@example.com").await;
    let client = fixture.application().await;
    let content = experience("Company");
    let before = fixture.store.counters();

    let tasks = (0..CLIENTS).map(|number| {
        let (fixture, curriculum, content) = (Arc::clone(&fixture), curriculum.clone(), content.clone());
        tokio::spawn(async move {
            let mut refused = 0;
            for turn in 0..EACH {
                let fails = (number + turn) % 8 == 0;
                let id = fails.then(|| career::id::ExperienceId::new(1).unwrap());
                let command = SaveExperience {
                    person,
                    curriculum: curriculum.clone(),
                    id,
                    content: content.clone(),
                    if_match: None,
                    idempotency_key: None,
                    source: said_by(client, noon()),
                    chosen_id: None,
                };
                match fixture.store.apply(command).await {
                    Ok(_) => assert!(!fails),
                    Err(NotDone::Refused(SaveRefusal::NoExperience)) => refused += 1,
                    Err(other) => panic!("{other:?}"),
                }
            }
            refused
        })
    });
    let mut refused = 0;
    for task in tasks.collect::<Vec<_>>() {
        refused += task.await.unwrap();
    }

    let counters = fixture.store.counters();
    let (commands, commits) = (counters.commands - before.commands, counters.commits - before.commits);
    println!("{commands} commands in {commits} commits, {refused} refused alone");
    assert_eq!(commands, (CLIENTS * EACH) as u64);
    assert!(commits < commands / 2, "{commits} commits for {commands} commands");
    assert_eq!(refused, CLIENTS * EACH / 8);
    let alone = counters.refused_alone - before.refused_alone;
    // A batch of PostgreSQL may have run twice, but it committed once.
    assert_eq!(alone, refused as u64);
    let batches = counters.batches.buckets.iter().map(|(_, count)| count).sum::<u64>();
    assert_eq!((batches, counters.batches.sum), (counters.commits, counters.commands));
    assert_eq!((counters.waiting, counters.lost, counters.turned_away), (0, 0, 0));
    let list = fixture.store.answer(ExperiencesOfCurriculum { person, curriculum }).await.unwrap().unwrap();
    assert_eq!(list.len(), CLIENTS * EACH - refused, "what succeeded stands, what failed left nothing");
}

/// A command that panics takes nobody with it.
async fn a_panic_in_a_command_is_an_error_of_that_command(database: Database) {
    struct Panics;
    impl Command for Panics {
        type Outcome = ();
        type Refusal = ();
        async fn apply<S: crate::sql::Session>(&self, _: &mut S) -> Result<(), crate::Stop<()>> {
            panic!("on purpose")
        }
    }
    let fixture = Fixture::on(database).await;
    assert!(matches!(fixture.store.apply(Panics).await, Err(NotDone::Failed(Failure::Broken(_)))));
    fixture.person("still@example.com").await;
}

async fn a_closed_store_says_so(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, curriculum) = fixture.person("closed@example.com").await;
    fixture.store.close();
    let answer = fixture.store.answer(ExperiencesOfCurriculum { person, curriculum }).await;
    assert!(matches!(answer, Err(Failure::Unavailable(_))));
}

on_every_database! {
    commits_are_shared_and_a_failing_command_fails_alone,
    a_panic_in_a_command_is_an_error_of_that_command,
    a_closed_store_says_so,
}
