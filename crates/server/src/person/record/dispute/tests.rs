use axum::http::StatusCode;
use insta::assert_json_snapshot;

use crate::person::record::testing::{CREDENTIAL, Marked, job};

#[tokio::test]
async fn ledger_148_the_partner_is_told_of_a_dispute_only_where_the_person_wants_it() {
    let marked = Marked::new().await;
    let path = format!("/me/statements/{}/dispute", marked.employment(2));
    let form = marked.get(&path).await;
    form.expect(StatusCode::OK);
    assert!(form.body.contains("Second Ltd") && form.body.contains("Tell \u{2068}Test Payroll\u{2069}"));
    assert!(!form.body.contains("checked") && !form.body.contains("withdraw"), "{}", form.body);

    let page = marked.done(&path, &[("note", " It was\r\nlonger. ")]).await;
    assert!(page.contains("Your note has been saved.") && page.contains("It was\nlonger."), "{page}");
    assert!(!page.contains("is told of it"));
    assert_eq!(marked.status(CREDENTIAL).await.get("dispute"), None, "not told");

    let page = marked.done(&path, &[("note", "It was\nlonger."), ("tell", "true")]).await;
    assert!(page.contains("\u{2068}Test Payroll\u{2069} is told of it."));
    let told = marked.status(CREDENTIAL).await;
    assert_json_snapshot!(told, @r#"
    {
      "id": "c-1",
      "status": "verified",
      "finalized_at": "2026-11-21T12:00:02.000Z",
      "dispute": [
        {
          "employment_record": 2,
          "note": "It was\nlonger.",
          "since": "2026-11-21T12:00:02.000Z"
        }
      ]
    }
    "#);
    assert_eq!(marked.status_of_many(CREDENTIAL).await, told);
    let form = marked.get(&path).await;
    assert!(form.body.contains("It was\nlonger.</textarea>") && form.body.contains(" checked"));

    // Another credential of the same partner says nothing of it.
    marked.attest("c-2", &[job("Third Ltd")]).await;
    assert_eq!(marked.status("c-2").await.get("dispute"), None);

    let page = marked.done(&format!("{path}/withdraw"), &[]).await;
    assert!(page.contains("Your dispute has been taken back.") && !page.contains("longer."), "{page}");
    assert_eq!(marked.status(CREDENTIAL).await.get("dispute"), None, "taken back");

    marked.done(&path, &[("note", "Again."), ("tell", "true")]).await;
    let first = format!("/me/statements/{}/dispute", marked.employment(1));
    marked.done(&first, &[("note", "This too."), ("tell", "true")]).await;
    let places = marked.status(CREDENTIAL).await["dispute"].clone();
    assert_eq!([&places[0]["employment_record"], &places[1]["employment_record"]], [1, 2]);
    marked.done(&format!("/me/credentials/{}/delete", marked.submission), &[]).await;
    let after = marked.status(CREDENTIAL).await;
    assert_eq!((after["status"].as_str(), after.get("dispute")), (Some("verified"), None), "deleted");
}

#[tokio::test]
async fn what_is_no_note_is_told_beside_the_field_and_nothing_is_lost() {
    let marked = Marked::new().await;
    let path = format!("/me/statements/{}/dispute", marked.employment(1));
    for (note, told) in [
        (" \r\n ".to_owned(), "Say what is wrong with it."),
        ("x".repeat(1001), "The note has 1,001 characters."),
        ("a\tb".to_owned(), "invisible control character"),
    ] {
        let answer = marked.post(&path, &[("note", &note), ("tell", "true")]).await;
        answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(told) && answer.body.contains(&note), "{}", answer.body);
        assert!(answer.body.contains("aria-invalid=\"true\"") && answer.body.contains(" checked"));
    }
    assert_eq!(marked.status(CREDENTIAL).await.get("dispute"), None);
}

#[tokio::test]
async fn what_a_newer_statement_took_the_place_of_can_only_be_taken_back() {
    let marked = Marked::new().await;
    let path = format!("/me/statements/{}/dispute", marked.employment(1));
    marked.done(&path, &[("note", "It was longer."), ("tell", "true")]).await;
    let newer = marked.attest("c-2", &[job("Company & Sons")]).await;
    let page = marked.get("/me").await.body;
    assert!(page.contains("attested this job again later."));
    assert_eq!(
        page.matches("It was longer.").count(),
        3,
        "it goes over to the newer one, in the timeline too, and stays with its own"
    );
    assert_eq!(page.matches("is told of it").count(), 1, "of the older one");
    assert!(page.contains(&format!("href=\"{path}\"")));
    assert!(!page.contains(&format!("action=\"/me/statements/{}/hide\"", marked.employment(1))));
    assert!(page.contains(&format!("action=\"/me/statements/credential/{newer}/1/hide\"")));

    marked.done(&format!("{path}/withdraw"), &[]).await;
    assert_eq!(marked.status(CREDENTIAL).await.get("dispute"), None);
    let page = marked.get("/me").await.body;
    assert!(!page.contains("It was longer.") && !page.contains(&format!("href=\"{path}\"")));
}
