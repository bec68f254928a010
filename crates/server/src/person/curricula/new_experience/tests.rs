use axum::http::StatusCode;
use serde_json::json;

use crate::person::curricula::testing::{Setting, hidden, minimal, with, wrong_fields};

#[tokio::test]
async fn an_experience_is_added_and_said_by_the_person() {
    let setting = Setting::new().await;
    let form = setting.get(&setting.path("/experience/new")).await;
    form.expect(StatusCode::OK);
    assert!(form.body.contains("<option value=\"especialista\" lang=\"es\">Especialista</option>"));
    let levels = "\u{2068}<span lang=\"es\">Especialista, Mando intermedio</span>\u{2069}";
    assert!(form.body.contains(&format!("Needed for: {levels}.")));
    let fields = with(
        &minimal(),
        &[
            ("description", "One line.\r\nAnother line."),
            ("level", "especialista"),
            ("reportingTo", "director-area"),
            ("salaryPeriod", "bruto-ano"),
            ("salaryMin", "18.000"),
            ("salaryMax", "24.000"),
            ("hideSalary", "true"),
            ("visible", "true"),
            ("subcategories", "programacion"),
            ("subcategories", "arquitectura"),
            ("expertise", "Rust\r\n\r\nSQL"),
        ],
    );
    let added = setting.post(&setting.path("/experience/new"), &fields).await;
    let record = setting.follow(&added).await;
    assert!(record.body.contains("The experience has been added to your record."));
    assert!(record.body.contains("All said by you on 21 November 2026."), "{}", record.body);
    let mut stored = setting.experiences().await.remove(0);
    stored["id"].take();
    assert_eq!(
        stored,
        json!({
            "id": null,
            "company": "InfoJobs",
            "job": "Web programmer",
            "description": "One line.\nAnother line.",
            "startingDate": "2006-09-14T00:00:00Z",
            "finishingDate": "2011-06-14T00:00:00Z",
            "onCourse": false,
            "industry": "seleccionar",
            "level": "especialista",
            "staff": "0",
            "category": "informatica-telecomunicaciones",
            "subcategories": ["programacion", "arquitectura"],
            "hideSalary": true,
            "salaryMin": "18.000",
            "salaryMax": "24.000",
            "salaryPeriod": "bruto-ano",
            "visible": true,
            "expertise": [{"skill": "Rust"}, {"skill": "SQL"}],
        })
    );
}

#[tokio::test]
async fn every_kind_of_error_stands_beside_its_field_and_everything_entered_stays() {
    let setting = Setting::new().await;
    let long = "x".repeat(151);
    let skills = format!("fine\r\n{}", "y".repeat(101));
    let entered = [
        ("company", ""),
        ("job", long.as_str()),
        ("description", "kept \u{1} & all"),
        ("startingDate", "14-09-2006"),
        ("finishingDate", "2010-06-30"),
        ("onCourse", "true"),
        ("industry", "no-such-industry"),
        ("level", "mando-intermedio"),
        ("category", "legal"),
        ("subcategories", "programacion"),
        ("salaryPeriod", "bruto-mes"),
        ("salaryMin", "18.000"),
        ("expertise", skills.as_str()),
        ("visible", "true"),
    ];
    let page = setting.post(&setting.path("/experience/new"), &entered).await;
    page.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        wrong_fields(&page),
        [
            "company",
            "job",
            "description",
            "startingDate",
            "finishingDate",
            "industry",
            "staff",
            "reportingTo",
            "subcategories",
            "salaryMin",
            "salaryMax",
            "expertise"
        ]
    );
    assert!(page.body.contains("Nothing was saved. 12 things need your attention:"), "{}", page.body);
    for kept in [
        "value=\"14-09-2006\"",
        "kept \u{1} &#38; all</textarea>",
        &format!("value=\"{long}\""),
        "<option value=\"no-such-industry\" lang=\"es\" selected>",
        "<option value=\"mando-intermedio\" lang=\"es\" selected>",
        "<option value=\"18.000\" lang=\"es\" selected>",
        "name=\"subcategories\" value=\"programacion\" checked",
        "name=\"onCourse\" value=\"true\" checked",
        "name=\"visible\" value=\"true\" checked",
    ] {
        assert!(page.body.contains(kept), "{kept}: {}", page.body);
    }
    assert_eq!(setting.experiences().await, [] as [serde_json::Value; 0]);
}

#[tokio::test]
async fn without_scripts_a_button_shows_the_areas_of_the_category_and_keeps_the_rest() {
    let setting = Setting::new().await;
    let path = setting.path("/experience/new");
    let entered = [
        ("show", "areas"),
        ("company", "Kept"),
        ("startingDate", "nonsense"),
        ("category", "legal"),
        ("subcategories", "programacion"),
        ("subcategories", "-"),
        ("once", "the-same"),
    ];
    let page = setting.post(&path, &entered).await;
    page.expect(StatusCode::OK);
    assert_eq!(wrong_fields(&page), [] as [&str; 0], "nothing is judged yet");
    assert!(page.body.contains("value=\"Kept\"") && page.body.contains("value=\"nonsense\""));
    assert!(page.body.contains("<option value=\"legal\" lang=\"es\" selected>"));
    let shown = page.body.split("id=\"areas\" data-category=\"legal\"").nth(1).unwrap();
    let shown = shown.split("<template").next().unwrap();
    assert!(shown.contains("value=\"derecho-") || shown.matches("type=\"checkbox\"").count() == 6, "{shown}");
    assert!(shown.contains("value=\"-\" checked") && !page.body.contains("value=\"programacion\" checked"));
    assert_eq!(hidden(&page, "once"), "the-same");
    assert!(page.body.contains(&format!("formaction=\"{path}#subcategories\"")));
    assert_eq!(setting.experiences().await.len(), 0);
}

#[tokio::test]
async fn ledger_77_the_same_form_sent_twice_adds_one() {
    let setting = Setting::new().await;
    let path = setting.path("/experience/new");
    let once = hidden(&setting.get(&path).await, "once");
    let fields = with(&minimal(), &[("once", &once)]);
    for _ in 0..2 {
        setting.post(&path, &fields).await.expect(StatusCode::SEE_OTHER);
    }
    assert_eq!(setting.experiences().await.len(), 1);

    let other = with(&fields, &[("company", "Another")]);
    let page = setting.post(&path, &other).await;
    page.expect(StatusCode::CONFLICT);
    assert!(page.body.contains("You have sent this form before") && page.body.contains("value=\"Another\""));
    let anew = hidden(&page, "once");
    assert_ne!(anew, once);
    let other = with(&other, &[("once", &anew)]);
    setting.post(&path, &other).await.expect(StatusCode::SEE_OTHER);
    assert_eq!(setting.experiences().await.len(), 2);
    assert_ne!(hidden(&setting.get(&path).await, "once"), anew, "every form has its own");
}

#[tokio::test]
async fn a_form_that_is_too_long_is_answered_with_a_page() {
    let setting = Setting::new().await;
    let long = "x".repeat(300_000);
    let fields = with(&minimal(), &[("description", &long)]);
    let page = setting.post(&setting.path("/experience/new"), &fields).await;
    page.expect(StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.body.contains("<h1>"));
    // As much as the contract's longest body holds, in a form's own writing.
    let most = "\u{1f9a4}".repeat(4000);
    let fields = with(&minimal(), &[("description", &most)]);
    setting.post(&setting.path("/experience/new"), &fields).await.expect(StatusCode::SEE_OTHER);
}
