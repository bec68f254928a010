//! Erasing a person.

use std::fmt::Debug;

use career::curriculum::CurriculumName;
use career::experience::Experience;
use career::history::What;
use career::history::verify::Finding;
use career::id::{
    ClientId, CurriculumCode, CurriculumId, GrantId, PersonId, ShareId, StatementId, SubmissionId,
};
use career::record::DisputeNote;
use career::share::{Life, Pin, ShareContent};
use career::source::{Actor, Source, Way};
use career::submission::{Refusal, Status};
use futures_util::future::join_all;
use jiff::SignedDuration;
use oauth::authorization::AuthorizationRequest;
use oauth::scope::Scope;

use super::export::{export, import};
use super::rich::{Rich, address, past_texts, texts};
use super::stored::shared_and_marked;
use super::{Database, Fixture, Place, after, experience, noon, said_by};
use crate::command::{Command, Failure, NotDone};
use crate::curricula::{CreateCurriculum, CreateRefusal, MakePrincipal, RenameCurriculum};
use crate::experiences::{DeleteExperience, SaveExperience, SaveRefusal};
use crate::grants::{
    Authenticate, Authorize, EndGrants, NewPair, NothingGranted, RefreshRefusal, RefreshTokens, Refreshed,
};
use crate::history::{HeadOf, HistoryOf};
use crate::marks::{DisputeStatement, HideStatement, UnknownStatement};
use crate::people::{
    ErasePerson, FindPeople, ImportRefusal, PersonByAddress, SetName, SignOutEverywhere, SignedIn,
    UnknownPerson,
};
use crate::record::{EnterExport, EnterRead, Export, NothingToExport, ReadKind, RecordOf};
use crate::shares::{CreateShare, CreateShareRefusal, EndShare, UnknownShare, VisitShare, Visited};
use crate::submissions::{
    AcceptSubmission, ChooseRefusal, DeclineSubmission, OpenSubmission, SubmissionForPerson, SweepSubmissions,
};

on_every_database! {
    nothing_of_an_erased_person_is_left_and_everybody_elses_is,
    ledger_156_partners_are_told_the_same_after_their_person_was_erased,
    a_chain_of_an_erased_person_verifies_and_tells_nothing,
    somebody_is_erased_once,
    ledger_157_with_the_same_address_comes_somebody_new,
    people_are_found_by_a_part_of_their_address_and_by_their_id,
    ledger_157_what_was_under_way_for_an_erased_person_is_refused_or_does_nothing,
    whatever_meets_an_erasure_comes_before_it_or_finds_nobody,
    whatever_is_shared_or_exported_meets_an_erasure_before_it_or_finds_nobody,
    an_import_that_meets_an_erasure_is_refused,
}

impl Fixture {
    async fn erase(&self, person: PersonId) -> Result<(), NotDone<UnknownPerson>> {
        self.store.apply(erasing(person)).await
    }

    /// Everything that stands in the database, as far as it is text.
    async fn everything(&self) -> String {
        self.store.settle().await.unwrap();
        match &self.place {
            Place::Folder(folder) => {
                let files = std::fs::read_dir(folder.path()).unwrap();
                let bytes: Vec<u8> =
                    files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect();
                String::from_utf8_lossy(&bytes).into_owned()
            }
            Place::Server { database: server, .. } => {
                let connected = tokio_postgres::connect(&server.url_text(), tokio_postgres::NoTls).await;
                let (client, connection) = connected.unwrap();
                tokio::spawn(connection);
                let tables = "select format('select t::text from %I t', table_name) \
                    from information_schema.tables where table_schema = 'public'";
                let mut everything = String::new();
                for table in client.query(tables, &[]).await.unwrap() {
                    let rows = client.query(table.get::<_, &str>(0), &[]).await.unwrap();
                    everything.extend(rows.iter().map(|row| row.get::<_, String>(0)));
                }
                everything
            }
        }
    }
}

fn erasing(person: PersonId) -> ErasePerson {
    ErasePerson { person, source: Source { by: Actor::Person(person), via: Way::Page, at: after(100) } }
}

async fn nothing_of_an_erased_person_is_left_and_everybody_elses_is(database: Database) {
    let fixture = Fixture::on(database).await;
    let rich = fixture.rich("Amelie").await;
    let other = fixture.rich("Bruno").await;
    // Their rows lie among one another's, are of all lengths, and move when they are edited.
    let any = experience("Any");
    let owners = [(&rich, "Amelie"), (&other, "Bruno")];
    let save = |id, (owner, who): (&Rich, &str), lines: usize| {
        let description = Some(format!("Minutes of every meeting {who}. ").repeat(1 + lines % 90));
        let content = Experience { company: format!("Widgets {who}"), description, ..any.clone() };
        let save = saving(owner.person, owner.curriculum.clone(), owner.application, content);
        fixture.store.apply(SaveExperience { id, ..save })
    };
    let inserted = (0..200).map(|number| save(None, owners[number % 2], number * 37));
    let inserted = join_all(inserted).await.into_iter().map(|saved| saved.unwrap().id).enumerate();
    let edited = inserted.map(|(number, id)| save(Some(id), owners[number % 2], number * 53));
    assert!(join_all(edited).await.iter().all(Result::is_ok));
    let before = fixture.everything().await;
    for text in [texts("Amelie"), texts("Bruno")].concat() {
        assert!(before.contains(&text), "the search does not find what is there: {text}");
    }
    let record = fixture.store.answer(RecordOf { person: other.person }).await.unwrap();
    assert_eq!(shared_and_marked(&fixture).await, [2, 4, 4]);

    fixture.erase(rich.person).await.unwrap();
    let left = fixture.everything().await;
    for text in [texts("Amelie"), past_texts("Amelie")].concat() {
        assert!(!left.contains(&text), "{text}");
    }
    assert!(!left.contains("Amelie"));
    assert_eq!(shared_and_marked(&fixture).await, [1, 2, 2]);
    for text in texts("Bruno") {
        assert!(left.contains(&text), "{text}");
    }
    assert_eq!(fixture.store.answer(RecordOf { person: other.person }).await.unwrap(), record);
    assert_eq!(fixture.store.answer(RecordOf { person: rich.person }).await.unwrap(), None);
    let session = SignedIn { session: rich.session, now: after(101) };
    assert_eq!(fixture.store.answer(session).await.unwrap(), None);
    let token = Authenticate { client: None, token: Some(rich.tokens.access) };
    assert_eq!(fixture.store.answer(token).await.unwrap().token, None);
    assert!(left.contains("Waiting Ltd"), "what nobody opened is nobody's");
}

async fn ledger_156_partners_are_told_the_same_after_their_person_was_erased(database: Database) {
    let fixture = Fixture::on(database).await;
    let rich = fixture.rich("Amelie").await;
    let status = async |name: &str| {
        let about = if name == "waiting" { "Nobody" } else { "Amelie" };
        let told = fixture.status(rich.partner, &format!("{name}-{about}"), after(200)).await.unwrap();
        (told.status, told.finalized_at)
    };
    let names = ["accepted", "bound", "declined", "waiting", "deleted"];
    let mut before = Vec::new();
    for name in names {
        before.push(status(name).await);
    }
    fixture.erase(rich.person).await.unwrap();
    for (name, before) in names.into_iter().zip(before) {
        let declined_then = (Status::Canceled, Some(after(100)));
        assert_eq!(status(name).await, if name == "bound" { declined_then } else { before }, "{name}");
    }

    // To whoever opens the links, they tell what they told everybody else before.
    let (newcomer, _) = fixture.person(&address("Amelie")).await;
    let open = async |request| {
        let look = SubmissionForPerson { request, person: newcomer, now: after(101) };
        let looked = fixture.store.answer(look).await.unwrap().map(|_| ());
        (fixture.open(request, newcomer, after(101)).await, looked)
    };
    let nothing = ChooseRefusal::Rule(Refusal::NotYours);
    assert_eq!(open(rich.declined).await, (Err(nothing), Err(nothing)));
    assert_eq!(open(rich.bound).await, (Err(nothing), Err(nothing)));
    assert_eq!(open(rich.accepted).await.0, Err(ChooseRefusal::Rule(Refusal::Gone)));
    assert_eq!(open(rich.waiting).await.0, Ok(()));
    let again = fixture.submit(rich.partner, "accepted-Amelie", "Borealis", after(102)).await;
    assert_eq!(again.request, rich.accepted, "its id stays taken");
    let sweep = SweepSubmissions {
        now: after(90 * 86_400 + 200),
        tombstone_life: SignedDuration::from_hours(90 * 24),
    };
    fixture.store.apply(sweep).await.unwrap();
    assert_eq!(fixture.status(rich.partner, "declined-Amelie", after(300)).await, None, "tombstones end");
}

async fn a_chain_of_an_erased_person_verifies_and_tells_nothing(database: Database) {
    let fixture = Fixture::on(database).await;
    let rich = fixture.rich("Amelie").await;
    let before = fixture.verify(rich.person).await;
    fixture.erase(rich.person).await.unwrap();
    let verified = fixture.verify(rich.person).await;
    assert_eq!(verified.findings, []);
    assert_eq!((verified.erased, verified.entries, verified.rows), (true, before.entries + 1, 0));
    let entries =
        fixture.store.answer(HistoryOf { person: rich.person, after: 0, most: 1000 }).await.unwrap();
    assert!(entries.iter().all(|entry| entry.opened.is_none()));
    assert!(fixture.store.answer(HeadOf { person: rich.person }).await.unwrap().unwrap().erased);
    assert_eq!(fixture.verify_all().await, (vec![], 0));
    // A head that was exported before still stands in the chain.
    let query = crate::history::VerifyHistory { person: rich.person, outside: before.head };
    assert_eq!(fixture.store.answer(query).await.unwrap().findings, []);
}

async fn somebody_is_erased_once(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, _) = fixture.person("kim@example.org").await;
    fixture.erase(person).await.unwrap();
    let nobody = PersonId::from_uuid(fixture.uuid());
    for unknown in [person, nobody] {
        assert!(matches!(fixture.erase(unknown).await, Err(NotDone::Refused(UnknownPerson))));
    }
    assert_eq!(fixture.verify(person).await.entries, 3);
}

async fn ledger_157_with_the_same_address_comes_somebody_new(database: Database) {
    let fixture = Fixture::on(database).await;
    let (first, _) = fixture.person("kim@example.org").await;
    fixture.erase(first).await.unwrap();
    let (second, curriculum) = fixture.person("kim@example.org").await;
    assert_ne!(first, second);
    let entries = fixture.store.answer(HistoryOf { person: second, after: 0, most: 10 }).await.unwrap();
    assert_eq!(entries[0].event().unwrap().what, What::Declared);
    let client = fixture.application().await;
    fixture.store.apply(saving(second, curriculum, client, experience("Late"))).await.unwrap();
    assert_eq!(fixture.verify_all().await, (vec![], 0));
}

async fn people_are_found_by_a_part_of_their_address_and_by_their_id(database: Database) {
    let fixture = Fixture::on(database).await;
    let rich = fixture.rich("Amelie").await;
    let (kim, _) = fixture.person("kim@rich.example.org").await;
    let find = async |text: &str| {
        let found = fixture.store.answer(FindPeople { text: text.to_owned(), most: 10 }).await.unwrap();
        found.into_iter().map(|found| found.address).collect::<Vec<_>>()
    };
    assert_eq!(find("rich.example").await, [address("Amelie"), "kim@rich.example.org".to_owned()]);
    assert_eq!(find(&kim.to_string()).await, ["kim@rich.example.org"]);
    assert_eq!(find("nobody").await, [""; 0]);
    let found =
        fixture.store.answer(FindPeople { text: address("Amelie"), most: 1 }).await.unwrap().remove(0);
    assert_eq!((found.id, found.since), (rich.person, noon()));
    let counts = [found.curricula, found.experiences, found.credentials, found.grants];
    assert_eq!(counts, [2, 1, 1, 1]);
    assert_eq!(found.entries.unsigned_abs(), fixture.verify(rich.person).await.entries);
    let by_address = PersonByAddress { address: address("Amelie") };
    assert_eq!(fixture.store.answer(by_address).await.unwrap(), Some(rich.person));
    fixture.erase(kim).await.unwrap();
    assert_eq!(find(&kim.to_string()).await, [""; 0]);
}

fn saving(
    person: PersonId,
    curriculum: CurriculumCode,
    client: ClientId,
    content: Experience,
) -> SaveExperience {
    SaveExperience {
        person,
        curriculum,
        id: None,
        content: content.into(),
        if_match: None,
        idempotency_key: None,
        source: said_by(client, after(110)),
        chosen_id: None,
    }
}

fn authorizing(fixture: &Fixture, rich: &Rich) -> Authorize {
    let request = AuthorizationRequest {
        redirect_uri: "https://app.example/cb".to_owned(),
        scopes: Scope::APPLICATION.into_iter().collect(),
        state: None,
        challenge: None,
    };
    let (grant, code) = (GrantId::from_uuid(fixture.uuid()), fixture.hash());
    Authorize { grant, client: rich.application, person: rich.person, request, code, now: after(110) }
}

fn refreshing(fixture: &Fixture, rich: &Rich) -> RefreshTokens {
    RefreshTokens {
        token: rich.tokens.refresh,
        client: rich.application,
        scopes: None,
        pair: NewPair { access: fixture.hash(), refresh: fixture.hash() },
        sealed_answer: vec![1],
        now: after(110),
    }
}

fn reading(rich: &Rich) -> EnterRead {
    EnterRead { person: rich.person, client: rich.application, kind: ReadKind::Curricula, now: after(110) }
}

fn creating(fixture: &Fixture, person: PersonId) -> CreateCurriculum {
    CreateCurriculum {
        person,
        id: CurriculumId::from_uuid(fixture.uuid()),
        code: CurriculumCode::from_random(fixture.uuid().into_bytes()),
        name: CurriculumName::parse("Late").unwrap(),
        source: Source { by: Actor::Person(person), via: Way::Page, at: after(110) },
    }
}

/// Applies a command that may be refused.
async fn refused<C: Command>(fixture: &Fixture, command: C) -> C::Refusal
where
    C::Outcome: Debug,
    C::Refusal: Debug,
{
    match fixture.store.apply(command).await {
        Err(NotDone::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

async fn ledger_157_what_was_under_way_for_an_erased_person_is_refused_or_does_nothing(database: Database) {
    let fixture = Fixture::on(database).await;
    let rich = fixture.rich("Amelie").await;
    fixture.erase(rich.person).await.unwrap();
    let before = fixture.verify(rich.person).await;
    let (person, now) = (rich.person, after(110));
    let source = Source { by: Actor::Person(person), via: Way::Page, at: now };
    let curriculum = rich.curriculum.clone();
    let name = || CurriculumName::parse("Late").unwrap();

    fixture.store.apply(reading(&rich)).await.unwrap();
    fixture.store.apply(SetName { person, name: None, now }).await.unwrap();
    fixture.store.apply(SignOutEverywhere { person }).await.unwrap();
    let save = saving(person, curriculum.clone(), rich.application, experience("Late"));
    assert_eq!(refused(&fixture, save).await, SaveRefusal::NoCurriculum);
    let delete = DeleteExperience { person, curriculum: curriculum.clone(), id: rich.experience, source };
    refused(&fixture, delete).await;
    assert_eq!(refused(&fixture, creating(&fixture, person)).await, CreateRefusal::UnknownPerson);
    refused(&fixture, RenameCurriculum { person, curriculum: curriculum.clone(), name: name(), source })
        .await;
    refused(&fixture, MakePrincipal { person, curriculum: curriculum.clone(), source }).await;
    refused(&fixture, crate::curricula::DeleteCurriculum { person, curriculum, source }).await;
    let statement = StatementId::Experience(rich.experience);
    let hide = HideStatement { person, statement, hidden: false, now };
    assert_eq!(refused(&fixture, hide).await, UnknownStatement);
    let waiting = OpenSubmission { request: rich.waiting, person, now };
    assert_eq!(refused(&fixture, waiting).await, ChooseRefusal::Unknown);
    for request in [rich.accepted, rich.bound, rich.declined] {
        refused(&fixture, OpenSubmission { request, person, now }).await;
        refused(&fixture, AcceptSubmission { request, person, now }).await;
        refused(&fixture, DeclineSubmission { request, person, now }).await;
    }
    assert_eq!(refused(&fixture, authorizing(&fixture, &rich)).await, UnknownPerson);
    let refreshed = fixture.store.apply(refreshing(&fixture, &rich)).await.unwrap();
    assert_eq!(refreshed, Refreshed::Refused(RefreshRefusal::Unknown));
    for digits in ["901823", "901824"] {
        let visited = fixture.store.apply(visiting(&rich, digits)).await.unwrap();
        assert_eq!(visited, Visited::NotLetIn, "as a share that there never was");
    }
    assert_eq!(refused(&fixture, sharing(&fixture, &rich)).await, CreateShareRefusal::UnknownPerson);
    assert_eq!(refused(&fixture, EndShare { person, share: rich.share, source }).await, UnknownShare);
    assert_eq!(refused(&fixture, EndGrants { person, client: rich.application, now }).await, NothingGranted);
    for export in [Export::Whole, Export::JsonResume] {
        assert_eq!(refused(&fixture, EnterExport { person, export, source }).await, NothingToExport);
    }
    assert_eq!(refused(&fixture, disputing(&rich, rich.submission)).await, UnknownStatement);
    assert_eq!(fixture.verify(person).await, before);
    assert_eq!(shared_and_marked(&fixture).await, [0, 0, 0]);
}

fn sharing(fixture: &Fixture, rich: &Rich) -> CreateShare {
    let content = ShareContent::new([StatementId::Experience(rich.experience)].into(), true).unwrap();
    CreateShare {
        id: ShareId::from_uuid(fixture.uuid()),
        person: rich.person,
        content,
        pin: Pin::parse("901823").unwrap(),
        life: Life::Day,
        source: Source { by: Actor::Application(rich.application), via: Way::Record, at: after(110) },
    }
}

fn visiting(rich: &Rich, digits: &str) -> VisitShare {
    VisitShare { share: rich.share, pin: Pin::parse(digits).unwrap(), now: after(110) }
}

fn disputing(rich: &Rich, submission: SubmissionId) -> DisputeStatement {
    let statement = StatementId::Employment { submission, place: 1 };
    let note = Some(DisputeNote::parse("Late").unwrap());
    DisputeStatement { person: rich.person, statement, note, tell_partner: true, now: after(110) }
}

/// Fails where a command came to nothing but by a refusal of its own.
fn no_failure<O, R>(done: Result<O, NotDone<R>>) {
    if let Err(NotDone::Failed(failure @ (Failure::Broken(_) | Failure::Unavailable(_)))) = done {
        panic!("{failure}");
    }
}

async fn whatever_meets_an_erasure_comes_before_it_or_finds_nobody(database: Database) {
    let fixture = Fixture::on(database).await;
    let (node, another) = (fixture.another_node().await, fixture.another_node().await);
    for round in 0..6 {
        let rich = fixture.rich(&format!("Amelie{round}")).await;
        let (person, now) = (rich.person, after(110));
        let save = saving(person, rich.curriculum.clone(), rich.application, experience("Late"));
        let edit = SaveExperience {
            id: Some(rich.experience),
            ..saving(person, rich.curriculum.clone(), rich.application, experience("Late"))
        };
        let source = Source { by: Actor::Person(person), via: Way::Page, at: now };
        let hide =
            HideStatement { person, statement: StatementId::Experience(rich.experience), hidden: false, now };
        let rename = RenameCurriculum {
            person,
            curriculum: rich.curriculum.clone(),
            name: CurriculumName::parse("Late").unwrap(),
            source,
        };
        let done = tokio::join!(
            node.apply(reading(&rich)),
            another.apply(save),
            node.apply(edit),
            another.apply(OpenSubmission { request: rich.waiting, person, now }),
            node.apply(AcceptSubmission { request: rich.bound, person, now }),
            fixture.store.apply(erasing(person)),
            another.apply(authorizing(&fixture, &rich)),
            node.apply(refreshing(&fixture, &rich)),
            another.apply(hide),
            node.apply(rename),
            another.apply(creating(&fixture, person)),
            node.apply(SetName { person, name: None, now }),
        );
        assert!(done.5.is_ok(), "{:?}", done.5);
        no_failure(done.0);
        no_failure(done.1);
        no_failure(done.2);
        no_failure(done.3);
        no_failure(done.4);
        no_failure(done.6);
        no_failure(done.7);
        no_failure(done.8);
        no_failure(done.9);
        no_failure(done.10);
        no_failure(done.11);
        let verified = fixture.verify(person).await;
        assert_eq!((verified.findings, verified.erased), (Vec::<Finding>::new(), true));
        let left = fixture.everything().await;
        assert!(!left.contains(&address(&format!("Amelie{round}"))));
        assert!(!left.contains("Late"), "round {round}");
    }
}

async fn whatever_is_shared_or_exported_meets_an_erasure_before_it_or_finds_nobody(database: Database) {
    let fixture = Fixture::on(database).await;
    let (node, another) = (fixture.another_node().await, fixture.another_node().await);
    for round in 0..6 {
        let rich = fixture.rich(&format!("Amelie{round}")).await;
        let (person, now) = (rich.person, after(110));
        let source = Source { by: Actor::Person(person), via: Way::Page, at: now };
        let statement = StatementId::Experience(rich.experience);
        let done = tokio::join!(
            node.apply(sharing(&fixture, &rich)),
            another.apply(visiting(&rich, "901823")),
            node.apply(visiting(&rich, "901824")),
            another.apply(EndShare { person, share: rich.share, source }),
            node.apply(EndGrants { person, client: rich.application, now }),
            fixture.store.apply(erasing(person)),
            another.apply(HideStatement { person, statement, hidden: false, now }),
            node.apply(disputing(&rich, rich.submission)),
            another.apply(EnterExport { person, export: Export::Whole, source }),
            node.apply(sharing(&fixture, &rich)),
            another.apply(visiting(&rich, "901823")),
        );
        assert!(done.5.is_ok(), "{:?}", done.5);
        no_failure(done.0);
        no_failure(done.1);
        no_failure(done.2);
        no_failure(done.3);
        no_failure(done.4);
        no_failure(done.6);
        no_failure(done.7);
        no_failure(done.8);
        no_failure(done.9);
        no_failure(done.10);
        let verified = fixture.verify(person).await;
        assert_eq!((verified.findings, verified.erased), (Vec::<Finding>::new(), true));
        assert_eq!(shared_and_marked(&fixture).await, [0, 0, 0], "round {round}");
    }
}

async fn an_import_that_meets_an_erasure_is_refused(database: Database) {
    let fixture = Fixture::on(database).await;
    let node = fixture.another_node().await;
    for round in 0..6 {
        let rich = fixture.rich(&format!("Amelie{round}")).await;
        let text = export(&fixture, rich.person).await;
        let (one, other) = (import(&text), import(&text));
        let done =
            tokio::join!(node.apply(one), fixture.store.apply(erasing(rich.person)), node.apply(other));
        assert!(done.1.is_ok(), "{:?}", done.1);
        for imported in [done.0, done.2] {
            let refusal = match imported {
                Err(NotDone::Refused(refusal)) => refusal,
                other => panic!("{other:?}"),
            };
            assert!([ImportRefusal::PersonIsHere, ImportRefusal::WasHere].contains(&refusal), "{refusal}");
        }
        assert_eq!(refused(&fixture, import(&text)).await, ImportRefusal::WasHere);
        let verified = fixture.verify(rich.person).await;
        assert_eq!((verified.findings, verified.erased), (Vec::<Finding>::new(), true));
    }
}
