use axum::http::StatusCode;

use crate::person::record::testing::Marked;

#[tokio::test]
async fn an_ended_link_opens_nothing_at_once() {
    let marked = Marked::new().await;
    let link = marked.share(&[&marked.experience], &[]).await;
    marked.open(&link.path, &link.pin).await.expect(StatusCode::OK);
    let end = format!("{}/end", link.path.replace("/share/", "/me/shares/"));
    for _ in 0..2 {
        let list = marked.done(&end, &[]).await;
        assert!(list.contains("The link has been ended.") && list.contains("It was ended on"), "{list}");
        assert!(!list.contains("End this link") && list.contains("You share nothing."));
    }
    marked.open(&link.path, &link.pin).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
}
