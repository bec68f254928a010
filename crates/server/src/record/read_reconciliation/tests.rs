use serde_json::json;

use super::super::testing::{RECONCILIATION, Setting};

async fn setting() -> Setting {
    let setting = Setting::new().await;
    setting.declare("Acme S.L.", "Cook", "2020-01-15", "2023-03-31").await;
    let job = json!([{"organisation": "ACME", "role_title": "Cook", "start_date": "2020-01",
        "last_processed_month": "2023-03"}]);
    setting.attest("c-1", job).await;
    setting
}

#[expect(clippy::too_many_lines, reason = "a whole answer is compared")]
#[tokio::test]
async fn groups_have_verdicts_with_reasons_under_a_policy_on_a_day() {
    let setting = setting().await;
    insta::assert_snapshot!(setting.get(RECONCILIATION).await.shown(), @r#"
    200 OK
    cache-control: private, no-cache
    content-type: application/json
    etag: "bg33w087cizi4bhv"
    vary: authorization

    {
      "on": "2026-11-21",
      "policy": "default-fa03e83946f45f8443bc5fd9a622ab9e",
      "groups": [
        {
          "verdict": "stale",
          "declared": "experience/3604006822220664",
          "attested": [
            "credential/01a1fdfa-4600-7bc6-b471-c189d78c7646/1"
          ],
          "reasons": [
            {
              "rule": "stale",
              "agrees": false,
              "sides": [
                {
                  "statement": "credential/01a1fdfa-4600-7bc6-b471-c189d78c7646/1",
                  "value": "known until 2023-03",
                  "source": {
                    "by": {
                      "kind": "partner",
                      "id": "01a1fdfa-4600-7dee-8dd6-0ff8d0ba9900",
                      "name": "Test Payroll"
                    },
                    "via": "seekpass",
                    "at": "2026-11-21T12:00:00.000Z"
                  }
                }
              ]
            },
            {
              "rule": "organisation_same",
              "agrees": true,
              "sides": [
                {
                  "statement": "experience/3604006822220664",
                  "value": "Acme S.L.",
                  "source": {
                    "by": {
                      "kind": "application",
                      "id": "01a1fdfa-4600-7568-8a52-d55a02ec4aea",
                      "name": "Test Job Board"
                    },
                    "via": "infojobs",
                    "at": "2026-11-21T12:00:00.000Z"
                  }
                },
                {
                  "statement": "credential/01a1fdfa-4600-7bc6-b471-c189d78c7646/1",
                  "value": "ACME",
                  "source": {
                    "by": {
                      "kind": "partner",
                      "id": "01a1fdfa-4600-7dee-8dd6-0ff8d0ba9900",
                      "name": "Test Payroll"
                    },
                    "via": "seekpass",
                    "at": "2026-11-21T12:00:00.000Z"
                  }
                }
              ]
            },
            {
              "rule": "start",
              "agrees": true,
              "sides": [
                {
                  "statement": "experience/3604006822220664",
                  "value": "2020-01-15",
                  "source": {
                    "by": {
                      "kind": "application",
                      "id": "01a1fdfa-4600-7568-8a52-d55a02ec4aea",
                      "name": "Test Job Board"
                    },
                    "via": "infojobs",
                    "at": "2026-11-21T12:00:00.000Z"
                  }
                },
                {
                  "statement": "credential/01a1fdfa-4600-7bc6-b471-c189d78c7646/1",
                  "value": "2020-01",
                  "source": {
                    "by": {
                      "kind": "partner",
                      "id": "01a1fdfa-4600-7dee-8dd6-0ff8d0ba9900",
                      "name": "Test Payroll"
                    },
                    "via": "seekpass",
                    "at": "2026-11-21T12:00:00.000Z"
                  }
                }
              ],
              "difference": {
                "least_days": 0,
                "greatest_days": 16
              }
            },
            {
              "rule": "horizon_against_end",
              "agrees": true,
              "sides": [
                {
                  "statement": "experience/3604006822220664",
                  "value": "2023-03-31",
                  "source": {
                    "by": {
                      "kind": "application",
                      "id": "01a1fdfa-4600-7568-8a52-d55a02ec4aea",
                      "name": "Test Job Board"
                    },
                    "via": "infojobs",
                    "at": "2026-11-21T12:00:00.000Z"
                  }
                },
                {
                  "statement": "credential/01a1fdfa-4600-7bc6-b471-c189d78c7646/1",
                  "value": "known until 2023-03",
                  "source": {
                    "by": {
                      "kind": "partner",
                      "id": "01a1fdfa-4600-7dee-8dd6-0ff8d0ba9900",
                      "name": "Test Payroll"
                    },
                    "via": "seekpass",
                    "at": "2026-11-21T12:00:00.000Z"
                  }
                }
              ],
              "difference": {
                "least_days": 0,
                "greatest_days": 0
              }
            },
            {
              "rule": "title",
              "agrees": true,
              "sides": [
                {
                  "statement": "experience/3604006822220664",
                  "value": "Cook",
                  "source": {
                    "by": {
                      "kind": "application",
                      "id": "01a1fdfa-4600-7568-8a52-d55a02ec4aea",
                      "name": "Test Job Board"
                    },
                    "via": "infojobs",
                    "at": "2026-11-21T12:00:00.000Z"
                  }
                },
                {
                  "statement": "credential/01a1fdfa-4600-7bc6-b471-c189d78c7646/1",
                  "value": "Cook",
                  "source": {
                    "by": {
                      "kind": "partner",
                      "id": "01a1fdfa-4600-7dee-8dd6-0ff8d0ba9900",
                      "name": "Test Payroll"
                    },
                    "via": "seekpass",
                    "at": "2026-11-21T12:00:00.000Z"
                  }
                }
              ]
            }
          ]
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn ledger_189_it_is_judged_on_the_day_that_is_asked_for() {
    let setting = setting().await;
    let verdict = async |on: &str| {
        let found = setting.read(&format!("{RECONCILIATION}?on={on}")).await;
        assert_eq!(found["on"], on);
        found["groups"][0]["verdict"].as_str().unwrap().to_owned()
    };
    assert_eq!(verdict("2023-09-30").await, "confirmed");
    assert_eq!(verdict("2023-10-01").await, "stale");
    assert_eq!(verdict("2200-12-31").await, "stale");
    for wrong in
        ["", "2023-09", "2023-02-29", "23-09-30", "2201-01-01", "1899-12-31", "today", "2023-09-30T00:00:00Z"]
    {
        let answer = setting.get(&format!("{RECONCILIATION}?on={wrong}")).await;
        let detail = format!(
            "`on` is a day of the calendar from 1900-01-01 to 2200-12-31, written YYYY-MM-DD, not `{wrong}`."
        );
        assert_eq!((answer.status.as_u16(), answer.json()["detail"].as_str()), (400, Some(detail.as_str())));
    }
}
