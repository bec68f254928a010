//! GET `/static/…`: the stylesheet and the few other files of the pages.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use crate::http::entity_tag::{self, EntityTag};
use crate::http::problem::Problem;
use crate::pages::static_files::StaticFile;

pub(super) async fn serve(uri: Uri, headers: HeaderMap) -> Response {
    let Some(file) = StaticFile::at(uri.path()) else {
        return Problem::new(StatusCode::NOT_FOUND).into_response();
    };
    let tag = EntityTag::new(file.etag());
    let known = entity_tag::is_known(&headers, &tag);
    let headers = [
        (CONTENT_TYPE, file.media_type),
        (CACHE_CONTROL, "public, max-age=300"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    if known {
        (StatusCode::NOT_MODIFIED, tag, headers, ()).into_response()
    } else {
        (tag, headers, file.bytes).into_response()
    }
}
