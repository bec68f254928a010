//! The rules of today, for a record that comes from elsewhere (LEDGER 168).

use std::collections::{BTreeMap, BTreeSet};

use super::clients_of;
use super::fault::{Fault, Remark};
use crate::credential::{Envelope, UnknownMembers};
use crate::curriculum::{CurriculumName, MOST_CURRICULA};
use crate::dictionary::Dictionaries;
use crate::experience::{Draft, Experience, Field};
use crate::history::Event;
use crate::id::{ClientId, CurriculumId, ExperienceId, StatementId, SubmissionId};
use crate::person_name::PersonName;
use crate::record::{AcceptedCredential, DeclaredExperience, KindOfClient, Record};
use crate::source::Actor;
use crate::text;
use crate::year_month::YearMonth;

/// The greatest length of an e-mail address, in bytes (RFC 5321 §4.5.3.1.3).
const LONGEST_ADDRESS: usize = 254;

/// The greatest length of a client's name, in characters.
const LONGEST_CLIENT_NAME: usize = 100;

/// Looks that the parts of the record name each other rightly: curricula, marks, clients.
pub(super) fn fit_together(record: &Record, events: &[(u64, Event)]) -> Result<(), Fault> {
    let Record { person: _, curricula, experiences, credentials, marks, clients } = record;
    let loose = |words: String| Err(Fault::Loose(words));
    let ids: BTreeSet<CurriculumId> = curricula.iter().map(|curriculum| curriculum.id).collect();
    if let Some(stray) = experiences.iter().find(|experience| !ids.contains(&experience.curriculum)) {
        return loose(format!("the experience {} stands in a curriculum that is not there", stray.id));
    }
    let principal = curricula.iter().filter(|curriculum| curriculum.principal).count();
    if principal != 1 {
        return loose(format!("{principal} curricula are the principal one, and not one"));
    }
    let declared: BTreeSet<ExperienceId> = experiences.iter().map(|experience| experience.id).collect();
    let jobs = |accepted: &AcceptedCredential| (accepted.submission, accepted.credential.employment.len());
    let attested: BTreeMap<SubmissionId, usize> = credentials.iter().map(jobs).collect();
    let is_there = |id: &StatementId| match id {
        StatementId::Experience(id) => declared.contains(id),
        StatementId::Employment { submission, place } => {
            attested.get(submission).is_some_and(|jobs| usize::from(*place) <= *jobs)
        }
    };
    if let Some(stray) = marks.keys().find(|id| !is_there(id)) {
        return loose(format!("the mark on {stray} is on a statement that is not there"));
    }
    let named = named_clients(record, events)?;
    let listed: BTreeMap<ClientId, KindOfClient> =
        clients.iter().map(|client| (client.id, client.kind)).collect();
    if listed.len() != clients.len() {
        return loose("a client is there twice".to_owned());
    }
    for (id, kind) in &named {
        match (listed.get(id), kind) {
            (None, _) => return loose(format!("the client {id} is missing, which the record names")),
            (Some(found), Some(kind)) if found != kind => {
                return loose(format!("the client {id} is {}, and acts as another kind", found.word()));
            }
            _ => {}
        }
    }
    match listed.keys().find(|id| !named.contains_key(id)) {
        Some(stray) => loose(format!("the client {stray} is there, and nothing names it")),
        None => Ok(()),
    }
}

/// Every client that is named, with its kind where that is said with it.
fn named_clients(
    record: &Record,
    events: &[(u64, Event)],
) -> Result<BTreeMap<ClientId, Option<KindOfClient>>, Fault> {
    let mut named: BTreeMap<ClientId, Option<KindOfClient>> =
        events.iter().flat_map(|(_, event)| clients_of(event)).map(|id| (id, None)).collect();
    let declared = record
        .experiences
        .iter()
        .flat_map(|experience| Field::ALL.map(|field| experience.sources.source_of(field).by));
    let attested = record.credentials.iter().map(|accepted| Actor::Partner(accepted.client));
    let entered = events.iter().map(|(_, event)| event.source.by);
    for by in declared.chain(attested).chain(entered) {
        let (id, kind) = match by {
            Actor::Application(id) => (id, KindOfClient::Application),
            Actor::Partner(id) => (id, KindOfClient::Partner),
            Actor::Person(_) | Actor::Outsider | Actor::Operator | Actor::Server => continue,
        };
        if named.insert(id, Some(kind)).flatten().is_some_and(|before| before != kind) {
            return Err(Fault::Loose(format!("the client {id} acts as a partner and as an application")));
        }
    }
    Ok(named)
}

/// Holds every text against the rules of today. What the dictionaries here do not have is told and stays: a key stays
/// when a later set no longer has it (`infojobs.md §6`).
pub(super) fn judge(record: &Record, dictionaries: &Dictionaries) -> Result<Vec<Remark>, Fault> {
    let (mut broken, mut remarks) = (Vec::new(), Vec::new());
    let person = &record.person;
    if !is_address(&person.address) {
        broken.push("the person's address is no e-mail address in lower case".to_owned());
    }
    let name = person.name.as_ref();
    if name.is_some_and(|name| PersonName::parse(name.as_str()).ok().flatten().as_ref() != Some(name)) {
        broken.push("the person's name is none that a person can have".to_owned());
    }
    if record.curricula.len() > MOST_CURRICULA {
        broken.push(format!(
            "there are {} curricula, and at most {MOST_CURRICULA} can be",
            record.curricula.len()
        ));
    }
    for curriculum in &record.curricula {
        let name = CurriculumName::parse(&curriculum.name);
        if !name.is_ok_and(|name| name.as_str() == curriculum.name) {
            broken
                .push(format!("curriculum {}: its name is none that a curriculum can have", curriculum.code));
        }
    }
    for client in &record.clients {
        let length = text::length(&client.name);
        if length == 0 || length > LONGEST_CLIENT_NAME || text::control_character(&client.name).is_some() {
            broken.push(format!("client {}: its name is none that a client can have", client.id));
        }
    }
    for DeclaredExperience { id, content, .. } in &record.experiences {
        experience(*id, content, dictionaries, &mut broken, &mut remarks);
    }
    for accepted in &record.credentials {
        credential(accepted, &mut broken);
    }
    if broken.is_empty() { Ok(remarks) } else { Err(Fault::Rules(broken)) }
}

fn is_address(text: &str) -> bool {
    let plain = text.chars().all(|character| !character.is_control() && !character.is_whitespace());
    let parts = text.rsplit_once('@').is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty());
    plain && parts && text.len() <= LONGEST_ADDRESS && text.to_lowercase() == text
}

fn experience(
    id: ExperienceId,
    content: &Experience,
    dictionaries: &Dictionaries,
    broken: &mut Vec<String>,
    remarks: &mut Vec<Remark>,
) {
    match Draft::from(content).judge(dictionaries) {
        Ok(judged) if judged == *content => {}
        Ok(_) => broken.push(format!("experience {id}: it is not written as it is kept")),
        Err(violations) => {
            for violation in violations.iter() {
                let field = violation.field.wire_name();
                if violation.rule.hangs_on_dictionaries() {
                    remarks.push(Remark::OtherDictionaries { id, field });
                } else {
                    broken.push(format!("experience {id}: `{field}` breaks rule {}", violation.code()));
                }
            }
        }
    }
}

/// A credential is judged by the month in which it came.
fn credential(accepted: &AcceptedCredential, broken: &mut Vec<String>) {
    let submission = accepted.submission;
    let draft = accepted.credential.draft(&accepted.credential_id);
    match draft.judge(YearMonth::of(accepted.received_at), UnknownMembers::Keep) {
        Ok((_, judged)) if judged == accepted.credential => {}
        Ok(_) => {
            broken.push(format!("credential of submission {submission}: it is not written as it is kept"));
        }
        Err(violations) => broken.extend(violations.iter().map(|violation| {
            let place = violation.pointer(Envelope::V2);
            format!("credential of submission {submission}, {place}: {}", violation.detail())
        })),
    }
}
