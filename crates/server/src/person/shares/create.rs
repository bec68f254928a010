//! `/me/shares/new`: a new link.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use career::id::{ShareId, StatementId};
use career::record::{Assembled, Record};
use career::share::{Life, Pin, PinFault, ShareContent};
use career::source::{Actor, Source, Way};
use career::timeline::Party;
use store::shares::{CreateShare, CreateShareRefusal, CreatedShare};

use super::super::answer::{self, Refused};
use super::super::form::Form;
use super::super::me;
use super::super::request::{self, Body};
use super::super::visitor::Visitor;
use super::{SHARES, shareable};
use crate::app::App;
use crate::pages::curricula::done::Done;
use crate::pages::shares::created::ShareCreated;
use crate::pages::shares::new::{Faults, NewShare, Offered};

/// GET: the form, with nothing chosen.
pub(super) async fn show(State(app): State<App>, visitor: Visitor) -> Result<Response, Refused> {
    let person = visitor.signed_in()?.id;
    let record = me::record(&app, &visitor, person).await?;
    let entered = Entered::read(&app, &Form::default());
    page(&visitor, &record, &record.assemble(), &entered, Faults::default())
}

/// POST: the share is made. Its PIN is shown by this answer alone, so there is no redirect after it.
pub(super) async fn handle(
    State(app): State<App>,
    visitor: Visitor,
    body: Body,
) -> Result<Response, Refused> {
    let (person, form) = request::form(&app, &visitor, body, "/me/shares/new")?;
    let record = me::record(&app, &visitor, person).await?;
    let assembled = record.assemble();
    let entered = Entered::read(&app, &form);
    let content = entered.content(&assembled);
    let (content, pin) = match (content, &entered.pin) {
        (Some(content), Ok(pin)) => (content, pin.clone()),
        (content, pin) => {
            let faults = Faults { nothing: content.is_none(), pin: pin.as_ref().err().copied() };
            return page(&visitor, &record, &assembled, &entered, faults);
        }
    };
    let (id, life) = (entered.share, entered.life);
    let source = Source { by: Actor::Person(person), via: Way::Page, at: app.now() };
    let command = CreateShare { id, person, content, pin: pin.clone(), life, source };
    match visitor.apply(&app, command).await? {
        Ok(CreatedShare::There { expires_at }) => {
            let link = app.settings.public_url.with(&format!("/share/{id}"));
            let page = ShareCreated { page: visitor.page(), link: &link, pin: pin.digits(), expires_at };
            answer::page(StatusCode::OK, &page)
        }
        Ok(CreatedShare::Otherwise) => Ok(request::done(SHARES, Done::ShareMadeBefore)),
        Err(CreateShareRefusal::IdTaken | CreateShareRefusal::UnknownPerson) => {
            Err(request::not_found(&visitor))
        }
    }
}

/// What was entered.
struct Entered {
    share: ShareId,
    made: Pin,
    statements: BTreeSet<StatementId>,
    verdicts: bool,
    life: Life,
    own_pin: String,
    /// The person's own PIN, or else the one that was made.
    pin: Result<Pin, PinFault>,
}

impl Entered {
    /// What a form says, and what it says by default. The id and the PIN that it carries since its GET are made anew
    /// where they are missing.
    fn read(app: &App, form: &Form) -> Self {
        let share = form.get("share").and_then(|text| text.parse().ok());
        let made = form.get("made").and_then(|text| Pin::choose(text).ok());
        let made = made.unwrap_or_else(|| Pin::from_random(u64::from_be_bytes(app.random())));
        let own_pin = form.get("pin").unwrap_or_default().trim().to_owned();
        let days = form.get("days").and_then(|text| text.parse().ok());
        Self {
            share: share.unwrap_or_else(|| app.new_share_id()),
            pin: if own_pin.is_empty() { Ok(made.clone()) } else { Pin::choose(&own_pin) },
            made,
            statements: form.all("statement").filter_map(|text| text.parse().ok()).collect(),
            verdicts: form.get("verdicts").is_some(),
            life: days.and_then(Life::of_days).unwrap_or(Life::Week),
            own_pin,
        }
    }

    /// What is to be shared, as far as the person has it and does not hide it.
    fn content(&self, assembled: &Assembled) -> Option<ShareContent> {
        let there: BTreeSet<&str> = shareable(assembled).map(|statement| statement.id.as_str()).collect();
        let mut chosen = self.statements.clone();
        chosen.retain(|statement| there.contains(statement.to_string().as_str()));
        ShareContent::new(chosen, self.verdicts).ok()
    }
}

fn page(
    visitor: &Visitor,
    record: &Record,
    assembled: &Assembled,
    entered: &Entered,
    faults: Faults,
) -> Result<Response, Refused> {
    let ticked: BTreeSet<String> = entered.statements.iter().map(ToString::to_string).collect();
    let partner = |party: &Party| match party {
        Party::Partner(id) => record.clients.iter().find(|client| client.id.to_string() == *id),
        _ => None,
    };
    let offered = shareable(assembled).map(|statement| Offered {
        statement,
        partner: partner(&statement.origin.by).map(|client| client.name.as_str()),
        ticked: ticked.contains(&statement.id),
    });
    let page = NewShare {
        page: visitor.page(),
        share: &entered.share.to_string(),
        made: entered.made.digits(),
        offered: offered.collect(),
        verdicts: entered.verdicts,
        life: entered.life,
        pin: &entered.own_pin,
        faults,
    };
    let status = if faults.is_none() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    answer::page(status, &page)
}

#[cfg(test)]
mod tests;
