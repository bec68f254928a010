use std::sync::Arc;

use career::credential::{Credential, CredentialId, Employment, Kept, Members, Role};
use career::id::{ClientId, PersonId, RequestId, SubmissionId};
use career::submission::{Refusal, Status};
use jiff::{SignedDuration, Timestamp};

use super::stored::{chain, payloads};
use super::{Database, Fixture, after, noon};
use crate::NotDone;
use crate::record::RecordOf;
use crate::submissions::{
    AcceptSubmission, ChooseRefusal, DeclineSubmission, DeleteCredential, Link, OpenSubmission, Replayed,
    StatusOf, StatusesOf, SubmissionForPerson, SubmitCredential, Submitted, SweepSubmissions,
};

pub(super) const TWO_DAYS: i64 = 48 * 3600;

fn id(text: &str) -> CredentialId {
    CredentialId::parse(text).unwrap()
}

fn credential(organisation: &str) -> Credential {
    let employment = Employment {
        organisation: organisation.to_owned(),
        role: Role::new(None, Some("Engineer".to_owned())).unwrap(),
        start: "2020-01".parse().unwrap(),
        end: None,
        last_processed_month: "2024-05".parse().unwrap(),
        kept: Members::default(),
    };
    let employment = vec![employment];
    Credential { full_name: "John Doe".to_owned(), employment, partner_chain: None, kept: Kept::default() }
}

impl Fixture {
    pub(super) async fn submit(
        &self,
        client: ClientId,
        credential_id: &str,
        organisation: &str,
        now: Timestamp,
    ) -> Submitted {
        let command = SubmitCredential {
            client,
            credential_id: id(credential_id),
            credential: credential(organisation),
            batch_id: None,
            link: Link::V2,
            submission: SubmissionId::from_uuid(self.uuid()),
            request: RequestId::from_uuid(self.uuid()),
            now,
        };
        self.store.apply(command).await.unwrap()
    }

    pub(super) async fn status(
        &self,
        client: ClientId,
        credential_id: &str,
        now: Timestamp,
    ) -> Option<StatusOf> {
        let query = StatusesOf { client, ids: vec![id(credential_id)], now };
        self.store.answer(query).await.unwrap().pop().unwrap()
    }

    pub(super) async fn open(
        &self,
        request: RequestId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<(), ChooseRefusal> {
        refusal(self.store.apply(OpenSubmission { request, person, now }).await)
    }

    pub(super) async fn accept(
        &self,
        request: RequestId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<(), ChooseRefusal> {
        refusal(self.store.apply(AcceptSubmission { request, person, now }).await)
    }

    pub(super) async fn decline(
        &self,
        request: RequestId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<(), ChooseRefusal> {
        refusal(self.store.apply(DeclineSubmission { request, person, now }).await)
    }
}

fn refusal(result: Result<(), NotDone<ChooseRefusal>>) -> Result<(), ChooseRefusal> {
    result.map_err(|error| match error {
        NotDone::Refused(refusal) => refusal,
        NotDone::Failed(failure) => panic!("{failure}"),
    })
}

fn rule(refusal: Refusal) -> Result<(), ChooseRefusal> {
    Err(ChooseRefusal::Rule(refusal))
}

async fn the_first_who_opens_gets_it_and_accepting_makes_it_part_of_the_record(database: Database) {
    let fixture = Fixture::on(database).await;
    let client = fixture.partner().await;
    let (first, _) = fixture.person("first@example.com").await;
    let (second, _) = fixture.person("second@example.com").await;
    let request = fixture.submit(client, "c-1", "Company A", noon()).await.request;

    fixture.open(request, first, after(10)).await.unwrap();
    assert_eq!(fixture.open(request, second, after(11)).await, rule(Refusal::NotYours));
    assert_eq!(fixture.accept(request, second, after(12)).await, rule(Refusal::NotYours));
    let look = SubmissionForPerson { request, person: second, now: after(12) };
    assert_eq!(fixture.store.answer(look).await.unwrap(), Err(ChooseRefusal::Rule(Refusal::NotYours)));
    assert_eq!(fixture.status(client, "c-1", after(12)).await.unwrap().status, Status::Incomplete);

    fixture.accept(request, first, after(20)).await.unwrap();
    fixture.accept(request, first, after(30)).await.unwrap();
    let status = fixture.status(client, "c-1", after(TWO_DAYS * 100)).await.unwrap();
    assert_eq!(
        status,
        StatusOf { status: Status::Verified, finalized_at: Some(after(20)), disputes: vec![] }
    );
    let record = fixture.store.answer(RecordOf { person: first }).await.unwrap().unwrap();
    assert_eq!(record.credentials.len(), 1);
    assert_eq!(record.credentials[0].credential.employment[0].organisation, "Company A");
    assert!(fixture.store.answer(RecordOf { person: second }).await.unwrap().unwrap().credentials.is_empty());
    assert_eq!(chain(&fixture, first).await[2..], ["received", "opened", "accepted"]);
}

async fn ledger_44_the_same_id_finds_the_first_submission_and_tells_whether_it_says_the_same(
    database: Database,
) {
    let fixture = Fixture::on(database).await;
    let (client, other) = (fixture.partner().await, fixture.partner().await);
    let first = fixture.submit(client, "c-1", "A", noon()).await;
    assert_eq!(first.replayed, None);
    let same = fixture.submit(client, "c-1", "A", after(1)).await;
    assert_eq!(same, Submitted { request: first.request, link: Link::V2, replayed: Some(Replayed::Same) });
    let different = fixture.submit(client, "c-1", "B", after(2)).await;
    assert_eq!(
        different,
        Submitted { request: first.request, link: Link::V2, replayed: Some(Replayed::Different) }
    );
    assert_eq!(fixture.submit(other, "c-1", "A", after(3)).await.replayed, None, "ids are one client's own");
    assert_eq!(fixture.status(other, "c-2", after(3)).await, None);
}

async fn ledger_40_45_after_48_hours_the_payload_is_gone_and_the_id_is_free(database: Database) {
    let fixture = Fixture::on(database).await;
    let client = fixture.partner().await;
    let (person, _) = fixture.person("a@example.com").await;
    let first = fixture.submit(client, "c-1", "A", noon()).await;
    fixture.open(first.request, person, after(5)).await.unwrap();
    let just = after(TWO_DAYS) - SignedDuration::from_millis(1);
    assert_eq!(fixture.status(client, "c-1", just).await.unwrap().status, Status::Incomplete);
    let over = StatusOf { status: Status::Canceled, finalized_at: Some(after(TWO_DAYS)), disputes: vec![] };
    assert_eq!(fixture.status(client, "c-1", after(TWO_DAYS)).await, Some(over.clone()), "before any sweep");
    assert_eq!(fixture.accept(first.request, person, after(TWO_DAYS)).await, rule(Refusal::Expired));

    let sweep =
        |now| fixture.store.apply(SweepSubmissions { now, tombstone_life: SignedDuration::from_hours(2160) });
    assert_eq!(sweep(just).await.unwrap().expired, 0);
    assert_eq!(payloads(&fixture).await, 1);
    assert_eq!(sweep(after(TWO_DAYS + 7)).await.unwrap().expired, 1);
    assert_eq!(payloads(&fixture).await, 0);
    assert_eq!(fixture.status(client, "c-1", after(TWO_DAYS + 9)).await, Some(over), "the tombstone");
    assert_eq!(chain(&fixture, person).await[2..], ["received", "opened", "expired"]);

    let again = fixture.submit(client, "c-1", "A", after(TWO_DAYS + 10)).await;
    assert_eq!(again.replayed, None);
    assert_ne!(again.request, first.request);
    sweep(after(TWO_DAYS * 100)).await.unwrap();
    sweep(after(TWO_DAYS * 100)).await.unwrap();
    assert_eq!(fixture.status(client, "c-1", after(TWO_DAYS * 100)).await, None, "the tombstones ended");
}

async fn an_expired_id_starts_anew_even_before_the_sweep(database: Database) {
    let fixture = Fixture::on(database).await;
    let client = fixture.partner().await;
    let first = fixture.submit(client, "c-1", "A", noon()).await;
    let again = fixture.submit(client, "c-1", "B", after(TWO_DAYS)).await;
    assert_eq!(again.replayed, None);
    assert_ne!(again.request, first.request);
    assert_eq!(payloads(&fixture).await, 1, "the old payload went");
    assert_eq!(fixture.status(client, "c-1", after(TWO_DAYS)).await.unwrap().status, Status::Incomplete);
}

async fn ledger_41_a_declined_payload_goes_at_once_and_its_id_after_48_hours(database: Database) {
    let fixture = Fixture::on(database).await;
    let client = fixture.partner().await;
    let (person, _) = fixture.person("a@example.com").await;
    let first = fixture.submit(client, "c-1", "A", noon()).await;
    assert_eq!(fixture.decline(first.request, person, after(1)).await, rule(Refusal::NotOpened));
    fixture.open(first.request, person, after(1)).await.unwrap();
    fixture.decline(first.request, person, after(2)).await.unwrap();
    assert_eq!(payloads(&fixture).await, 0);
    assert_eq!(fixture.accept(first.request, person, after(3)).await, rule(Refusal::AlreadyDeclined));
    let replay = fixture.submit(client, "c-1", "A", after(TWO_DAYS - 1)).await;
    assert_eq!(replay, Submitted { request: first.request, link: Link::V2, replayed: Some(Replayed::Gone) });
    assert_eq!(fixture.submit(client, "c-1", "A", after(TWO_DAYS)).await.replayed, None);
}

async fn ledger_42_a_deleted_credential_keeps_its_status(database: Database) {
    let fixture = Fixture::on(database).await;
    let client = fixture.partner().await;
    let (person, _) = fixture.person("a@example.com").await;
    let (other, _) = fixture.person("b@example.com").await;
    let request = fixture.submit(client, "c-1", "A", noon()).await.request;
    fixture.open(request, person, after(1)).await.unwrap();
    fixture.accept(request, person, after(2)).await.unwrap();
    let record = fixture.store.answer(RecordOf { person }).await.unwrap().unwrap();
    let submission = record.credentials[0].submission;
    let delete = |person| fixture.store.apply(DeleteCredential { submission, person, now: after(3) });
    assert_eq!(refusal(delete(other).await), Err(ChooseRefusal::Unknown));
    assert_eq!(refusal(delete(person).await), Ok(()));
    assert_eq!(payloads(&fixture).await, 0);
    let status = fixture.status(client, "c-1", after(TWO_DAYS * 1000)).await.unwrap();
    assert_eq!(status, StatusOf { status: Status::Verified, finalized_at: Some(after(2)), disputes: vec![] });
    let replay = fixture.submit(client, "c-1", "A", after(TWO_DAYS * 1000)).await;
    assert_eq!(replay, Submitted { request, link: Link::V2, replayed: Some(Replayed::Gone) });
}

async fn ledger_60_a_batch_is_found_by_its_own_id_and_by_its_members(database: Database) {
    let fixture = Fixture::on(database).await;
    let client = fixture.partner().await;
    let batch = |batch_id: &str, member: &str, at: i64| SubmitCredential {
        client,
        credential_id: id(member),
        credential: credential("A"),
        batch_id: Some(id(batch_id)),
        link: Link::Batch,
        submission: SubmissionId::from_uuid(fixture.uuid()),
        request: RequestId::from_uuid(fixture.uuid()),
        now: after(at),
    };
    let apply = |command| fixture.store.apply(command);
    let first = apply(batch("b-1", "c-1", 0)).await.unwrap();
    assert_eq!((first.link, first.replayed), (Link::Batch, None));
    for known in ["b-1", "c-1"] {
        assert_eq!(
            fixture.status(client, known, after(1)).await.unwrap().status,
            Status::Incomplete,
            "{known}"
        );
    }
    let again = apply(batch("b-1", "c-2", 2)).await.unwrap();
    assert_eq!(again.request, first.request, "a repeated batch id replays");
    assert_eq!(fixture.status(client, "c-2", after(3)).await, None);
    let other = apply(batch("b-2", "c-1", 4)).await.unwrap();
    assert_eq!(other.request, first.request, "a known member id in another batch replays");
    assert!(fixture.status(client, "b-2", after(5)).await.is_some());
    assert_eq!(fixture.submit(client, "b-1", "A", after(6)).await.request, first.request, "one namespace");
    assert_eq!(fixture.submit(client, "c-1", "A", after(6)).await.link, Link::Batch);
    let later = apply(batch("b-1", "c-1", TWO_DAYS)).await.unwrap();
    assert_ne!(later.request, first.request, "48 hours later both ids are free");
    assert_eq!(later.replayed, None);
    assert_eq!(payloads(&fixture).await, 1);
}

async fn ledger_61_many_at_once_make_one_request_and_one_outcome(database: Database) {
    let fixture = Arc::new(Fixture::on(database).await);
    let client = fixture.partner().await;
    let (person, _) = fixture.person("a@example.com").await;
    let tasks: Vec<_> = (0..200)
        .map(|_| {
            let fixture = Arc::clone(&fixture);
            tokio::spawn(async move { fixture.submit(client, "c-1", "A", noon()).await })
        })
        .collect();
    let mut requests = Vec::new();
    for task in tasks {
        requests.push(task.await.unwrap());
    }
    assert!(requests.iter().all(|submitted| submitted.request == requests[0].request));
    assert_eq!(requests.iter().filter(|submitted| submitted.replayed.is_none()).count(), 1);
    assert_eq!(payloads(&fixture).await, 1);

    let request = requests[0].request;
    fixture.open(request, person, after(1)).await.unwrap();
    let tasks: Vec<_> = (0..200)
        .map(|turn| {
            let fixture = Arc::clone(&fixture);
            tokio::spawn(async move {
                match turn % 3 {
                    0 => fixture.accept(request, person, after(2)).await.is_ok(),
                    1 => fixture.decline(request, person, after(2)).await.is_ok(),
                    _ => {
                        let now = after(TWO_DAYS);
                        let sweep =
                            SweepSubmissions { now, tombstone_life: SignedDuration::from_hours(2160) };
                        fixture.store.apply(sweep).await.unwrap().expired == 1
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let said = chain(&fixture, person).await[4..].to_vec();
    assert_eq!(said.len(), 1, "one outcome: {said:?}");
    let status = fixture.status(client, "c-1", after(TWO_DAYS)).await.unwrap().status;
    let expected = if said == ["accepted"] { Status::Verified } else { Status::Canceled };
    assert_eq!(status, expected, "{said:?}");
    assert_eq!(payloads(&fixture).await, i64::from(expected == Status::Verified));
}

on_every_database! {
    the_first_who_opens_gets_it_and_accepting_makes_it_part_of_the_record,
    ledger_44_the_same_id_finds_the_first_submission_and_tells_whether_it_says_the_same,
    ledger_40_45_after_48_hours_the_payload_is_gone_and_the_id_is_free,
    an_expired_id_starts_anew_even_before_the_sweep,
    ledger_41_a_declined_payload_goes_at_once_and_its_id_after_48_hours,
    ledger_42_a_deleted_credential_keeps_its_status,
    ledger_60_a_batch_is_found_by_its_own_id_and_by_its_members,
    ledger_61_many_at_once_make_one_request_and_one_outcome,
}
