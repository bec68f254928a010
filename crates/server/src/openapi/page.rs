//! GET `/docs`: the document as a page on which each operation can be tried, by Swagger UI, all of it from this program.
//! It is in English, as the document is.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::http::entity_tag::{self, EntityTag};
use crate::http::problem::Problem;
use crate::person::answer::html;

/// The page. It holds nothing but addresses.
pub(super) async fn show() -> Response {
    html(StatusCode::OK, include_str!("../../static/docs.html").to_owned())
}

/// A file of the page.
struct File {
    name: &'static str,
    media_type: &'static str,
    bytes: &'static [u8],
    is_gzip: bool,
    tag: EntityTag,
}

impl File {
    fn new(name: &'static str, media_type: &'static str, bytes: &'static [u8], is_gzip: bool) -> Self {
        Self { name, media_type, bytes, is_gzip, tag: EntityTag::of(bytes) }
    }
}

macro_rules! of_swagger_ui {
    ($name:literal, $media_type:expr) => {
        File::new($name, $media_type, include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".gz")), true)
    };
}

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

static FILES: LazyLock<[File; 6]> = LazyLock::new(|| {
    [
        of_swagger_ui!("swagger-ui-bundle.js", SCRIPT),
        of_swagger_ui!("swagger-ui.css", STYLE),
        of_swagger_ui!("LICENSE", TEXT),
        of_swagger_ui!("NOTICE", TEXT),
        File::new("docs.js", SCRIPT, include_bytes!("../../static/docs.js"), false),
        File::new("docs.css", STYLE, include_bytes!("../../static/docs.css"), false),
    ]
});

/// GET `/docs/{file}`. What is compressed is sent so whatever the request says: browsers take it, and others have no use
/// for it.
pub(super) async fn file(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(file) = FILES.iter().find(|file| file.name == name) else {
        return Problem::new(StatusCode::NOT_FOUND).into_response();
    };
    let tag = file.tag.clone();
    let kept = [(CACHE_CONTROL, "public, max-age=300"), (X_CONTENT_TYPE_OPTIONS, "nosniff")];
    if entity_tag::is_known(&headers, &tag) {
        return (StatusCode::NOT_MODIFIED, tag, kept, ()).into_response();
    }
    let mut response = (tag, kept, [(CONTENT_TYPE, file.media_type)], file.bytes).into_response();
    if file.is_gzip {
        response.headers_mut().insert(CONTENT_ENCODING, axum::http::HeaderValue::from_static("gzip"));
    }
    response
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use super::*;
    use crate::testing::Harness;

    #[tokio::test]
    async fn ledger_242_the_page_has_the_policy_of_all_pages_and_refers_to_its_own_files_alone() {
        let harness = Harness::new();
        let page = harness.get("/docs").send().await;
        page.expect(StatusCode::OK);
        let home = harness.get("/").send().await;
        assert_eq!(page.header("content-security-policy"), home.header("content-security-policy"));
        for attribute in ["href=\"", "src=\""] {
            for address in page.body.split(attribute).skip(1).map(|rest| rest.split('"').next().unwrap()) {
                assert!(address.starts_with('/'), "{address}");
                if let Some(name) = address.strip_prefix("/docs/") {
                    assert!(FILES.iter().any(|file| file.name == name), "{address}");
                }
            }
        }
        assert!(!page.body.contains("<style") && !page.body.contains("style="));
        assert!(page.body.split("<script").skip(1).all(|script| script.starts_with(" src=")));
    }

    #[test]
    fn what_swagger_ui_brings_is_gzip() {
        for file in FILES.iter() {
            assert_eq!(file.bytes.starts_with(&[0x1f, 0x8b]), file.is_gzip, "{}", file.name);
            assert!(file.bytes.len() > 50);
        }
    }
}
