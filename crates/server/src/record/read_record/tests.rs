use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use oauth::scope::Scope;
use serde_json::json;

use super::super::testing::{HISTORY, RECONCILIATION, RECORD, Setting, TIMELINE, ids};

#[tokio::test]
async fn an_empty_record_is_a_record() {
    let setting = Setting::new().await;
    insta::assert_snapshot!(setting.get(RECORD).await.shown(), @r#"
    200 OK
    cache-control: private, no-cache
    content-type: application/json
    etag: "qzMfFQIN3UcUhF_R"
    vary: authorization

    {
      "on": "2026-11-21",
      "policy": "default-fa03e83946f45f8443bc5fd9a622ab9e",
      "curricula": [
        {
          "code": "14AC577C-DB2E-F6D9-86078B4054CC9893",
          "name": "CV",
          "principal": true,
          "statements": []
        }
      ],
      "credentials": []
    }
    "#);
}

#[expect(clippy::too_many_lines, reason = "a whole answer is compared")]
#[tokio::test]
async fn ledger_182_it_tells_statements_with_their_sources_and_neither_address_nor_name_nor_salary() {
    let setting = Setting::new().await;
    setting.declare("Acme", "Cook", "2020-01-15", "2022-12-31").await;
    let credential = setting
        .attest(
            "c-1",
            json!([
                {"organisation": "Bistro", "role_title": "Cook", "role_classification": "Kitchen",
                 "start_date": "2019-01", "end_date": "2019-06", "last_processed_month": "2019-06"},
                {"organisation": "Acme", "role_classification": "Kitchen",
                 "start_date": "2020-01", "last_processed_month": "2026-01"},
            ]),
        )
        .await;
    setting.dispute(&format!("{credential}/2"), "I left in 2022.").await;
    let shown = setting.get(RECORD).await.shown();
    assert!(!shown.contains("candidate@example.com") && !shown.contains("salary"));
    insta::assert_snapshot!(shown, @r#"
    200 OK
    cache-control: private, no-cache
    content-type: application/json
    etag: "tCpAzufVUw4RUVJq"
    vary: authorization

    {
      "on": "2026-11-21",
      "policy": "default-fa03e83946f45f8443bc5fd9a622ab9e",
      "curricula": [
        {
          "code": "14AC577C-DB2E-F6D9-86078B4054CC9893",
          "name": "CV",
          "principal": true,
          "statements": [
            {
              "id": "experience/3604006822220664",
              "kind": "declared",
              "state": "declared",
              "organisation": "Acme",
              "title": "Cook",
              "start": {
                "at": "2020-01-15",
                "precision": "day"
              },
              "end": {
                "kind": "ended",
                "at": "2022-12-31",
                "precision": "day"
              },
              "sources": {
                "organisation": {
                  "by": {
                    "kind": "application",
                    "id": "01a1fdfa-4600-7568-8a52-d55a02ec4aea",
                    "name": "Test Job Board"
                  },
                  "via": "infojobs",
                  "at": "2026-11-21T12:00:00.000Z"
                },
                "title": {
                  "by": {
                    "kind": "application",
                    "id": "01a1fdfa-4600-7568-8a52-d55a02ec4aea",
                    "name": "Test Job Board"
                  },
                  "via": "infojobs",
                  "at": "2026-11-21T12:00:00.000Z"
                },
                "start": {
                  "by": {
                    "kind": "application",
                    "id": "01a1fdfa-4600-7568-8a52-d55a02ec4aea",
                    "name": "Test Job Board"
                  },
                  "via": "infojobs",
                  "at": "2026-11-21T12:00:00.000Z"
                },
                "end": {
                  "by": {
                    "kind": "application",
                    "id": "01a1fdfa-4600-7568-8a52-d55a02ec4aea",
                    "name": "Test Job Board"
                  },
                  "via": "infojobs",
                  "at": "2026-11-21T12:00:00.000Z"
                }
              },
              "curriculum": "14AC577C-DB2E-F6D9-86078B4054CC9893"
            }
          ]
        }
      ],
      "credentials": [
        {
          "id": "01a1fdfa-4600-7bc6-b471-c189d78c7646",
          "partner": {
            "id": "01a1fdfa-4600-7dee-8dd6-0ff8d0ba9900",
            "name": "Test Payroll"
          },
          "full_name": "John Doe",
          "received_at": "2026-11-21T12:00:00.000Z",
          "accepted_at": "2026-11-21T12:00:01.000Z",
          "statements": [
            {
              "id": "credential/01a1fdfa-4600-7bc6-b471-c189d78c7646/1",
              "kind": "attested",
              "state": "attested",
              "organisation": "Bistro",
              "title": "Cook",
              "classification": "Kitchen",
              "start": {
                "at": "2019-01",
                "precision": "month"
              },
              "end": {
                "kind": "ended",
                "at": "2019-06",
                "precision": "month"
              },
              "sources": {
                "organisation": {
                  "by": {
                    "kind": "partner",
                    "id": "01a1fdfa-4600-7dee-8dd6-0ff8d0ba9900",
                    "name": "Test Payroll"
                  },
                  "via": "seekpass",
                  "at": "2026-11-21T12:00:00.000Z"
                },
                "title": {
                  "by": {
                    "kind": "partner",
                    "id": "01a1fdfa-4600-7dee-8dd6-0ff8d0ba9900",
                    "name": "Test Payroll"
                  },
                  "via": "seekpass",
                  "at": "2026-11-21T12:00:00.000Z"
                },
                "classification": {
                  "by": {
                    "kind": "partner",
                    "id": "01a1fdfa-4600-7dee-8dd6-0ff8d0ba9900",
                    "name": "Test Payroll"
                  },
                  "via": "seekpass",
                  "at": "2026-11-21T12:00:00.000Z"
                },
                "start": {
                  "by": {
                    "kind": "partner",
                    "id": "01a1fdfa-4600-7dee-8dd6-0ff8d0ba9900",
                    "name": "Test Payroll"
                  },
                  "via": "seekpass",
                  "at": "2026-11-21T12:00:00.000Z"
                },
                "end": {
                  "by": {
                    "kind": "partner",
                    "id": "01a1fdfa-4600-7dee-8dd6-0ff8d0ba9900",
                    "name": "Test Payroll"
                  },
                  "via": "seekpass",
                  "at": "2026-11-21T12:00:00.000Z"
                }
              },
              "credential": "01a1fdfa-4600-7bc6-b471-c189d78c7646"
            },
            {
              "id": "credential/01a1fdfa-4600-7bc6-b471-c189d78c7646/2",
              "kind": "attested",
              "state": "stale",
              "organisation": "Acme",
              "classification": "Kitchen",
              "start": {
                "at": "2020-01",
                "precision": "month"
              },
              "end": {
                "kind": "not_reported",
                "at": "2026-01",
                "precision": "month"
              },
              "sources": {
                "organisation": {
                  "by": {
                    "kind": "partner",
                    "id": "01a1fdfa-4600-7dee-8dd6-0ff8d0ba9900",
                    "name": "Test Payroll"
                  },
                  "via": "seekpass",
                  "at": "2026-11-21T12:00:00.000Z"
                },
                "classification": {
                  "by": {
                    "kind": "partner",
                    "id": "01a1fdfa-4600-7dee-8dd6-0ff8d0ba9900",
                    "name": "Test Payroll"
                  },
                  "via": "seekpass",
                  "at": "2026-11-21T12:00:00.000Z"
                },
                "start": {
                  "by": {
                    "kind": "partner",
                    "id": "01a1fdfa-4600-7dee-8dd6-0ff8d0ba9900",
                    "name": "Test Payroll"
                  },
                  "via": "seekpass",
                  "at": "2026-11-21T12:00:00.000Z"
                },
                "end": {
                  "by": {
                    "kind": "partner",
                    "id": "01a1fdfa-4600-7dee-8dd6-0ff8d0ba9900",
                    "name": "Test Payroll"
                  },
                  "via": "seekpass",
                  "at": "2026-11-21T12:00:00.000Z"
                }
              },
              "dispute": {
                "note": "I left in 2022.",
                "at": "2026-11-21T12:00:01.000Z"
              },
              "credential": "01a1fdfa-4600-7bc6-b471-c189d78c7646"
            }
          ]
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn ledger_183_what_the_person_hides_is_as_if_it_was_not_there() {
    let setting = Setting::new().await;
    let (record, timeline) = (setting.get(RECORD).await, setting.get(TIMELINE).await);
    let hidden = setting.declare("Secret", "Agent", "2015-01-15", "2019-12-31").await;
    setting.hide(&hidden).await;
    let credential = setting
        .attest(
            "c-1",
            json!([{"organisation": "Secret", "role_title": "Agent", "start_date": "2015-01",
                    "end_date": "2019-12", "last_processed_month": "2020-01"}]),
        )
        .await;
    setting.hide(&format!("{credential}/1")).await;
    assert_eq!(setting.get(RECORD).await.shown(), record.shown());
    assert_eq!(setting.get(TIMELINE).await.shown(), timeline.shown());
    assert_eq!(setting.read(RECONCILIATION).await["groups"], json!([]));
    let history = setting.get(HISTORY).await.body;
    assert!(!history.contains(&hidden) && !history.contains(credential.strip_prefix("credential/").unwrap()));
    assert!(!history.contains("hidden"));

    // A hidden job closes no gap, and its counterpart stands alone.
    let first = setting.declare("Acme", "Cook", "2010-01-15", "2014-12-31").await;
    let last = setting.declare("Acme", "Chef", "2020-01-15", "2022-12-31").await;
    let timeline = setting.read(TIMELINE).await;
    assert_eq!(ids(&timeline["statements"]), [last.as_str(), first.as_str()]);
    assert_eq!(timeline["gaps"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn ledger_188_an_answer_has_a_tag_of_its_bytes_by_which_it_is_not_sent_again() {
    let setting = Setting::new().await;
    for path in [RECORD, TIMELINE, RECONCILIATION, HISTORY] {
        let first = setting.get(path).await;
        let tag = first.header("etag").unwrap().to_owned();
        assert!(tag.starts_with('"'), "strong: {tag}");
        let again = |tag: &str| {
            let call = setting.harness.get(path).bearer(&setting.tokens.access);
            call.header("if-none-match", tag).send()
        };
        let known = again(&format!("\"x\", {tag}")).await;
        assert_eq!((known.status, known.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{path}");
        for answer in [&first, &known] {
            assert_eq!(answer.header("etag"), Some(tag.as_str()));
            assert_eq!(answer.header("cache-control"), Some("private, no-cache"));
            assert_eq!(answer.header("vary"), Some("authorization"));
        }
        again("\"x\"").await.expect(StatusCode::OK);

        let head = setting.harness.call(Method::HEAD, path).bearer(&setting.tokens.access).send().await;
        assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
        assert_eq!(head.header("etag"), Some(tag.as_str()));
    }
    let before = setting.get(RECORD).await;
    setting.declare("Acme", "Cook", "2020-01-15", "2022-12-31").await;
    assert_ne!(setting.get(RECORD).await.header("etag"), before.header("etag"));
}

#[tokio::test]
async fn ledger_186_a_parameter_that_is_unknown_or_stands_twice_is_refused() {
    let setting = Setting::new().await;
    insta::assert_snapshot!(setting.get(&format!("{RECORD}?on=2026-01-01")).await.shown(), @r#"
    400 Bad Request
    cache-control: no-store
    content-type: application/problem+json

    {
      "type": "about:blank",
      "title": "Bad Request",
      "status": 400,
      "detail": "`on` is no parameter of this operation, which takes none."
    }
    "#);
    for (path, detail) in [
        (format!("{TIMELINE}?x"), "`x` is no parameter of this operation, which takes none."),
        (
            format!("{RECONCILIATION}?at=2026-01-01"),
            "`at` is no parameter of this operation, which takes on.",
        ),
        (format!("{RECONCILIATION}?on=2026-01-01&on=2026-01-01"), "The parameter `on` stands twice."),
        (
            format!("{HISTORY}?before=7"),
            "`before` is no parameter of this operation, which takes after and limit.",
        ),
    ] {
        let answer = setting.get(&path).await;
        assert_eq!((answer.status.as_u16(), answer.json()["detail"].as_str()), (400, Some(detail)), "{path}");
    }
    // Who may not read is told so first.
    let nobody = setting.harness.get(&format!("{RECORD}?x=1")).send().await;
    nobody.expect(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn ledger_50_187_a_read_is_entered_once_a_day_before_the_answer() {
    let setting = Setting::new().await;
    let reads = async |tokens: &str| {
        let answer = setting.harness.get(HISTORY).bearer(tokens).send().await;
        answer.expect(StatusCode::OK);
        let entries = answer.json()["entries"].as_array().unwrap().clone();
        entries.iter().filter(|entry| entry["what"] == "read").cloned().collect::<Vec<_>>()
    };
    assert_eq!(reads(&setting.tokens.access).await.len(), 1, "this very one");
    for path in [RECORD, TIMELINE, RECONCILIATION, RECORD, HISTORY] {
        setting.get(path).await.expect(StatusCode::OK);
    }
    setting.get(&format!("{RECORD}?x=1")).await.expect(StatusCode::BAD_REQUEST);
    let today = reads(&setting.tokens.access).await;
    assert_eq!(today.len(), 4);
    assert!(today.iter().all(|entry| entry["via"] == "record" && entry["by"]["name"] == "Test Job Board"));
    setting.harness.advance(SignedDuration::from_hours(24));
    let tokens = setting.harness.tokens(&setting.client, &setting.person, &[Scope::ReadRecord]).await;
    assert_eq!(reads(&tokens.access).await.len(), 5);
}
