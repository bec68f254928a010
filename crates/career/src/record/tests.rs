//! Records as timelines, with marks.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use uuid::Uuid;

use super::{
    AcceptedCredential, Assembled, Dispute, DisputeNote, DisputeNoteFault, LONGEST_NOTE, Mark, Person, Record,
};
use crate::credential::CredentialId;
use crate::id::{ClientId, PersonId, StatementId, SubmissionId};

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
