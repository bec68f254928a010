use std::sync::Arc;

use career::history::{Subject, What};
use career::id::PersonId;

use super::{Database, Fixture, experience, noon, said_by};
use crate::experiences::{ExperiencesOfCurriculum, SaveExperience, SaveRefusal};
use crate::record::{EnterExport, Export, Exported};
use crate::sql::{Session, Statement};
use crate::{Command, Failure, Lane, NotDone, Stop};

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
                    content: content.clone().into(),
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
        async fn apply<S: Session>(&self, _: &mut S) -> Result<(), Stop<()>> {
            panic!("on purpose")
        }
    }
    let fixture = Fixture::on(database).await;
    assert!(matches!(fixture.store.apply(Panics).await, Err(NotDone::Failed(Failure::Broken(_)))));
    fixture.person("still@example.com").await;
}

/// An experience that is saved, and what comes of it then.
struct Saves {
    saves: SaveExperience,
    then: Then,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Stands,
    IsRefused,
    Fails,
    Panics,
}

impl Command for Saves {
    type Outcome = ();
    type Refusal = SaveRefusal;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<SaveRefusal>> {
        self.saves.apply(session).await?;
        match self.then {
            Then::Stands => Ok(()),
            Then::IsRefused => Err(Stop::Refused(SaveRefusal::NoExperience)),
            Then::Fails => Err(session.execute(&NO_TABLE, &[]).await.unwrap_err().into()),
            Then::Panics => panic!("on purpose"),
        }
    }

    fn person(&self) -> Option<PersonId> {
        self.saves.person()
    }

    fn lane(&self) -> Lane {
        self.saves.lane()
    }
}

static NO_TABLE: Statement = Statement {
    name: "NO_TABLE",
    sqlite: "delete from nothing",
    postgres: "delete from nothing",
    together: None,
};

/// 16 people, each with two who write for them at the same time; now and then a command ends badly after it has written.
/// What stands is what stands where each is run alone.
async fn commands_of_many_people_share_commits_and_each_fails_alone(database: Database) {
    const PEOPLE: usize = 16;
    const EACH: usize = 12;
    let fixture = Arc::new(Fixture::on(database).await);
    let client = fixture.application().await;
    let mut people = Vec::new();
    for number in 0..PEOPLE {
        people.push(fixture.person(&format!("{number}@example.com")).await);
    }
    let content = experience("Company");
    let before = fixture.store.counters();
    let then = |number: usize, turn: usize| match (number * EACH + turn) % 37 {
        5 => Then::IsRefused,
        13 => Then::Fails,
        29 => Then::Panics,
        _ => Then::Stands,
    };
    let tasks = (0..2 * PEOPLE).map(|number| {
        let (fixture, content) = (Arc::clone(&fixture), content.clone());
        let (person, curriculum) = people[number % PEOPLE].clone();
        tokio::spawn(async move {
            for turn in 0..EACH {
                let saves = SaveExperience {
                    person,
                    curriculum: curriculum.clone(),
                    id: None,
                    content: content.clone().into(),
                    if_match: None,
                    idempotency_key: None,
                    source: said_by(client, noon()),
                    chosen_id: None,
                };
                let then = then(number, turn);
                let done = fixture.store.apply(Saves { saves, then }).await;
                let as_meant = match then {
                    Then::Stands => done.is_ok(),
                    Then::IsRefused => matches!(done, Err(NotDone::Refused(SaveRefusal::NoExperience))),
                    Then::Fails | Then::Panics => {
                        matches!(done, Err(NotDone::Failed(Failure::Broken(_))))
                    }
                };
                assert!(as_meant, "{then:?}: {done:?}");
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }

    let counters = fixture.store.counters();
    let (commands, commits) = (counters.commands - before.commands, counters.commits - before.commits);
    println!("{commands} commands of {PEOPLE} people in {commits} commits");
    assert_eq!(commands, (2 * PEOPLE * EACH) as u64);
    assert!(commits < commands / 2, "{commits} commits for {commands} commands");
    for (number, (person, curriculum)) in people.into_iter().enumerate() {
        let whose = [number, number + PEOPLE];
        let turns = whose.into_iter().flat_map(|number| (0..EACH).map(move |turn| then(number, turn)));
        let stand = turns.filter(|then| *then == Then::Stands).count();
        let list = fixture.store.answer(ExperiencesOfCurriculum { person, curriculum }).await.unwrap();
        assert_eq!(list.map(|list| list.len()), Some(stand), "of {number}");
    }
    assert_eq!(fixture.verify_all().await, (vec![], 0));
}

/// Commands of one batch follow each other: what one of them reads of a history ends with what it entered itself, and
/// tells of all that the record has.
async fn a_history_is_read_whole_by_what_shares_a_batch(database: Database) {
    const CLIENTS: usize = 16;
    const EACH: usize = 6;
    let fixture = Arc::new(Fixture::on(database).await);
    let client = fixture.application().await;
    let (person, curriculum) = fixture.person("many@example.com").await;
    let content = experience("Company");
    let tasks = (0..CLIENTS).map(|_| {
        let (fixture, curriculum, content) = (Arc::clone(&fixture), curriculum.clone(), content.clone());
        tokio::spawn(async move {
            for _ in 0..EACH {
                let saves = SaveExperience {
                    person,
                    curriculum: curriculum.clone(),
                    id: None,
                    content: content.clone().into(),
                    if_match: None,
                    idempotency_key: None,
                    source: said_by(client, noon()),
                    chosen_id: None,
                };
                fixture.store.apply(saves).await.unwrap();
                let export = EnterExport { person, export: Export::Whole, source: said_by(client, noon()) };
                let Exported { record, history, .. } = fixture.store.apply(export).await.unwrap();
                let events: Vec<_> = history.iter().filter_map(career::history::Entry::event).collect();
                let declared = events.iter().filter(|event| {
                    event.what == What::Declared && matches!(event.subject, Subject::Experience(_))
                });
                assert_eq!(declared.count(), record.experiences.len());
                assert_eq!(events.last().map(|event| event.what), Some(What::Exported));
                assert_eq!(history.last().map(|last| last.link.sequence), Some(history.len() as u64));
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
    let list = fixture.store.answer(ExperiencesOfCurriculum { person, curriculum }).await.unwrap().unwrap();
    assert_eq!(list.len(), CLIENTS * EACH);
    assert_eq!(fixture.verify_all().await, (vec![], 0));
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
    a_history_is_read_whole_by_what_shares_a_batch,
    commands_of_many_people_share_commits_and_each_fails_alone,
}
