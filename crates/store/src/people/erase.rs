//! Erasing a person with everything that is theirs (`record.md §4`, §5).

use career::history::{Event, Subject, What};
use career::id::PersonId;
use career::source::Source;

use super::find::UnknownPerson;
use crate::command::{Command, Stop};
use crate::sql::{Session, Statement, statements};
use crate::{history, submissions};

statements! {
    // Whoever makes tokens of a grant holds it, and then needs the person to be there.
    HOLD_GRANTS = sqlite "select id from oauth_grant where person_id = $1"
        postgres "select id from oauth_grant where person_id = $1 order by id for update";
    // The lock lets whoever adds to the record finish first, or find nobody.
    ADDRESS = sqlite "select address from person where id = $1"
        postgres "select address from person where id = $1 for update";
    END_HISTORY = "update history_head set erased = 1 where person_id = $1";
    EMPTY_HISTORY = "delete from history_opened where person_id = $1";
    READS = "delete from history_read where person_id = $1";
    KEYS = "delete from idempotency_key where curriculum_id in (select id from curriculum where person_id = $1)";
    MARKS = "delete from mark where person_id = $1";
    VISITS = "delete from share_visit where share_id in (select id from share where person_id = $1)";
    SHARES = "delete from share where person_id = $1";
    EXPERIENCES = "delete from experience where person_id = $1";
    CURRICULA = "delete from curriculum where person_id = $1";
    ACCESS = "delete from access_token where person_id = $1 \
        or grant_id in (select id from oauth_grant where person_id = $1)";
    REFRESH = "delete from refresh_token where grant_id in (select id from oauth_grant where person_id = $1)";
    CODES = "delete from authorization_code where grant_id in (select id from oauth_grant where person_id = $1)";
    GRANTS = "delete from oauth_grant where person_id = $1";
    SESSIONS = "delete from session where person_id = $1";
    SIGN_IN_CODES = "delete from sign_in_code where address = $1";
    MAIL = "delete from mail where to_address = $1";
    PERSON = "delete from person where id = $1";
}

/// What refers to the person, in an order in which nothing is left that refers to what went.
static THEIRS: [&Statement; 12] = [
    &READS,
    &KEYS,
    &MARKS,
    &VISITS,
    &SHARES,
    &EXPERIENCES,
    &CURRICULA,
    &ACCESS,
    &REFRESH,
    &CODES,
    &GRANTS,
    &SESSIONS,
];

/// Erases a person: everything that refers to them goes, at once and for good.
///
/// What stays tells nothing of them: the links and the head of their history, with one last entry; what partners are
/// told of their submissions ([`career::submission::Submission::erase`]); and keyed hashes of the address in the counts of
/// sign-ins, which are forgotten after a day. Whoever signs in with the address later is somebody new.
#[derive(Debug)]
pub struct ErasePerson {
    /// Whom.
    pub person: PersonId,
    /// Who says so, how, and when.
    pub source: Source,
}

impl Command for ErasePerson {
    type Outcome = ();
    type Refusal = UnknownPerson;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<(), Stop<UnknownPerson>> {
        let person = self.person;
        session.query(&HOLD_GRANTS, &[person.into()]).await?;
        let row = session.query_one(&ADDRESS, &[person.into()]).await?;
        let address = row.ok_or(Stop::Refused(UnknownPerson))?.text(0)?;
        submissions::erase_person(session, person, self.source.at).await?;
        for statement in THEIRS {
            session.execute(statement, &[person.into()]).await?;
        }
        for statement in [&SIGN_IN_CODES, &MAIL] {
            session.execute(statement, &[address.as_str().into()]).await?;
        }
        session.execute(&PERSON, &[person.into()]).await?;

        // The history comes last, as it does for everybody who changes a record: so nobody waits in a circle.
        let last = Event {
            source: self.source,
            what: What::Erased,
            subject: Subject::Person(person),
            values: serde_json::Value::Null,
            row: None,
        };
        history::append(session, person, &last).await?;
        for statement in [&END_HISTORY, &EMPTY_HISTORY] {
            session.execute(statement, &[person.into()]).await?;
        }
        session.deletes_personal_data();
        Ok(())
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }

    fn is_alone(&self) -> bool {
        true
    }
}
