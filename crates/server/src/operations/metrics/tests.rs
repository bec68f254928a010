use std::collections::BTreeSet;

use axum::extract::Request;
use axum::http::Method;
use http_body_util::BodyExt as _;
use insta::assert_snapshot;
use jiff::SignedDuration;
use tower::ServiceExt as _;

use crate::http::limits::{Rate, Rates};
use crate::operations::{request_log, sweep_once};
use crate::testing::Harness;

pub(in crate::operations) async fn scrape(harness: &Harness) -> String {
    let request = Request::get("/metrics").body(axum::body::Body::empty()).unwrap();
    let response = super::routes(harness.app.clone()).oneshot(request).await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], super::OPEN_METRICS);
    String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().into()).unwrap()
}

/// What was counted, without the lines about what it is.
fn values(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.rsplit_once(' '))
}

fn value<'a>(text: &'a str, name: &str) -> &'a str {
    let found = values(text).find(|(known, _)| *known == name);
    found.unwrap_or_else(|| panic!("no {name} in {text}")).1
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "all that a scrape tells stands here")]
async fn a_fresh_server_tells_these() {
    let harness = Harness::on_sqlite();
    let text = scrape(&harness).await;
    let shown = |line: &str| match line.rsplit_once(' ') {
        Some((name, _)) if !line.starts_with('#') => name.to_owned(),
        _ => line.to_owned(),
    };
    let version = format!("version=\"{}\"", env!("CARGO_PKG_VERSION"));
    let mut shown: Vec<String> = text.lines().map(shown).collect();
    // Within a family the order is nobody's.
    let family = |line: &String| line.split('{').next().unwrap_or_default().to_owned();
    for family in shown.chunk_by_mut(|one, other| family(one) == family(other) && !one.contains("le=")) {
        family.sort();
    }
    assert_snapshot!(shown.join("\n").replace(&version, "version=\"…\""), @r#"
    # HELP process_start_time_seconds When this process started, in seconds since 1970.
    # TYPE process_start_time_seconds gauge
    # UNIT process_start_time_seconds seconds
    process_start_time_seconds
    # HELP tenure_build The program and the kind of its database.
    # TYPE tenure_build info
    tenure_build_info{version="…",database="sqlite"}
    # HELP tenure_requests_in_flight Requests that are being answered.
    # TYPE tenure_requests_in_flight gauge
    tenure_requests_in_flight
    # HELP tenure_connections_open Connections that are open.
    # TYPE tenure_connections_open gauge
    tenure_connections_open
    # HELP tenure_connections Connections that were taken.
    # TYPE tenure_connections counter
    tenure_connections_total
    # HELP tenure_connections_refused Connections that were told that they are too many.
    # TYPE tenure_connections_refused counter
    tenure_connections_refused_total{limit="per_source"}
    tenure_connections_refused_total{limit="total"}
    # HELP tenure_limit_hits Requests that were turned away by a limit.
    # TYPE tenure_limit_hits counter
    tenure_limit_hits_total{limit="application"}
    tenure_limit_hits_total{limit="oauth"}
    tenure_limit_hits_total{limit="pages"}
    tenure_limit_hits_total{limit="partner"}
    tenure_limit_hits_total{limit="sign_in_mails"}
    tenure_limit_hits_total{limit="wrong_codes"}
    # HELP tenure_sweeps Sweeps, by how they ended.
    # TYPE tenure_sweeps counter
    tenure_sweeps_total{result="done"}
    tenure_sweeps_total{result="failed"}
    # HELP tenure_sweep_seconds How long sweeps took that were done.
    # TYPE tenure_sweep_seconds histogram
    # UNIT tenure_sweep_seconds seconds
    tenure_sweep_seconds_sum
    tenure_sweep_seconds_count
    tenure_sweep_seconds_bucket{le="0.001"}
    tenure_sweep_seconds_bucket{le="0.005"}
    tenure_sweep_seconds_bucket{le="0.025"}
    tenure_sweep_seconds_bucket{le="0.1"}
    tenure_sweep_seconds_bucket{le="0.5"}
    tenure_sweep_seconds_bucket{le="2.5"}
    tenure_sweep_seconds_bucket{le="10.0"}
    tenure_sweep_seconds_bucket{le="60.0"}
    tenure_sweep_seconds_bucket{le="+Inf"}
    # HELP tenure_sweep_last_done_seconds When a sweep was done last, in seconds since 1970; 0 before the first.
    # TYPE tenure_sweep_last_done_seconds gauge
    # UNIT tenure_sweep_last_done_seconds seconds
    tenure_sweep_last_done_seconds
    # HELP tenure_submissions_expired Submissions that sweeps ended.
    # TYPE tenure_submissions_expired counter
    tenure_submissions_expired_total
    # HELP tenure_mails Tries to hand a mail to the relay, by how they ended.
    # TYPE tenure_mails counter
    tenure_mails_total{result="failed"}
    tenure_mails_total{result="sent"}
    # HELP tenure_store_commands Commands that took part in a commit.
    # TYPE tenure_store_commands counter
    tenure_store_commands_total
    # HELP tenure_store_commits Commits.
    # TYPE tenure_store_commits counter
    tenure_store_commits_total
    # HELP tenure_store_batch_commands How many commands shared a commit.
    # TYPE tenure_store_batch_commands histogram
    tenure_store_batch_commands_sum
    tenure_store_batch_commands_count
    tenure_store_batch_commands_bucket{le="1.0"}
    tenure_store_batch_commands_bucket{le="2.0"}
    tenure_store_batch_commands_bucket{le="4.0"}
    tenure_store_batch_commands_bucket{le="8.0"}
    tenure_store_batch_commands_bucket{le="16.0"}
    tenure_store_batch_commands_bucket{le="32.0"}
    tenure_store_batch_commands_bucket{le="64.0"}
    tenure_store_batch_commands_bucket{le="128.0"}
    tenure_store_batch_commands_bucket{le="256.0"}
    tenure_store_batch_commands_bucket{le="+Inf"}
    # HELP tenure_store_commands_refused_alone Commands that were refused or failed while the others of their commit stood.
    # TYPE tenure_store_commands_refused_alone counter
    tenure_store_commands_refused_alone_total
    # HELP tenure_store_retries Transactions that were run again because another one got in between.
    # TYPE tenure_store_retries counter
    tenure_store_retries_total
    # HELP tenure_store_batches_lost Batches that could not be committed.
    # TYPE tenure_store_batches_lost counter
    tenure_store_batches_lost_total
    # HELP tenure_store_commands_turned_away Commands that were turned away: too many waited, or the store was closing.
    # TYPE tenure_store_commands_turned_away counter
    tenure_store_commands_turned_away_total
    # HELP tenure_store_commands_waiting Commands that wait for the writer.
    # TYPE tenure_store_commands_waiting gauge
    tenure_store_commands_waiting
    # HELP tenure_store_connections_most Database connections at the most.
    # TYPE tenure_store_connections_most gauge
    tenure_store_connections_most
    # HELP tenure_store_connections_busy Database connections in use.
    # TYPE tenure_store_connections_busy gauge
    tenure_store_connections_busy
    # HELP tenure_store_connections_awaited Requests that wait for a database connection.
    # TYPE tenure_store_connections_awaited gauge
    tenure_store_connections_awaited
    # HELP tenure_store_connection_wait_seconds How long requests waited for a database connection.
    # TYPE tenure_store_connection_wait_seconds histogram
    # UNIT tenure_store_connection_wait_seconds seconds
    tenure_store_connection_wait_seconds_sum
    tenure_store_connection_wait_seconds_count
    tenure_store_connection_wait_seconds_bucket{le="0.0001"}
    tenure_store_connection_wait_seconds_bucket{le="0.001"}
    tenure_store_connection_wait_seconds_bucket{le="0.005"}
    tenure_store_connection_wait_seconds_bucket{le="0.025"}
    tenure_store_connection_wait_seconds_bucket{le="0.1"}
    tenure_store_connection_wait_seconds_bucket{le="0.5"}
    tenure_store_connection_wait_seconds_bucket{le="1.0"}
    tenure_store_connection_wait_seconds_bucket{le="5.0"}
    tenure_store_connection_wait_seconds_bucket{le="+Inf"}
    # HELP tenure_store_up 1 where the database answers, otherwise 0.
    # TYPE tenure_store_up gauge
    tenure_store_up
    # HELP tenure_mails_waiting Mails that wait to be sent, for all nodes.
    # TYPE tenure_mails_waiting gauge
    tenure_mails_waiting
    # HELP tenure_mails_waiting_oldest_seconds How long the oldest mail has waited; 0 where none does.
    # TYPE tenure_mails_waiting_oldest_seconds gauge
    # UNIT tenure_mails_waiting_oldest_seconds seconds
    tenure_mails_waiting_oldest_seconds
    # EOF
    "#);
}

#[tokio::test]
async fn the_page_on_running_it_names_metrics_that_there_are() {
    let harness = Harness::new();
    harness.get("/healthz").send().await;
    let text = scrape(&harness).await;
    let told: BTreeSet<&str> = values(&text).map(|(name, _)| name.split('{').next().unwrap()).collect();
    let page = include_str!("../../../../../deploy/README.md");
    let words = page.split(|character: char| !(character.is_ascii_lowercase() || character == '_'));
    let named: BTreeSet<&str> = words.filter(|word| word.starts_with("tenure_")).collect();
    assert!(named.len() > 10, "{named:?}");
    // A histogram may be named as a whole.
    let is_there = |name: &str| told.contains(name) || told.contains(&*format!("{name}_count"));
    let missing: Vec<&&str> = named.iter().filter(|name| !is_there(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[tokio::test]
async fn counts_move_with_what_happens() {
    let harness = Harness::new();
    let before = scrape(&harness).await;
    assert_eq!(value(&before, "process_start_time_seconds"), "1795262400.0");
    assert_eq!(value(&before, "tenure_store_up"), "1");
    assert_eq!(value(&before, "tenure_mails_waiting"), "0");

    harness.get("/healthz").send().await;
    harness.get("/healthz").send().await;
    harness.post("/healthz").send().await;
    for path in ["/nowhere", "/nowhere/else?token=1"] {
        harness.get(path).send().await;
    }
    let form = [("email", "ana@example.com"), ("next", "/me")];
    harness.post("/sign-in").form(&form).send().await;
    harness.advance(SignedDuration::from_secs(90));
    let text = scrape(&harness).await;
    let is = |name: &str, wanted: &str| assert_eq!(value(&text, name), wanted, "{name}");
    is("tenure_requests_total{method=\"GET\",route=\"/healthz\",status=\"200\"}", "2");
    is("tenure_requests_total{method=\"POST\",route=\"/healthz\",status=\"405\"}", "1");
    is("tenure_requests_total{method=\"GET\",route=\"(none)\",status=\"404\"}", "2");
    is("tenure_requests_total{method=\"POST\",route=\"/sign-in\",status=\"303\"}", "1");
    is("tenure_request_seconds_count{route=\"/healthz\"}", "3");
    is("tenure_requests_in_flight", "0");
    is("tenure_store_commits_total", "1");
    is("tenure_store_batch_commands_count", "1");
    is("tenure_store_batch_commands_bucket{le=\"1.0\"}", "1");
    is("tenure_mails_waiting", "1");
    is("tenure_mails_waiting_oldest_seconds", "90.0");
}

#[tokio::test]
async fn a_limit_that_is_hit_is_counted() {
    let harness = Harness::new();
    for _ in 0..=harness.app.settings.sign_in_limits.mails_per_address {
        let form = [("email", "ana@example.com"), ("next", "/me")];
        harness.post("/sign-in").form(&form).send().await;
    }
    let text = scrape(&harness).await;
    assert_eq!(value(&text, "tenure_limit_hits_total{limit=\"sign_in_mails\"}"), "1");
    assert_eq!(value(&text, "tenure_limit_hits_total{limit=\"wrong_codes\"}"), "0");
}

#[tokio::test]
async fn an_applications_rate_and_a_sources_are_counted_apart() {
    let slow = Rate::new(1, 1);
    let rates = Rates { application: slow, oauth: slow, ..Rates::default() };
    let harness = Harness::with(|settings| settings.rates = rates);
    let hits = async |limit: &str| {
        let name = format!("tenure_limit_hits_total{{limit=\"{limit}\"}}");
        value(&scrape(&harness).await, &name).parse::<u32>().unwrap()
    };
    let application = harness.application().await;
    while hits("application").await == 0 {
        harness.get("/api/1/dictionary/industry").basic(&application).send().await;
    }
    assert_eq!(hits("oauth").await, 0);
    while hits("oauth").await == 0 {
        harness.post("/oauth/token").form(&[("grant_type", "none")]).from("198.51.100.7").send().await;
    }
    assert_eq!((hits("application").await, hits("partner").await), (1, 0));
}

#[tokio::test]
async fn sweeps_are_counted_with_what_they_ended() {
    let harness = Harness::new();
    sweep_once(&harness.app).await;
    let text = scrape(&harness).await;
    assert_eq!(value(&text, "tenure_sweeps_total{result=\"done\"}"), "1");
    assert_eq!(value(&text, "tenure_sweep_seconds_count"), "1");
    assert_eq!(value(&text, "tenure_sweep_last_done_seconds"), "1795262400.0");
    harness.app.store.close();
    sweep_once(&harness.app).await;
    let text = scrape(&harness).await;
    assert_eq!(value(&text, "tenure_sweeps_total{result=\"failed\"}"), "1");
    // The database has no answer: it is said so, and what it alone knows is left out.
    assert_eq!(value(&text, "tenure_store_up"), "0");
    assert!(!text.contains("tenure_mails_waiting"), "{text}");
}

#[tokio::test]
async fn a_request_whose_sender_left_is_over() {
    let harness = Harness::new();
    let (watched, _) = request_log::watch(&harness.app, None, None, Request::default());
    assert_eq!(value(&scrape(&harness).await, "tenure_requests_in_flight"), "1");
    drop(watched);
    let text = scrape(&harness).await;
    assert_eq!(value(&text, "tenure_requests_in_flight"), "0");
    assert_eq!(value(&text, "tenure_requests_total{method=\"GET\",route=\"(none)\",status=\"gone\"}"), "1");
    assert_eq!(harness.requests_told(), ["GET (none) None"]);
}

#[tokio::test]
async fn each_request_is_told_once() {
    let harness = Harness::new();
    harness.get("/healthz").send().await;
    harness.get("/nowhere").send().await;
    assert_eq!(harness.requests_told(), ["GET /healthz Some(200)", "GET (none) Some(404)"]);
}

/// Whatever is sent, the labels are words of the program: what it could not know before is in none of them.
#[tokio::test]
async fn ledger_230_no_label_can_be_made_by_a_client() {
    let harness = Harness::new();
    let mark = "m4rk";
    for method in ["GET", "POST", "M4RK", "m4rk", "PROPFIND", "BREW"] {
        for path in [
            "/m4rk",
            "/add/m4rk?m4rk=m4rk",
            "/me?m4rk",
            "/api/1/curriculum/m4rk/experience/m4rk",
            "/api/partner/v1/submissions/m4rk/status.json",
            "/static/m4rk",
            "/sign-in?next=/m4rk",
            "/api/record/v1/record?on=m4rk",
            "/api/record/v1/timeline?m4rk=m4rk",
            "/api/record/v1/reconciliation/m4rk",
            "/api/record/v1/history?after=m4rk",
            "/share/m4rk",
            "/me/shares/m4rk/end",
            "/me/applications/m4rk/end",
            "/me/credentials/m4rk/delete",
            "/me/curricula/m4rk/experience/m4rk/delete",
            "/me/export?format=m4rk",
            "/me/export/credential?submission=m4rk",
            "/me/history?before=m4rk",
            "/me/erase?m4rk",
            "/%6d4rk",
        ] {
            let call = harness.call(Method::from_bytes(method.as_bytes()).unwrap(), path);
            let call = call.header("user-agent", mark).header("x-request-id", mark).header("m4rk", mark);
            call.header("cookie", "m4rk=m4rk").body(mark).send().await;
        }
    }
    let text = scrape(&harness).await;
    assert!(!text.to_ascii_lowercase().contains(mark), "{text}");
    let of = |label: &str| {
        let begin = format!("{label}=\"");
        let values = text.split(&begin).skip(1);
        values.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect::<BTreeSet<_>>()
    };
    let set = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(of("method"), set(&["(other)", "GET", "POST"]));
    assert_eq!(
        of("route"),
        set(&[
            "(none)",
            "/add/{request}",
            "/api/1/curriculum/{curriculumId}/experience/{experienceId}",
            "/api/partner/v1/submissions/{credential_id}/status.json",
            "/api/record/v1/history",
            "/api/record/v1/record",
            "/api/record/v1/timeline",
            "/me",
            "/me/applications/{client}/end",
            "/me/credentials/{submission}/delete",
            "/me/curricula/{curriculum}/experience/{experience}/delete",
            "/me/erase",
            "/me/export",
            "/me/export/credential",
            "/me/history",
            "/me/shares/{share}/end",
            "/share/{share}",
            "/sign-in",
            "/static/{file}",
        ])
    );
}

#[tokio::test]
async fn ledger_230_the_public_listener_has_no_metrics() {
    let harness = Harness::new();
    harness.get("/metrics").send().await.expect(axum::http::StatusCode::NOT_FOUND);
}
