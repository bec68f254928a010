//! GET `/demo/outbox` and `/demo/outbox.json`: mail that would otherwise have been sent, newest first.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use store::mail::NewestMail;

use crate::app::App;
use crate::clock::written;
use crate::pages::outbox::{Mail, Outbox};
use crate::person::answer::{self, Refused};
use crate::person::visitor::Visitor;

#[derive(Serialize)]
struct MailOut {
    to: String,
    subject: String,
    text: String,
    code: Option<String>,
    sent_at: String,
}

pub(super) async fn json(State(app): State<App>) -> Response {
    let mails = match app.store.answer(NewestMail).await {
        Ok(mails) => mails,
        Err(failure) => return crate::http::problem::of_failure(&failure).into_response(),
    };
    let out = mails.into_iter().map(|mail| MailOut {
        to: mail.content.to,
        subject: mail.content.subject,
        text: mail.content.body,
        code: mail.content.code,
        sent_at: written(mail.created_at),
    });
    ([(CACHE_CONTROL, "no-store")], Json(out.collect::<Vec<_>>())).into_response()
}

pub(super) async fn page(State(app): State<App>, visitor: Visitor) -> Result<Response, Refused> {
    let mails = visitor.read(&app, NewestMail).await?;
    let mails = mails.into_iter().map(|mail| Mail {
        to: mail.content.to,
        subject: mail.content.subject,
        text: mail.content.body,
        code: mail.content.code,
        sent_at: mail.created_at,
    });
    answer::page(StatusCode::OK, &Outbox { page: visitor.page(), mails: mails.collect() })
}
