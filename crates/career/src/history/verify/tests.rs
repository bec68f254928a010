//! Random histories, walked as they are and after one thing in them was changed.

use proptest::prelude::*;
use proptest::sample::Index;
use uuid::Uuid;

use super::*;
use crate::id::{CurriculumId, ExperienceId, PersonId, SubmissionId};
use crate::source::{Actor, Source, Way};

/// An entry as a database holds it.
type Entry = (Link, Option<Opened>);

fn submission(number: u128) -> Subject {
    Subject::Submission(SubmissionId::from_uuid(Uuid::from_u128(number)))
}

fn experience(number: u64) -> Subject {
    Subject::Experience(number)
}

fn mark(number: u64) -> Subject {
    Subject::Mark(StatementId::Experience(ExperienceId::new(number).unwrap()))
}

fn row(number: u8) -> RowHash {
    RowHash::of(&[&[number]])
}

fn event(what: What, subject: Subject, row: Option<RowHash>) -> Event {
    let source = Source { by: Actor::Server, via: Way::Rule, at: "2026-11-21T12:00:00Z".parse().unwrap() };
    Event { source, what, subject, values: serde_json::Value::Null, row }
}

/// The chain of these events.
fn chain(events: &[Event]) -> Vec<Entry> {
    let mut head = Head::BEFORE_THE_FIRST;
    let entries = events.iter().enumerate().map(|(place, event)| {
        let salt = [u8::try_from(place % 251).unwrap(); 32];
        let opened = Opened { salt, statement: event.statement() };
        let link = Link::after(head.sequence, &head.hash, opened.commitment());
        head = link.head();
        (link, Some(opened))
    });
    entries.collect()
}

fn walk(entries: &[Entry], outside: Option<Head>) -> Walk {
    let mut walk = Walk::new(outside);
    for (link, opened) in entries {
        walk.entry(link.sequence, (*link).into(), opened.clone().map_or(Found::Nothing, Found::Opened));
    }
    walk
}

fn take_rows(walk: &mut Walk, rows: &[(Subject, RowHash)]) {
    for (subject, row) in rows {
        walk.row(*subject, *row);
    }
}

fn head(entries: &[Entry]) -> Option<Head> {
    entries.last().map(|(link, _)| link.head())
}

fn findings(entries: &[Entry], rows: &[(Subject, RowHash)], head: Option<Head>) -> Vec<Finding> {
    let mut walk = walk(entries, None);
    take_rows(&mut walk, rows);
    walk.finish(head, false).findings
}

/// A life of a record, and the rows that it leaves.
fn lives() -> impl Strategy<Value = (Vec<Event>, Vec<(Subject, RowHash)>)> {
    let step = (0_u8..4, 1_u64..6, any::<u8>());
    prop::collection::vec(step, 1..40).prop_map(|steps| {
        let (mut events, mut rows) = (Vec::new(), BTreeMap::new());
        for (what, number, value) in steps {
            let there = rows.contains_key(&experience(number));
            match what {
                0 | 1 => {
                    let what = if there { What::Edited } else { What::Declared };
                    events.push(event(what, experience(number), Some(row(value))));
                    rows.insert(experience(number), row(value));
                }
                2 if there => {
                    events.push(event(What::Hidden, mark(number), Some(row(value))));
                    rows.insert(mark(number), row(value));
                }
                3 if there => {
                    events.push(event(What::Deleted, experience(number), None));
                    rows.remove(&experience(number));
                    rows.remove(&mark(number));
                }
                _ => events.push(event(What::Read, Subject::Person(PersonId::from_uuid(Uuid::nil())), None)),
            }
        }
        (events, rows.into_iter().collect())
    })
}

/// Where one byte is changed.
#[derive(Debug, Clone, Copy)]
enum Where {
    Commitment,
    Hash,
    Salt,
    Statement,
}

fn places() -> impl Strategy<Value = Where> {
    prop_oneof![Just(Where::Commitment), Just(Where::Hash), Just(Where::Salt), Just(Where::Statement)]
}

/// Changes one byte; false where the text is none any more, as the database may still hold it.
fn change((link, opened): &mut Entry, place: Where, byte: Index, to: u8) -> bool {
    let opened = opened.as_mut().unwrap();
    let mut statement = opened.statement.clone().into_bytes();
    let bytes: &mut [u8] = match place {
        Where::Commitment => &mut link.commitment,
        Where::Hash => &mut link.hash,
        Where::Salt => &mut opened.salt,
        Where::Statement => &mut statement,
    };
    let byte = byte.get_mut(bytes);
    *byte = if *byte == to { !to } else { to };
    String::from_utf8(statement).map(|statement| opened.statement = statement).is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_history_that_nobody_touched_verifies((events, rows) in lives()) {
        let entries = chain(&events);
        let done = {
            let mut walk = walk(&entries, head(&entries));
            take_rows(&mut walk, &rows);
            walk.finish(head(&entries), false)
        };
        prop_assert_eq!(&done.findings, &[]);
        prop_assert_eq!((done.entries, done.rows), (events.len() as u64, rows.len() as u64));
        prop_assert_eq!(done.head, head(&entries));
    }

    #[test]
    fn one_changed_byte_of_a_history_is_found_and_its_entry_alone_is_named(
        (events, rows) in lives(), which in any::<Index>(), place in places(), byte in any::<Index>(), to in any::<u8>(),
    ) {
        let mut entries = chain(&events);
        let end = head(&entries);
        let changed = which.index(entries.len());
        let sequence = entries[changed].0.sequence;
        let found = if change(&mut entries[changed], place, byte, to) {
            findings(&entries, &rows, end)
        } else {
            let mut walk = Walk::new(None);
            for (link, opened) in &entries {
                let opened = opened.clone().map_or(Found::Nothing, Found::Opened);
                let opened = if link.sequence == sequence { Found::Unreadable } else { opened };
                walk.entry(link.sequence, (*link).into(), opened);
            }
            take_rows(&mut walk, &rows);
            walk.finish(end, false).findings
        };
        let expected = match place {
            Where::Commitment | Where::Hash => Finding::Broken { entry: sequence },
            Where::Salt | Where::Statement => Finding::Changed { entry: sequence },
        };
        prop_assert_eq!(found, [expected]);
    }

    #[test]
    fn a_changed_row_is_found_and_its_newest_entry_is_named((events, mut rows) in lives(), which in any::<Index>()) {
        prop_assume!(!rows.is_empty());
        let entries = chain(&events);
        let at = which.index(rows.len());
        let subject = rows[at].0;
        rows[at].1 = RowHash::of(&[b"another"]);
        let newest = events.iter().rposition(|event| event.subject == subject && event.row.is_some());
        let entry = newest.unwrap() as u64 + 1;
        prop_assert_eq!(findings(&entries, &rows, head(&entries)), [Finding::RowDiffers { subject, entry }]);
        rows.remove(at);
        prop_assert_eq!(findings(&entries, &rows, head(&entries)), [Finding::RowMissing { subject, entry }]);
        rows.push((experience(99), row(1)));
        let found = findings(&entries, &rows, head(&entries));
        prop_assert!(found.contains(&Finding::RowWithoutEntry { subject: experience(99) }), "{:?}", found);
    }

    #[test]
    fn a_cut_tail_is_seen_by_the_head_and_where_that_was_cut_too_only_by_one_from_outside(
        (events, _) in lives(), cut in any::<Index>(),
    ) {
        let entries = chain(&events);
        let (end, kept) = (head(&entries), cut.index(entries.len()));
        let left = &entries[..kept];
        let told = |outside, head| walk(left, outside).finish(head, true).findings
            .into_iter().filter(|finding| *finding != Finding::NotErased { table: "history_opened" })
            .collect::<Vec<_>>();
        let cut = if kept == 0 { Finding::NoHistory } else { Finding::HeadDiffers { entry: kept as u64, head: entries.len() as u64 } };
        prop_assert_eq!(told(None, end), [cut]);
        if kept > 0 {
            prop_assert_eq!(told(None, head(left)), []);
            let outside = Finding::OutsideHeadDiffers { entry: entries.len() as u64 };
            prop_assert_eq!(told(end, head(left)), [outside]);
        }
    }

    #[test]
    fn a_missing_entry_is_named((events, _) in lives(), which in any::<Index>()) {
        prop_assume!(events.len() > 1);
        let mut entries = chain(&events);
        let end = head(&entries);
        let gone = entries.remove(which.index(entries.len() - 1)).0.sequence;
        let found = findings(&entries, &[], end);
        prop_assert_eq!(found.first(), Some(&Finding::Missing { first: gone, last: gone }));
    }
}

#[test]
fn an_erased_history_verifies_and_an_emptied_one_of_somebody_who_was_not_erased_does_not() {
    let mut entries = chain(&[
        event(What::Declared, experience(1), Some(row(1))),
        event(What::Edited, experience(1), Some(row(2))),
        event(What::Erased, experience(1), None),
    ]);
    for (_, opened) in &mut entries {
        *opened = None;
    }
    let end = head(&entries);
    let erased = walk(&entries, end).finish(end, true);
    assert_eq!((erased.findings, erased.erased, erased.entries), (vec![], true, 3));
    let emptied = walk(&entries, None).finish(end, false).findings;
    assert_eq!(emptied, [Finding::Emptied { first: 1, last: 3 }]);
    let kept = chain(&[event(What::Erased, experience(1), None)]);
    let told = walk(&kept, None).finish(head(&kept), true).findings;
    assert_eq!(told, [Finding::NotErased { table: "history_opened" }]);
}

#[test]
fn ledger_158_rows_that_a_silent_entry_may_be_about_are_left_out_and_counted() {
    let mut entries = chain(&[
        event(What::Declared, experience(1), Some(row(1))),
        event(What::Edited, experience(1), Some(row(2))),
    ]);
    entries[1].1 = None;
    let mut walk = walk(&entries, None);
    walk.row(experience(1), row(2));
    let done = walk.finish(head(&entries), false);
    assert_eq!(done.findings, [Finding::Emptied { first: 2, last: 2 }]);
    assert_eq!((done.rows, done.rows_left_out), (0, 1));
}

#[test]
fn what_is_left_of_a_declined_submission_may_end_by_the_clock_and_no_other() {
    let life = |what| chain(&[event(what, submission(1), Some(row(1)))]);
    let gone = |what| findings(&life(what), &[], head(&life(what)));
    assert_eq!(gone(What::Declined), []);
    let missing = [Finding::RowMissing { subject: submission(1), entry: 1 }];
    assert_eq!(gone(What::Opened), missing);
    assert_eq!(gone(What::Accepted), missing);
    let declined = life(What::Declined);
    let told = findings(&declined, &[(submission(1), row(2))], head(&declined));
    assert_eq!(told, [Finding::RowDiffers { subject: submission(1), entry: 1 }]);
}

#[test]
fn an_open_submission_does_not_come_with_an_import() {
    let person = Subject::Person(PersonId::from_uuid(Uuid::nil()));
    let entries = chain(&[
        event(What::Declared, person, Some(row(1))),
        event(What::Opened, submission(1), Some(row(2))),
        event(What::Imported, person, Some(row(3))),
    ]);
    assert_eq!(findings(&entries, &[(person, row(3))], head(&entries)), []);
}

#[test]
fn the_marks_on_a_credential_go_with_it() {
    let submission_id = SubmissionId::from_uuid(Uuid::from_u128(1));
    let mark = Subject::Mark(StatementId::Employment { submission: submission_id, place: 2 });
    let entries = chain(&[
        event(What::Accepted, submission(1), Some(row(1))),
        event(What::Disputed, mark, Some(row(2))),
        event(What::Deleted, submission(1), None),
    ]);
    assert_eq!(findings(&entries, &[], head(&entries)), []);
    let told = findings(&entries, &[(mark, row(2))], head(&entries));
    assert_eq!(told, [Finding::RowWithoutEntry { subject: mark }]);
}

#[test]
fn a_history_without_a_head_and_a_head_without_a_history_are_told() {
    let entries = chain(&[event(What::Read, submission(1), None)]);
    assert_eq!(findings(&entries, &[], None), [Finding::NoHead]);
    assert_eq!(findings(&[], &[], head(&entries)), [Finding::NoHistory]);
    assert_eq!(findings(&[], &[], None), [Finding::NoHistory]);
}

#[test]
fn every_finding_is_one_plain_line() {
    let subject = Subject::Curriculum(CurriculumId::from_uuid(Uuid::nil()));
    let all = [
        Finding::Broken { entry: 1 },
        Finding::Missing { first: 1, last: 1 },
        Finding::Missing { first: 1, last: 2 },
        Finding::Changed { entry: 1 },
        Finding::Emptied { first: 1, last: 1 },
        Finding::Emptied { first: 1, last: 2 },
        Finding::Stray { place: -1 },
        Finding::NoHistory,
        Finding::NoHead,
        Finding::HeadDiffers { entry: 1, head: 1 },
        Finding::HeadDiffers { entry: 1, head: 2 },
        Finding::OutsideHeadDiffers { entry: 1 },
        Finding::RowDiffers { subject, entry: 1 },
        Finding::RowWithoutEntry { subject },
        Finding::RowMissing { subject, entry: 1 },
        Finding::RowUnreadable { table: "mark" },
        Finding::NotErased { table: "mark" },
    ];
    for finding in all {
        let line = finding.to_string();
        assert!(!line.contains('\n') && line.len() < 120, "{line}");
        let named = finding.entry().is_none_or(|entry| line.contains(&entry.to_string()));
        assert!(named, "{line}");
        let documented = include_str!("../../../../../docs/history.md");
        assert!(documented.contains(&format!("`{}`", finding.word())), "{line}");
    }
}
