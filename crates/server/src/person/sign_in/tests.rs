use axum::http::StatusCode;
use jiff::SignedDuration;
use store::mail::{ClaimMail, MailSent, PostponeMail};

use crate::testing::Harness;

#[tokio::test]
async fn a_code_from_the_mail_signs_in() {
    let harness = Harness::new();
    let form = harness.get("/sign-in?next=/me").send().await;
    form.expect(StatusCode::OK);
    assert!(form.body.contains("name=\"email\""));
    let (cookie, entered) = harness.sign_in("New@Example.com", "/me").await;
    let set = entered.headers.get_all("set-cookie").iter().next().unwrap().to_str().unwrap().to_owned();
    assert!(set.starts_with("__Host-tenure=tnr_se_"), "{set}");
    for flag in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure", "; Max-Age=2592000"] {
        assert!(set.contains(flag), "{flag}: {set}");
    }
    let me = harness.get("/me").cookie(&cookie).send().await;
    assert!(me.body.contains("new@example.com"), "addresses are kept in lower case");
    assert_eq!(harness.get("/sign-in").cookie(&cookie).send().await.location(), "/me");
    harness.advance(SignedDuration::from_hours(30 * 24));
    harness.get("/me").cookie(&cookie).send().await.expect(StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn ledger_3_the_first_sign_in_makes_one_curriculum_and_the_next_none() {
    let harness = Harness::new();
    harness.sign_in("new@example.com", "/me").await;
    harness.sign_in("new@example.com", "/me").await;
    let person = harness.person("new@example.com").await; // finds the one there is
    let curricula =
        harness.app.store.answer(store::experiences::Curricula { person: person.id }).await.unwrap();
    assert_eq!(curricula.len(), 1);
    assert!(curricula[0].principal);
}

#[tokio::test]
async fn known_and_unknown_addresses_are_answered_alike() {
    let harness = Harness::new();
    harness.person("known@example.com").await;
    let ask =
        |address: &'static str| harness.post("/sign-in").form(&[("email", address), ("next", "/me")]).send();
    let (known, unknown) = (ask("known@example.com").await, ask("unknown@example.com").await);
    assert_eq!((known.status, known.body.as_str()), (unknown.status, unknown.body.as_str()));
    assert_eq!(known.location(), unknown.location());
}

#[tokio::test]
async fn what_is_no_address_is_told_beside_the_field() {
    let harness = Harness::new();
    for wrong in ["", "nobody", "a@b", "a b@example.com", "a@example.com\r\nBcc: x@example.com"] {
        let answer = harness.post("/sign-in").form(&[("email", wrong)]).send().await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(answer.body.contains("aria-invalid=\"true\""), "{wrong}");
    }
}

#[tokio::test]
async fn wrong_codes_are_counted_and_the_right_one_is_gone_after_five() {
    let harness = Harness::new();
    let asked = harness.post("/sign-in").form(&[("email", "a@example.com")]).send().await;
    let browser = asked.cookie("__Host-tenure_sign_in");
    let code = harness.newest_code().await;
    let enter = |code: &str| harness.post("/sign-in/code").cookie(&browser).form(&[("code", code)]).send();
    enter("1234").await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = if code == "00000000" { "00000001" } else { "00000000" };
    for _ in 0..5 {
        enter(wrong).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    }
    enter(&code).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_code_may_be_entered_with_spaces_and_only_where_it_was_asked_for() {
    let harness = Harness::new();
    let asked = harness.post("/sign-in").form(&[("email", "a@example.com")]).send().await;
    let code = harness.newest_code().await;
    let elsewhere = harness.post("/sign-in/code").form(&[("code", &code)]).send().await;
    elsewhere.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let spaced = format!(" {} {} ", &code[..4], &code[4..]);
    let call = harness.post("/sign-in/code").cookie(&asked.cookie("__Host-tenure_sign_in"));
    let entered = call.form(&[("code", &spaced), ("next", "https://evil.example/")]).send().await;
    assert_eq!((entered.status, entered.location()), (StatusCode::SEE_OTHER, "/me"));
}

#[tokio::test]
async fn the_person_is_told_while_their_mail_is_late() {
    let harness = Harness::new();
    let asked = harness.post("/sign-in").form(&[("email", "a@example.com")]).send().await;
    let browser = asked.cookie("__Host-tenure_sign_in");
    let told = async || {
        let page = harness.get("/sign-in/code").cookie(&browser).send().await;
        page.expect(StatusCode::OK).body.contains("Our mail has been leaving late")
    };
    assert!(!told().await);
    let now = harness.app.now();
    let id = harness.app.store.apply(ClaimMail { now }).await.unwrap()[0].content.id;
    let until = now + SignedDuration::from_secs(5);
    harness.app.store.apply(PostponeMail { id, until }).await.unwrap();
    assert!(told().await);
    let wrong = harness.post("/sign-in/code").cookie(&browser).form(&[("code", "1")]).send().await;
    assert!(wrong.body.contains("Our mail has been leaving late"));
    harness.app.store.apply(MailSent { id, now, keep: true }).await.unwrap();
    assert!(!told().await);
}

#[tokio::test]
async fn signing_out_ends_this_session_or_all() {
    let harness = Harness::new();
    let (first, _) = harness.sign_in("a@example.com", "/me").await;
    let (second, _) = harness.sign_in("a@example.com", "/me").await;
    let csrf = harness.get("/me").cookie(&first).send().await.csrf();
    harness.post("/sign-out").cookie(&first).send().await.expect(StatusCode::FORBIDDEN);
    harness
        .post("/sign-out")
        .cookie(&first)
        .form(&[("csrf", &csrf)])
        .send()
        .await
        .expect(StatusCode::SEE_OTHER);
    harness.get("/me").cookie(&first).send().await.expect(StatusCode::SEE_OTHER);
    let (third, _) = harness.sign_in("a@example.com", "/me").await;
    let csrf = harness.get("/me").cookie(&third).send().await.csrf();
    let all = harness.post("/sign-out/everywhere").cookie(&third).form(&[("csrf", &csrf)]).send().await;
    all.expect(StatusCode::SEE_OTHER);
    harness.get("/me").cookie(&second).send().await.expect(StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_language_follows_the_browser_until_the_switch_is_used() {
    let harness = Harness::new();
    let spanish = harness.get("/").header("accept-language", "es-ES,en;q=0.5").send().await;
    assert!(spanish.body.contains("<html lang=\"es\""));
    let switched = harness.post("/language").form(&[("language", "id"), ("next", "/")]).send().await;
    let cookie = switched.cookie("__Host-tenure_language");
    let indonesian = harness.get("/").cookie(&cookie).header("accept-language", "es").send().await;
    assert!(indonesian.body.contains("<html lang=\"id\""));
}
