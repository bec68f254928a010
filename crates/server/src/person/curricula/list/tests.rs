use axum::http::StatusCode;

use crate::person::curricula::testing::Setting;

#[tokio::test]
async fn every_curriculum_is_there_with_what_can_be_done_with_it() {
    let setting = Setting::new().await;
    let one = setting.get("/me/curricula").await;
    one.expect(StatusCode::OK);
    assert!(one.body.contains("No experience yet") && one.body.contains("This is your only curriculum"));
    assert!(!one.body.contains("/delete"), "the last one stays");
    let first = setting.path("");
    let second = format!("/me/curricula/{}", setting.create("Freelance & more").await);
    setting.add("InfoJobs").await;
    let two = setting.get("/me/curricula").await;
    assert!(two.body.contains("Freelance &#38; more") && two.body.contains("One experience"));
    for path in [&first, &second] {
        for action in ["/experience/new", "/rename", "/delete"] {
            assert!(two.body.contains(&format!("href=\"{path}{action}\"")), "{path}{action}");
        }
    }
    assert!(two.body.contains(&format!("action=\"{second}/principal\"")));
    assert!(!two.body.contains(&format!("action=\"{first}/principal\"")), "it is that already");
}

#[tokio::test]
async fn the_record_leads_to_every_form() {
    let setting = Setting::new().await;
    let id = setting.add("InfoJobs").await;
    let record = setting.get("/me").await;
    for path in [
        setting.path("/experience/new"),
        setting.path(&format!("/experience/{id}")),
        "/me/curricula".to_owned(),
    ] {
        assert!(record.body.contains(&format!("href=\"{path}\"")), "{path}");
        setting.get(&path).await.expect(StatusCode::OK);
    }
    let delete = setting.path(&format!("/experience/{id}/delete"));
    assert!(record.body.contains(&format!("href=\"{delete}\"")));
}

#[tokio::test]
async fn only_known_words_of_the_address_become_sentences() {
    let setting = Setting::new().await;
    for path in ["/me", "/me/curricula"] {
        let known = setting.get(&format!("{path}?done=curriculum-renamed")).await;
        assert!(known.body.contains("The curriculum has its new name."), "{path}");
        let unknown = setting.get(&format!("{path}?done=%3Cscript%3E")).await;
        assert!(!unknown.body.contains("role=\"status\""), "{path}");
    }
}
