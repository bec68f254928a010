//! GET `/me`: a person's own record, declared and attested, each with its source.

use std::collections::BTreeMap;

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use career::credential::Credential;
use career::dictionary::Dictionaries;
use career::id::{ClientId, PersonId, StatementId};
use career::person_name::{PersonName, PersonNameFault};
use career::record::{Assembled, Dispute, Record};
use store::people::SignedInPerson;
use store::record::RecordOf;

use super::answer::{self, Refused};
use super::form::Form;
use super::record::MarksOf;
use super::visitor::Visitor;
use crate::app::App;
use crate::pages::curricula::done::Done;
use crate::pages::experience::Declared;
use crate::pages::me::{Attested, Curriculum, Me, Stated};
use crate::pages::timeline::{self, Audience, Picture};
use crate::reconciling::{reconciled, today};

pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, Refused> {
    whole(&app, &visitor, just_done(query.as_deref()), None).await
}

/// The page with a name that cannot be one, and why.
pub(super) async fn with_wrong_name(
    app: &App,
    visitor: &Visitor,
    entered: &str,
    fault: PersonNameFault,
) -> Result<Response, Refused> {
    whole(app, visitor, None, Some((entered, fault))).await
}

async fn whole(
    app: &App,
    visitor: &Visitor,
    done: Option<Done>,
    wrong_name: Option<(&str, PersonNameFault)>,
) -> Result<Response, Refused> {
    let person = visitor.signed_in()?;
    let record = record(app, visitor, person.id).await?;
    let marks = MarksOf::new(&record);
    let assembled = record.assemble();
    let reconciliation = reconciled(app, &assembled.timeline, today(app)).await;
    let picture = Picture::new(
        visitor.page(),
        Audience::Owner,
        timeline::Record {
            timeline: &assembled.timeline,
            reconciliation: &reconciliation,
            policy: &app.policy,
            names: &|client| named(&record, client),
            disputes: &notes(&assembled),
        },
    );
    let set = app.dictionaries.now();
    let curricula = record.curricula.iter().map(|curriculum| Curriculum {
        code: curriculum.code.as_str(),
        name: &curriculum.name,
        experiences: record
            .experiences
            .iter()
            .filter(|stored| stored.curriculum == curriculum.id)
            .map(|stored| Stated {
                id: stored.id,
                declared: Declared::new(
                    &stored.content,
                    &stored.sources,
                    client_name(&record),
                    label(&set.dictionaries),
                ),
                marks: marks.of(StatementId::Experience(stored.id)),
            })
            .collect(),
    });
    let credentials = record.credentials.iter().map(|accepted| Attested {
        submission: accepted.submission,
        client_name: record.client_name(accepted.client).unwrap_or_default(),
        received_at: accepted.received_at,
        accepted_at: accepted.accepted_at,
        credential: &accepted.credential,
        own_name: other_name(person, &accepted.credential),
        marks: marks.of_credential(accepted),
    });
    let page = Me {
        page: visitor.page(),
        address: &person.address,
        picture,
        curricula: curricula.collect(),
        credentials: credentials.collect(),
        name: wrong_name.map_or_else(|| said(person).unwrap_or_default(), |(entered, _)| entered),
        name_fault: wrong_name.map(|(_, fault)| fault),
        done,
    };
    let status = if wrong_name.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    answer::page(status, &page)
}

/// The person's whole record; without one, for somebody who was erased a moment ago, the way to the sign-in form.
pub(super) async fn record(app: &App, visitor: &Visitor, person: PersonId) -> Result<Record, Refused> {
    let record = visitor.read(app, RecordOf { person }).await?;
    record.ok_or_else(|| Visitor::to_sign_in(visitor.path()))
}

/// What the client with an id, as a timeline has it, is called.
pub(super) fn named(record: &Record, client: &str) -> Option<String> {
    client.parse().ok().and_then(|client| record.client_name(client)).map(str::to_owned)
}

/// What the person says against statements that stand, by their ids.
pub(super) fn notes(assembled: &Assembled) -> BTreeMap<String, String> {
    let note = |(id, dispute): (&String, &Dispute)| {
        dispute.note.as_ref().map(|note| (id.clone(), note.as_str().to_owned()))
    };
    assembled.disputes.iter().filter_map(note).collect()
}

fn said(person: &SignedInPerson) -> Option<&str> {
    person.name.as_ref().map(PersonName::as_str)
}

/// The person's own name, where they said one and a credential has another (`seekpass.md §5`).
pub(super) fn other_name<'a>(person: &'a SignedInPerson, credential: &Credential) -> Option<&'a str> {
    person.name.as_ref().filter(|name| name.differs_from(&credential.full_name)).map(PersonName::as_str)
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
    |id| record.client_name(id).map_or_else(|| id.to_string(), str::to_owned)
}
