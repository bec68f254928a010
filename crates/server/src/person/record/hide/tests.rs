use career::history::What;

use crate::person::record::testing::Marked;

#[tokio::test]
async fn a_statement_is_hidden_with_its_badge_and_shown_again() {
    let marked = Marked::new().await;
    for statement in [marked.experience.clone(), marked.employment(2)] {
        let hidden = marked.done(&format!("/me/statements/{statement}/hide"), &[]).await;
        assert!(hidden.contains("It is hidden from others now."), "{hidden}");
        assert_eq!(hidden.matches("badge-hidden\">Hidden<").count(), 1);
        assert!(hidden.contains(&format!("action=\"/me/statements/{statement}/show\"")));
        assert!(!hidden.contains(&format!("action=\"/me/statements/{statement}/hide\"")));
        let shown = marked.done(&format!("/me/statements/{statement}/show"), &[]).await;
        assert!(shown.contains("It is no longer hidden.") && !shown.contains("badge-hidden"));
    }
    let entered: Vec<_> = marked.history().await.iter().map(|event| event.what).collect();
    assert_eq!(entered[entered.len() - 4..], [What::Hidden, What::Shown, What::Hidden, What::Shown]);
}
