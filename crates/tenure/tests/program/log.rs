//! What the log says of requests, and what it never says.

use std::collections::BTreeSet;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::browser::Browser;
use crate::parties::{http, token};
use crate::program::{Program, printed, text};
use crate::relay::{Manners, Relay};

const PROXY_ID: &str = "0193a5e2-4a6b-7c8d-9e0f-a1b2c3d4e5f6";
const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

/// Starts a server that logs everything as JSON, and takes what a proxy on this machine says.
fn serve(folder: &TempDir, relay: &Relay) -> Program {
    let relay = relay.url();
    Program::start(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--data",
        folder.path().to_str().unwrap(),
        "--mail-relay",
        &relay,
        "--mail-from",
        "no-reply@example.org",
        "--log-format",
        "json",
        "--log-level",
        "trace",
        "--trusted-proxies",
        "127.0.0.1",
    ])
}

fn lines(errors: &str) -> Vec<Value> {
    errors.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"))).collect()
}

#[tokio::test]
async fn ledger_231_232_a_request_is_known_by_its_id_in_the_answer_and_in_the_log() {
    let folder = TempDir::new().unwrap();
    let program = serve(&folder, &Relay::start(Manners::default()));
    let url = format!("{}/nowhere", program.base_url);
    let id_of =
        |response: &reqwest::Response| response.headers()["x-request-id"].to_str().unwrap().to_owned();
    let own = id_of(&http().get(&url).send().await.unwrap());
    let given = http().get(&url).header("x-request-id", PROXY_ID);
    let given = given.header("traceparent", format!("00-{TRACE}-00f067aa0ba902b7-01"));
    assert_eq!(id_of(&given.send().await.unwrap()), PROXY_ID);
    let malformed = http().get(&url).header("x-request-id", "ana@example.com");
    let malformed = id_of(&malformed.header("traceparent", "ana@example.com").send().await.unwrap());
    program.signal("TERM");
    let (status, errors) = program.end();
    assert!(status.success(), "{errors}");
    let requests: Vec<Value> =
        lines(&errors).into_iter().filter(|line| line["message"] == "request").collect();
    let shown = |line: &Value| {
        let mut line = line.clone();
        let members = line.as_object_mut().unwrap();
        assert!(members.remove("timestamp").is_some_and(|time| time.is_string()));
        assert!(members.remove("micros").is_some_and(|micros| micros.is_u64()));
        line
    };
    let line = |span: Value| {
        json!({
            "level": "INFO", "message": "request", "target": "server::requests",
            "method": "GET", "route": "(none)", "status": 404, "span": span,
        })
    };
    let traced = json!({
        "name": "request", "request_id": PROXY_ID, "trace_id": TRACE, "parent_id": "00f067aa0ba902b7",
    });
    let wanted = [
        line(json!({ "name": "request", "request_id": own })),
        line(traced),
        line(json!({ "name": "request", "request_id": malformed })),
    ];
    assert_eq!(requests.iter().map(shown).collect::<Vec<_>>(), wanted);
}

/// Everything that is of a person, a secret or an id, sent through every part of the server that logs.
#[tokio::test]
async fn the_log_never_says_who_or_what() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    let relay = Relay::start(Manners { refuses: Some("turned-away"), ..Manners::default() });
    let client = ["client", "add", "partner", "--name", "Marked Payroll", "--json", "--data", data];
    let client: Value = serde_json::from_str(&printed(&client)).unwrap();
    let program = serve(&folder, &relay);
    let (id, secret) = (text(&client, "/client_id"), text(&client, "/client_secret"));
    let (_, answer) = token(&program.base_url, id, secret).await;
    let access = text(&answer, "/access_token");
    let mut marks: BTreeSet<String> = [
        "Marked",
        "Payroll",
        "marked",
        "m4rk",
        "203.0.113.77",
        "turned-away",
        "example.com",
        "tnr_",
        id,
        secret,
        access,
    ]
    .map(str::to_owned)
    .into();

    let submit = json!({
        "credential_id": "marked-credential",
        "fields": {
            "full_name": "Ana Marked",
            "employment": [{
                "organisation": "Marked Company",
                "role_title": "Marked Engineer",
                "start_date": "2020-01",
                "last_processed_month": "2024-05",
            }],
        },
    });
    let url = format!("{}/api/partner/v2/add/requests/career_history", program.base_url);
    let submitted = http().post(url).bearer_auth(access).json(&submit).send().await.unwrap();
    assert_eq!(submitted.status(), StatusCode::CREATED);
    let submitted: Value = submitted.json().await.unwrap();
    let (_, content) = text(&submitted, "/redirect_uri").split_once("content=").unwrap();
    marks.insert(content.to_owned());

    // The relay says no to this one, and names the address.
    let refused = Browser::new(&program.base_url);
    let page = refused.open("/sign-in").await;
    refused.fill(&page, "email", "turned-away@example.com").await;
    let person = Browser::new(&program.base_url);
    let page = person.open(&format!("/add/{content}")).await;
    let page = person.fill(&page, "email", "marked@example.com").await;
    let wrong = person.fill(&page, "code", "00000000").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let code = relay.code();
    let offer = person.fill(&wrong, "code", &code).await;
    marks.insert(code);
    assert!(offer.html.contains("Marked Company"), "{}", offer.html);
    person.fill(&offer, "decision", "accept").await;
    for path in ["/me", "/me/history", "/me/export", "/me/shares/new", "/me/applications"] {
        assert_eq!(person.open(path).await.status, StatusCode::OK, "{path}");
    }

    for (method, path) in [
        ("GET", "/marked/path?marked=query"),
        ("GET", "/me?marked"),
        ("M4RK", "/marked"),
        ("GET", "/static/marked"),
        ("PUT", "/api/4/curriculum/marked/experience"),
        ("GET", "/api/1/dictionary/marked"),
        ("GET", "/api/partner/v1/submissions/marked-credential/status.json"),
        ("POST", "/api/partner/v2/add/requests/career_history"),
        ("POST", "/oauth/token?client_id=marked&client_secret=marked"),
        ("GET", "/api/oauth/user-authorize/index.xhtml?client_id=marked&state=marked"),
        ("GET", "/api/record/v1/record?on=marked"),
        ("GET", "/api/record/v1/history?after=marked"),
        ("POST", "/share/marked"),
        ("POST", "/me/shares/marked/end"),
        ("GET", "/me/export/credential?submission=marked"),
        ("GET", "/me/history?before=marked"),
    ] {
        for header in ["user-agent", "referer", "x-request-id", "traceparent", "cookie", "if-match", "accept"]
        {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let request =
                http().request(method, format!("{}{path}", program.base_url)).header(header, "marked");
            let request = request.header("x-forwarded-for", "203.0.113.77").basic_auth(id, Some("marked"));
            request.body("{\"marked\": \"marked").send().await.unwrap();
        }
    }
    program.signal("TERM");
    let (status, errors) = program.end();
    assert!(status.success(), "{errors}");
    let lines = lines(&errors);
    assert!(lines.iter().any(|line| line["message"] == "the relay did not take a mail"), "{errors}");
    assert!(lines.iter().filter(|line| line["message"] == "request").count() > 70, "{errors}");
    for mark in marks {
        let told: Vec<&str> = errors.lines().filter(|line| line.contains(&mark)).collect();
        assert!(told.is_empty(), "{mark}: {told:?}");
    }
}
