//! What holds for every route of this folder, and that the form and the contract have the same rules.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::testing::{Setting, minimal, minimal_json, sign_in, with, wrong_fields};

/// Every route; `{c}` stands for a curriculum, `{e}` for an experience.
const ROUTES: [(Method, &str); 15] = [
    (Method::GET, "/me/curricula"),
    (Method::POST, "/me/curricula"),
    (Method::GET, "/me/curricula/{c}/rename"),
    (Method::POST, "/me/curricula/{c}/rename"),
    (Method::POST, "/me/curricula/{c}/principal"),
    (Method::GET, "/me/curricula/{c}/delete"),
    (Method::POST, "/me/curricula/{c}/delete"),
    (Method::GET, "/me/curricula/{c}/experience/new"),
    (Method::POST, "/me/curricula/{c}/experience/new"),
    (Method::GET, "/me/curricula/{c}/experience/{e}"),
    (Method::POST, "/me/curricula/{c}/experience/{e}"),
    (Method::GET, "/me/curricula/{c}/experience/{e}/delete"),
    (Method::POST, "/me/curricula/{c}/experience/{e}/delete"),
    (Method::GET, "/me"),
    (Method::GET, "/me?done=experience-added"),
];

fn place(route: &str, curriculum: &str, experience: &str) -> String {
    route.replace("{c}", curriculum).replace("{e}", experience)
}

/// A form that every route would take.
fn fields(csrf: &str) -> Vec<(&str, &str)> {
    with(&minimal(), &[("csrf", csrf), ("name", "Stolen"), ("version", "1"), ("company", "Stolen")])
}

#[tokio::test]
async fn whoever_is_signed_out_is_sent_to_sign_in_and_back() {
    let setting = Setting::new().await;
    let id = setting.add("InfoJobs").await;
    for (method, route) in ROUTES {
        let path = place(route, setting.person.curriculum.as_str(), &id);
        let answer = setting.harness.call(method.clone(), &path).form(&fields("")).send().await;
        answer.expect(StatusCode::SEE_OTHER);
        assert!(answer.location().starts_with("/sign-in?next=%2Fme"), "{method} {path}");
        let next = answer.location().trim_start_matches("/sign-in?next=").replace("%2F", "/");
        let next = next.replace("%3F", "?").replace("%3D", "=");
        setting.get(&next).await.expect(StatusCode::OK);
    }
    assert_eq!(setting.experiences().await.len(), 1);
}

#[tokio::test]
async fn a_form_without_the_token_of_the_session_is_403_and_changes_nothing() {
    let setting = Setting::new().await;
    let id = setting.add("InfoJobs").await;
    setting.create("Other").await;
    let (_, others_csrf) = sign_in(&setting.harness, "other@example.com").await;
    for (method, route) in ROUTES.into_iter().filter(|(method, _)| *method == Method::POST) {
        let path = place(route, setting.person.curriculum.as_str(), &id);
        for csrf in ["", others_csrf.as_str()] {
            let call = setting.harness.call(method.clone(), &path).cookie(&setting.cookie);
            call.form(&fields(csrf)).send().await.expect(StatusCode::FORBIDDEN);
        }
        let call = setting.harness.call(method, &path).cookie(&setting.cookie);
        let call = call.header("origin", "https://evil.example").form(&fields(&setting.csrf));
        call.send().await.expect(StatusCode::FORBIDDEN);
    }
    let expected = [("CV".to_owned(), true), ("Other".to_owned(), false)];
    assert_eq!(setting.curricula().await, expected);
    assert_eq!(setting.experiences().await[0]["company"], "InfoJobs");
}

#[tokio::test]
async fn another_persons_curriculum_and_experience_are_as_unknown_as_none() {
    let setting = Setting::new().await;
    let id = setting.add("Private Ltd").await;
    setting.create("Other").await;
    let (thief, csrf) = sign_in(&setting.harness, "thief@example.com").await;
    let (theirs, nobodys) = (setting.person.curriculum.as_str(), "00000000-0000-0000-0000000000000000");
    let record = setting.harness.get("/me/curricula").cookie(&thief).send().await;
    let own = record.body.split("/me/curricula/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    for (method, route) in ROUTES.into_iter().filter(|(_, route)| route.contains("{c}")) {
        // Somebody else's curriculum; their experience in one's own; what is neither.
        let mut places = vec![(theirs, id.as_str(), nobodys, "1"), (theirs, "x", "x", "%FF")];
        if route.contains("{e}") {
            places.push((own.as_str(), id.as_str(), own.as_str(), "1"));
        }
        for (curriculum, experience, other_curriculum, other_experience) in places {
            let mut seen = Vec::new();
            for path in
                [place(route, curriculum, experience), place(route, other_curriculum, other_experience)]
            {
                let call = setting.harness.call(method.clone(), &path).cookie(&thief).form(&fields(&csrf));
                let answer = call.send().await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {path}");
                assert!(!answer.body.contains("Private"), "{method} {path}");
                let mut body = answer.body.replace(&path, "*");
                if let Some(once) = body.split("name=\"once\" value=\"").nth(1) {
                    let once = once.split('"').next().unwrap().to_owned();
                    body = body.replace(&once, "*");
                }
                seen.push(body);
            }
            assert_eq!(seen[0], seen[1], "{method} {route}");
        }
    }
    let expected = [("CV".to_owned(), true), ("Other".to_owned(), false)];
    assert_eq!(setting.curricula().await, expected);
    assert_eq!(setting.experiences().await[0]["company"], "Private Ltd");
}

/// A body of the contract as the form sends it.
fn as_form(body: &Value) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (name, value) in body.as_object().unwrap() {
        match value {
            Value::String(text) => fields.push((name.clone(), text.clone())),
            Value::Bool(true) => fields.push((name.clone(), "true".to_owned())),
            Value::Bool(false) | Value::Null => {}
            Value::Array(items) if name == "expertise" => {
                let skills: Vec<_> = items.iter().map(|item| item["skill"].as_str().unwrap()).collect();
                fields.push((name.clone(), skills.join("\r\n")));
            }
            Value::Array(items) => {
                fields.extend(items.iter().map(|item| (name.clone(), item.as_str().unwrap().to_owned())));
            }
            other => panic!("no form sends {other}"),
        }
    }
    fields
}

/// Changes to the least body: some are accepted, and every rule is broken by one.
fn changes() -> Vec<Value> {
    let salary = |period: &str, min: &str, max: &str| json!({"salaryPeriod": period, "salaryMin": min, "salaryMax": max});
    let long = |length: usize| "\u{1f9a4}".repeat(length);
    vec![
        json!({}),
        json!({"description": "One.\nTwo.", "expertise": [{"skill": "Rust"}], "visible": true}),
        json!({"company": long(150), "job": long(150), "description": long(4000)}),
        json!({"finishingDate": "", "onCourse": true, "hideSalary": "true"}),
        json!({"startingDate": "2006-09-14T23:59:59+02:00"}),
        json!({"level": "becario-practicas", "industry": "servicios-de-ti"}),
        json!({"level": "seleccionar", "staff": "seleccionar", "category": "-", "subcategories": ["-"]}),
        json!({"subcategories": ["programacion", "-", "programacion"]}),
        salary("seleccionar", "seleccionar", "seleccionar"),
        salary("bruto-ano", "18.000", "24.000"),
        json!({"company": null}),
        json!({"job": " "}),
        json!({"startingDate": null}),
        json!({"finishingDate": ""}),
        json!({"level": null}),
        json!({"level": "direccion-gerencia"}),
        json!({"level": "especialista"}),
        json!({"category": null}),
        json!({"subcategories": []}),
        json!({"level": "especialista", "reportingTo": "seleccionar"}),
        json!({"salaryPeriod": "bruto-ano"}),
        json!({"company": long(151), "job": long(151), "description": long(4001)}),
        json!({"description": "a\u{0}b", "company": "a\u{85}b"}),
        json!({"expertise": [{"skill": "x".repeat(101)}]}),
        json!({"expertise": vec![json!({"skill": "x"}); 51]}),
        json!({"level": "chief", "staff": "many", "reportingTo": "nobody", "industry": "x"}),
        json!({"category": "x", "subcategories": ["x", "y"]}),
        salary("x", "y", "z"),
        json!({"startingDate": "14-09-2006", "finishingDate": "2201-01-01"}),
        json!({"onCourse": true}),
        json!({"finishingDate": "2006-09-14"}),
        json!({"subcategories": ["auditoria", "programacion"]}),
        salary("bruto-ano", "12", "12"),
        salary("bruto-ano", "24.000", "18.000"),
    ]
}

#[tokio::test]
async fn the_form_and_the_contract_accept_and_refuse_the_same() {
    let setting = Setting::new().await;
    let (mut accepted, mut refused) = (0, 0);
    for change in changes() {
        let mut body = minimal_json();
        for (name, value) in change.as_object().unwrap() {
            body[name] = value.clone();
        }
        let before = setting.experiences().await.len();
        let by_contract = setting.api_put(&body).await;
        let fields = as_form(&body);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let by_form = setting.post(&setting.path("/experience/new"), &fields).await;
        let stored = setting.experiences().await;
        if by_contract.status == StatusCode::OK {
            assert_eq!(by_form.status, StatusCode::SEE_OTHER, "{change}: {}", by_form.body);
            assert_eq!(stored.len(), before + 2);
            let id = by_contract.json()["id"].clone();
            let mut first = stored.iter().find(|one| one["id"] == id).unwrap().clone();
            first["id"].take();
            let same = stored.iter().filter(|one| {
                let mut other = (*one).clone();
                other["id"].take();
                other == first
            });
            assert!(same.count() >= 2, "{change}: both say the same");
            accepted += 1;
        } else {
            by_form.expect(StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(stored.len(), before);
            let told = by_contract.json()["errors"].as_array().unwrap().clone();
            let field = |error: &Value| {
                let pointer = error["pointer"].as_str().unwrap().trim_start_matches(['#', '/']);
                pointer.split('/').next().unwrap().to_owned()
            };
            let mut by_contract: Vec<String> = told.iter().map(field).collect();
            let links = by_form.body.matches("<li><a href=\"#").count();
            assert_eq!(links, by_contract.len(), "{change}: as many errors");
            by_contract.sort();
            by_contract.dedup();
            let mut fields = wrong_fields(&by_form);
            fields.sort_unstable();
            assert_eq!(fields, by_contract, "{change}");
            refused += 1;
        }
    }
    println!("{accepted} bodies accepted and {refused} refused by both");
}
