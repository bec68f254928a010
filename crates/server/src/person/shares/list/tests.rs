use jiff::SignedDuration;

use crate::person::record::testing::Marked;
use crate::person::shares::testing::wrong;

#[tokio::test]
async fn the_owner_sees_every_view_and_every_wrong_pin() {
    let marked = Marked::new().await;
    let attested = marked.employment(2);
    let link = marked.share(&[&marked.experience, &attested], &[("verdicts", "true")]).await;
    assert!(marked.get("/me/shares").await.body.contains("Nobody has entered a PIN yet."));
    marked.open(&link.path, &link.pin).await;
    marked.setting.harness.advance(SignedDuration::from_mins(30));
    marked.open(&link.path, wrong(&link.pin)).await;
    marked.open(&link.path, &link.pin).await;
    let list = marked.get("/me/shares").await.body;
    for told in [
        "Opened 2 times, one wrong PIN",
        "Opened on 21 November 2026 at 12:00 UTC",
        "Wrong PIN on 21 November 2026 at 12:30 UTC",
        "Opened on 21 November 2026 at 12:30 UTC",
        "It can be opened until 28 November 2026 at 12:00 UTC.",
        "<bdi>Engineer</bdi>, <bdi>Second Ltd</bdi>",
        "With the comparison",
    ] {
        assert!(list.contains(told), "{told}: {list}");
    }
    assert!(!list.contains("Company &#38; Sons") && !list.contains(&link.pin));

    marked.done(&format!("/me/statements/{attested}/hide"), &[]).await;
    let list = marked.get("/me/shares").await.body;
    assert!(list.contains("One more that you chose is hidden") && !list.contains("Second Ltd"));
    marked.setting.harness.advance(SignedDuration::from_hours(7 * 24));
    let list = marked.get("/me/shares").await.body;
    assert!(list.contains("It could be opened until 28 November 2026 at 12:00 UTC."));
}

#[tokio::test]
async fn ledger_144_the_owner_sees_that_wrong_pins_closed_a_link() {
    let marked = Marked::new().await;
    let link = marked.share(&[&marked.experience], &[]).await;
    for _ in 0..10 {
        marked.open(&link.path, wrong(&link.pin)).await;
    }
    let list = marked.get("/me/shares").await.body;
    assert!(list.contains("after ten wrong PINs") && list.contains("Opened never, 10 wrong PINs"), "{list}");
}
