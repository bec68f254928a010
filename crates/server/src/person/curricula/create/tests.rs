use axum::http::StatusCode;

use crate::person::curricula::testing::Setting;

#[tokio::test]
async fn a_curriculum_is_made_and_told() {
    let setting = Setting::new().await;
    let made = setting.post("/me/curricula", &[("name", "  Freelance work ")]).await;
    assert_eq!(made.location(), "/me/curricula?done=curriculum-created");
    let list = setting.follow(&made).await;
    assert!(list.body.contains("Freelance work") && list.body.contains("The curriculum is there."));
    let seen = setting.curricula().await;
    assert_eq!(seen, [("CV".to_owned(), true), ("Freelance work".to_owned(), false)]);
}

#[tokio::test]
async fn ledger_70_what_is_no_name_is_told_beside_the_field() {
    let setting = Setting::new().await;
    for (entered, told) in [
        ("", "Enter a name"),
        ("  ", "Enter a name"),
        (&"<b>".repeat(21), "63 characters. At most 60"),
        ("a\tb", "invisible control character"),
    ] {
        let page = setting.post("/me/curricula", &[("name", entered)]).await;
        page.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains(told), "{entered:?}: {}", page.body);
        assert!(page.body.contains("aria-invalid=\"true\"") && page.body.contains("<title>Error: "));
        assert!(!page.body.contains("<b>"), "what was entered is escaped");
    }
    let missing = setting.post("/me/curricula", &[]).await;
    missing.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(setting.curricula().await.len(), 1);
}

#[tokio::test]
async fn ledger_74_after_five_the_page_says_so() {
    let setting = Setting::new().await;
    for name in ["2", "3", "4", "5"] {
        setting.create(name).await;
    }
    let list = setting.get("/me/curricula").await;
    assert!(list.body.contains("You have 5 curricula") && !list.body.contains("name=\"name\""));
    let sixth = setting.post("/me/curricula", &[("name", "6")]).await;
    sixth.expect(StatusCode::CONFLICT);
    assert!(sixth.body.contains("role=\"alert\""));
    assert_eq!(setting.curricula().await.len(), 5);
}
