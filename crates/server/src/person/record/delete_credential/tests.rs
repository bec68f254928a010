use axum::http::StatusCode;
use career::history::What;
use career::source::Actor;

use crate::person::record::testing::{CREDENTIAL, Marked, job};

#[tokio::test]
async fn ledger_42_a_credential_goes_after_it_was_asked_for_and_its_status_stays() {
    let marked = Marked::new().await;
    let before = marked.status(CREDENTIAL).await;
    let path = format!("/me/credentials/{}/delete", marked.submission);
    let ask = marked.get(&path).await;
    ask.expect(StatusCode::OK);
    for told in ["2 jobs are taken out", "Company &#38; Sons", "Second Ltd", "it remains verified"] {
        assert!(ask.body.contains(told), "{told}: {}", ask.body);
    }
    assert!(!ask.body.contains("stands in your record again"));
    assert!(marked.get("/me").await.body.contains("Second Ltd"), "asking deletes nothing");

    let gone = marked.done(&path, &[]).await;
    assert!(gone.contains("has been deleted from your record.") && !gone.contains("Second Ltd"));
    assert!(gone.contains("Declared Ltd"));
    assert_eq!(marked.status(CREDENTIAL).await, before);
    marked.get(&path).await.expect(StatusCode::NOT_FOUND);
    marked.post(&path, &[]).await.expect(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_page_says_where_an_older_statement_stands_again() {
    let marked = Marked::new().await;
    let newer = marked.attest("c-2", &[job("Company & Sons")]).await;
    let path = format!("/me/credentials/{newer}/delete");
    let ask = marked.get(&path).await.body;
    assert!(ask.contains("One job is taken out") && ask.contains("stands in your record again"), "{ask}");
    let gone = marked.done(&path, &[]).await;
    assert!(gone.contains("Company &#38; Sons") && !gone.contains("again later"));
}

#[tokio::test]
async fn ledger_150_what_was_hidden_stays_hidden_whichever_of_its_credentials_goes() {
    for deletes_the_newer in [true, false] {
        let marked = Marked::new().await;
        let attested = marked.employment(1);
        let newer = if deletes_the_newer {
            // Hidden where the newer one stands: the older one stands again.
            let newer = marked.attest("c-2", &[job("Company & Sons")]).await;
            marked.done(&format!("/me/statements/credential/{newer}/1/hide"), &[]).await;
            newer
        } else {
            // Hidden before the newer one came, which inherited that.
            marked.done(&format!("/me/statements/{attested}/hide"), &[]).await;
            marked.attest("c-2", &[job("Company & Sons")]).await
        };
        let goes = if deletes_the_newer { &newer } else { &marked.submission };
        let page = marked.done(&format!("/me/credentials/{goes}/delete"), &[]).await;
        assert_eq!(page.matches("badge-hidden").count(), 1, "{page}");
        let [deleted, hidden] = &marked.history().await[..].last_chunk::<2>().unwrap().clone();
        assert_eq!(
            (deleted.what, hidden.what, hidden.source.by),
            (What::Deleted, What::Hidden, Actor::Server)
        );
        let standing = if deletes_the_newer { attested } else { format!("credential/{newer}/1") };
        let shown = marked.done(&format!("/me/statements/{standing}/show"), &[]).await;
        assert!(!shown.contains("badge-hidden"));
    }
}
