//! Records that leave one database and come into another.

use std::sync::LazyLock;

use career::credential::{CredentialId, UnknownMembers};
use career::dictionary::Dictionaries;
use career::export::whole::{self, Read, Whole};
use career::history::{Subject, What};
use career::id::{PersonId, RequestId, StatementId, SubmissionId};
use career::person_name::PersonName;
use career::reconciliation::Policy;
use career::record::{DisputeNote, KindOfClient};
use career::source::{Actor, Source, Way};
use jiff::civil::date;
use oauth::client::{Client, ClientKind};
use oauth::scope::Scope;
use serde_json::Value;

use super::rich::address;
use super::stored::chain;
use super::{Database, Fixture, after, experience, noon, said_by};
use crate::clients::{AddClient, Clients, RemoveClient};
use crate::command::NotDone;
use crate::experiences::{IdempotencyKey, SaveExperience, Saved};
use crate::marks::{DisputeStatement, HideStatement};
use crate::people::{ErasePerson, ImportPerson, ImportRefusal, PersonByAddress, SetName};
use crate::record::{EnterExport, EnterRead, Export, Exported, NothingToExport, ReadKind, RecordOf};
use crate::submissions::{AcceptSubmission, ChooseRefusal, Link, OpenSubmission, SubmitCredential};

on_every_database! {
    a_whole_record_comes_over_into_an_empty_database_and_leaves_it_as_it_came,
    whatever_was_never_accepted_stays_behind_and_the_history_verifies,
    who_was_erased_does_not_come_back_under_their_id,
    ledger_166_the_file_holds_the_entry_that_says_that_it_was_made,
    a_record_that_something_is_in_the_way_of_is_refused_whole,
    ledger_171_clients_that_are_not_known_come_over_as_removed_ones,
    ledger_172_new_experiences_pass_over_ids_that_an_import_took,
}

static POLICY: LazyLock<Policy> = LazyLock::new(|| Policy::shipped().unwrap());
static SHIPPED: LazyLock<Dictionaries> = LazyLock::new(|| Dictionaries::shipped().unwrap());

/// A database with somebody who has some of everything.
struct Lived {
    fixture: Fixture,
    person: PersonId,
    submission: SubmissionId,
}

async fn lived(database: Database) -> Lived {
    let fixture = Fixture::on(database).await;
    // So that the counters of two databases do not happen to agree.
    fixture.person("first@example.org").await;
    let (person, curriculum) = fixture.person("kim@example.org").await;
    let (partner, application) = (fixture.partner().await, fixture.application().await);
    let store = &fixture.store;
    let save = |id, company: &str| SaveExperience {
        person,
        curriculum: curriculum.clone(),
        id,
        content: experience(company).into(),
        if_match: None,
        idempotency_key: None,
        source: said_by(application, after(5)),
        chosen_id: None,
    };
    let saved = store.apply(save(None, "Acme")).await.unwrap();
    store.apply(save(Some(saved.id), "Acme \"North\"")).await.unwrap();
    store.apply(save(None, "Other")).await.unwrap();
    let name = PersonName::parse("Kim Roe").unwrap();
    store.apply(SetName { person, name, now: after(6) }).await.unwrap();

    let (submission, request) =
        (SubmissionId::from_uuid(fixture.uuid()), RequestId::from_uuid(fixture.uuid()));
    let submit = SubmitCredential {
        client: partner,
        credential_id: CredentialId::parse("c-1").unwrap(),
        credential: serde_json::from_str(
            r#"{"full_name": "K. Roe", "employment": [{"organisation": "Acme", "role_title": "Cook",
                "start_date": "2006-09", "last_processed_month": "2011-06",
                "kept": {"rate": 0.30000000000000004, "big": 1e300}}]}"#,
        )
        .unwrap(),
        batch_id: None,
        link: Link::V1,
        submission,
        request,
        now: after(7),
    };
    store.apply(submit).await.unwrap();
    store.apply(OpenSubmission { request, person, now: after(8) }).await.unwrap();
    store.apply(AcceptSubmission { request, person, now: after(9) }).await.unwrap();
    let statement = StatementId::Employment { submission, place: 1 };
    let note = Some(DisputeNote::parse("Not so.\nReally.").unwrap());
    store
        .apply(DisputeStatement { person, statement, note, tell_partner: true, now: after(10) })
        .await
        .unwrap();
    let statement = StatementId::Experience(saved.id);
    store.apply(HideStatement { person, statement, hidden: true, now: after(11) }).await.unwrap();
    // Somebody who only ever read stands in the history alone.
    let reader = fixture.application().await;
    store
        .apply(EnterRead { person, client: reader, kind: ReadKind::Experience, now: after(12) })
        .await
        .unwrap();
    store.apply(RemoveClient { id: reader, now: after(13) }).await.unwrap();
    Lived { fixture, person, submission }
}

fn operator() -> Source {
    Source { by: Actor::Operator, via: Way::CommandLine, at: after(100) }
}

pub(super) async fn export(fixture: &Fixture, person: PersonId) -> String {
    let export = EnterExport { person, export: Export::Whole, source: operator() };
    let Exported { record, history, clients } = fixture.store.apply(export).await.unwrap();
    let whole = Whole::new(record, history, clients, date(2026, 11, 21));
    whole.write(&POLICY, fixture.store.keys().signing()).unwrap()
}

fn read(text: &str) -> Read {
    whole::read(text.as_bytes(), &POLICY, &SHIPPED).unwrap()
}

pub(super) fn import(text: &str) -> ImportPerson {
    let Read { whole, head, remarks } = read(text);
    assert_eq!(remarks, []);
    ImportPerson { whole, head, now: after(200) }
}

async fn refusal(fixture: &Fixture, command: ImportPerson) -> ImportRefusal {
    match fixture.store.apply(command).await {
        Err(NotDone::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

async fn a_whole_record_comes_over_into_an_empty_database_and_leaves_it_as_it_came(database: Database) {
    let Lived { fixture: first, person, .. } = lived(Database::Sqlite).await;
    let before = export(&first, person).await;
    let second = Fixture::on(database).await;
    assert_eq!(second.store.apply(import(&before)).await.unwrap(), person);
    let found = second.store.answer(PersonByAddress { address: "kim@example.org".to_owned() }).await.unwrap();
    assert_eq!(found, Some(person));
    let again = export(&second, person).await;

    let (before, again) = (read(&before), read(&again));
    assert_eq!(before.whole.record, again.whole.record);
    let entries = before.whole.history.len();
    assert_eq!(before.whole.history, again.whole.history[..entries], "the chain goes on");
    let more = again.whole.history[entries..].iter().map(|entry| entry.event().unwrap().what);
    assert_eq!(more.collect::<Vec<_>>(), [What::Imported, What::Exported]);
    let imported = again.whole.history[entries].event().unwrap();
    assert_eq!(imported.source, Source { at: after(200), ..operator() });
    assert_eq!(imported.values["format"], "tenure-record");
    assert_eq!(imported.values["head"]["sequence"], entries);
    assert_eq!(imported.values["head"]["key"], before.head.key);
    assert_eq!(chain(&second, person).await.len(), entries + 2);
}

/// What is opened, declined, deleted, hidden, disputed, granted, shared and read stands in the history, whether or not
/// anything of it comes over.
async fn whatever_was_never_accepted_stays_behind_and_the_history_verifies(database: Database) {
    let first = Fixture::on(database).await;
    let rich = first.rich("Amelie").await;
    let person = rich.person;
    let before = export(&first, person).await;
    for onto in [Database::Sqlite, database] {
        let second = Fixture::on(onto).await;
        assert_eq!(second.store.apply(import(&before)).await.unwrap(), person);
        assert_eq!(second.verify_all().await, (vec![], 0));
        let verified = second.verify(person).await;
        // The person, two curricula, an experience, a credential and two marks; neither of two other submissions.
        assert_eq!((verified.rows, verified.rows_left_out), (7, 0));

        let again = export(&second, person).await;
        let (before, again) = (read(&before).whole, read(&again).whole);
        assert_eq!(before.record, again.record);
        assert_eq!((before.record.credentials.len(), before.record.marks.len()), (1, 2));
        let entries = before.history.len();
        assert_eq!(before.history, again.history[..entries]);
        let more = again.history[entries..].iter().map(|entry| entry.event().unwrap().what);
        assert_eq!(more.collect::<Vec<_>>(), [What::Imported, What::Exported]);

        // What waited for its choice there is nobody's here, and the record goes on.
        for request in [rich.bound, rich.waiting] {
            let open = second.store.apply(OpenSubmission { request, person, now: after(210) }).await;
            assert!(matches!(open, Err(NotDone::Refused(ChooseRefusal::Unknown))));
        }
        let statement = StatementId::Experience(rich.experience);
        let show = HideStatement { person, statement, hidden: false, now: after(211) };
        second.store.apply(show).await.unwrap();
        assert_eq!(second.verify_all().await, (vec![], 0));
    }
}

async fn who_was_erased_does_not_come_back_under_their_id(database: Database) {
    let fixture = Fixture::on(database).await;
    let rich = fixture.rich("Amelie").await;
    let text = export(&fixture, rich.person).await;
    let source = Source { by: Actor::Person(rich.person), via: Way::Page, at: after(150) };
    fixture.store.apply(ErasePerson { person: rich.person, source }).await.unwrap();
    let before = fixture.verify(rich.person).await;
    let told = refusal(&fixture, import(&text)).await.to_string();
    assert_eq!(
        told,
        "this person was on this server before, and was erased; what was erased does not come back under its id"
    );
    // Somebody new with their address changes nothing about it.
    fixture.person(&address("Amelie")).await;
    assert_eq!(refusal(&fixture, import(&text)).await, ImportRefusal::WasHere);
    assert_eq!(fixture.verify(rich.person).await, before);
    assert_eq!(fixture.store.answer(RecordOf { person: rich.person }).await.unwrap(), None);
}

async fn ledger_166_the_file_holds_the_entry_that_says_that_it_was_made(database: Database) {
    let Lived { fixture, person, submission } = lived(database).await;
    let whole = read(&export(&fixture, person).await).whole;
    let last = whole.history.last().unwrap().event().unwrap();
    assert_eq!((last.what, last.subject), (What::Exported, Subject::Person(person)));
    assert_eq!(last.values["format"], "tenure-record");
    assert_eq!(chain(&fixture, person).await.len(), whole.history.len());
    assert_eq!(
        whole.record.clients.len(),
        3,
        "also the one that stands in the history alone, and is removed"
    );

    for (export, format) in
        [(Export::JsonResume, "json-resume"), (Export::Credential(submission), "tenure-credential")]
    {
        let exported = fixture.store.apply(EnterExport { person, export, source: operator() }).await.unwrap();
        assert_eq!(exported.record.experiences.len(), 2);
        let entries = read(&self::export(&fixture, person).await).whole.history;
        let before = entries[entries.len() - 2].event().unwrap();
        assert_eq!(before.values["format"], format);
    }
    let count = chain(&fixture, person).await.len();
    let (other, _) = fixture.person("other@example.org").await;
    let nobody = PersonId::from_uuid(fixture.uuid());
    for (person, export) in [
        (nobody, Export::Whole),
        (nobody, Export::JsonResume),
        (other, Export::Credential(submission)),
        (person, Export::Credential(SubmissionId::from_uuid(fixture.uuid()))),
    ] {
        let refused = fixture.store.apply(EnterExport { person, export, source: operator() }).await;
        assert!(matches!(refused, Err(NotDone::Refused(NothingToExport))));
    }
    assert_eq!(chain(&fixture, person).await.len(), count);
    assert_eq!(chain(&fixture, other).await.len(), 2);
}

async fn a_record_that_something_is_in_the_way_of_is_refused_whole(database: Database) {
    let Lived { fixture: first, person, submission } = lived(Database::Sqlite).await;
    let text = export(&first, person).await;
    let second = Fixture::on(database).await;
    let (other, _) = second.person("other@example.org").await;
    let count = second.store.answer(Clients).await.unwrap().len();
    let change = |change: fn(&mut Whole)| {
        let mut command = import(&text);
        change(&mut command.whole);
        command
    };
    let taken = change(|whole| whole.record.person.address = "other@example.org".to_owned());
    assert_eq!(refusal(&second, taken).await, ImportRefusal::AddressTaken);
    let twice = change(|whole| {
        let curriculum = whole.record.curricula[0].clone();
        whole.record.curricula.push(curriculum);
    });
    assert!(matches!(refusal(&second, twice).await, ImportRefusal::CurriculumTaken(_)));
    let twice = change(|whole| {
        let experience = whole.record.experiences[0].clone();
        whole.record.experiences.push(experience);
    });
    assert!(matches!(refusal(&second, twice).await, ImportRefusal::ExperienceTaken(_)));
    let mut twice = import(&text);
    let mut accepted = twice.whole.record.credentials[0].clone();
    accepted.submission = SubmissionId::from_uuid(second.uuid());
    let other_submission = accepted.submission;
    twice.whole.record.credentials.push(accepted);
    assert_eq!(
        refusal(&second, twice).await,
        ImportRefusal::CredentialTaken(other_submission),
        "the partner's id"
    );

    // Nothing is left of what was refused: not even the person, so that the whole can still come.
    let record = |person| second.store.answer(RecordOf { person });
    assert_eq!(record(person).await.unwrap(), None);
    assert_eq!(second.store.answer(Clients).await.unwrap().len(), count);
    assert_eq!(record(other).await.unwrap().unwrap().experiences, []);

    second.store.apply(import(&text)).await.unwrap();
    assert_eq!(refusal(&second, import(&text)).await, ImportRefusal::PersonIsHere);
    // The same record under another person's id.
    let mut copy = import(&text);
    copy.whole.record.person.id = PersonId::from_uuid(second.uuid());
    copy.whole.record.person.address = "copy@example.org".to_owned();
    copy.whole.record.curricula.clear();
    copy.whole.record.experiences.clear();
    assert_eq!(refusal(&second, copy).await, ImportRefusal::CredentialTaken(submission));
}

async fn ledger_171_clients_that_are_not_known_come_over_as_removed_ones(database: Database) {
    let Lived { fixture: first, person, .. } = lived(Database::Sqlite).await;
    let text = export(&first, person).await;
    let second = Fixture::on(database).await;
    let partner = import(&text).whole.record.credentials[0].client;
    second.store.apply(import(&text)).await.unwrap();
    assert!(second.store.answer(Clients).await.unwrap().is_empty(), "none that may do anything");
    let named = async |fixture: &Fixture| {
        let record = fixture.store.answer(RecordOf { person }).await.unwrap().unwrap();
        record.client_name(partner).unwrap().to_owned()
    };
    assert_eq!(named(&second).await, "Client");

    // One that is known here keeps the name that it has here.
    let third = Fixture::on(database).await;
    let kind = ClientKind::Partner { secret: third.hash(), unknown_members: UnknownMembers::Refuse };
    let scopes = Scope::PARTNER.into_iter().collect();
    let client = Client { id: partner, name: "Here".to_owned(), scopes, kind };
    third.store.apply(AddClient { client, now: noon() }).await.unwrap();
    let mut other = import(&text);
    let known = other.whole.record.clients.iter_mut().find(|known| known.id == partner);
    known.unwrap().kind = KindOfClient::Application;
    assert_eq!(refusal(&third, other).await, ImportRefusal::ClientOfOtherKind(partner));
    third.store.apply(import(&text)).await.unwrap();
    assert_eq!(named(&third).await, "Here");
    assert_eq!(third.store.answer(Clients).await.unwrap().len(), 1);
}

async fn ledger_172_new_experiences_pass_over_ids_that_an_import_took(database: Database) {
    let Lived { fixture: first, person, .. } = lived(Database::Sqlite).await;
    let mut command = import(&export(&first, person).await);
    let second = Fixture::on(database).await;
    // What comes over has the ids that would be given next: the first two here.
    for (experience, place) in command.whole.record.experiences.iter_mut().zip([1, 2]) {
        experience.id = second.store.keys().numbering.shown(place).unwrap();
    }
    let taken: Vec<_> = command.whole.record.experiences.iter().map(|experience| experience.id).collect();
    command.whole.record.marks.clear();
    second.store.apply(command).await.unwrap();

    let (other, curriculum) = second.person("other@example.org").await;
    let client = second.application().await;
    let save = |body: u8| SaveExperience {
        person: other,
        curriculum: curriculum.clone(),
        id: None,
        content: experience("New").into(),
        if_match: None,
        idempotency_key: Some(IdempotencyKey { client, key_hash: [1; 32], body_hash: [body; 32] }),
        source: said_by(client, noon()),
        chosen_id: None,
    };
    let saved: Saved = second.store.apply(save(1)).await.unwrap();
    assert!(!taken.contains(&saved.id));
    assert_eq!(second.store.apply(save(1)).await.unwrap(), saved, "the key leads to what was made");
    let record = second.store.answer(RecordOf { person: other }).await.unwrap().unwrap();
    assert_eq!(record.experiences.len(), 1);
    let statements = super::stored::statements(&second, other).await;
    let declared: Vec<&Value> =
        statements.iter().filter(|entry| entry["subject"]["kind"] == "experience").collect();
    assert_eq!(declared.len(), 1);
    assert_eq!(declared[0]["subject"]["id"], saved.id.number());
}
