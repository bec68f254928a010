//! Partners attest the same jobs month after month (`record.md §2`): pushed over HTTP, accepted on the pages.

use jiff::SignedDuration;
use oauth::scope::Scope;
use serde_json::{Value, json};

use super::testing::{HISTORY, Setting, TIMELINE, ids};
use crate::clock::day_of;

impl Setting {
    /// A month passes, as far as payrolls are concerned.
    async fn a_month_later(&mut self) -> String {
        self.harness.advance(SignedDuration::from_hours(24 * 30 + 12));
        self.tokens = self.harness.tokens(&self.client, &self.person, &Scope::APPLICATION).await;
        day_of(self.harness.app.now()).to_string()[..7].to_owned()
    }
}

fn job(title: &str, processed: &str) -> Value {
    json!({"organisation": "Acme Pty Ltd", "role_title": title, "start_date": "2024-03",
        "last_processed_month": processed})
}

#[tokio::test]
async fn twelve_monthly_pushes_are_one_statement_with_a_moving_horizon_and_a_history() {
    let mut setting = Setting::new().await;
    let mut pushed: Vec<String> = Vec::new();
    for number in 1..=12 {
        let month = setting.a_month_later().await;
        let credential = setting.attest(&format!("payslip-{number}"), json!([job("Cook", &month)])).await;
        pushed.push(format!("{credential}/1"));
        let timeline = setting.read(TIMELINE).await;
        assert_eq!(ids(&timeline["statements"]), [pushed.last().unwrap()]);
        let standing = &timeline["statements"][0];
        assert_eq!(standing["start"], json!({"at": "2024-03", "precision": "month"}));
        assert_eq!(standing["end"], json!({"kind": "not_reported", "at": month, "precision": "month"}));
        assert_eq!(standing["state"], "attested");
        assert_eq!(timeline["gaps"], json!([]));
    }
    let timeline = setting.read(TIMELINE).await;
    let superseded = timeline["superseded"].as_array().unwrap();
    let mut found: Vec<(&str, &str)> =
        superseded.iter().map(|old| (old["id"].as_str().unwrap(), old["by"].as_str().unwrap())).collect();
    found.sort_by_key(|(old, _)| pushed.iter().position(|id| id == old));
    let expected: Vec<(&str, &str)> =
        pushed.windows(2).map(|pair| (pair[0].as_str(), pair[1].as_str())).collect();
    assert_eq!(found.len(), 11);
    assert_eq!(found, expected, "each by the next");

    let history = setting.read(&format!("{HISTORY}?limit=200")).await;
    let entries = history["entries"].as_array().unwrap();
    for id in &pushed {
        let credential = id.split('/').nth(1).unwrap();
        let of_it = entries.iter().filter(|entry| entry["subject"]["id"] == credential);
        let whats: Vec<&str> = of_it.map(|entry| entry["what"].as_str().unwrap()).collect();
        assert_eq!(whats, ["received", "opened", "accepted"], "{id}");
    }
    let received = entries.iter().find(|entry| entry["what"] == "received").unwrap();
    assert_eq!(received["by"]["name"], "Test Payroll");

    // No more payslips: the evidence grows stale, and the job neither goes on nor ends.
    for _ in 0..8 {
        setting.a_month_later().await;
    }
    let timeline = setting.read(TIMELINE).await;
    assert_eq!(timeline["statements"][0]["state"], "stale");
    assert_eq!(timeline["statements"][0]["end"]["kind"], "not_reported");
}

#[tokio::test]
async fn a_promotion_supersedes_and_two_roles_in_one_credential_stand_side_by_side() {
    let mut setting = Setting::new().await;
    let month = setting.a_month_later().await;
    let first = setting.attest("c-1", json!([job("Cook", &month)])).await;
    let month = setting.a_month_later().await;
    let promoted = setting.attest("c-2", json!([job("Head cook", &month)])).await;
    let timeline = setting.read(TIMELINE).await;
    assert_eq!(timeline["statements"][0]["title"], "Head cook");
    assert_eq!(timeline["superseded"], json!([{"id": format!("{first}/1"), "by": format!("{promoted}/1")}]));

    let month = setting.a_month_later().await;
    let both = setting.attest("c-3", json!([job("Head cook", &month), job("Buyer", &month)])).await;
    let timeline = setting.read(TIMELINE).await;
    let mut standing = ids(&timeline["statements"]);
    standing.sort_unstable();
    assert_eq!(standing, [format!("{both}/1"), format!("{both}/2")]);
    assert_eq!(timeline["superseded"].as_array().unwrap().len(), 2, "the cook and the first head cook");
}
