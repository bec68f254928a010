//! What the tests read past the commands' and queries' own answers, through the same session as those.

use career::history::{BEFORE_THE_FIRST, Link, Opened};
use career::id::PersonId;

use super::Fixture;
use crate::command::Query;
use crate::sql::{Row, Session, SqlError, Statement, statements};

statements! {
    CHAIN = "select sequence, commitment, hash, salt, statement from history \
        join history_opened using (person_id, sequence) where person_id = $1 order by sequence";
    CREDENTIALS = "select count(*) from credential";
    CURRICULA = "select count(*) from curriculum";
    EXPERIENCES = "select count(*) from experience";
    SHARES = "select count(*) from share";
    VISITS = "select count(*) from share_visit";
    MARKS = "select count(*) from mark";
    KEYS = "select count(*) from idempotency_key";
}

struct Chain(PersonId);

impl Query for Chain {
    type Answer = Vec<(Link, Opened)>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Self::Answer, SqlError> {
        session.query(&CHAIN, &[self.0.into()]).await?.iter_mut().map(entry).collect()
    }
}

fn entry(row: &mut Row) -> Result<(Link, Opened), SqlError> {
    let link =
        Link { sequence: row.integer(0)?.unsigned_abs(), commitment: row.hash(1)?, hash: row.hash(2)? };
    Ok((link, Opened { salt: row.hash(3)?, statement: row.text(4)? }))
}

struct Count(&'static Statement);

impl Query for Count {
    type Answer = i64;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<i64, SqlError> {
        session.query_one(self.0, &[]).await?.unwrap().integer(0)
    }
}

/// The entries of a person's chain, after every link of it was checked.
pub(super) async fn statements(fixture: &Fixture, person: PersonId) -> Vec<serde_json::Value> {
    let (mut sequence, mut previous) = (0, BEFORE_THE_FIRST);
    let chain = fixture.store.answer(Chain(person)).await.unwrap().into_iter();
    let read = |(link, opened): (Link, Opened)| {
        assert!(link.follows(sequence, &previous));
        assert_eq!(opened.commitment(), link.commitment);
        (sequence, previous) = (link.sequence, link.hash);
        serde_json::from_str(&opened.statement).unwrap()
    };
    chain.map(read).collect()
}

/// What a person's chain says happened.
pub(super) async fn chain(fixture: &Fixture, person: PersonId) -> Vec<String> {
    let statements = statements(fixture, person).await;
    statements.iter().map(|statement| statement["what"].as_str().unwrap().to_owned()).collect()
}

/// How many credentials are kept.
pub(super) async fn payloads(fixture: &Fixture) -> i64 {
    fixture.store.answer(Count(&CREDENTIALS)).await.unwrap()
}

/// How many curricula, experiences and keys of inserts there are.
pub(super) async fn declared(fixture: &Fixture) -> [i64; 3] {
    let count = |statement| fixture.store.answer(Count(statement));
    [count(&CURRICULA).await.unwrap(), count(&EXPERIENCES).await.unwrap(), count(&KEYS).await.unwrap()]
}

/// How many shares, visits to them and marks there are.
pub(super) async fn shared_and_marked(fixture: &Fixture) -> [i64; 3] {
    let count = |statement| fixture.store.answer(Count(statement));
    [count(&SHARES).await.unwrap(), count(&VISITS).await.unwrap(), count(&MARKS).await.unwrap()]
}
