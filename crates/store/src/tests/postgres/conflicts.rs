use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use career::id::PersonId;
use tokio::sync::Barrier;

use crate::sql::{Session, statements};
use crate::tests::{Database, Fixture};
use crate::{Command, Failure, NotDone, Stop};

statements! {
    LOCK = "update history_head set sequence = sequence where person_id = $1";
    INSERT = "insert into server_key (name, bytes) values ($1, $2)";
}

/// Locks two people, one after the other. The first time, it waits in between for another such command.
struct LocksBoth {
    people: [PersonId; 2],
    meeting: Arc<Barrier>,
    runs: Arc<AtomicU32>,
}

impl Command for LocksBoth {
    type Outcome = ();
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<Self::Refusal>> {
        let first_run = self.runs.fetch_add(1, Ordering::Relaxed) == 0;
        session.execute(&LOCK, &[self.people[0].into()]).await?;
        if first_run {
            self.meeting.wait().await;
        }
        session.execute(&LOCK, &[self.people[1].into()]).await?;
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_deadlock_between_nodes_is_run_again() {
    let fixture = Fixture::on(Database::Postgres).await;
    let (one, _) = fixture.person("one@example.com").await;
    let (other, _) = fixture.person("other@example.com").await;
    let node = fixture.another_node().await;
    let meeting = Arc::new(Barrier::new(2));
    let locks = |people| {
        let runs = Arc::new(AtomicU32::new(0));
        (LocksBoth { people, meeting: Arc::clone(&meeting), runs: Arc::clone(&runs) }, runs)
    };
    let ((forth, runs_forth), (back, runs_back)) = (locks([one, other]), locks([other, one]));
    let (forth, back) = tokio::join!(fixture.store.apply(forth), node.apply(back));
    forth.unwrap();
    back.unwrap();
    // More than once again, where it locks its first row anew before the other one has woken up.
    assert!(runs_forth.load(Ordering::Relaxed) + runs_back.load(Ordering::Relaxed) >= 3, "one ran again");
}

/// Writes what is there already, and does or does not look at the error.
struct Duplicate {
    looks: bool,
    runs: Arc<AtomicU32>,
}

impl Command for Duplicate {
    type Outcome = ();
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<Self::Refusal>> {
        self.runs.fetch_add(1, Ordering::Relaxed);
        let done = session.execute(&INSERT, &["pepper".into(), vec![1].into()]).await;
        if self.looks {
            done?;
        }
        Ok(())
    }
}

#[tokio::test]
async fn a_constraint_that_stays_violated_is_this_programs_mistake() {
    let fixture = Fixture::on(Database::Postgres).await;
    let runs = Arc::new(AtomicU32::new(0));
    let told = fixture.store.apply(Duplicate { looks: true, runs: Arc::clone(&runs) }).await;
    let Err(NotDone::Failed(Failure::Broken(words))) = told else { panic!("{told:?}") };
    assert!(words.contains("INSERT") && words.contains("server_key_pkey"), "{words}");
    assert!(runs.load(Ordering::Relaxed) > 1, "it could have been a race");
    fixture.person("still@example.com").await;
}

/// The transaction is void by then; nothing may be acknowledged.
#[tokio::test]
async fn a_command_that_overlooks_an_error_is_not_acknowledged() {
    let fixture = Fixture::on(Database::Postgres).await;
    let told = fixture.store.apply(Duplicate { looks: false, runs: Arc::default() }).await;
    assert!(matches!(told, Err(NotDone::Failed(Failure::Unavailable(_)))), "{told:?}");
    fixture.person("still@example.com").await;
}
