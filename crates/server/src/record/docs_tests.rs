//! The answers in `docs/record-api.md` are those of this server.

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use career::id::CurriculumCode;
use serde_json::{Value, json};
use uuid::Uuid;

use super::testing::{HISTORY, RECONCILIATION, RECORD, Setting, TIMELINE};

const DOCS: &str = include_str!("../../../../docs/record-api.md");

/// The JSON blocks of the document, by the request that stands before each: `GET /api/record/v1/…`.
fn answers() -> Vec<(&'static str, Value)> {
    let mut answers = Vec::new();
    let mut request = "";
    let mut rest = DOCS;
    while let Some((before, after)) = rest.split_once("```") {
        let (block, after) = after.split_once("```").unwrap();
        if let Some(place) = before.rfind("GET ").filter(|_| block.starts_with("json")) {
            request = before[place + 4..].split(['`', ' ', '\n']).next().unwrap();
        }
        if let Some(json) = block.strip_prefix("json\n") {
            answers.push((
                request,
                serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}")),
            ));
        }
        rest = after;
    }
    answers
}

/// The same without what is another each time: ids, hashes.
fn masked(value: Value) -> Value {
    match value {
        Value::String(text) => {
            let mut text = text;
            if let Some((name, _)) = text.rsplit_once('-').filter(|(_, hash)| hash.len() == 32) {
                text = format!("{name}-*");
            }
            let parts = text.split('/').map(|part| {
                let digits = part.len() > 9 && part.bytes().all(|byte| byte.is_ascii_digit());
                let hash = part.len() == 43 && URL_SAFE_NO_PAD.decode(part).is_ok();
                let id = Uuid::try_parse(part).is_ok() || CurriculumCode::parse(part).is_some();
                if digits || hash || id { "*" } else { part }
            });
            Value::String(parts.collect::<Vec<_>>().join("/"))
        }
        Value::Array(items) => items.into_iter().map(masked).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, masked(value))).collect(),
        other => other,
    }
}

#[tokio::test]
async fn every_answer_in_the_document_is_a_real_one() {
    let setting = Setting::new().await;
    setting.declare("Acme S.L.", "Cook", "2020-01-15", "2023-03-31").await;
    let job = |processed: &str| {
        json!([{"organisation": "ACME", "role_title": "Cook", "role_classification": "Kitchen",
            "start_date": "2020-01", "end_date": "2022-12", "last_processed_month": processed}])
    };
    setting.attest("payslip-1", job("2022-12")).await;
    let credential = setting.attest("payslip-2", job("2023-01")).await;
    setting.dispute(&format!("{credential}/1"), "I left in March 2023.").await;

    let answers = answers();
    let paths = [RECORD, TIMELINE, RECONCILIATION, HISTORY];
    for path in paths {
        assert!(answers.iter().any(|(request, _)| request.split('?').next() == Some(path)), "{path}");
    }
    for (request, documented) in answers {
        let mut answer = setting.get(request).await;
        if documented["status"] == 401 {
            answer = setting.harness.get(request).send().await;
        } else if documented["status"].is_null() {
            answer.expect(StatusCode::OK);
        }
        let real = answer.json();
        let same = masked(real.clone()) == masked(documented);
        assert!(same, "GET {request} answers\n{}", serde_json::to_string_pretty(&real).unwrap());
    }
}
