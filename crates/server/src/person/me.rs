//! GET `/me`: a person's own record, declared and attested, each with its source.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use career::id::ClientId;
use store::record::RecordOf;

use super::answer::{self, Refused};
use super::visitor::Visitor;
use crate::app::App;
use crate::pages::experience::Declared;
use crate::pages::me::{Attested, Curriculum, Me};

pub(super) async fn show(State(app): State<App>, visitor: Visitor) -> Result<Response, Refused> {
    let person = visitor.signed_in()?;
    let record = visitor.read(&app, RecordOf { person: person.id }).await?;
    let set = app.dictionaries.now();
    let label = |dictionary: &str, key: &str| {
        let entry = set.dictionaries.entry(dictionary, key);
        entry.map_or_else(|| key.to_owned(), |entry| entry.value.clone())
    };
    let client = |id: ClientId| {
        let known = record.applications.iter().find(|(known, _)| *known == id);
        known.map_or_else(|| id.to_string(), |(_, name)| name.clone())
    };
    let curricula = record.curricula.iter().map(|curriculum| Curriculum {
        name: &curriculum.name,
        experiences: record
            .experiences
            .iter()
            .filter(|(id, _)| *id == curriculum.id)
            .map(|(_, stored)| Declared::new(&stored.content, &stored.sources, client, label))
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
    };
    answer::page(StatusCode::OK, &page)
}
