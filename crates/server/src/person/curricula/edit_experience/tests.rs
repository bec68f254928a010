use axum::http::StatusCode;
use serde_json::json;

use crate::person::curricula::testing::{Setting, hidden, minimal, minimal_json, with, wrong_fields};

#[tokio::test]
async fn an_edit_changes_what_was_changed_and_keeps_the_source_of_the_rest() {
    let setting = Setting::new().await;
    let mut body = minimal_json();
    body["description"] = json!("One.\r\nTwo.");
    body["level"] = json!("becario-practicas");
    body["subcategories"] = json!(["programacion", "gestion-proyectos", "arquitectura"]);
    body["reportingTo"] = json!("seleccionar");
    let id = setting.api_put(&body).await.json()["id"].as_str().unwrap().to_owned();
    let path = setting.path(&format!("/experience/{id}"));
    let form = setting.get(&path).await;
    form.expect(StatusCode::OK);
    assert_eq!(hidden(&form, "version"), "1");
    for shown in [
        "value=\"InfoJobs\"",
        "type=\"date\" id=\"startingDate\" name=\"startingDate\" value=\"2006-09-14\"",
        "<option value=\"becario-practicas\" lang=\"es\" selected>",
        "<option value=\"seleccionar\" lang=\"es\" selected>",
        "value=\"gestion-proyectos\" checked",
        "value=\"programacion\" checked",
    ] {
        assert!(form.body.contains(shown), "{shown}: {}", form.body);
    }
    let fields = with(
        &minimal(),
        &[
            ("version", "1"),
            ("job", "Architect"),
            ("description", "One.\r\nTwo."),
            ("level", "becario-practicas"),
            ("reportingTo", "seleccionar"),
            ("subcategories", "arquitectura"),
            ("subcategories", "programacion"),
            ("subcategories", "gestion-proyectos"),
        ],
    );
    let saved = setting.post(&path, &fields).await;
    let record = setting.follow(&saved).await;
    assert!(record.body.contains("Your changes have been saved."));
    let application = "said by \u{2068}Test Job Board\u{2069} on 21 November 2026";
    assert!(record.body.contains(&format!("Otherwise {application}.")), "{}", record.body);
    assert_eq!(record.body.matches("class=\"note\">said by you on 21 November 2026<").count(), 1);
    assert_eq!(setting.experiences().await[0]["job"], "Architect");
    assert_eq!(setting.experiences().await[0]["description"], "One.\r\nTwo.");
}

#[tokio::test]
async fn ledger_75_two_editors_notice_each_other_and_nothing_is_lost() {
    let setting = Setting::new().await;
    let id = setting.add("InfoJobs").await;
    let path = setting.path(&format!("/experience/{id}"));
    let version = hidden(&setting.get(&path).await, "version");
    // Meanwhile an application changes it.
    let mut body = minimal_json();
    body["id"] = json!(id);
    body["job"] = json!("Team lead");
    setting.api_put(&body).await.expect(StatusCode::OK);

    let mine = with(&minimal(), &[("version", &version), ("job", "Architect"), ("description", "Mine")]);
    let page = setting.post(&path, &mine).await;
    page.expect(StatusCode::CONFLICT);
    assert!(page.body.contains("Changed meanwhile") && page.body.contains("value=\"Architect\""));
    assert!(page.body.contains("Team lead") && page.body.contains("Test Job Board"), "{}", page.body);
    assert!(page.body.contains("Mine</textarea>"));
    assert_eq!(setting.experiences().await[0]["job"], "Team lead", "nothing was overwritten");

    let again = with(&mine, &[("version", "2")]);
    assert_eq!(hidden(&page, "version"), "2");
    setting.post(&path, &again).await.expect(StatusCode::SEE_OTHER);
    assert_eq!(setting.experiences().await[0]["job"], "Architect");
    let without = with(&minimal(), &[("job", "No version")]);
    setting.post(&path, &without).await.expect(StatusCode::CONFLICT);
}

#[tokio::test]
async fn ledger_75_a_deleted_experience_can_be_added_anew() {
    let setting = Setting::new().await;
    let id = setting.add("InfoJobs").await;
    let path = setting.path(&format!("/experience/{id}"));
    setting.post(&format!("{path}/delete"), &[]).await.expect(StatusCode::SEE_OTHER);
    let mine = with(&minimal(), &[("version", "1"), ("job", "Architect")]);
    let page = setting.post(&path, &mine).await;
    page.expect(StatusCode::NOT_FOUND);
    let new = setting.path("/experience/new");
    assert!(page.body.contains(&format!("action=\"{new}\"")) && page.body.contains("value=\"Architect\""));
    let once = hidden(&page, "once");
    setting.post(&new, &with(&mine, &[("once", &once)])).await.expect(StatusCode::SEE_OTHER);
    assert_eq!(setting.experiences().await[0]["job"], "Architect");
    setting.get(&path).await.expect(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_changes_nothing_makes_no_version() {
    let setting = Setting::new().await;
    let id = setting.add("InfoJobs").await;
    let path = setting.path(&format!("/experience/{id}"));
    let same = with(&minimal(), &[("version", "1")]);
    setting.post(&path, &same).await.expect(StatusCode::SEE_OTHER);
    assert_eq!(hidden(&setting.get(&path).await, "version"), "1");
}

#[tokio::test]
async fn errors_and_areas_come_back_with_the_version_that_the_form_had() {
    let setting = Setting::new().await;
    let id = setting.add("InfoJobs").await;
    let path = setting.path(&format!("/experience/{id}"));
    let wrong = with(&minimal(), &[("version", "1"), ("finishingDate", "2006-09-14")]);
    let page = setting.post(&path, &wrong).await;
    page.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong_fields(&page), ["finishingDate"]);
    assert!(page.body.contains("The last day, 14 September 2006, has to be later"));
    assert_eq!(hidden(&page, "version"), "1");
    let show = with(&minimal(), &[("version", "1"), ("show", "areas"), ("category", "legal")]);
    let page = setting.post(&path, &show).await;
    page.expect(StatusCode::OK);
    assert!(page.body.contains("data-category=\"legal\"") && hidden(&page, "version") == "1");
}
