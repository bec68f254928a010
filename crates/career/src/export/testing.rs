//! Random records with a history that tells of them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use super::whole::{self, Whole};
use crate::credential::{Credential, CredentialId};
use crate::dictionary::Dictionaries;
use crate::experience::sources::FieldSources;
use crate::experience::{Draft, Experience};
use crate::history::{BEFORE_THE_FIRST, Entry, Event, Link, Opened, Subject, What};
use crate::id::{
    ClientId, CurriculumCode, CurriculumId, ExperienceId, GrantId, PersonId, StatementId, SubmissionId,
};
use crate::person_name::PersonName;
use crate::reconciliation::Policy;
use crate::record::{
    AcceptedCredential, Curriculum, DeclaredExperience, Dispute, DisputeNote, KindOfClient, KnownClient,
    Mark, Person, Record,
};
use crate::sent::Sent;
use crate::signature::SigningKey;
use crate::source::{Actor, Source, Way};

pub(super) static SHIPPED: LazyLock<Dictionaries> = LazyLock::new(|| Dictionaries::shipped().unwrap());
pub(super) static POLICY: LazyLock<Policy> = LazyLock::new(|| Policy::shipped().unwrap());
pub(super) static KEY: LazyLock<SigningKey> = LazyLock::new(|| SigningKey::from_seed(&[7; 32]).unwrap());

/// The day of every test.
pub(super) const TODAY: Date = date(2026, 11, 21);

pub(super) fn at(hours: i64) -> Timestamp {
    "2025-01-01T00:00:00.123Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours)
}

const PERSON: PersonId = PersonId::from_uuid(Uuid::from_u128(1));

fn client(number: u128) -> ClientId {
    ClientId::from_uuid(Uuid::from_u128(0x100 + number))
}

fn words() -> impl Strategy<Value = String> {
    "[A-Za-zñéßŁ中字\"\\\\]{1,12}( [A-Z&.]{1,5})?"
}

fn experience() -> impl Strategy<Value = Experience> {
    let days = (1990..2020_i16, 1..=12_i8, 1..=28_i8, option::of(1..4000_i64));
    let more = (option::of("[a-z]{1,5}\n[a-zé]{1,20}"), vec(words(), 0..3), any::<(bool, bool, bool)>());
    let organisation = prop_oneof![Just("Acme".to_owned()), words()];
    (organisation, words(), days, more).prop_map(|(company, job, (year, month, day, length), more)| {
        let (description, expertise, (hide_salary, visible, salary)) = more;
        let start = date(year, month, day);
        let end = length.map(|days| start + SignedDuration::from_hours(24 * days));
        let text = |text: &str| Sent::Value(text.to_owned());
        let paid = |key: &str| if salary { text(key) } else { Sent::Absent };
        let draft = Draft {
            company: Sent::Value(company),
            job: Sent::Value(job),
            description: description.into(),
            starting_date: Sent::Value(start.to_string()),
            finishing_date: end.map(|end| end.to_string()).into(),
            on_course: Sent::Value(end.is_none()),
            level: text("empleado-a"),
            category: text("informatica-telecomunicaciones"),
            subcategories: Sent::Value(vec!["programacion".to_owned()]),
            salary_period: paid("bruto-ano"),
            salary_min: paid("18.000"),
            salary_max: paid("24.000"),
            hide_salary: Sent::Value(hide_salary),
            visible: Sent::Value(visible),
            expertise: Sent::Value(expertise),
            ..Draft::default()
        };
        draft.judge(&SHIPPED).unwrap()
    })
}

fn kept() -> impl Strategy<Value = Value> {
    let number = any::<f64>().prop_filter("JSON has no other", |number| number.is_finite());
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<i64>().prop_map(Value::from),
        number.prop_map(Value::from),
        "\\PC{0,6}".prop_map(Value::from),
        Just(Value::from("\u{1b}\u{7f}\n")),
    ];
    let members = btree_map("[a-z]{1,4}", leaf, 0..3);
    members
        .prop_map(|members| members.into_iter().map(|(name, value)| (format!("x_{name}"), value)).collect())
}

fn credential() -> impl Strategy<Value = Credential> {
    let month = |years: std::ops::Range<i16>| {
        (years, 1..=12_i8).prop_map(|(year, month)| format!("{year:04}-{month:02}"))
    };
    let organisation = prop_oneof![Just("ACME Ltd".to_owned()), words()];
    let roles = prop_oneof![
        words().prop_map(|title| json!({ "role_title": title })),
        words().prop_map(|title| json!({ "role_classification": title })),
        (words(), words()).prop_map(|(one, two)| json!({ "role_title": one, "role_classification": two })),
    ];
    let record =
        (organisation, roles, month(1990..2010), option::of(month(2010..2020)), month(2020..2025), kept());
    let record = record.prop_map(|(organisation, role, start, end, last, kept)| {
        let mut record = json!({ "organisation": organisation });
        let members = record.as_object_mut().unwrap();
        members.extend(role.as_object().unwrap().clone());
        members.insert("start_date".into(), start.into());
        members.extend(end.map(|end| ("end_date".to_owned(), end.into())));
        members.insert("last_processed_month".into(), last.into());
        members.insert("kept".into(), kept);
        record
    });
    (words(), vec(record, 1..4), option::of(vec(words(), 0..2)), kept()).prop_map(
        |(name, records, chain, kept)| {
            let mut credential =
                json!({ "full_name": name, "employment": records, "kept": { "body": kept } });
            if let Some(chain) = chain {
                credential["partner_chain"] =
                    chain.iter().map(|name| json!({ "name": name, "n": 0.1 })).collect();
            }
            serde_json::from_value(credential).unwrap()
        },
    )
}

fn mark() -> impl Strategy<Value = (Option<bool>, Option<(Option<String>, bool)>)> {
    (option::of(any::<bool>()), option::of((option::of("[a-zé\"]{1,9}"), any::<bool>())))
}

/// Any record.
pub(super) fn record() -> impl Strategy<Value = Record> {
    let name = option::of(words());
    let declared = vec((experience(), 0..2_usize, 0..40_i64, option::of(experience()), mark()), 0..5);
    let attested = vec((credential(), 0..2_u128, mark()), 0..4);
    (name, 1..3_usize, declared, attested).prop_map(|(name, curricula, declared, attested)| {
        let code = |number: u8| CurriculumCode::from_random([number; 16]);
        let curricula: Vec<Curriculum> = (0..curricula)
            .zip(1_u8..)
            .map(|(number, code_of)| Curriculum {
                id: CurriculumId::from_uuid(Uuid::from_u128(0x200 + number as u128)),
                code: code(code_of),
                name: format!("CV {number}"),
                principal: number == 0,
                created_at: at(0),
            })
            .collect();
        let mut marks = BTreeMap::new();
        let mut marking = |id: StatementId, mark: (Option<bool>, Option<(Option<String>, bool)>)| {
            let (hidden, dispute) = mark;
            let dispute = dispute.map(|(note, tell_partner)| Dispute {
                note: note.map(|note| DisputeNote::parse(&note).unwrap()),
                tell_partner,
                at: at(3),
            });
            let dispute = dispute.filter(|_| matches!(id, StatementId::Employment { .. }));
            if hidden.is_some() || dispute.is_some() {
                marks.insert(id, Mark { hidden, dispute, changed_at: at(3) });
            }
        };
        let experiences =
            declared.into_iter().zip(1..).map(|((content, place, hours, edited, mark), number)| {
                let id = ExperienceId::new(9_000_000_000 - number).unwrap();
                marking(StatementId::Experience(id), mark);
                let source = |by, hours| Source { by, via: Way::Infojobs, at: at(hours) };
                let sources = FieldSources::all(source(Actor::Person(PERSON), hours));
                let (content, sources, version) = match edited {
                    Some(after) => {
                        let edit = source(Actor::Application(client(9)), hours + 1);
                        let sources = sources.edited(&content, &after, edit);
                        (after, sources, 2)
                    }
                    None => (content, sources, 1),
                };
                DeclaredExperience {
                    id,
                    curriculum: curricula[place % curricula.len()].id,
                    version,
                    content,
                    sources,
                    created_at: at(hours),
                    changed_at: at(hours + 1),
                }
            });
        let experiences: Vec<_> = experiences.collect();
        let credentials = attested.into_iter().zip(1_u128..).map(|((credential, by, mark), number)| {
            let submission = SubmissionId::from_uuid(Uuid::from_u128(0x300 + number));
            marking(StatementId::Employment { submission, place: 1 }, mark);
            AcceptedCredential {
                submission,
                client: client(by),
                received_at: at(i64::try_from(number).unwrap()),
                accepted_at: at(50),
                credential_id: CredentialId::parse(&format!("c-{number}")).unwrap(),
                credential,
            }
        });
        let credentials: Vec<_> = credentials.collect();
        Record {
            person: Person {
                id: PERSON,
                address: "kim@example.org".to_owned(),
                name: name.map(|name| PersonName::parse(&name).unwrap().unwrap()),
                created_at: at(0),
            },
            curricula,
            experiences,
            credentials,
            marks,
            clients: Vec::new(),
        }
    })
}

/// The record with a history that tells of it, and of some things that are no more.
pub(super) fn told(record: Record) -> Whole {
    let by = |by| Source { by, via: Way::Page, at: at(60) };
    let person = by(Actor::Person(PERSON));
    let mut events = Vec::new();
    let gone = Subject::Experience(5);
    let event =
        |what, subject, row| Event { source: person, what, subject, values: json!({ "x": 1.5 }), row };
    let rows = record.row_hashes().unwrap();
    let some_row = Some(rows[0].1);
    events.push(event(What::Declared, gone, some_row));
    events.push(event(
        What::Hidden,
        Subject::Mark(StatementId::Experience(ExperienceId::new(5).unwrap())),
        some_row,
    ));
    for (subject, row) in rows.iter().skip(1) {
        events.push(event(What::Declared, *subject, some_row));
        events.push(event(What::Edited, *subject, Some(*row)));
    }
    events.push(event(What::Declared, rows[0].0, Some(rows[0].1)));
    events.push(event(What::Deleted, gone, None));
    let read = Event { source: by(Actor::Application(client(8))), ..event(What::Read, rows[0].0, None) };
    events.push(read);
    let grant = Subject::Grant(GrantId::from_uuid(Uuid::from_u128(4)));
    events.push(Event { values: json!({ "client": client(7) }), ..event(What::Granted, grant, None) });
    let whole = Whole::new(record, entries(&events), Vec::new(), TODAY);
    with_clients(whole)
}

/// A chain of these events.
pub(super) fn entries(events: &[Event]) -> Vec<Entry> {
    let (mut sequence, mut previous) = (0, BEFORE_THE_FIRST);
    let salts = (1_u8..).map(|number| [number; 32]);
    let chained = events.iter().zip(salts).map(|(event, salt)| {
        let opened = Opened { salt, statement: event.statement() };
        let link = Link::after(sequence, &previous, opened.commitment());
        (sequence, previous) = (link.sequence, link.hash);
        Entry { link, opened: Some(opened) }
    });
    chained.collect()
}

/// With every client that is named.
fn with_clients(whole: Whole) -> Whole {
    let known = |number, kind, name: &str| KnownClient { id: client(number), kind, name: name.to_owned() };
    let all = [
        known(0, KindOfClient::Partner, "Payroll"),
        known(1, KindOfClient::Partner, "Agency"),
        known(7, KindOfClient::Application, "Board"),
        known(8, KindOfClient::Application, "Reader"),
        known(9, KindOfClient::Application, "Editor"),
    ];
    let Whole { record, history, on } = whole;
    let mut named: Vec<ClientId> =
        history.iter().filter_map(Entry::event).flat_map(|event| whole::clients_of(&event)).collect();
    named.extend(record.credentials.iter().map(|accepted| accepted.client));
    let edited = |declared: &DeclaredExperience| {
        serde_json::to_string(&declared.sources).unwrap().contains(&client(9).to_string())
    };
    named.extend(record.experiences.iter().any(edited).then(|| client(9)));
    let clients = all.into_iter().filter(|known| named.contains(&known.id)).collect();
    Whole::new(record, history, clients, on)
}
