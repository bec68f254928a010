use career::curriculum::{CurriculumName, MOST_CURRICULA};
use career::id::{CurriculumCode, CurriculumId, PersonId};
use career::source::{Actor, Source, Way};
use serde_json::Value;

use super::stored::{chain, declared, statements};
use super::{Database, Fixture, after, experience};
use crate::curricula::{
    CountedCurriculum, CreateCurriculum, CreateRefusal, CurriculaWithCounts, DeleteCurriculum, DeleteRefusal,
    MakePrincipal, RenameCurriculum, UnknownCurriculum,
};
use crate::experiences::{IdempotencyKey, SaveExperience, SaveRefusal};
use crate::sql::Session;
use crate::{Command, NotDone, Stop};

fn said_on_the_page(person: PersonId, second: i64) -> Source {
    Source { by: Actor::Person(person), via: Way::Page, at: after(second) }
}

fn name(text: &str) -> CurriculumName {
    CurriculumName::parse(text).unwrap()
}

fn declaration(person: PersonId, code: &CurriculumCode, key: Option<IdempotencyKey>) -> SaveExperience {
    SaveExperience {
        person,
        curriculum: code.clone(),
        id: None,
        content: experience("Company").into(),
        if_match: None,
        idempotency_key: key,
        source: said_on_the_page(person, 40),
        chosen_id: None,
    }
}

impl Fixture {
    fn new_curriculum(&self, person: PersonId, called: &str, second: i64) -> CreateCurriculum {
        CreateCurriculum {
            person,
            id: CurriculumId::from_uuid(self.uuid()),
            code: CurriculumCode::from_random(self.uuid().into_bytes()),
            name: name(called),
            source: said_on_the_page(person, second),
        }
    }

    async fn create(&self, person: PersonId, called: &str, second: i64) -> CurriculumCode {
        let command = self.new_curriculum(person, called, second);
        let code = command.code.clone();
        self.store.apply(command).await.unwrap();
        code
    }

    async fn make_principal(
        &self,
        person: PersonId,
        code: &CurriculumCode,
    ) -> Result<(), NotDone<UnknownCurriculum>> {
        let source = said_on_the_page(person, 50);
        self.store.apply(MakePrincipal { person, curriculum: code.clone(), source }).await
    }

    async fn rename(
        &self,
        person: PersonId,
        code: &CurriculumCode,
        called: &str,
    ) -> Result<(), NotDone<UnknownCurriculum>> {
        let source = said_on_the_page(person, 60);
        let command = RenameCurriculum { person, curriculum: code.clone(), name: name(called), source };
        self.store.apply(command).await
    }

    async fn delete(&self, person: PersonId, code: &CurriculumCode) -> Result<usize, NotDone<DeleteRefusal>> {
        let source = said_on_the_page(person, 70);
        self.store.apply(DeleteCurriculum { person, curriculum: code.clone(), source }).await
    }

    async fn declare(&self, person: PersonId, code: &CurriculumCode, key: Option<IdempotencyKey>) {
        self.store.apply(declaration(person, code, key)).await.unwrap();
    }

    async fn curricula(&self, person: PersonId) -> Vec<CountedCurriculum> {
        self.store.answer(CurriculaWithCounts { person }).await.unwrap()
    }

    /// Names, whether principal, and counts.
    async fn seen(&self, person: PersonId) -> Vec<(String, bool, usize)> {
        let curricula = self.curricula(person).await.into_iter();
        curricula.map(|one| (one.name, one.principal, one.experiences)).collect()
    }
}

fn seen(rows: &[(&str, bool, usize)]) -> Vec<(String, bool, usize)> {
    rows.iter().map(|(name, principal, count)| ((*name).to_owned(), *principal, *count)).collect()
}

async fn a_curriculum_is_made_renamed_and_made_the_principal_one(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, first) = fixture.person("a@example.com").await;
    let second = fixture.create(person, "Freelance", 1).await;
    fixture.declare(person, &second, None).await;
    assert_eq!(fixture.seen(person).await, seen(&[("CV", true, 0), ("Freelance", false, 1)]));

    fixture.rename(person, &second, "Freelance work").await.unwrap();
    fixture.make_principal(person, &second).await.unwrap();
    assert_eq!(fixture.seen(person).await, seen(&[("Freelance work", true, 1), ("CV", false, 0)]));
    fixture.make_principal(person, &first).await.unwrap();
    assert_eq!(fixture.seen(person).await, seen(&[("CV", true, 0), ("Freelance work", false, 1)]));
}

/// Declares something in a curriculum, deletes that, and edits what was declared: all in one transaction.
struct EditsAfterTheEnd {
    declare: SaveExperience,
    delete: DeleteCurriculum,
}

impl Command for EditsAfterTheEnd {
    type Outcome = Option<SaveRefusal>;
    type Refusal = SaveRefusal;

    async fn apply<S: Session>(&self, session: &mut S) -> Result<Self::Outcome, Stop<SaveRefusal>> {
        let saved = self.declare.apply(session).await?;
        assert!(self.delete.apply(session).await.is_ok());
        let (person, curriculum) = (self.declare.person, &self.declare.curriculum);
        let edit = SaveExperience { id: Some(saved.id), ..declaration(person, curriculum, None) };
        match edit.apply(session).await {
            Ok(_) => Ok(None),
            Err(Stop::Refused(refusal)) => Ok(Some(refusal)),
            Err(failed) => Err(failed),
        }
    }
}

async fn a_curriculum_that_was_deleted_is_not_found_in_the_same_transaction(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, _) = fixture.person("a@example.com").await;
    let second = fixture.create(person, "Freelance", 1).await;
    let source = said_on_the_page(person, 40);
    let declare = declaration(person, &second, None);
    let delete = DeleteCurriculum { person, curriculum: second, source };
    let refusal = fixture.store.apply(EditsAfterTheEnd { declare, delete }).await.unwrap();
    assert_eq!(refusal, Some(SaveRefusal::NoCurriculum));
}

/// Whoever writes remembers curricula from one command to the next.
async fn a_curriculum_that_was_declared_in_and_then_deleted_is_not_found_whoever_deleted_it(
    database: Database,
) {
    let fixture = Fixture::on(database).await;
    let node = fixture.another_node().await;
    let (person, _) = fixture.person("a@example.com").await;
    for elsewhere in [false, true] {
        let second = fixture.create(person, "Freelance", 1).await;
        fixture.declare(person, &second, None).await;
        fixture.declare(person, &second, None).await;
        let source = said_on_the_page(person, 40);
        let delete = DeleteCurriculum { person, curriculum: second.clone(), source };
        let at = if elsewhere { &node } else { &fixture.store };
        assert_eq!(at.apply(delete).await.unwrap(), 2);
        let declared = fixture.store.apply(declaration(person, &second, None)).await;
        assert!(
            matches!(declared, Err(NotDone::Refused(SaveRefusal::NoCurriculum))),
            "{elsewhere}: {declared:?}"
        );
    }
    node.close();
}

async fn ledger_70_two_curricula_may_have_the_same_name(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, first) = fixture.person("a@example.com").await;
    let second = fixture.create(person, "CV", 1).await;
    assert_ne!(first, second);
    assert_eq!(fixture.seen(person).await, seen(&[("CV", true, 0), ("CV", false, 0)]));
}

async fn every_change_has_its_entry_and_what_changes_nothing_has_none(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, first) = fixture.person("a@example.com").await;
    let second = fixture.create(person, "B", 1).await;
    fixture.rename(person, &second, "C").await.unwrap();
    fixture.rename(person, &second, "C").await.unwrap();
    fixture.make_principal(person, &second).await.unwrap();
    fixture.make_principal(person, &second).await.unwrap();
    fixture.declare(person, &second, None).await;
    fixture.declare(person, &second, None).await;
    fixture.delete(person, &second).await.unwrap();
    let expected = [
        "declared", "declared", "declared", // the person, the first curriculum, the second
        "edited",   // its name
        "edited", "edited", // the one that was principal, the one that is
        "declared", "declared", // two experiences
        "deleted", "deleted", "deleted", // both, then the curriculum
        "edited",  // the first one is principal again
    ];
    assert_eq!(chain(&fixture, person).await, expected);
    let all = statements(&fixture, person).await;
    let last = all.last().unwrap();
    assert_eq!(last["values"]["code"], Value::String(first.to_string()));
    assert_eq!(last["values"]["principal"], Value::Bool(true));
    assert_eq!(last["via"], "page");
}

async fn ledger_71_deleting_the_principal_one_makes_the_oldest_other_one_principal(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, first) = fixture.person("a@example.com").await;
    let oldest = fixture.create(person, "Oldest", 10).await;
    fixture.create(person, "Newest", 20).await;
    assert_eq!(fixture.delete(person, &first).await.unwrap(), 0);
    assert_eq!(fixture.seen(person).await, seen(&[("Oldest", true, 0), ("Newest", false, 0)]));
    let other = fixture.create(person, "Other", 30).await;
    fixture.delete(person, &other).await.unwrap();
    fixture.delete(person, &oldest).await.unwrap();
    assert_eq!(fixture.seen(person).await, seen(&[("Newest", true, 0)]));
}

async fn ledger_72_the_last_one_stays(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, first) = fixture.person("a@example.com").await;
    let refused = fixture.delete(person, &first).await;
    assert!(matches!(refused, Err(NotDone::Refused(DeleteRefusal::LastOne))), "{refused:?}");
    assert_eq!(fixture.seen(person).await, seen(&[("CV", true, 0)]));
}

async fn ledger_72_two_deletions_at_once_leave_one(database: Database) {
    let fixture = Fixture::on(database).await;
    let node = fixture.another_node().await;
    for round in 0..20 {
        let (person, first) = fixture.person(&format!("{round}@example.com")).await;
        let second = fixture.create(person, "B", round).await;
        let source = said_on_the_page(person, 70);
        let other = DeleteCurriculum { person, curriculum: second, source };
        let (one, other) = tokio::join!(fixture.delete(person, &first), node.apply(other));
        assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
        let left = fixture.curricula(person).await;
        assert_eq!(left.len(), 1);
        assert!(left[0].principal);
    }
}

async fn ledger_73_a_curriculum_goes_with_its_experiences_and_the_keys_of_their_inserts(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, first) = fixture.person("a@example.com").await;
    let second = fixture.create(person, "B", 1).await;
    let client = fixture.application().await;
    let key = |number| IdempotencyKey { client, key_hash: [number; 32], body_hash: [0; 32] };
    fixture.declare(person, &first, Some(key(1))).await;
    fixture.declare(person, &second, Some(key(2))).await;
    fixture.declare(person, &second, None).await;
    assert_eq!(fixture.delete(person, &second).await.unwrap(), 2);
    assert_eq!(fixture.seen(person).await, seen(&[("CV", true, 1)]));
    assert_eq!(declared(&fixture).await, [1, 1, 1]);
}

async fn ledger_74_a_person_has_at_most_five(database: Database) {
    let fixture = Fixture::on(database).await;
    let (person, first) = fixture.person("a@example.com").await;
    for number in 1..MOST_CURRICULA {
        fixture.create(person, "More", i64::try_from(number).unwrap()).await;
    }
    let refused = fixture.store.apply(fixture.new_curriculum(person, "Sixth", 9)).await;
    assert!(matches!(refused, Err(NotDone::Refused(CreateRefusal::TooMany))));
    assert_eq!(fixture.curricula(person).await.len(), MOST_CURRICULA);
    fixture.person("other@example.com").await;
    fixture.delete(person, &first).await.unwrap();
    fixture.create(person, "Again", 10).await;
}

/// Two nodes make the fifth at once: one is told that there are five.
async fn ledger_74_two_at_once_make_no_sixth(database: Database) {
    let fixture = Fixture::on(database).await;
    let node = fixture.another_node().await;
    for round in 0..20 {
        let (person, _) = fixture.person(&format!("{round}@example.com")).await;
        for number in 1..4 {
            fixture.create(person, "More", number).await;
        }
        let (one, other) = tokio::join!(
            fixture.store.apply(fixture.new_curriculum(person, "One", 9)),
            node.apply(fixture.new_curriculum(person, "Other", 9)),
        );
        assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
        assert_eq!(fixture.curricula(person).await.len(), MOST_CURRICULA);
    }
}

async fn another_persons_curriculum_is_as_unknown_as_none(database: Database) {
    let fixture = Fixture::on(database).await;
    let (mine, _) = fixture.person("mine@example.com").await;
    fixture.create(mine, "Mine", 1).await;
    let (other, theirs) = fixture.person("other@example.com").await;
    fixture.create(other, "Theirs", 1).await;
    let before = fixture.curricula(other).await;
    let entries = chain(&fixture, mine).await.len();
    for code in [theirs, CurriculumCode::from_random([9; 16])] {
        let renamed = fixture.rename(mine, &code, "Stolen").await;
        assert!(matches!(renamed, Err(NotDone::Refused(UnknownCurriculum))), "{renamed:?}");
        let principal = fixture.make_principal(mine, &code).await;
        assert!(matches!(principal, Err(NotDone::Refused(UnknownCurriculum))), "{principal:?}");
        let deleted = fixture.delete(mine, &code).await;
        assert!(matches!(deleted, Err(NotDone::Refused(DeleteRefusal::Unknown))), "{deleted:?}");
    }
    assert_eq!(fixture.curricula(other).await, before);
    assert_eq!(chain(&fixture, mine).await.len(), entries, "what was refused has no entry");
    let nobody = PersonId::from_uuid(fixture.uuid());
    assert_eq!(fixture.curricula(nobody).await, []);
    assert!(matches!(
        fixture.store.apply(fixture.new_curriculum(nobody, "Nobody's", 1)).await,
        Err(NotDone::Refused(CreateRefusal::UnknownPerson))
    ));
}

on_every_database! {
    a_curriculum_that_was_deleted_is_not_found_in_the_same_transaction,
    a_curriculum_that_was_declared_in_and_then_deleted_is_not_found_whoever_deleted_it,
    a_curriculum_is_made_renamed_and_made_the_principal_one,
    ledger_70_two_curricula_may_have_the_same_name,
    every_change_has_its_entry_and_what_changes_nothing_has_none,
    ledger_71_deleting_the_principal_one_makes_the_oldest_other_one_principal,
    ledger_72_the_last_one_stays,
    ledger_72_two_deletions_at_once_leave_one,
    ledger_73_a_curriculum_goes_with_its_experiences_and_the_keys_of_their_inserts,
    ledger_74_a_person_has_at_most_five,
    ledger_74_two_at_once_make_no_sixth,
    another_persons_curriculum_is_as_unknown_as_none,
}
