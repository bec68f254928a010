use axum::http::StatusCode;
use career::id::StatementId;
use career::record::DisputeNote;
use jiff::SignedDuration;
use oauth::scope::Scope;
use serde_json::json;
use store::marks::DisputeStatement;
use store::record::RecordOf;

use crate::testing::{Harness, TestPerson};

/// The page without what its words have around them.
async fn shown(harness: &Harness, cookie: &str, path: &str) -> String {
    let answer = harness.get(path).cookie(cookie).send().await;
    answer.expect(StatusCode::OK);
    let main = answer.body.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    main.replace(['\u{2068}', '\u{2069}'], "")
}

/// Somebody to whom most things that can happen happened.
async fn lived(harness: &Harness) -> (TestPerson, String) {
    let person = harness.person("citra@example.com").await;
    let application = harness.application().await;
    let tokens = harness.tokens(&application, &person, &Scope::APPLICATION).await;
    let experience = json!({
        "company": "InfoJobs", "job": "Web programmer", "startingDate": "2006-09-14", "onCourse": true,
        "level": "empleado-a", "category": "informatica-telecomunicaciones", "subcategories": ["programacion"],
    });
    let path = format!("/api/4/curriculum/{}/experience", person.curriculum);
    harness
        .put(&path)
        .user(&application, &tokens.access)
        .json(&experience)
        .send()
        .await
        .expect(StatusCode::OK);
    harness.get("/api/2/curriculum").user(&application, &tokens.access).send().await.expect(StatusCode::OK);
    let partner = harness.partner().await;
    let token = harness.partner_token(&partner, &Scope::PARTNER).await;
    let sent = json!({"credential_id": "c-1", "fields": {"full_name": "Citra", "employment": [{
        "organisation": "Company A", "role_title": "Engineer", "start_date": "2020-01", "last_processed_month": "2024-05",
    }]}});
    let push =
        harness.post("/api/partner/v2/add/requests/career_history").bearer(&token).json(&sent).send().await;
    let (_, content) = push.expect(StatusCode::CREATED).body.split_once("content=").unwrap();
    let path = format!("/add/{}", &content[..36]);
    let (cookie, _) = harness.sign_in("citra@example.com", &path).await;
    let offer = harness.get(&path).cookie(&cookie).send().await;
    let form = [("csrf", offer.csrf()), ("account", "continue".to_owned())];
    let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    harness
        .post(&format!("{path}/account"))
        .cookie(&cookie)
        .form(&form)
        .send()
        .await
        .expect(StatusCode::SEE_OTHER);
    let offer = harness.get(&path).cookie(&cookie).send().await;
    let form = [("csrf", offer.csrf()), ("decision", "accept".to_owned())];
    let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    harness.post(&path).cookie(&cookie).form(&form).send().await.expect(StatusCode::SEE_OTHER);
    let record = harness.app.store.answer(RecordOf { person: person.id }).await.unwrap().unwrap();
    let statement = StatementId::Employment { submission: record.credentials[0].submission, place: 1 };
    let note = Some(DisputeNote::parse("Since 2019").unwrap());
    let dispute =
        DisputeStatement { person: person.id, statement, note, tell_partner: false, now: harness.app.now() };
    harness.app.store.apply(dispute).await.unwrap();
    (person, cookie)
}

#[tokio::test]
async fn what_happened_is_told_in_plain_words_with_who_did_it_and_what_it_left() {
    let harness = Harness::new();
    let (_, cookie) = lived(&harness).await;
    let page = shown(&harness, &cookie, "/me/history").await;
    let mut rest = page.as_str();
    for words in [
        "A statement was disputed",
        "Engineer, Company A",
        "By you, on these pages, on 21 November 2026 at 12:00 UTC. Entry 9.",
        "What was said against it",
        "Since 2019",
        "Career history was accepted",
        "Test Payroll",
        "Company A",
        "Not reported: employed at least until May 2024",
        "The link to career history was opened",
        "Career history was sent to you",
        "By Test Payroll, through the connection for partners, on ",
        "Your record was read",
        "An experience was added",
        "Web programmer, InfoJobs",
        "By Test Job Board, through the connection for applications, on ",
        "Areas",
        "An application was allowed to act for you",
        "see the list of your curricula",
        "A curriculum was made",
        "Your record began",
        "By you, at the server’s command line, on ",
        "Entry 1.",
        "citra@example.com",
    ] {
        let (_, after) = rest.split_once(words).unwrap_or_else(|| panic!("`{words}` is not next in\n{rest}"));
        rest = after;
    }
    assert!(harness.get("/me").cookie(&cookie).send().await.body.contains("href=\"/me/history\""));
}

#[tokio::test]
async fn a_long_history_comes_in_parts_and_nobody_sees_another_ones() {
    let harness = Harness::new();
    let (cookie, _) = harness.sign_in("citra@example.com", "/me").await;
    for number in 0..60 {
        harness.advance(SignedDuration::from_secs(1));
        let page = harness.get("/me").cookie(&cookie).send().await;
        let name = format!("Citra {number}");
        let form = [("csrf", page.csrf()), ("name", name)];
        let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        harness.post("/me/name").cookie(&cookie).form(&form).send().await.expect(StatusCode::SEE_OTHER);
    }
    let newest = shown(&harness, &cookie, "/me/history").await;
    assert_eq!(newest.matches("<li class=\"card\">").count(), 50);
    assert!(
        newest.contains("Entry 62.") && newest.contains("Citra 59") && !newest.contains("newest entries")
    );
    assert!(newest.contains("href=\"/me/history?before=13\""), "{newest}");
    let older = shown(&harness, &cookie, "/me/history?before=13").await;
    assert_eq!(older.matches("<li class=\"card\">").count(), 12);
    assert!(older.contains("Entry 12.") && older.contains("Entry 1.") && !older.contains("before="));
    assert!(older.contains("href=\"/me/history\""));
    let end = shown(&harness, &cookie, "/me/history?before=1").await;
    assert!(end.contains("There is nothing before this."));
    let odd = shown(&harness, &cookie, "/me/history?before=x").await;
    assert!(odd.contains("Entry 62."), "what is no number is no place");

    let (other, _) = harness.sign_in("other@example.com", "/me").await;
    let theirs = shown(&harness, &other, "/me/history").await;
    assert!(!theirs.contains("Citra") && theirs.matches("<li class=\"card\">").count() == 2);
    let nobody = harness.get("/me/history?before=13").send().await;
    assert_eq!(nobody.location(), "/sign-in?next=%2Fme%2Fhistory%3Fbefore%3D13");
}
