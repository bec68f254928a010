//! GET `/me/history`: a person's history, the newest entries first.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use career::dictionary::Dictionaries;
use career::experience::Experience;
use career::experience::sources::FieldSources;
use career::history::{Event, Subject, What};
use career::id::StatementId;
use career::record::{Dispute, Record};
use career::source::Actor;
use oauth::scope::Scopes;
use store::history::{Entry, Names, NamesIn, NewestHistoryOf};

use super::answer::{self, Refused};
use super::form::Form;
use super::me;
use super::visitor::Visitor;
use crate::app::App;
use crate::pages::experience::{Declared, Who};
use crate::pages::history::{self as view, Doer, History, Told, Values};

/// How many entries one page has.
const PAGE: u32 = 50;

pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, Refused> {
    let person = visitor.signed_in()?.id;
    let form = Form::read(query.unwrap_or_default().as_bytes());
    let before = form.get("before").and_then(|before| before.parse().ok());
    // One more than is shown tells whether there are more.
    let mut entries = visitor.read(&app, NewestHistoryOf { person, before, most: PAGE + 1 }).await?;
    let has_older = entries.len() > PAGE as usize;
    entries.truncate(PAGE as usize);
    let events = entries.iter().filter_map(Entry::event).collect();
    let names = visitor.read(&app, NamesIn { person, events }).await?;
    let record = me::record(&app, &visitor, person).await?;
    let set = app.dictionaries.now();
    let teller = Teller { names: &names, record: &record, dictionaries: &set.dictionaries };
    let page = History {
        page: visitor.page(),
        has_newer: before.is_some(),
        older: entries.last().filter(|_| has_older).map(|last| last.link.sequence),
        entries: entries.iter().map(|entry| teller.entry(entry)).collect(),
    };
    answer::page(StatusCode::OK, &page)
}

/// Tells what entries say, by names instead of ids.
struct Teller<'a> {
    names: &'a Names,
    record: &'a Record,
    dictionaries: &'a Dictionaries,
}

impl Teller<'_> {
    fn entry(&self, entry: &Entry) -> view::Entry {
        view::Entry { sequence: entry.link.sequence, told: entry.event().map(|event| self.told(&event)) }
    }

    fn told(&self, event: &Event) -> Told {
        Told {
            what: event.what,
            subject: event.subject,
            about: self.about(event),
            by: self.doer(event.source.by),
            via: event.source.via,
            at: event.at(),
            values: self.values(event),
        }
    }

    fn doer(&self, by: Actor) -> Doer {
        Doer::Known(match by {
            Actor::Person(_) => Who::Person,
            Actor::Application(id) | Actor::Partner(id) => {
                Who::Client(self.names.client(id).map_or_else(|| id.to_string(), str::to_owned))
            }
            Actor::Operator => Who::Operator,
            Actor::Server => Who::Server,
            Actor::Outsider => return Doer::Outsider,
        })
    }

    /// What the entry is about is called, as the entry itself says it, or else as the record does.
    fn about(&self, event: &Event) -> Option<String> {
        let said = |member: &str| event.values.get(member)?.as_str().map(str::to_owned);
        match event.subject {
            Subject::Curriculum(id) => said("name").or_else(|| {
                let known = self.record.curricula.iter().find(|curriculum| curriculum.id == id);
                known.map(|curriculum| curriculum.name.clone())
            }),
            Subject::Experience(number) => said("job")
                .zip(said("company"))
                .map(|(job, company)| format!("{job}, {company}"))
                .or_else(|| {
                    let known = self.record.experiences.iter().find(|known| known.id.number() == number);
                    known.map(|known| format!("{}, {}", known.content.job, known.content.company))
                }),
            Subject::Submission(id) => {
                let known = self.record.credentials.iter().find(|known| known.submission == id)?;
                self.record.client_name(known.client).map(str::to_owned)
            }
            Subject::Grant(id) => self.names.of_grant(id).map(str::to_owned),
            Subject::Mark(statement) => self.statement(statement),
            Subject::Person(_) | Subject::Share(_) => None,
        }
    }

    /// What a statement that is still in the record says: the job, and where.
    fn statement(&self, statement: StatementId) -> Option<String> {
        match statement {
            StatementId::Experience(id) => {
                let known = self.record.experiences.iter().find(|known| known.id == id)?;
                Some(format!("{}, {}", known.content.job, known.content.company))
            }
            StatementId::Employment { submission, place } => {
                let known = self.record.credentials.iter().find(|known| known.submission == submission)?;
                let employment = known.credential.employment.get(usize::from(place).checked_sub(1)?)?;
                let role = employment.role.title().or(employment.role.classification())?;
                Some(format!("{role}, {}", employment.organisation))
            }
        }
    }

    fn values(&self, event: &Event) -> Values {
        if event.values.is_null() {
            return Values::Nothing;
        }
        self.known_values(event)
            .unwrap_or_else(|| Values::Text(serde_json::to_string_pretty(&event.values).unwrap_or_default()))
    }

    /// The values in the shape that entries of this kind have them. `None` for any other.
    fn known_values(&self, event: &Event) -> Option<Values> {
        let values = &event.values;
        match (event.what, event.subject) {
            (_, Subject::Experience(_)) => {
                let experience: Experience = serde_json::from_value(values.clone()).ok()?;
                let sources = FieldSources::all(event.source);
                let client = |id| self.names.client(id).unwrap_or_default().to_owned();
                let label = me::label(self.dictionaries);
                Some(Values::Declared(Declared::new(&experience, &sources, client, label)))
            }
            (What::Accepted, Subject::Submission(_)) => {
                let credential = serde_json::from_value(values.get("credential")?.clone()).ok()?;
                Some(Values::Attested(Box::new(credential)))
            }
            (_, Subject::Curriculum(_)) => {
                let name = values.get("name")?.as_str()?.to_owned();
                Some(Values::Curriculum { name, principal: values.get("principal")?.as_bool()? })
            }
            (What::Declared, Subject::Person(_)) => {
                Some(Values::Address(values.get("address")?.as_str()?.to_owned()))
            }
            (What::Edited, Subject::Person(_)) => {
                Some(Values::Name(values.get("name")?.as_str().map(str::to_owned)))
            }
            (What::Granted, _) => {
                let scopes = Scopes::parse(values.get("scopes")?.as_str()?).ok()?;
                Some(Values::Scopes(scopes.iter().collect()))
            }
            (What::Disputed, _) => {
                let dispute: Dispute = serde_json::from_value(values.get("dispute")?.clone()).ok()?;
                let (note, tell_partner) = (dispute.note?.as_str().to_owned(), dispute.tell_partner);
                Some(Values::Dispute { note, tell_partner })
            }
            // That something was read or marked, the entry says in its first line.
            (What::Read | What::Hidden | What::Shown | What::Withdrawn, _) => Some(Values::Nothing),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
