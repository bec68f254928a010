use axum::http::StatusCode;
use oauth::scope::Scope;
use serde_json::{Value, json};

use super::super::testing::{HISTORY, Setting};

#[tokio::test]
async fn entries_say_what_happened_without_values() {
    let setting = Setting::new().await;
    setting.declare("Acme", "Cook", "2020-01-15", "2022-12-31").await;
    let shown = setting.get(HISTORY).await.shown();
    assert!(!shown.contains("Acme") && !shown.contains("candidate@example.com"));
    insta::assert_snapshot!(shown, @r#"
    200 OK
    cache-control: private, no-cache
    content-type: application/json
    etag: "bY1qjBUsooD493Sh"
    vary: authorization

    {
      "entries": [
        {
          "sequence": 1,
          "at": "2026-11-21T12:00:00.000Z",
          "by": {
            "kind": "person"
          },
          "via": "command_line",
          "what": "declared",
          "subject": {
            "kind": "person"
          },
          "hash": "b84xEZMKRdPEHqonb1KFb4v_l44iDpLvYW5yzHi0t9o"
        },
        {
          "sequence": 2,
          "at": "2026-11-21T12:00:00.000Z",
          "by": {
            "kind": "person"
          },
          "via": "command_line",
          "what": "declared",
          "subject": {
            "kind": "curriculum",
            "id": "14AC577C-DB2E-F6D9-86078B4054CC9893"
          },
          "hash": "zUviHbG0QihTIOosLEQlgyn4c_jMqU-O_2AppfU1U7I"
        },
        {
          "sequence": 3,
          "at": "2026-11-21T12:00:00.000Z",
          "by": {
            "kind": "person"
          },
          "via": "oauth",
          "what": "granted",
          "subject": {
            "kind": "grant",
            "id": "01a1fdfa-4600-727a-8d9a-8d38c7a37c92"
          },
          "hash": "LAnoEounArT2gqvMGMIIDt6hcabSbLaRWqjxW4YaKg8"
        },
        {
          "sequence": 4,
          "at": "2026-11-21T12:00:00.000Z",
          "by": {
            "kind": "application",
            "id": "01a1fdfa-4600-7568-8a52-d55a02ec4aea",
            "name": "Test Job Board"
          },
          "via": "infojobs",
          "what": "declared",
          "subject": {
            "kind": "statement",
            "id": "experience/3604006822220664"
          },
          "hash": "Qqh1h0fwueNfckEf8aEmzHpZSvvWsUtSEYvPxOI3AHk"
        },
        {
          "sequence": 5,
          "at": "2026-11-21T12:00:00.000Z",
          "by": {
            "kind": "application",
            "id": "01a1fdfa-4600-7568-8a52-d55a02ec4aea",
            "name": "Test Job Board"
          },
          "via": "record",
          "what": "read",
          "subject": {
            "kind": "person"
          },
          "hash": "pZUtgYzdA2ROYvjgnaQfSXxK3XQbp_QZ6fXQdi6iHJo"
        }
      ],
      "next": null
    }
    "#);
}

#[tokio::test]
async fn a_long_history_is_read_page_by_page() {
    let setting = Setting::new().await;
    for number in 0..5 {
        setting.declare(&format!("Company {number}"), "Cook", "2020-01-15", "2022-12-31").await;
    }
    let whole = setting.read(HISTORY).await;
    assert_eq!(whole["next"], Value::Null);
    let mut path = format!("{HISTORY}?limit=3");
    let mut entries = Vec::new();
    let mut pages = 0;
    loop {
        let page = setting.get(&path).await;
        page.expect(StatusCode::OK);
        let body = page.json();
        entries.extend(body["entries"].as_array().unwrap().clone());
        pages += 1;
        let Some(next) = body["next"].as_str() else {
            assert_eq!(page.header("link"), None);
            break;
        };
        assert_eq!(page.header("link"), Some(format!("<{next}>; rel=\"next\"").as_str()));
        path = next.strip_prefix("https://tenure.example").unwrap().to_owned();
    }
    assert_eq!(json!(entries), whole["entries"]);
    assert_eq!(pages, entries.len().div_ceil(3));
    assert_eq!(setting.read(&format!("{HISTORY}?after=1000")).await, json!({"entries": [], "next": null}));

    for (query, detail) in [
        ("limit=0", "`limit` is a whole number from 1 to 200, not `0`."),
        ("limit=201", "`limit` is a whole number from 1 to 200, not `201`."),
        ("after=-1", "`after` is a whole number from 0 to 18446744073709551615, not `-1`."),
        ("after=", "`after` is a whole number from 0 to 18446744073709551615, not ``."),
    ] {
        let answer = setting.get(&format!("{HISTORY}?{query}")).await;
        assert_eq!((answer.status.as_u16(), answer.json()["detail"].as_str()), (400, Some(detail)));
    }
}

#[tokio::test]
async fn ledger_184_an_application_is_not_told_of_others() {
    let setting = Setting::new().await;
    let other = setting.harness.application().await;
    let theirs = setting.harness.tokens(&other, &setting.person, &[Scope::ReadRecord, Scope::Cv]).await;
    setting.harness.get(HISTORY).bearer(&theirs.access).send().await.expect(StatusCode::OK);
    let mine = setting.get(HISTORY).await.body;
    assert!(!mine.contains(&other.id.to_string()), "{mine}");
    let whats: Vec<String> = setting.read(HISTORY).await["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["what"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(whats, ["declared", "declared", "granted", "read"]);
}
