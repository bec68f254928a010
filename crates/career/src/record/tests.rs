//! Records as timelines, with marks.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use uuid::Uuid;

use super::{
    AcceptedCredential, Assembled, Dispute, DisputeNote, DisputeNoteFault, LONGEST_NOTE, Mark, Misfit,
    Person, Record, Told,
};
use crate::credential::CredentialId;
use crate::history::{Event, RowHash, Subject, What};
use crate::id::{ClientId, ExperienceId, GrantId, PersonId, StatementId, SubmissionId};
use crate::source::{Actor, Source, Way};

fn noon() -> Timestamp {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

/// A record of one job at Acme, attested month by month.
fn record(titles_and_horizons: &[(&str, &str)]) -> Record {
    let credentials =
        titles_and_horizons.iter().zip(1..).map(|((title, horizon), number)| AcceptedCredential {
            submission: submission(number),
            client: ClientId::from_uuid(Uuid::from_u128(7)),
            received_at: noon() + jiff::SignedDuration::from_hours(i64::try_from(number).unwrap()),
            accepted_at: noon(),
            credential_id: CredentialId::parse(&format!("c-{number}")).unwrap(),
            credential: serde_json::from_value(serde_json::json!({
                "full_name": "Kim",
                "employment": [{
                    "organisation": "Acme", "role_title": title,
                    "start_date": "2020-01", "last_processed_month": horizon,
                }],
            }))
            .unwrap(),
        });
    Record {
        person: Person {
            id: PersonId::from_uuid(Uuid::from_u128(1)),
            address: "kim@example.org".to_owned(),
            name: None,
            created_at: noon(),
        },
        curricula: Vec::new(),
        experiences: Vec::new(),
        credentials: credentials.collect(),
        marks: BTreeMap::new(),
        clients: Vec::new(),
    }
}

fn submission(number: u128) -> SubmissionId {
    SubmissionId::from_uuid(Uuid::from_u128(number))
}

fn statement(number: u128) -> StatementId {
    StatementId::Employment { submission: submission(number), place: 1 }
}

fn dispute(note: Option<&str>) -> Dispute {
    let note = note.map(|note| DisputeNote::parse(note).unwrap());
    Dispute { note, tell_partner: false, at: noon() }
}

fn hidden(assembled: &Assembled) -> Vec<(String, bool)> {
    let standing = assembled.timeline.standing().iter();
    standing.map(|statement| (statement.id.clone(), statement.hidden)).collect()
}

#[test]
fn ledger_141_a_mark_goes_over_to_the_statement_that_supersedes() {
    let mut record = record(&[("Cook", "2020-06"), ("Cook", "2020-07"), ("Cook", "2020-08")]);
    let mark = |hidden, dispute| Mark { hidden, dispute: Some(dispute), changed_at: noon() };
    record.marks.insert(statement(1), mark(Some(true), dispute(Some("not so"))));
    let assembled = record.assemble();
    let newest = statement(3).to_string();
    assert_eq!(hidden(&assembled), [(newest.clone(), true)]);
    assert_eq!(assembled.disputes.keys().collect::<Vec<_>>(), [&newest]);
    assert!(assembled.for_others().timeline.standing().is_empty());

    // The nearest word of the person counts.
    record.marks.insert(statement(2), mark(Some(false), dispute(None)));
    let assembled = record.assemble();
    assert_eq!(hidden(&assembled), [(newest, false)]);
    assert!(assembled.disputes.is_empty());
}

#[test]
fn ledger_141_a_dispute_stays_behind_where_the_newer_statement_says_something_else() {
    let mut record = record(&[("Cook", "2020-06"), ("Head cook", "2020-07")]);
    let mark = Mark { hidden: Some(true), dispute: Some(dispute(Some("head cook"))), changed_at: noon() };
    record.marks.insert(statement(1), mark);
    let assembled = record.assemble();
    assert_eq!(hidden(&assembled), [(statement(2).to_string(), true)]);
    assert!(assembled.disputes.is_empty());
}

#[test]
fn the_id_of_a_superseded_statement_stands_for_the_one_that_stands() {
    let record = record(&[("Cook", "2020-06"), ("Cook", "2020-07")]);
    let of = |number| hidden(&record.assemble().only(&BTreeSet::from([statement(number)])));
    assert_eq!(of(1), [(statement(2).to_string(), false)]);
    assert_eq!(of(2), of(1));
    assert_eq!(of(9), []);
}

#[test]
fn ledger_140_a_note_has_1_to_1000_characters_and_may_have_lines() {
    assert_eq!(DisputeNote::parse(" one\r\ntwo \n").unwrap().as_str(), "one\ntwo");
    assert_eq!(DisputeNote::parse(" \r\n "), Err(DisputeNoteFault::Empty));
    assert!(DisputeNote::parse(&"ж".repeat(LONGEST_NOTE)).is_ok());
    let length = LONGEST_NOTE + 1;
    assert_eq!(DisputeNote::parse(&"ж".repeat(length)), Err(DisputeNoteFault::TooLong { length }));
    assert_eq!(DisputeNote::parse("a\u{7}b"), Err(DisputeNoteFault::ControlCharacter));
}

#[test]
fn ledger_183_what_is_hidden_is_left_out_with_what_it_superseded() {
    let mut record = record(&[("Cook", "2020-06"), ("Cook", "2020-07")]);
    let mut other = record.credentials[0].clone();
    other.submission = submission(3);
    other.credential.employment[0].organisation = "Bistro".to_owned();
    let mut newer = other.clone();
    (newer.submission, newer.received_at) = (submission(4), noon() + jiff::SignedDuration::from_hours(9));
    record.credentials.extend([other, newer]);
    let hide = Mark { hidden: Some(true), dispute: Some(dispute(Some("no"))), changed_at: noon() };
    record.marks.insert(statement(1), hide);
    let left = record.assemble().without_hidden();
    assert_eq!(hidden(&left), [(statement(4).to_string(), false)]);
    let superseded: Vec<_> = left.timeline.superseded().iter().map(|old| &old.statement.id).collect();
    assert_eq!(superseded, [&statement(3).to_string()]);
    assert!(left.disputes.is_empty());
}

#[test]
fn ledger_184_an_application_is_told_of_what_it_is_shown_and_of_its_own_dealings() {
    let mut record = record(&[("Cook", "2020-06"), ("Head cook", "2020-07")]);
    record.credentials[1].credential.employment[0].organisation = "Bistro".to_owned();
    let hide = Mark { hidden: Some(true), dispute: None, changed_at: noon() };
    record.marks.insert(statement(2), hide);
    let own = ClientId::from_uuid(Uuid::from_u128(70));
    let other = ClientId::from_uuid(Uuid::from_u128(71));
    let grant = |number| GrantId::from_uuid(Uuid::from_u128(number));
    let experience = |number| Subject::Experience(number);
    let event = |what, subject, by| Event {
        source: Source { by, via: Way::Page, at: noon() },
        what,
        subject,
        values: serde_json::Value::Null,
        row: None,
    };
    let (me, person) = (Actor::Person(record.person.id), Subject::Person(record.person.id));
    let gone = |number| StatementId::Experience(ExperienceId::new(number).unwrap());
    let marked = [
        event(What::Hidden, Subject::Mark(gone(1)), me),
        event(What::Hidden, Subject::Mark(gone(2)), me),
        event(What::Shown, Subject::Mark(gone(2)), me),
    ];
    let told = Told::to(own, [grant(1)].into(), &record, &marked);
    let share = Subject::Share(crate::id::ShareId::from_uuid(Uuid::from_u128(5)));
    for (expected, what, subject, by) in [
        (true, What::Edited, person, me),
        (true, What::Declared, experience(9), me),
        (true, What::Deleted, experience(2), me),
        (false, What::Deleted, experience(1), me),
        (true, What::Accepted, Subject::Submission(submission(1)), me),
        (false, What::Accepted, Subject::Submission(submission(2)), me),
        (false, What::Declined, Subject::Submission(submission(3)), me),
        (true, What::Disputed, Subject::Mark(statement(1)), me),
        (false, What::Disputed, Subject::Mark(statement(2)), me),
        (false, What::Hidden, Subject::Mark(statement(2)), me),
        (false, What::Shown, Subject::Mark(statement(1)), me),
        (true, What::Read, person, Actor::Application(own)),
        (false, What::Read, person, Actor::Application(other)),
        (false, What::Read, share, Actor::Outsider),
        (true, What::Granted, Subject::Grant(grant(1)), me),
        (true, What::Ended, Subject::Grant(grant(1)), me),
        (false, What::Ended, Subject::Grant(grant(2)), me),
        (false, What::Shared, share, me),
        (false, What::Ended, share, me),
        (false, What::Exported, person, me),
    ] {
        assert_eq!(told.tells(&event(what, subject, by)), expected, "{what:?} {subject:?} {by:?}");
    }
}

/// A record with a dispute, and the entries that left its rows, among others about submissions that nobody accepted.
fn vouched_for() -> (Record, Vec<(u64, Event)>) {
    let mut record = record(&[("Cook", "2020-06")]);
    let mark = Mark { hidden: None, dispute: Some(dispute(Some("no"))), changed_at: noon() };
    record.marks.insert(statement(1), mark);
    let event = |what, subject, row| Event {
        source: Source { by: Actor::Server, via: Way::Rule, at: noon() },
        what,
        subject,
        values: serde_json::Value::Null,
        row,
    };
    let [bound, declined, accepted] = [8, 9, 1].map(|number| Subject::Submission(submission(number)));
    let other = Some(RowHash::of(&[b"other"]));
    let mut events = vec![
        event(What::Opened, accepted, other),
        event(What::Opened, bound, other),
        event(What::Opened, declined, other),
        event(What::Declined, declined, other),
        event(
            What::Disputed,
            Subject::Mark(StatementId::Employment { submission: submission(7), place: 1 }),
            other,
        ),
        event(What::Deleted, Subject::Submission(submission(7)), None),
    ];
    let rows = record.row_hashes().unwrap();
    events.extend(rows.into_iter().map(|(subject, row)| event(What::Edited, subject, Some(row))));
    (record, (1..).zip(events).collect())
}

#[test]
fn a_record_fits_its_history_whatever_was_opened_or_declined() {
    let (record, events) = vouched_for();
    assert_eq!(record.fits(&events), Ok(()));
}

#[test]
fn a_row_that_is_another_too_many_or_missing_is_told_with_its_entry() {
    let (record, mut events) = vouched_for();
    let told = |record: &Record, events: &[(u64, Event)]| {
        record.fits(events).map_err(|misfit: Misfit| misfit.to_string())
    };
    let credential = "credential 00000000-0000-0000-0000-000000000001";

    let mut other = record.clone();
    other.person.address = "other@example.org".to_owned();
    let person = "person 00000000-0000-0000-0000-000000000001";
    assert_eq!(told(&other, &events), Err(format!("{person} is not what entry 7 of the history left")));

    let mut twice = record.clone();
    twice.credentials.push(record.credentials[0].clone());
    assert_eq!(told(&twice, &events), Err(format!("{credential} is there twice")));

    let mut missing = record.clone();
    missing.credentials.clear();
    let error = format!("{credential} is missing, which entry 8 of the history left");
    assert_eq!(told(&missing, &events), Err(error));

    events.truncate(8);
    let mark = format!("mark on {}", statement(1));
    assert_eq!(told(&record, &events), Err(format!("no entry of the history vouches for {mark}")));
}
