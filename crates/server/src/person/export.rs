//! GET `/me/export`, and POST to it and to `/me/export/credential`: a person's record as files (`record.md §6`). A GET
//! enters nothing in the history; each file does.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use career::export::credential::CredentialDocument;
use career::export::json_resume::JsonResume;
use career::export::loss;
use career::export::whole::Whole;
use career::reconciliation::Policy;
use career::source::{Actor, Source, Way};
use jiff::civil::Date;
use store::Failure;
use store::record::{EnterExport, Export, Exported};

use super::answer::{self, Refused};
use super::form::Form;
use super::me::record;
use super::visitor::Visitor;
use crate::app::App;
use crate::clock::day_of;
use crate::pages::export::{ExportPage, Exportable};
use crate::pages::problem::Kind;

const PATH: &str = "/me/export";

pub(super) async fn show(State(app): State<App>, visitor: Visitor) -> Result<Response, Refused> {
    let person = visitor.signed_in()?;
    let record = record(&app, &visitor, person.id).await?;
    let credentials = record.credentials.iter().map(|accepted| Exportable {
        submission: accepted.submission,
        client_name: record.client_name(accepted.client).unwrap_or_default(),
        received_at: accepted.received_at,
        accepted_at: accepted.accepted_at,
    });
    let page = ExportPage {
        page: visitor.page(),
        whole: loss::of_whole(),
        resume: JsonResume::of(&record, &app.policy, day_of(app.now())).1,
        credential: loss::of_credential(),
        credentials: credentials.collect(),
    };
    answer::page(StatusCode::OK, &page)
}

/// A whole record, or JSON Resume.
pub(super) async fn download(
    State(app): State<App>,
    visitor: Visitor,
    body: Bytes,
) -> Result<Response, Refused> {
    let form = Form::read(&body);
    let export = match form.get("format") {
        Some("tenure-record") => Export::Whole,
        Some("json-resume") => Export::JsonResume,
        _ => return Err(visitor.problem(StatusCode::BAD_REQUEST, Kind::BadRequest, Some("format"))),
    };
    answer(&app, &visitor, &form, export).await
}

/// One accepted credential.
pub(super) async fn download_credential(
    State(app): State<App>,
    visitor: Visitor,
    body: Bytes,
) -> Result<Response, Refused> {
    let form = Form::read(&body);
    let submission = form.get("submission").and_then(|id| id.parse().ok());
    let unknown = || visitor.problem(StatusCode::NOT_FOUND, Kind::NotFound, None);
    let export = Export::Credential(submission.ok_or_else(unknown)?);
    answer(&app, &visitor, &form, export).await
}

async fn answer(app: &App, visitor: &Visitor, form: &Form, export: Export) -> Result<Response, Refused> {
    let person = visitor.signed_in().map_err(|_| Visitor::to_sign_in(PATH))?.id;
    visitor.check_form(app, form)?;
    let now = app.now();
    let source = Source { by: Actor::Person(person), via: Way::Page, at: now };
    let Ok(exported) = visitor.apply(app, EnterExport { person, export, source }).await? else {
        return Err(visitor.problem(StatusCode::NOT_FOUND, Kind::NotFound, None));
    };
    let on = day_of(now);
    let text = written(app, exported, export, &app.policy, on).map_err(|error| broken(visitor, &error))?;
    Ok(file(export, on, text))
}

/// The file's text.
fn written(
    app: &App,
    exported: Exported,
    export: Export,
    policy: &Policy,
    on: Date,
) -> Result<String, String> {
    let Exported { record, history, clients } = exported;
    let written = match export {
        Export::Whole => {
            let whole = Whole::new(record, history, clients, on);
            return whole.write(policy, app.store.keys().signing()).map_err(|error| error.to_string());
        }
        Export::JsonResume => JsonResume::of(&record, policy, on).0.written(),
        Export::Credential(submission) => {
            let document = CredentialDocument::of(&record, submission);
            document.ok_or("the credential that was entered is not there")?.written()
        }
    };
    written.map_err(|error| error.to_string())
}

/// A file that a browser keeps and does not show.
fn file(export: Export, on: Date, text: String) -> Response {
    let name = match export {
        Export::Whole => "tenure-record",
        Export::JsonResume => "resume",
        Export::Credential(_) => "credential",
    };
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    let mut response = (headers, text).into_response();
    if let Ok(attachment) = HeaderValue::try_from(format!("attachment; filename=\"{name}-{on}.json\"")) {
        response.headers_mut().insert(CONTENT_DISPOSITION, attachment);
    }
    response
}

fn broken(visitor: &Visitor, reason: &str) -> Refused {
    visitor.failed(&Failure::Broken(reason.to_owned()))
}

#[cfg(test)]
mod tests;
