use axum::http::StatusCode;
use oauth::scope::Scope;
use store::record::RecordOf;

use crate::testing::{Answer, Harness};

/// The page of whoever this cookie signs in, and what comes of sending its form.
async fn send(harness: &Harness, cookie: &str, confirm: &str) -> Answer {
    let page = harness.get("/me/erase").cookie(cookie).send().await;
    page.expect(StatusCode::OK);
    let form = [("csrf", page.csrf()), ("confirm", confirm.to_owned())];
    let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    harness.post("/me/erase").cookie(cookie).form(&form).send().await
}

#[tokio::test]
async fn everything_goes_once_it_was_confirmed_and_the_person_is_signed_out_everywhere() {
    let harness = Harness::new();
    let person = harness.person("citra@example.com").await;
    let application = harness.application().await;
    let tokens = harness.tokens(&application, &person, &[Scope::Cv]).await;
    let (here, _) = harness.sign_in("citra@example.com", "/me").await;
    let (elsewhere, _) = harness.sign_in("citra@example.com", "/me").await;

    let refused = send(&harness, &here, "citra").await;
    refused.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("so nothing was erased") && refused.body.contains("value=\"citra\""));
    let done = send(&harness, &here, " Citra@Example.com ").await;
    done.expect(StatusCode::SEE_OTHER);
    assert_eq!(done.location(), "/goodbye");
    assert!(done.header("set-cookie").unwrap().starts_with("__Host-tenure=; Path=/; Max-Age=0"));
    let goodbye = harness.get("/goodbye").send().await;
    goodbye.expect(StatusCode::OK);
    assert!(goodbye.body.contains("Your record is gone from this server"));

    assert_eq!(harness.app.store.answer(RecordOf { person: person.id }).await.unwrap(), None);
    for cookie in [here, elsewhere] {
        let me = harness.get("/me").cookie(&cookie).send().await;
        assert_eq!(me.location(), "/sign-in?next=%2Fme");
    }
    let called = harness.get("/api/2/curriculum").user(&application, &tokens.access).send().await;
    assert_eq!(called.code(), (401, "101".to_owned()));
    let (again, _) = harness.sign_in("citra@example.com", "/me").await;
    let history = harness.get("/me/history").cookie(&again).send().await;
    assert!(history.body.contains("Entry 1.") && !history.body.contains("Entry 3."), "a new record began");
}

#[tokio::test]
async fn ledger_157_the_word_of_the_pages_language_confirms_it_too() {
    for (language, word, others) in
        [("es", "Borrar", "erase"), ("id", "HAPUS", "borrar"), ("en", "erase", "hapus")]
    {
        let harness = Harness::new();
        let (cookie, _) = harness.sign_in("citra@example.com", "/me").await;
        let cookie = format!("{cookie}; __Host-tenure_language={language}");
        send(&harness, &cookie, others).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(send(&harness, &cookie, word).await.location(), "/goodbye", "{language}");
    }
}

#[tokio::test]
async fn a_form_from_elsewhere_or_of_nobody_erases_nothing() {
    let harness = Harness::new();
    let (cookie, _) = harness.sign_in("citra@example.com", "/me").await;
    let forged =
        harness.post("/me/erase").cookie(&cookie).form(&[("confirm", "citra@example.com")]).send().await;
    forged.expect(StatusCode::FORBIDDEN);
    let nobody = harness.post("/me/erase").form(&[("confirm", "citra@example.com")]).send().await;
    assert_eq!(nobody.location(), "/sign-in?next=%2Fme%2Ferase");
    assert_eq!(harness.get("/me/erase").send().await.location(), "/sign-in?next=%2Fme%2Ferase");
    let word = harness.post("/me/erase").cookie(&cookie).form(&[("confirm", ""), ("csrf", "")]).send().await;
    word.expect(StatusCode::FORBIDDEN);
    harness.get("/me").cookie(&cookie).send().await.expect(StatusCode::OK);
}
