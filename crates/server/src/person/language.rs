//! POST `/language`: the visible switch.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;

use super::answer;
use super::form::Form;
use super::visitor::{LANGUAGE, set_cookie};
use crate::app::App;
use crate::pages::Language;

const ONE_YEAR: i64 = 365 * 86_400;

pub(super) async fn switch(State(app): State<App>, body: Bytes) -> Response {
    let form = Form::read(&body);
    let mut response = answer::see_other(form.get("next").map_or("/", |_| form.next()));
    if let Some(language) = form.get("language").and_then(Language::of_code) {
        set_cookie(&app, &mut response, LANGUAGE, language.code(), ONE_YEAR);
    }
    response
}
