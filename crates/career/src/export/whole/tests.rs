//! Documents that were written and read.

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

use super::super::testing::{KEY, POLICY, SHIPPED, TODAY, at, entries, record, told};
use super::{Fault, LIMIT, Read, Remark, Whole, read};
use crate::history::{Entry, Event, Subject, What};
use crate::reconciliation::{Policy, policy};
use crate::signature::SigningKey;

fn write(whole: &Whole) -> String {
    whole.write(&POLICY, &KEY).unwrap()
}

fn take(text: &str) -> Result<Read, Fault> {
    read(text.as_bytes(), &POLICY, &SHIPPED)
}

/// A record that has some of everything, the same in every run.
fn sample() -> Whole {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[3; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    loop {
        let record = record().new_tree(&mut runner).unwrap().current();
        let disputed = record.marks.values().any(|mark| mark.dispute.is_some());
        if record.experiences.len() == 2 && record.credentials.len() == 1 && disputed {
            return told(record);
        }
    }
}

/// The document with something changed in it, written anew but not signed anew.
fn changed(change: impl FnOnce(&mut Value)) -> Result<Read, Fault> {
    let mut document: Value = serde_json::from_str(&write(&sample())).unwrap();
    change(&mut document);
    take(&serde_json::to_string_pretty(&document).unwrap())
}

fn told_of(result: Result<Read, Fault>) -> String {
    result.unwrap_err().to_string()
}

/// The document with something changed in it, with a signature over that.
fn forged(change: impl FnOnce(&mut Whole)) -> Result<Read, Fault> {
    let mut whole = sample();
    change(&mut whole);
    take(&write(&whole))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_is_read_as_it_was_and_written_alike_again(record in record()) {
        let whole = told(record);
        let text = write(&whole);
        let found = take(&text).unwrap();
        prop_assert_eq!(&found.whole, &whole);
        prop_assert_eq!(found.remarks, vec![]);
        prop_assert_eq!(&found.head.key, KEY.public().id());
        prop_assert_eq!(write(&found.whole), &text[..]);
        let compact = serde_json::from_str::<Value>(&text).unwrap().to_string();
        prop_assert!(take(&compact).is_ok(), "white space between the tokens does not count");
    }

    #[test]
    fn a_changed_byte_is_refused(
        record in record(),
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 24),
    ) {
        let text = write(&told(record)).into_bytes();
        let inside = inside_of_texts(&text);
        for (place, byte) in places {
            let place = place.index(text.len());
            refuses(&text, &inside, place, byte);
        }
    }
}

#[test]
fn a_changed_byte_that_leaves_the_json_whole_is_refused() {
    let text = write(&sample()).into_bytes();
    let inside = inside_of_texts(&text);
    // Every eleventh byte: the whole takes a minute, and finds no more.
    for place in (0..text.len()).step_by(11) {
        // A change that keeps the JSON whole, as far as one can.
        let byte = match text[place] {
            b'9' => b'8',
            b'z' => b'y',
            byte if byte.is_ascii_alphanumeric() => byte ^ if byte.is_ascii_digit() { 1 } else { 0x20 },
            _ => b'1',
        };
        refuses(&text, &inside, place, byte);
    }
}

/// Which bytes stand inside of texts.
fn inside_of_texts(text: &[u8]) -> Vec<bool> {
    let (mut inside, mut escaped) = (false, false);
    let is_inside = text.iter().map(|byte| {
        let before = inside;
        match (inside, escaped, byte) {
            (_, true, _) => escaped = false,
            (true, _, b'\\') => escaped = true,
            (_, _, b'"') => inside = !inside,
            _ => {}
        }
        before
    });
    is_inside.collect()
}

fn refuses(text: &[u8], inside: &[bool], place: usize, byte: u8) {
    let blank = |byte: u8| b" \t\r\n".contains(&byte);
    if text[place] == byte || (!inside[place] && blank(text[place]) && blank(byte)) {
        return;
    }
    let mut changed = text.to_vec();
    changed[place] = byte;
    let found = read(&changed, &POLICY, &SHIPPED);
    assert!(found.is_err(), "byte {place} as {byte:#x}:\n{}", String::from_utf8_lossy(&changed));
}

#[test]
fn what_is_no_whole_record_is_told_as_that() {
    let text = write(&sample());
    for end in [0, 1, text.len() / 3, text.len() / 2, text.len() - 3] {
        let cut = (end..text.len()).find(|end| text.is_char_boundary(*end)).unwrap();
        let told = told_of(take(&text[..cut]));
        assert!(told.contains("it was cut short; copy it again"), "{told}");
    }
    let told = told_of(take("{\n  \"format\": tenure}"));
    assert!(told.starts_with("line 2 column ") && told.contains("this is no JSON"), "{told}");
    let told = told_of(take(r#"{"basics": {}, "work": []}"#));
    assert!(told.contains("it has no `format`"), "{told}");
    let told = told_of(take(r#"{"format": "tenure-credential", "version": 1}"#));
    assert!(told.contains("its `format` is \"tenure-credential\""), "{told}");
    let told = told_of(take(r#"{"format": "tenure-record", "version": 2, "record": {"new": true}}"#));
    assert!(told.contains("made by a newer version: 2; this program reads up to 1"), "{told}");
    let told = told_of(take(r#"{"format": "tenure-record", "version": 0}"#));
    assert!(told.contains("none that there ever was"), "{told}");
    assert_eq!(read(&vec![b' '; LIMIT + 1], &POLICY, &SHIPPED), Err(Fault::TooLong));
    assert!(
        told_of(take("[1]")).contains("this is no whole record") || told_of(take("[1]")).contains("line 1")
    );
}

#[test]
fn members_that_are_unknown_twice_or_missing_are_told_with_their_place() {
    let told = told_of(changed(|document| document["record"]["person"]["colour"] = "blue".into()));
    assert!(told.starts_with("line ") && told.contains("unknown field `colour`"), "{told}");
    let told =
        told_of(changed(|document| document["record"]["experiences"][0]["content"]["colour"] = 1.into()));
    assert!(told.starts_with("line ") && told.contains("not written as an export writes it"), "{told}");
    let told = told_of(changed(|document| drop(document["head"].as_object_mut().unwrap().remove("key"))));
    assert!(told.contains("missing field `key`"), "{told}");
    let text = write(&sample());
    let twice = text.replacen("\"address\":", "\"address\": \"kim@example.org\", \"address\":", 1);
    assert!(told_of(take(&twice)).contains("duplicate field `address`"));
    let decimal = text.replacen("\"version\": 1,", "\"version\": 1.0,", 1);
    assert!(told_of(take(&decimal)).contains("expected u64"));
}

#[test]
fn ledger_167_one_document_has_one_writing() {
    let text = write(&sample());
    let offset = text.replacen("Z\"", "+00:00\"", 1);
    assert!(told_of(take(&offset)).contains("not written as an export writes it"));
    let escaped = text.replacen("kim@example.org", "kim\\u0040example.org", 1);
    let told = told_of(take(&escaped));
    assert!(told.contains("not written as an export writes it"), "{told}");
}

#[test]
fn a_history_that_was_changed_is_told_with_its_entry() {
    let hash = |document: &mut Value, member: &str| {
        document["history"][2][member] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".into();
    };
    let told = told_of(changed(|document| hash(document, "hash")));
    assert!(told.starts_with("entry 3 of the history does not follow the one before it"), "{told}");
    let told = told_of(changed(|document| hash(document, "salt")));
    assert!(told.starts_with("entry 3 of the history does not say what it committed to"), "{told}");
    let told = told_of(changed(|document| {
        document["history"][2]["statement"] = Value::Null;
        document["history"][2]["salt"] = Value::Null;
    }));
    assert!(told.starts_with("entry 3 of the history does not say what happened"), "{told}");
    let told = told_of(changed(|document| drop(document["history"].as_array_mut().unwrap().remove(1))));
    assert!(told.starts_with("entry 2 of the history does not follow"), "{told}");
    let told = told_of(changed(|document| drop(document["history"].as_array_mut().unwrap().pop())));
    assert!(told.starts_with("the head is not the last entry"), "{told}");
    let told = told_of(changed(|document| document["history"] = json!([])));
    assert!(told.starts_with("the head is not the last entry"), "{told}");
}

#[test]
fn a_row_that_its_entry_does_not_vouch_for_is_told_even_where_it_was_signed() {
    let told = told_of(forged(|whole| whole.record.experiences[0].content.company.push('!')));
    assert!(told.starts_with("experience ") && told.contains("is not what entry "), "{told}");
    let told = told_of(forged(|whole| whole.record.credentials[0].accepted_at = at(51)));
    assert!(told.starts_with("credential ") && told.contains("is not what entry "), "{told}");
    let told = told_of(forged(|whole| drop(whole.record.experiences.pop())));
    assert!(told.starts_with("experience ") && told.contains("is missing, which entry "), "{told}");
    let told = told_of(forged(|whole| whole.record.marks.clear()));
    assert!(told.starts_with("mark on ") && told.contains("is missing"), "{told}");
    let told = told_of(forged(|whole| {
        let twice = whole.record.experiences[0].clone();
        whole.record.experiences.push(twice);
    }));
    assert!(told.contains("is there twice"), "{told}");
    let told = told_of(forged(|whole| whole.record.person.name = None));
    let had_none = sample().record.person.name.is_none();
    assert!(had_none || told.starts_with("person "), "{told}");
}

/// The sample with a history of its own.
fn retold(change: impl FnOnce(&mut Whole)) -> Result<Read, Fault> {
    let mut whole = sample();
    change(&mut whole);
    let clients = std::mem::take(&mut whole.record.clients);
    let mut whole = told(whole.record);
    whole.record.clients = clients;
    take(&write(&whole))
}

#[test]
fn parts_that_do_not_name_each_other_rightly_are_told() {
    let told = told_of(retold(|whole| whole.record.curricula.clear()));
    assert!(told.contains("stands in a curriculum that is not there"), "{told}");
    let told = told_of(retold(|whole| whole.record.curricula[0].principal = false));
    assert!(told.starts_with("0 curricula are the principal one"), "{told}");
    let told = told_of(retold(|whole| drop(whole.record.credentials.pop())));
    assert!(told.starts_with("the mark on credential/") || told.contains("nothing names it"), "{told}");
    let told = told_of(forged(|whole| drop(whole.record.clients.pop())));
    assert!(told.contains("is missing, which the record names"), "{told}");
    let told =
        told_of(forged(|whole| whole.record.clients[0].kind = crate::record::KindOfClient::Application));
    assert!(told.contains("acts as another kind"), "{told}");
    let told = told_of(forged(|whole| {
        let mut stray = whole.record.clients[0].clone();
        stray.id = crate::id::ClientId::from_uuid(uuid::Uuid::from_u128(0xfff));
        whole.record.clients.push(stray);
    }));
    assert!(told.contains("nothing names it"), "{told}");
}

#[test]
fn ledger_173_the_signature_covers_what_the_history_does_not() {
    for change in [
        (|document| document["on"] = "2026-11-20".into()) as fn(&mut Value),
        |document| document["record"]["clients"][0]["name"] = "Other".into(),
        |document| document["verdicts"]["reconciliation"]["policy"] = "other-0".into(),
    ] {
        let told = told_of(changed(change));
        let found =
            told.starts_with("the signature does not fit") || told.starts_with("the verdicts are not");
        assert!(found, "{told}");
    }
    let told = told_of(changed(|document| document["verdicts"]["gaps"] = json!([1])));
    assert!(told.starts_with("the verdicts are not those that come of this record"), "{told}");

    // Somebody else's key signs for itself, and is known by its id.
    let other = SigningKey::from_seed(&[8; 32]).unwrap();
    let found = take(&sample().write(&POLICY, &other).unwrap()).unwrap();
    assert_eq!(found.head.key, other.public().id());
    let mut document: Value = serde_json::from_str(&write(&sample())).unwrap();
    document["head"]["key"] = serde_json::to_value(other.public()).unwrap();
    assert_eq!(take(&document.to_string()), Err(Fault::Signature));
}

#[test]
fn ledger_168_what_breaks_a_rule_is_refused_and_what_other_dictionaries_had_stays() {
    let told = told_of(retold(|whole| {
        whole.record.experiences[0].content.company = "x".repeat(151);
        whole.record.experiences[1].content.job.push(' ');
        whole.record.credentials[0].credential.employment[0].organisation = "x".repeat(201);
        whole.record.curricula[0].name = " ".to_owned();
        whole.record.person.address = "Kim@example.org".to_owned();
        whole.record.clients[0].name.push('\n');
    }));
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 8, "{told}");
    assert!(
        lines[1].contains("address") && lines[2].contains("curriculum ") && lines[3].contains("client "),
        "{told}"
    );
    assert!(
        lines[4].contains("`company` breaks rule 684") && lines[5].contains("not written as it is kept"),
        "{told}"
    );
    assert!(lines[6].contains("/fields/employment/0/organisation: "), "{told}");

    let found =
        retold(|whole| whole.record.experiences[0].content.level = "no-such-level".to_owned()).unwrap();
    let id = found.whole.record.experiences[0].id;
    assert_eq!(found.remarks, [Remark::OtherDictionaries { id, field: "level" }]);
}

#[test]
fn ledger_170_verdicts_of_another_policy_are_taken_over_with_a_remark() {
    let other = Policy::read(&policy::DEFAULT.replace("months = 1", "months = 2")).unwrap();
    let text = sample().write(&other, &KEY).unwrap();
    let found = take(&text).unwrap();
    let remark = Remark::OtherPolicy { theirs: other.id().to_string(), ours: POLICY.id().to_string() };
    assert_eq!(found.remarks, [remark]);
}

#[test]
fn an_entry_of_a_kind_that_is_not_known_is_told() {
    let mut whole = sample();
    let mut events: Vec<Event> = whole.history.iter().filter_map(Entry::event).collect();
    let mut last = events.last().unwrap().clone();
    last.what = What::Exported;
    last.subject = Subject::Person(whole.record.person.id);
    events.push(last);
    whole.history = entries(&events);
    assert!(take(&write(&whole)).is_ok());
    let mut strange = whole.history.clone();
    let opened = strange.last_mut().unwrap().opened.as_mut().unwrap();
    opened.statement = opened.statement.replace("exported", "transmuted");
    let before = &whole.history[whole.history.len() - 2].link;
    let link = crate::history::Link::after(before.sequence, &before.hash, opened.commitment());
    strange.last_mut().unwrap().link = link;
    whole.history = strange;
    let told = told_of(take(&write(&whole)));
    assert!(told.contains("says something that this program does not know"), "{told}");
    assert_eq!(whole.on, TODAY);
}
