use futures_util::future::join_all;

use crate::sql::{Row, Session, statements};
use crate::tests::{Database, Fixture};
use crate::{Command, Failure, Lane, NotDone, Stop};

statements! {
    ECHO = sqlite "select $1, $2, $3, $4" postgres "select $1::bigint as number, $2::text as text, $3::bytea as bytes, $4::uuid as id"
        together "select place, number, text, bytes, id \
            from unnest($1::bigint[], $2::text[], $3::bytea[], $4::uuid[]) \
            with ordinality as given (number, text, bytes, id, place)";
    // Nothing where there is no text.
    SOME = sqlite "select $1 where $1 is not null" postgres "select $1::text where $1::text is not null"
        together "select place, text from unnest($1::text[]) with ordinality as given (text, place) \
            where text is not null";
    DIVIDE = sqlite "select 12 / $1, 'alone'" postgres "select 12 / $1::bigint as quotient, 'alone' as how"
        together "select place, 12 / number as quotient, 'together' as how \
            from unnest($1::bigint[]) with ordinality as given (number, place)";
    FIND = "select name from server_key where name = $1";
}

type Said = (Option<i64>, Option<String>, Option<Vec<u8>>, Option<uuid::Uuid>);

/// Asks for what it says, in other turns than the others do.
struct Echoes {
    number: u8,
    says: Said,
}

impl Command for Echoes {
    type Outcome = Said;
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<Said, Stop<Self::Refusal>> {
        let (number, text, bytes, id) = self.says.clone();
        for _ in 0..self.number % 4 {
            // By itself: what others ask together goes on before and after.
            assert!(session.query_one(&FIND, &["pepper".into()]).await?.is_some());
        }
        if self.number.is_multiple_of(3) {
            let found = session.query_one(&SOME, &[text.as_deref().into()]).await?;
            assert_eq!(found.is_some(), text.is_some());
        }
        let parameters = [number.into(), text.into(), bytes.into(), id.into()];
        let mut row = session.query_one(&ECHO, &parameters).await?.unwrap();
        Ok((
            row.optional(0, Row::integer)?,
            row.optional(1, Row::text)?,
            row.optional(2, Row::bytes)?,
            row.optional(3, Row::uuid)?,
        ))
    }

    fn lane(&self) -> Lane {
        Lane::Own
    }
}

/// Divides twelve, and tells how that was asked.
struct Divides(i64);

impl Command for Divides {
    type Outcome = (i64, String);
    type Refusal = std::convert::Infallible;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(i64, String), Stop<Self::Refusal>> {
        let mut row = session.query_one(&DIVIDE, &[self.0.into()]).await?.unwrap();
        Ok((row.integer(0)?, row.text(1)?))
    }

    fn lane(&self) -> Lane {
        Lane::Own
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_are_asked_together_and_one_that_is_alone_is_not() {
    let fixture = Fixture::on(Database::Postgres).await;
    assert_eq!(fixture.store.apply(Divides(4)).await.unwrap(), (3, "alone".to_owned()));
    let told = join_all((0..40).map(|number| fixture.store.apply(Divides(number % 4 + 1)))).await;
    let told: Vec<_> = told.into_iter().map(Result::unwrap).collect();
    let quotients: Vec<_> = told.iter().map(|(quotient, _)| *quotient).collect();
    assert_eq!(quotients, [12, 6, 4, 3].repeat(10));
    let together = told.iter().filter(|(_, how)| how == "together").count();
    // The first may have gone by itself.
    assert!(together >= 38, "{together} together");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_error_is_told_to_nobody_but_whom_it_is_about() {
    let fixture = Fixture::on(Database::Postgres).await;
    let told = join_all((0..40).map(|number| fixture.store.apply(Divides(number % 10)))).await;
    for (number, told) in (0..40).zip(told) {
        match number % 10 {
            0 => assert!(matches!(told, Err(NotDone::Failed(Failure::Broken(_)))), "{told:?}"),
            divisor => assert_eq!(told.unwrap().0, 12 / divisor),
        }
    }
}

/// Each lane is given its own rows back; of some parameters all lanes have nothing.
async fn each_is_given_what_is_its_own(database: Database) {
    let fixture = Fixture::on(database).await;
    for round in 0_u8..6 {
        let asked = (0..40).map(|number| {
            let some = |bit: u8| number & bit == 0 && round != bit;
            let says = (
                some(1).then(|| i64::from(number)),
                some(2).then(|| format!("{number} {{\"'\\,NULL}}")),
                some(4).then(|| vec![number; usize::from(number)]),
                // Never nothing alone: of a list there must be something.
                Some(fixture.uuid()),
            );
            (says.clone(), fixture.store.apply(Echoes { number, says }))
        });
        let (says, asked): (Vec<_>, Vec<_>) = asked.unzip();
        let told: Vec<Said> = join_all(asked).await.into_iter().map(Result::unwrap).collect();
        assert_eq!(told, says);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn each_lane_is_given_what_is_its_own() {
    each_is_given_what_is_its_own(Database::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn each_lane_is_given_what_is_its_own_without_names() {
    each_is_given_what_is_its_own(Database::PgBouncer).await;
}
