//! `tenure history show`.

use std::process::ExitCode;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use career::history::{Event, Subject};
use career::id::PersonId;
use career::source::{Actor, Way};
use serde_json::{Value, json};
use store::Store;
use store::history::{Entry, HeadOf, HistoryOf, Names, NamesIn, StoredHead};

use crate::output::say;
use crate::person;
use crate::problem::Problem;

/// How many entries are read at once.
const PAGE: u32 = 500;

/// Prints the entries, the oldest first.
///
/// # Errors
/// [`Problem`] where there is no such person, or the store has no answer.
pub async fn run(store: &Store, who: &str, json: bool) -> Result<ExitCode, Problem> {
    let person = person::find::known(store, who).await?;
    let end = store.answer(HeadOf { person }).await?;
    let mut shown = Vec::new();
    let mut after = 0;
    loop {
        let entries = store.answer(HistoryOf { person, after, most: PAGE }).await?;
        let events = entries.iter().filter_map(Entry::event).collect();
        let names = store.answer(NamesIn { person, events }).await?;
        for entry in &entries {
            if json {
                shown.push(in_json(entry, &names));
            } else {
                say(line(entry, person, &names));
            }
        }
        match entries.last() {
            Some(last) if entries.len() >= PAGE as usize => after = last.link.sequence,
            _ => break,
        }
    }
    if json {
        let erased = end.is_some_and(|end| end.erased);
        let head = end.map(|end| end.head.to_string());
        say(format!("{:#}", json!({ "person": person, "erased": erased, "head": head, "entries": shown })));
    } else if let Some(StoredHead { head, erased }) = end {
        let told = "This person was erased: the chain is all that is left, and it tells nothing.\n";
        say(format!("{}head {head}", if erased { told } else { "" }));
    }
    Ok(ExitCode::SUCCESS)
}

/// One entry in one line: its place, when, who by which way, what about what, and the beginning of its hash.
fn line(entry: &Entry, person: PersonId, names: &Names) -> String {
    let (sequence, hash) = (entry.link.sequence, hash(&entry.link.hash));
    let short = &hash[..10];
    match (entry.event(), &entry.opened) {
        (Some(event), _) => format!(
            "{sequence:>5}  {}  {}, {}: {} {}  {short}",
            event.at().strftime("%Y-%m-%d %H:%M:%S UTC"),
            who(event.source.by, names),
            way(event.source.via),
            word(&event),
            about(&event, person, names),
        ),
        (None, Some(_)) => format!("{sequence:>5}  cannot be read  {short}"),
        (None, None) => format!("{sequence:>5}  tells nothing  {short}"),
    }
}

fn in_json(entry: &Entry, names: &Names) -> Value {
    let event = entry.event();
    json!({
        "sequence": entry.link.sequence,
        "commitment": hash(&entry.link.commitment),
        "hash": hash(&entry.link.hash),
        "salt": entry.opened.as_ref().map(|opened| hash(&opened.salt)),
        "statement": entry.opened.as_ref().map(|opened| &opened.statement),
        "who": event.as_ref().map(|event| who(event.source.by, names)),
        "event": event,
    })
}

fn hash(bytes: &[u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn who(by: Actor, names: &Names) -> String {
    let client =
        |kind: &str, id| format!("{kind} {}", names.client(id).map_or_else(|| id.to_string(), quoted));
    match by {
        Actor::Person(_) => "the person".to_owned(),
        Actor::Application(id) => client("application", id),
        Actor::Partner(id) => client("partner", id),
        Actor::Outsider => "somebody with a link".to_owned(),
        Actor::Operator => "an operator".to_owned(),
        Actor::Server => "the server".to_owned(),
    }
}

/// A name as a client gave it to itself, on one line.
fn quoted(name: &str) -> String {
    format!("“{}”", name.escape_debug())
}

const fn way(via: Way) -> &'static str {
    match via {
        Way::Infojobs => "by the InfoJobs contract",
        Way::Seekpass => "by the SEEK Pass contract",
        Way::Page => "on the pages",
        Way::Record => "by the record API",
        Way::Share => "by a share",
        Way::Oauth => "by OAuth",
        Way::CommandLine => "at the command line",
        Way::Rule => "by a rule",
    }
}

/// What happened, as the database has it.
fn word(event: &Event) -> String {
    serde_json::to_value(event.what)
        .ok()
        .and_then(|word| word.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn about(event: &Event, person: PersonId, names: &Names) -> String {
    match event.subject {
        Subject::Person(id) if id == person => "the record".to_owned(),
        Subject::Grant(id) => match names.of_grant(id) {
            Some(name) => format!("grant {id} to {}", quoted(name)),
            None => event.subject.to_string(),
        },
        subject => subject.to_string(),
    }
}
