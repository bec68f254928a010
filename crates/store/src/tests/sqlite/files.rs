use jiff::SignedDuration;

use super::super::submissions::TWO_DAYS;
use super::super::{Fixture, after, noon};
use super::{fixture, folder};
use crate::submissions::SweepSubmissions;

/// Every byte of every file in the database's folder, the write-ahead log included.
fn raw(fixture: &Fixture) -> Vec<u8> {
    let files = std::fs::read_dir(folder(fixture)).unwrap();
    files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[tokio::test]
async fn nothing_of_an_expired_or_declined_payload_is_left_in_the_files() {
    let fixture = fixture();
    let client = fixture.partner().await;
    let (person, _) = fixture.person("a@example.com").await;
    let expired = fixture.submit(client, "id-expired", "Organisation Expired", noon()).await.request;
    fixture.submit(client, "id-unopened", "Organisation Unopened", noon()).await;
    let declined = fixture.submit(client, "id-declined", "Organisation Declined", noon()).await.request;
    let kept = fixture.submit(client, "id-kept", "Organisation Kept", noon()).await.request;
    for request in [expired, declined, kept] {
        fixture.open(request, person, after(1)).await.unwrap();
    }
    let all = ["Expired", "Unopened", "Declined", "Kept"];
    let before = raw(&fixture);
    assert!(
        all.iter().all(|name| holds(&before, &format!("Organisation {name}"))),
        "the search finds what is there"
    );

    fixture.decline(declined, person, after(2)).await.unwrap();
    fixture.accept(kept, person, after(2)).await.unwrap();
    let sweep = SweepSubmissions { now: after(TWO_DAYS), tombstone_life: SignedDuration::from_hours(2160) };
    fixture.store.apply(sweep).await.unwrap();
    fixture.store.settle().await.unwrap();
    let after = raw(&fixture);
    assert!(holds(&after, "Organisation Kept"));
    for gone in ["Organisation Expired", "Organisation Unopened", "Organisation Declined"] {
        assert!(!holds(&after, gone), "{gone}");
    }
    for gone in ["id-expired", "id-unopened", "id-declined"] {
        assert!(!holds(&after, gone), "{gone}");
    }
}
