//! The answers in `docs/record-api.md` are those of this server.

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use career::id::CurriculumCode;
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use super::testing::{HISTORY, RECONCILIATION, RECORD, SHARES, Setting, TIMELINE, wrong_pin};

const DOCS: &str = include_str!("../../../../docs/record-api.md");

/// The JSON blocks of the document, by the request that stands before each: `GET /api/record/v1/…`, or `POST …`, which has
/// two: what is sent, and what is answered.
fn answers() -> Vec<(&'static str, Value)> {
    let mut answers = Vec::new();
    let mut request = "";
    let mut rest = DOCS;
    while let Some((before, after)) = rest.split_once("```") {
        let (block, after) = after.split_once("```").unwrap();
        let named = before.rfind("GET /").max(before.rfind("POST /"));
        if let Some(place) = named.filter(|_| block.starts_with("json")) {
            request = before[place..].split(['`', '\n']).next().unwrap();
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
        Value::Object(members) => {
            let masked = |(name, value)| match name {
                name if name == "pin" => (name, "*".into()),
                name => (name, masked(value)),
            };
            members.into_iter().map(masked).collect()
        }
        other => other,
    }
}

#[tokio::test]
async fn every_answer_in_the_document_is_a_real_one() {
    let setting = Setting::new().await;
    let declared = setting.declare("Acme S.L.", "Cook", "2020-01-15", "2023-03-31").await;
    let job = |processed: &str| {
        json!([{"organisation": "ACME", "role_title": "Cook", "role_classification": "Kitchen",
            "start_date": "2020-01", "end_date": "2022-12", "last_processed_month": processed}])
    };
    setting.attest("payslip-1", job("2022-12")).await;
    let credential = setting.attest("payslip-2", job("2023-01")).await;
    setting.dispute(&format!("{credential}/1"), "I left in March 2023.").await;

    let answers = answers();
    let paths = [RECORD, TIMELINE, RECONCILIATION, HISTORY, SHARES];
    for path in paths {
        let get = format!("GET {path}");
        assert!(answers.iter().any(|(request, _)| request.split('?').next() == Some(&*get)), "{path}");
    }
    let same = |request: &str, real: &Value, documented: Value| {
        let same = masked(real.clone()) == masked(documented);
        assert!(same, "{request} answers\n{}", serde_json::to_string_pretty(real).unwrap());
    };
    let mut sent: Option<Value> = None;
    for (request, documented) in answers {
        if let Some(path) = request.strip_prefix("GET ") {
            let mut answer = setting.get(path).await;
            if documented["status"] == 401 {
                answer = setting.harness.get(path).send().await;
            } else if documented["status"].is_null() {
                answer.expect(StatusCode::OK);
            }
            same(request, &answer.json(), documented);
        } else if let Some(mut body) = sent.take() {
            let statements = json!([declared, format!("{credential}/1")]);
            same(request, &statements, body["statements"].clone());
            body["statements"] = statements;
            let answer = setting.post_share(&body).await;
            answer.expect(StatusCode::CREATED);
            let share = answer.json();
            same(request, &share, documented);
            setting.harness.advance(SignedDuration::from_mins(1));
            assert!(!setting.visit(&share, wrong_pin(&share)).await);
            setting.harness.advance(SignedDuration::from_mins(1));
            assert!(setting.visit(&share, share["pin"].as_str().unwrap()).await);
        } else {
            sent = Some(documented);
        }
    }
}
