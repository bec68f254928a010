use career::dictionary::Dictionaries;
use insta::assert_snapshot;
use serde_json::json;

use crate::infojobs::testing::{FIRST_EXAMPLE, Setting, minimal};

#[tokio::test]
async fn the_two_versions_of_the_list() {
    let setting = Setting::new().await;
    let mut body: serde_json::Value = serde_json::from_str(FIRST_EXAMPLE).unwrap();
    body["expertise"] = json!([{"skill": "Java"}, {"skill": "SQL"}]);
    setting.put(&body).await.expect(axum::http::StatusCode::OK);
    assert_snapshot!(setting.get(&setting.path(2, "")).await.shown(), @r#"
    200 OK
    content-type: application/json

    {
      "experience": [
        {
          "id": "3604006822220664",
          "company": "InfoJobs",
          "job": "Web programmer",
          "description": "Programming as a web developer in several languages like Java, Javascript, HTML, SQL, ...",
          "startingDate": "2006-09-14T00:00:00Z",
          "finishingDate": "2011-06-14T00:00:00Z",
          "onCourse": false,
          "industry": "servicios-de-ti",
          "level": "especialista",
          "staff": "1-5",
          "category": "informatica-telecomunicaciones",
          "subcategories": [
            "arquitectura",
            "programacion",
            "gestion-proyectos"
          ],
          "hideSalary": false,
          "salaryMin": "18.000",
          "salaryMax": "24.000",
          "salaryPeriod": "bruto-ano",
          "visible": false,
          "expertise": [
            {
              "skill": "Java"
            },
            {
              "skill": "SQL"
            }
          ]
        }
      ]
    }
    "#);
    let first = setting.get(&setting.path(1, "")).await.json();
    assert_eq!(first["experience"][0].get("expertise"), None);
    assert_eq!(first["experience"][0].get("reportingTo"), None);
}

#[tokio::test]
async fn a_list_that_was_answered_before_is_answered_anew_after_every_change() {
    let setting = Setting::new().await;
    let companies = async || -> Vec<String> {
        let list = setting.get(&setting.path(2, "")).await.json();
        let again = setting.get(&setting.path(2, "")).await.json();
        assert_eq!(list, again);
        let list = list["experience"].as_array().unwrap();
        list.iter().map(|one| one["company"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(companies().await, [""; 0]);
    let mut body = minimal();
    body["company"] = json!("First");
    let saved = setting.put(&body).await.json();
    assert_eq!(companies().await, ["First"]);
    body["id"] = saved["id"].clone();
    body["company"] = json!("Second");
    setting.put(&body).await.expect(axum::http::StatusCode::OK);
    assert_eq!(companies().await, ["Second"]);
    let path = setting.path(1, &format!("/{}", saved["id"].as_str().unwrap()));
    setting.delete(&path).await.expect(axum::http::StatusCode::OK);
    assert_eq!(companies().await, [""; 0]);
}

#[tokio::test]
async fn ledger_13_the_newest_start_comes_first() {
    let setting = Setting::new().await;
    for (company, start) in [("Old", "2001-01-01"), ("New", "2009-01-01"), ("Middle", "2005-01-01")] {
        let mut body = minimal();
        body["company"] = company.into();
        body["startingDate"] = start.into();
        setting.put(&body).await.expect(axum::http::StatusCode::OK);
    }
    let list = setting.get(&setting.path(2, "")).await.json();
    let companies: Vec<&str> =
        list["experience"].as_array().unwrap().iter().map(|one| one["company"].as_str().unwrap()).collect();
    assert_eq!(companies, ["New", "Middle", "Old"]);
}

#[tokio::test]
async fn another_persons_curriculum_is_as_unknown_as_none() {
    let setting = Setting::new().await;
    let other = setting.harness.person("other@example.com").await;
    let theirs = setting.get(&format!("/api/2/curriculum/{}/experience", other.curriculum)).await;
    let nobody = setting.get("/api/2/curriculum/00000000-0000-0000-0000000000000000/experience").await;
    let without_code = |answer: &crate::testing::Answer, code: &str| answer.body.replace(code, "*");
    assert_eq!(theirs.code(), (404, "361".to_owned()));
    assert_eq!(
        without_code(&theirs, other.curriculum.as_str()),
        without_code(&nobody, "00000000-0000-0000-0000000000000000")
    );
    assert_eq!(setting.get("/api/2/curriculum/nonsense/experience").await.code(), (404, "361".to_owned()));
}

#[tokio::test]
async fn a_stored_key_survives_the_set_that_knew_it() {
    let setting = Setting::new().await;
    setting.put_text(FIRST_EXAMPLE).await.expect(axum::http::StatusCode::OK);
    let industry = r#"{"dictionary": "industry", "entries": [
        {"id": 1, "key": "other", "value": "Other", "order": 1, "origin": "local"}]}"#;
    let other = Dictionaries::shipped_with([("industry.json", industry)]).unwrap();
    setting.harness.app.dictionaries.replace(other);
    let list = setting.get(&setting.path(2, "")).await.json();
    assert_eq!(list["experience"][0]["industry"], "servicios-de-ti");
    assert_eq!(
        setting.put_text(FIRST_EXAMPLE).await.code(),
        (400, "690".to_owned()),
        "new ones follow the new set"
    );
    let answer = setting.harness.get("/api/1/dictionary/industry").basic(&setting.client).send().await;
    assert_eq!(answer.json().as_array().unwrap().len(), 1);
}
