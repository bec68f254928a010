use axum::http::StatusCode;
use insta::assert_snapshot;
use jiff::SignedDuration;
use oauth::scope::Scope;
use serde_json::{Value, json};

use crate::infojobs::testing::{FIRST_EXAMPLE, FIRST_EXAMPLE_AS_PRINTED, SECOND_EXAMPLE, Setting, minimal};

/// A change to the minimal body, and the code that it is refused with.
async fn code(setting: &Setting, change: Value) -> (u16, String) {
    let mut body = minimal();
    for (name, value) in change.as_object().unwrap() {
        body[name] = value.clone();
    }
    setting.put(&body).await.code()
}

#[tokio::test]
async fn ledger_105_103_113_the_first_example_is_refused_as_printed_and_accepted_when_mended() {
    let setting = Setting::new().await;
    let refused = setting.put_text(FIRST_EXAMPLE_AS_PRINTED).await;
    assert_snapshot!(refused.shown(), @r#"
    400 Bad Request
    content-language: en
    content-type: application/json

    {
      "error": "221",
      "error_description": "The body is not JSON: expected `,` or `}`, line 13 column 2. Line breaks inside values are written as \\n.",
      "timestamp": "2026-11-21T12:00:00.000Z"
    }
    "#);
    let saved = setting.put_text(FIRST_EXAMPLE).await;
    assert_snapshot!(saved.shown(), @r#"
    200 OK
    content-type: application/json
    etag: "1"

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
      "reportingTo": "seleccionar",
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
      "expertise": []
    }
    "#);
}

#[tokio::test]
async fn ledger_105_the_second_example_edits_where_its_id_exists_and_is_655_elsewhere() {
    let setting = Setting::new().await;
    assert_eq!(setting.put_text(SECOND_EXAMPLE).await.code(), (404, "655".to_owned()));
    let id = setting.insert("Before").await;
    let mended = SECOND_EXAMPLE.replace("8547632159", &id);
    let saved = setting.put_text(&mended).await;
    saved.expect(StatusCode::OK);
    assert_eq!(saved.header("etag"), Some("\"2\""));
    assert_eq!(saved.json()["level"], "becario-practicas", "an alias is echoed as sent");
    assert_eq!(saved.json()["industry"], "servicios-de-ti");
}

#[tokio::test]
async fn ledger_104_the_path_with_offer_is_the_same_operation() {
    let setting = Setting::new().await;
    let path = format!("/api/4/offer/curriculum/{}/experience", setting.person.curriculum);
    let call = setting.harness.put(&path).user(&setting.client, &setting.tokens.access).json(&minimal());
    call.send().await.expect(StatusCode::OK);
}

#[tokio::test]
async fn ledger_12_106_an_edit_replaces_the_whole_record() {
    let setting = Setting::new().await;
    let id = setting.insert("InfoJobs").await;
    let mut body = minimal();
    body["id"] = id.clone().into();
    body["visible"] = true.into();
    body["description"] = "Long".into();
    let saved = setting.put(&body).await;
    saved.expect(StatusCode::OK);
    assert_eq!((&saved.json()["visible"], &saved.json()["id"]), (&json!(true), &json!(id)));
    let mut body = minimal();
    body["id"] = id.clone().into();
    let saved = setting.put(&body).await.json();
    assert_eq!(saved["id"], json!(id), "always, and as a string");
    assert_eq!(saved["visible"], false, "a field left out takes its default");
    assert_eq!(saved.get("description"), None);
}

#[tokio::test]
async fn a_lowercase_curriculum_code_is_the_same_curriculum() {
    let setting = Setting::new().await;
    let path = setting.path(4, "").to_lowercase();
    let call = setting.harness.put(&path).user(&setting.client, &setting.tokens.access).json(&minimal());
    call.send().await.expect(StatusCode::OK);
}

#[tokio::test]
async fn ledger_51_52_every_broken_rule_has_its_code() {
    let setting = Setting::new().await;
    let long = |length: usize| "x".repeat(length);
    let table = [
        (json!({"company": null}), "672"),
        (json!({"job": " "}), "671"),
        (json!({"startingDate": null}), "673"),
        (json!({"finishingDate": ""}), "674"),
        (json!({"level": null}), "677"),
        (json!({"level": "direccion-gerencia"}), "657"),
        (json!({"level": "especialista"}), "749"),
        (json!({"category": null}), "675"),
        (json!({"subcategories": []}), "676"),
        (json!({"level": "especialista", "reportingTo": "seleccionar"}), "678"),
        (json!({"level": "especialista", "reportingTo": "seleccionar", "salaryPeriod": "bruto-ano"}), "679"),
        (
            json!({"level": "especialista", "reportingTo": "seleccionar", "salaryPeriod": "bruto-ano",
                "salaryMin": "18.000"}),
            "682",
        ),
        (json!({"salaryPeriod": "bruto-ano"}), "656"),
        (json!({"company": long(151)}), "684"),
        (json!({"job": long(151)}), "683"),
        (json!({"description": long(4001)}), "685"),
        (json!({"description": "a\u{0}b"}), "201"),
        (json!({"expertise": [{"skill": ""}]}), "201"),
        (json!({"level": "chief"}), "691"),
        (json!({"staff": "many"}), "696"),
        (json!({"reportingTo": "nobody"}), "695"),
        (json!({"category": "x"}), "688"),
        (json!({"subcategories": ["x"]}), "689"),
        (json!({"industry": "x"}), "690"),
        (json!({"salaryPeriod": "x", "salaryMin": "18.000", "salaryMax": "24.000"}), "686"),
        (json!({"salaryPeriod": "bruto-ano", "salaryMin": "x", "salaryMax": "24.000"}), "687"),
        (json!({"salaryPeriod": "bruto-ano", "salaryMin": "18.000", "salaryMax": "x"}), "692"),
        (json!({"startingDate": "14-09-2006"}), "226"),
        (json!({"onCourse": true}), "658"),
        (json!({"finishingDate": "2006-09-14"}), "654"),
        (json!({"subcategories": ["auditoria"]}), "670"),
        (json!({"salaryPeriod": "bruto-ano", "salaryMin": "12", "salaryMax": "24.000"}), "716"),
        (json!({"salaryPeriod": "bruto-ano", "salaryMin": "18.000", "salaryMax": "12"}), "716"),
        (json!({"salaryPeriod": "bruto-ano", "salaryMin": "24.000", "salaryMax": "18.000"}), "659"),
        (json!({"company": 5}), "225"),
    ];
    for (change, expected) in table {
        assert_eq!(code(&setting, change.clone()).await, (400, expected.to_owned()), "{change}");
    }
    let list = setting.get(&setting.path(2, "")).await.json();
    assert_eq!(list, json!({"experience": []}), "nothing was stored");
}

#[tokio::test]
async fn bodies_that_are_none() {
    let setting = Setting::new().await;
    let put = || setting.harness.put(&setting.path(4, "")).user(&setting.client, &setting.tokens.access);
    assert_eq!(put().send().await.code(), (400, "223".to_owned()));
    let form = put().header("content-type", "text/plain").body(minimal().to_string()).send().await;
    assert_eq!(form.code(), (415, "211".to_owned()));
    let untyped = put().body(minimal().to_string()).send().await;
    untyped.expect(StatusCode::OK);
    let just = format!("{}{}", minimal(), " ".repeat(65_536 - minimal().to_string().len()));
    assert_eq!(just.len(), 65_536);
    put().body(just.clone()).send().await.expect(StatusCode::OK);
    assert_eq!(put().body(just + " ").send().await.code(), (413, "224".to_owned()));
    for broken in ["{", "[1e999]", "\"\\ud800\"", "{\"a\":1,\"a\":2}", &"[".repeat(10_000), "\u{0}"] {
        assert_eq!(setting.put_text(broken).await.code(), (400, "221".to_owned()), "{broken:.20}");
    }
    assert_eq!(setting.put_text("[]").await.code(), (400, "225".to_owned()));
}

#[tokio::test]
async fn ledger_11_the_first_error_of_the_order_is_told() {
    let setting = Setting::new().await;
    let nobody = setting.harness.put(&setting.path(4, "")).body("{").send().await;
    assert_eq!(nobody.code(), (401, "102".to_owned()), "before the body");
    let basic = setting.harness.put(&setting.path(4, "")).basic(&setting.client).body("{").send().await;
    assert_eq!(basic.code(), (401, "101".to_owned()), "before the body");
    let other = format!("/api/4/curriculum/{}/experience", "00000000-0000-0000-0000000000000000");
    let put =
        |body: Value| setting.harness.put(&other).user(&setting.client, &setting.tokens.access).json(&body);
    assert_eq!(put(json!({"company": 5})).send().await.code(), (400, "225".to_owned()), "225 before 361");
    assert_eq!(put(json!({"id": 5})).send().await.code(), (404, "361".to_owned()), "361 before 655");
    let mut body = minimal();
    body["id"] = json!(5);
    body["company"] = json!(null);
    assert_eq!(setting.put(&body).await.code(), (404, "655".to_owned()), "655 before 672");
    body["id"] = json!(null);
    assert_eq!(setting.put(&body).await.code(), (400, "672".to_owned()));
}

#[tokio::test]
async fn all_violations_at_once_on_request() {
    let setting = Setting::new().await;
    let body = json!({"company": 5, "job": "x".repeat(151), "subcategories": ["programacion", "x"]});
    let call = setting.harness.put(&setting.path(4, "")).user(&setting.client, &setting.tokens.access);
    let answer = call.header("accept", "application/problem+json").json(&body).send().await;
    assert_snapshot!(answer.shown(), @r#"
    400 Bad Request
    content-type: application/problem+json

    {
      "type": "about:blank",
      "title": "Bad Request",
      "status": 400,
      "detail": "The experience breaks the rules that are listed, the first of the contract's order first.",
      "errors": [
        {
          "pointer": "/company",
          "code": "225",
          "detail": "The field company must be a string, not a number."
        },
        {
          "pointer": "/startingDate",
          "code": "673",
          "detail": "The field startingDate is required."
        },
        {
          "pointer": "/finishingDate",
          "code": "674",
          "detail": "The field finishingDate is required, unless onCourse is true."
        },
        {
          "pointer": "/level",
          "code": "677",
          "detail": "The field level is required. /api/1/dictionary/professional-level returns all available values."
        },
        {
          "pointer": "/category",
          "code": "675",
          "detail": "The field category is required. /api/1/dictionary/category returns all available values."
        },
        {
          "pointer": "/job",
          "code": "683",
          "detail": "The field job is too long: at most 150 characters, sent `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…`."
        },
        {
          "pointer": "/subcategories/1",
          "code": "689",
          "detail": "The field subcategories does not know the value `x`. /api/1/dictionary/subcategory returns all available values."
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn if_match_guards_an_edit() {
    let setting = Setting::new().await;
    let id = setting.insert("InfoJobs").await;
    let mut body = minimal();
    body["id"] = id.into();
    let put = |condition: &str, body: &Value| {
        let call = setting.harness.put(&setting.path(4, "")).user(&setting.client, &setting.tokens.access);
        call.header("if-match", condition).json(body).send()
    };
    assert_snapshot!(put("\"2\"", &body).await.shown(), @r#"
    412 Precondition Failed
    content-type: application/problem+json

    {
      "type": "about:blank",
      "title": "Precondition Failed",
      "status": 412,
      "detail": "If-Match names another version than the one stored; read the experience again and send its ETag."
    }
    "#);
    put("\"1\"", &body).await.expect(StatusCode::OK);
    put("\"1\"", &body).await.expect(StatusCode::PRECONDITION_FAILED);
    put("*", &minimal()).await.expect(StatusCode::PRECONDITION_FAILED);
}

#[tokio::test]
async fn ledger_17_a_repeated_insert_with_a_key_answers_the_same() {
    let setting = Setting::new().await;
    let put = |key: &str, body: &Value| {
        let call = setting.harness.put(&setting.path(4, "")).user(&setting.client, &setting.tokens.access);
        call.header("idempotency-key", key).json(body).send()
    };
    let first = put("k-1", &minimal()).await;
    let again = put("k-1", &minimal()).await;
    assert_eq!(first.shown(), again.shown());
    let mut other = minimal();
    other["company"] = "Other".into();
    assert_eq!(put("k-1", &other).await.code(), (422, "211".to_owned()));
    assert_eq!(put("", &minimal()).await.code(), (400, "211".to_owned()));
    assert_eq!(put("with space", &minimal()).await.code(), (400, "211".to_owned()));
    let invalid = json!({"company": "x"});
    assert_eq!(put("k-2", &invalid).await.status, StatusCode::BAD_REQUEST);
    put("k-2", &minimal()).await.expect(StatusCode::OK);
    setting.harness.advance(SignedDuration::from_hours(11));
    let list = setting.get(&setting.path(2, "")).await.json();
    assert_eq!(list["experience"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn ledger_27_28_29_who_may_not_is_told_why() {
    let setting = Setting::new().await;
    let path = setting.path(4, "");
    let none = setting.harness.put(&path).json(&minimal()).send().await;
    assert_snapshot!(none.shown(), @r#"
    401 Unauthorized
    content-language: en
    content-type: application/json
    www-authenticate: Basic realm="InfoJobs-API"

    {
      "error": "102",
      "error_description": "The client credentials are not valid: send `Authorization: Basic <base64 of client_id:client_secret>`.",
      "timestamp": "2026-11-21T12:00:00.000Z"
    }
    "#);
    let application = setting.harness.put(&path).basic(&setting.client).json(&minimal()).send().await;
    assert_snapshot!(application.shown(), @r#"
    401 Unauthorized
    content-language: en
    content-type: application/json
    www-authenticate: OAuth2 realm="https://tenure.example" auth-uri="https://tenure.example/api/oauth/user-authorize/index.xhtml" token-uri="https://tenure.example/oauth/authorize" scope="CANDIDATE_EDIT_CURRICULUM_EXPERIENCE"

    {
      "error": "101",
      "error_description": "The user is not authenticated: send `Authorization: Basic …,Bearer <access token>`.",
      "timestamp": "2026-11-21T12:00:00.000Z"
    }
    "#);
    let reader = setting.harness.tokens(&setting.client, &setting.person, &[Scope::Cv]).await;
    let narrow =
        setting.harness.put(&path).user(&setting.client, &reader.access).json(&minimal()).send().await;
    assert_snapshot!(narrow.shown(), @r#"
    403 Forbidden
    content-language: en
    content-type: application/json

    {
      "error": "101",
      "error_description": "The access token does not have the scope candidate_edit_curriculum_experience.",
      "timestamp": "2026-11-21T12:00:00.000Z"
    }
    "#);

    let other = setting.harness.application().await;
    let call = setting.harness.put(&path).user(&other, &setting.tokens.access).json(&minimal());
    assert_eq!(call.send().await.code(), (401, "101".to_owned()), "another application's token");
    let partner = setting.harness.partner().await;
    let call = setting.harness.put(&path).user(&partner, &setting.tokens.access).json(&minimal());
    assert_eq!(call.send().await.code(), (401, "102".to_owned()), "a partner is no application");
    setting.harness.advance(SignedDuration::from_hours(12));
    assert_eq!(setting.put(&minimal()).await.code(), (401, "101".to_owned()), "expired at the instant");
}
