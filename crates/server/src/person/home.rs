//! GET `/`: what this server is.

use axum::http::StatusCode;
use axum::response::Response;

use super::answer::{self, Refused};
use super::visitor::Visitor;
use crate::pages::home::Home;

pub(super) async fn show(visitor: Visitor) -> Result<Response, Refused> {
    answer::page(StatusCode::OK, &Home { page: visitor.page() })
}
