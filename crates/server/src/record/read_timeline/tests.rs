use serde_json::json;

use super::super::testing::{Setting, TIMELINE};

#[expect(clippy::too_many_lines, reason = "a whole answer is compared")]
#[tokio::test]
async fn statements_stand_in_order_with_what_they_superseded_and_the_gaps() {
    let setting = Setting::new().await;
    let job = |start: &str, end: Option<&str>, processed: &str| {
        let mut job = json!({"organisation": "Acme", "role_title": "Cook", "start_date": start,
            "last_processed_month": processed});
        if let Some(end) = end {
            job["end_date"] = end.into();
        }
        json!([job])
    };
    setting.attest("c-1", job("2023-02", None, "2026-01")).await;
    setting.attest("c-2", job("2023-02", None, "2026-02")).await;
    setting.declare("Bistro", "Waiter", "2020-01-15", "2022-12-10").await;
    insta::assert_snapshot!(setting.get(TIMELINE).await.shown(), @r#"
    200 OK
    cache-control: private, no-cache
    content-type: application/json
    etag: "_FtUgD-0qpTbukQP"
    vary: authorization

    {
      "on": "2026-11-21",
      "policy": "default-fa03e83946f45f8443bc5fd9a622ab9e",
      "statements": [
        {
          "id": "credential/01a1fdfa-49e8-78a9-be42-1546f8d4cae1/1",
          "kind": "attested",
          "state": "stale",
          "organisation": "Acme",
          "title": "Cook",
          "start": {
            "at": "2023-02",
            "precision": "month"
          },
          "end": {
            "kind": "not_reported",
            "at": "2026-02",
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
              "at": "2026-11-21T12:00:01.000Z"
            },
            "title": {
              "by": {
                "kind": "partner",
                "id": "01a1fdfa-4600-7dee-8dd6-0ff8d0ba9900",
                "name": "Test Payroll"
              },
              "via": "seekpass",
              "at": "2026-11-21T12:00:01.000Z"
            },
            "start": {
              "by": {
                "kind": "partner",
                "id": "01a1fdfa-4600-7dee-8dd6-0ff8d0ba9900",
                "name": "Test Payroll"
              },
              "via": "seekpass",
              "at": "2026-11-21T12:00:01.000Z"
            },
            "end": {
              "by": {
                "kind": "partner",
                "id": "01a1fdfa-4600-7dee-8dd6-0ff8d0ba9900",
                "name": "Test Payroll"
              },
              "via": "seekpass",
              "at": "2026-11-21T12:00:01.000Z"
            }
          },
          "credential": "01a1fdfa-49e8-78a9-be42-1546f8d4cae1"
        },
        {
          "id": "experience/3604006822220664",
          "kind": "declared",
          "state": "declared",
          "organisation": "Bistro",
          "title": "Waiter",
          "start": {
            "at": "2020-01-15",
            "precision": "day"
          },
          "end": {
            "kind": "ended",
            "at": "2022-12-10",
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
              "at": "2026-11-21T12:00:02.000Z"
            },
            "title": {
              "by": {
                "kind": "application",
                "id": "01a1fdfa-4600-7568-8a52-d55a02ec4aea",
                "name": "Test Job Board"
              },
              "via": "infojobs",
              "at": "2026-11-21T12:00:02.000Z"
            },
            "start": {
              "by": {
                "kind": "application",
                "id": "01a1fdfa-4600-7568-8a52-d55a02ec4aea",
                "name": "Test Job Board"
              },
              "via": "infojobs",
              "at": "2026-11-21T12:00:02.000Z"
            },
            "end": {
              "by": {
                "kind": "application",
                "id": "01a1fdfa-4600-7568-8a52-d55a02ec4aea",
                "name": "Test Job Board"
              },
              "via": "infojobs",
              "at": "2026-11-21T12:00:02.000Z"
            }
          },
          "curriculum": "14AC577C-DB2E-F6D9-86078B4054CC9893"
        }
      ],
      "superseded": [
        {
          "id": "credential/01a1fdfa-4600-7348-a21a-527709a7d3a7/1",
          "by": "credential/01a1fdfa-49e8-78a9-be42-1546f8d4cae1/1"
        }
      ],
      "gaps": [
        {
          "after": "2022-12-10",
          "before": "2023-02",
          "least_days": 52,
          "greatest_days": 79
        }
      ]
    }
    "#);
}
