use axum::http::StatusCode;
use career::history::{Subject, What};
use career::source::{Actor, Way};
use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::json;

use crate::person::curricula::testing::{minimal, with};
use crate::person::record::testing::{Marked, job};
use crate::person::shares::testing::{Link, wrong};

const NOBODYS: &str = "/share/00000000-0000-4000-8000-000000000000";

#[tokio::test]
async fn the_form_for_the_pin_is_the_same_for_every_link() {
    let marked = Marked::new().await;
    let link = marked.share(&[&marked.experience], &[]).await;
    let look = |path: &str| marked.setting.harness.get(path).send();
    let unknown = look(NOBODYS).await;
    assert_eq!(look(&link.path).await.shown().replace(&link.path, NOBODYS), unknown.shown());
    assert_snapshot!(unknown.shown(), @r##"
    200 OK
    cache-control: no-store
    content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'
    content-type: text/html; charset=utf-8
    referrer-policy: no-referrer
    x-content-type-options: nosniff
    x-frame-options: DENY
    x-robots-tag: noindex, nofollow

    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex, nofollow">
    <meta name="color-scheme" content="light dark">
    <title>Enter the PIN – Tenure</title>
    <link rel="icon" href="/static/favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/static/tenure.css">
    </head>
    <body>
    <a class="skip" href="#content">Skip to the content</a>
    <header>
    <p class="demo">A demo: enter nothing real. <a href="/demo/outbox">See its mail</a></p>
    <div class="bar">
    <a class="brand" href="/"><img src="/static/favicon.svg" alt="" width="28" height="28">Tenure</a>
    <form class="languages" method="post" action="/language" aria-label="Language">
    <input type="hidden" name="next" value="/share/00000000-0000-4000-8000-000000000000">
    <button type="submit" name="language" value="en" lang="en" aria-current="true">English</button>
    <button type="submit" name="language" value="es" lang="es">Español</button>
    <button type="submit" name="language" value="id" lang="id">Indonesia</button>
    </form>
    </div>
    </header>
    <main id="content" tabindex="-1">
    <h1>Enter the PIN</h1>

    <p class="lead">Somebody shares a part of their career history with you. You got the PIN from them.</p>
    <form class="form" method="post" action="/share/00000000-0000-4000-8000-000000000000" novalidate>
    <div class="field">
    <label for="pin">PIN</label>
    <p class="hint" id="pin-hint">6 to 12 digits.</p>
    <input class="code" id="pin" name="pin" type="text" inputmode="numeric" autocomplete="off" maxlength="40" size="12" spellcheck="false" required autofocus aria-describedby="pin-hint">
    </div>
    <button class="button" type="submit">Open</button>
    </form>
    <p class="aside">The person sees when you open it.</p>

    </main>
    <footer class="foot">
    <p>Tenure. Not affiliated with SEEK or InfoJobs.</p>
    </footer>
    </body>
    </html>
    "##);
    for cut in ["/share/x", "/share/%FF", &link.path[..link.path.len() - 1]] {
        look(cut).await.expect(StatusCode::NOT_FOUND);
        marked.open(cut, "901823").await.expect(StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn the_right_pin_shows_what_is_shared_and_nothing_else() {
    let marked = Marked::new().await;
    let link = marked.share(&[&marked.experience, &marked.employment(2)], &[]).await;
    let shown = marked.open(&link.path, &link.pin).await;
    let without_isolation = shown.shown().replace(['\u{2068}', '\u{2069}'], "");
    assert_snapshot!(without_isolation, @r##"
    200 OK
    cache-control: no-store
    content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'
    content-type: text/html; charset=utf-8
    referrer-policy: no-referrer
    x-content-type-options: nosniff
    x-frame-options: DENY
    x-robots-tag: noindex, nofollow

    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex, nofollow">
    <meta name="color-scheme" content="light dark">
    <title>Career history shared with you – Tenure</title>
    <link rel="icon" href="/static/favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/static/tenure.css">
    </head>
    <body>
    <a class="skip" href="#content">Skip to the content</a>
    <header>
    <p class="demo">A demo: enter nothing real. <a href="/demo/outbox">See its mail</a></p>
    <div class="bar">
    <a class="brand" href="/"><img src="/static/favicon.svg" alt="" width="28" height="28">Tenure</a>
    <form class="languages" method="post" action="/language" aria-label="Language">
    <input type="hidden" name="next" value="/share/ea676268-c71e-4961-8ae5-f1a68dc8717b">
    <button type="submit" name="language" value="en" lang="en" aria-current="true">English</button>
    <button type="submit" name="language" value="es" lang="es">Español</button>
    <button type="submit" name="language" value="id" lang="id">Indonesia</button>
    </form>
    </div>
    </header>
    <main id="content" tabindex="-1">
    <h1>Career history shared with you</h1>

    <p class="lead">A part of a record, chosen by the person on 21 November 2026 at 12:00 UTC and shown until 28 November 2026 at 12:00 UTC.</p>
    <p class="about">Attested: a partner sent it, and nobody can change it. Declared: the person says it. Every value shows who said it and when.</p>
    <section aria-labelledby="statements">
    <h2 id="statements">Jobs</h2>
    <ul class="cards">
    <li class="card">
    <div class="card-head">
    <h3 class="record-role"><bdi>Engineer</bdi></h3>
    <span class="badge badge-attested">Attested</span>
    <span class="badge badge-warn">Not up to date</span>
    </div>
    <p class="record-where"><bdi>Second Ltd</bdi></p>
    <dl class="facts">
    <div><dt>Start</dt><dd><bdi>January 2020</bdi></dd></div>
    <div><dt>End</dt><dd><bdi>Not reported: employed at least until May 2024</bdi></dd></div>
    </dl>
    <p class="source">All attested by Test Payroll, received on 21 November 2026.</p>
    </li>
    <li class="card card-declared">
    <div class="card-head">
    <h3 class="record-role"><bdi>Web programmer</bdi></h3>
    <span class="badge badge-declared">Declared</span>
    </div>
    <p class="record-where"><bdi>Declared Ltd</bdi></p>
    <dl class="facts">
    <div><dt>Start</dt><dd><bdi>14 September 2006</bdi></dd></div>
    <div><dt>End</dt><dd><bdi>14 June 2011</bdi></dd></div>
    </dl>
    <p class="source">All said by the person on 21 November 2026.</p>
    </li>
    </ul>
    </section>
    <p class="aside">Shown as the record stood on 21 November 2026.</p>

    </main>
    <footer class="foot">
    <p>Tenure. Not affiliated with SEEK or InfoJobs.</p>
    </footer>
    </body>
    </html>
    "##);
    only_what_is_shared(&marked, &shown.body);
    let entry = marked.history().await.pop().unwrap();
    assert_eq!((entry.what, entry.source.by, entry.source.via), (What::Read, Actor::Outsider, Way::Share));
    assert!(matches!(entry.subject, Subject::Share(id) if link.path.ends_with(&id.to_string())));
}

fn only_what_is_shared(marked: &Marked, body: &str) {
    for hidden in ["Company", "candidate", "John Doe", &marked.experience, &marked.submission, "name=\"pin\""]
    {
        assert!(!body.contains(hidden), "{hidden}");
    }
}

#[tokio::test]
async fn the_comparison_is_drawn_and_said_of_what_is_shared_where_that_was_chosen() {
    let marked = Marked::new().await;
    let statements = [marked.experience.as_str(), &marked.employment(2)];
    let link = marked.share(&statements, &[("verdicts", "true")]).await;
    let body = marked.open(&link.path, &link.pin).await.body;
    only_what_is_shared(&marked, &body);
    for said in ["<svg", "Old evidence", "Only declared", "Declared Ltd"] {
        assert!(body.contains(said), "{said}");
    }
    // "You" is whoever's record it is, and never an outsider.
    assert!(!body.contains(">You<"), "{body}");
}

#[tokio::test]
async fn ledger_145_no_link_tells_why_it_does_not_open() {
    let marked = Marked::new().await;
    let shared = || async { marked.share(&[&marked.experience], &[("days", "1")]).await };
    let (expired, ended, closed) = (shared().await, shared().await, shared().await);
    marked.post(&format!("{}/end", ended.path.replace("/share/", "/me/shares/")), &[]).await;
    for _ in 0..10 {
        marked.open(&closed.path, wrong(&closed.pin)).await;
    }
    let living = shared().await;
    marked.setting.harness.advance(SignedDuration::from_hours(7 * 24));
    let (another, nobodys) = (shared().await, Link { path: NOBODYS.to_owned(), pin: living.pin.clone() });
    let wrong = Link { pin: wrong(&another.pin).to_owned(), ..another };
    let mut seen = Vec::new();
    for link in [&nobodys, &expired, &ended, &closed, &living, &wrong] {
        let answer = marked.open(&link.path, &link.pin).await;
        answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("The PIN is wrong, or the link is over."));
        seen.push(answer.shown().replace(&link.path, NOBODYS));
    }
    assert!(seen.iter().all(|answer| *answer == seen[0]));
}

#[tokio::test]
async fn ledger_144_what_is_no_pin_is_no_try_and_tries_left_are_not_told() {
    let marked = Marked::new().await;
    let link = marked.share(&[&marked.experience], &[]).await;
    for _ in 0..9 {
        let answer = marked.open(&link.path, wrong(&link.pin)).await;
        answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    }
    for malformed in ["", "12345", "1234567890123", "abcdef"] {
        let answer = marked.open(&link.path, malformed).await;
        answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("A PIN has 6 to 12 digits"), "{}", answer.body);
    }
    marked.open(&link.path, &link.pin).await.expect(StatusCode::OK);
    let last = marked.open(&link.path, wrong(&link.pin)).await;
    assert!(!last.body.contains("tries") && !last.body.contains("closed"));
    marked.open(&link.path, &link.pin).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let entry = marked.history().await.pop().unwrap();
    assert_eq!((entry.what, entry.source.by), (What::Ended, Actor::Server));
}

#[tokio::test]
async fn ledger_146_what_is_shown_is_what_the_record_says_now() {
    let marked = Marked::new().await;
    let (first, second) = (marked.employment(1), marked.employment(2));
    let link = marked.share(&[&marked.experience, &first, &second], &[("verdicts", "true")]).await;
    let shown = || async { marked.open(&link.path, &link.pin).await.body };
    assert!(shown().await.contains("Declared Ltd") && shown().await.contains("Second Ltd"));

    // Hidden: nothing of it is in the page.
    marked.done(&format!("/me/statements/{second}/hide"), &[]).await;
    assert!(!shown().await.contains("Second"));
    marked.done(&format!("/me/statements/{second}/show"), &[]).await;
    assert!(shown().await.contains("Second Ltd"));

    // Edited, with the source of what was edited.
    let id = marked.experience.trim_start_matches("experience/");
    let path = marked.setting.path(&format!("/experience/{id}"));
    let edited = with(&minimal(), &[("company", "Declared Ltd"), ("job", "Team lead"), ("version", "1")]);
    marked.setting.harness.advance(SignedDuration::from_hours(24));
    marked.post(&path, &edited).await.expect(StatusCode::SEE_OTHER);
    let page = shown().await;
    assert!(page.contains("Team lead") && !page.contains("Web programmer"));
    assert!(page.contains("said by the person on 22 November 2026"), "{page}");

    // Disputed: the note travels with it.
    marked.done(&format!("/me/statements/{first}/dispute"), &[("note", "It was <longer>.")]).await;
    let page = shown().await;
    assert!(page.contains("It was &#60;longer&#62;.") && page.contains("Disputed"), "{page}");

    // Superseded: the newer one stands in its place, without what nobody chose.
    let mut later = job("Company & Sons");
    later["last_processed_month"] = json!("2026-10");
    let newer = marked.attest("c-2", &[later, job("Unchosen")]).await;
    let page = shown().await;
    assert!(page.contains("October 2026") && !page.contains("Unchosen"), "{page}");
    assert!(page.contains("It was &#60;longer&#62;."), "the newer one says the same");

    // Deleted.
    marked.done(&format!("/me/credentials/{newer}/delete"), &[]).await;
    marked.done(&format!("/me/credentials/{}/delete", marked.submission), &[]).await;
    let page = shown().await;
    assert!(!page.contains("Company") && !page.contains("Second Ltd") && page.contains("Declared Ltd"));
    marked.done(&format!("{path}/delete"), &[]).await;
    let page = shown().await;
    assert!(page.contains("Nothing of what was chosen is shown any more.") && !page.contains("Declared Ltd"));
}

#[tokio::test]
async fn ledger_149_a_shared_page_names_the_person_by_their_own_name_and_never_by_an_address() {
    let marked = Marked::new().await;
    let link = marked.share(&[&marked.employment(1)], &[]).await;
    let page = marked.open(&link.path, &link.pin).await.body;
    assert!(page.contains("<h1>Career history shared with you</h1>") && !page.contains("John Doe"));
    assert!(!page.contains("How it compares"), "verdicts were not chosen");
    marked.post("/me/name", &[("name", "Citra <Dewi>")]).await;
    let page = marked.open(&link.path, &link.pin).await.body;
    assert!(page.contains("<h1>Career history of \u{2068}Citra &#60;Dewi&#62;\u{2069}</h1>"), "{page}");
    assert!(!page.contains("candidate@") && !page.contains("c…@"));
}

#[tokio::test]
async fn whoever_is_signed_in_opens_a_link_like_anybody_else_and_no_other_site_does() {
    let marked = Marked::new().await;
    let link = marked.share(&[&marked.experience], &[]).await;
    let mine = marked.post(&link.path, &[("pin", &link.pin)]).await;
    mine.expect(StatusCode::OK);
    assert_eq!(mine.header("set-cookie"), None);
    let foreign = marked.outsider(&link.path, wrong(&link.pin)).header("origin", "https://evil.example");
    foreign.send().await.expect(StatusCode::FORBIDDEN);
    let forged = marked.outsider(&link.path, wrong(&link.pin)).cookie(&marked.setting.cookie);
    forged.send().await.expect(StatusCode::FORBIDDEN);
    let list = marked.get("/me/shares").await.body;
    assert!(list.contains("Opened once, no wrong PIN"), "{list}");
}
