//! GET `/me`: a person's own record, declared and attested, each with its source.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use career::dictionary::Dictionaries;
use career::id::ClientId;
use store::record::{Record, RecordOf};

use super::answer::{self, Refused};
use super::form::Form;
use super::visitor::Visitor;
use crate::app::App;
use crate::pages::curricula::done::Done;
use crate::pages::experience::Declared;
use crate::pages::me::{Attested, Curriculum, Me, Stated};

pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, Refused> {
    let person = visitor.signed_in()?;
    let record = visitor.read(&app, RecordOf { person: person.id }).await?;
    let set = app.dictionaries.now();
    let curricula = record.curricula.iter().map(|curriculum| Curriculum {
        code: curriculum.code.as_str(),
        name: &curriculum.name,
        experiences: record
            .experiences
            .iter()
            .filter(|(id, _)| *id == curriculum.id)
            .map(|(_, stored)| Stated {
                id: stored.id,
                declared: Declared::new(
                    &stored.content,
                    &stored.sources,
                    client_name(&record),
                    label(&set.dictionaries),
                ),
            })
            .collect(),
    });
    let credentials = record.credentials.iter().map(|accepted| Attested {
        client_name: &accepted.client_name,
        received_at: accepted.received_at,
        accepted_at: accepted.accepted_at,
        credential: &accepted.credential,
        own_name: None,
    });
    let page = Me {
        page: visitor.page(),
        address: &person.address,
        curricula: curricula.collect(),
        credentials: credentials.collect(),
        done: just_done(query.as_deref()),
    };
    answer::page(StatusCode::OK, &page)
}

/// What the query says was just done.
pub(super) fn just_done(query: Option<&str>) -> Option<Done> {
    Form::read(query.unwrap_or_default().as_bytes()).get("done").and_then(Done::of_word)
}

/// What a dictionary calls a key.
pub(super) fn label(dictionaries: &Dictionaries) -> impl Fn(&str, &str) -> String {
    |dictionary, key| {
        let entry = dictionaries.entry(dictionary, key);
        entry.map_or_else(|| key.to_owned(), |entry| entry.value.clone())
    }
}

/// What a client in a person's record is called.
pub(super) fn client_name(record: &Record) -> impl Fn(ClientId) -> String {
    |id| {
        let known = record.applications.iter().find(|(known, _)| *known == id);
        known.map_or_else(|| id.to_string(), |(_, name)| name.clone())
    }
}
