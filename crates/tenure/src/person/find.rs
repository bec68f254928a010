//! `tenure person find`.

use career::id::PersonId;
use serde_json::{Value, json};
use store::Store;
use store::history::HeadOf;
use store::people::{FindPeople, FoundPerson, PersonByAddress};

use crate::output::say;
use crate::problem::Problem;

/// How many people are shown at the most.
const MOST: u32 = 100;

/// Whom to find.
#[derive(Debug, clap::Args)]
pub struct FindArguments {
    /// A part of an e-mail address, or a whole id
    text: String,
    /// Write JSON: an array of objects
    #[arg(long)]
    json: bool,
}

/// Prints whom it finds.
///
/// # Errors
/// [`Problem`] where the store has no answer.
pub async fn run(store: &Store, arguments: &FindArguments) -> Result<(), Problem> {
    let text = arguments.text.trim().to_lowercase();
    let found = store.answer(FindPeople { text: text.clone(), most: MOST }).await?;
    if arguments.json {
        let found: Vec<Value> = found.iter().map(in_json).collect();
        say(format!("{:#}", Value::from(found)));
        return Ok(());
    }
    for person in &found {
        say(in_words(person));
    }
    if found.is_empty() {
        say(match with_a_history(store, &text).await? {
            Some((person, true)) => {
                format!("The person {person} was erased. Nothing is left but the chain of their history.")
            }
            _ => {
                format!("There is nobody with `{}` in their address or as their id.", text.escape_debug())
            }
        });
    } else if found.len() >= MOST as usize {
        say(format!("There may be more than these {MOST}: give more of the address."));
    }
    Ok(())
}

/// The person whom an argument names: by the whole address, or by the id, which somebody who was erased still has.
///
/// # Errors
/// [`Problem::Argument`] where there is nobody such, [`Problem::Store`] where the store has no answer.
pub async fn known(store: &Store, text: &str) -> Result<PersonId, Problem> {
    let text = text.trim().to_lowercase();
    if let Some(person) = living(store, &text).await? {
        return Ok(person);
    }
    let known = with_a_history(store, &text).await?.map(|(person, _)| person);
    known.ok_or_else(|| nobody(&text))
}

/// As [`known`], but nobody who was erased.
///
/// # Errors
/// As [`known`].
pub async fn living_or_refused(store: &Store, text: &str) -> Result<FoundPerson, Problem> {
    let text = text.trim().to_lowercase();
    let person = living(store, &text).await?.ok_or_else(|| nobody(&text))?;
    let found = store.answer(FindPeople { text: person.to_string(), most: 1 }).await?;
    found.into_iter().next().ok_or_else(|| nobody(&text))
}

async fn living(store: &Store, text: &str) -> Result<Option<PersonId>, Problem> {
    if let Ok(id) = text.parse::<PersonId>() {
        let found = store.answer(FindPeople { text: id.to_string(), most: 1 }).await?;
        return Ok(found.first().map(|found| found.id));
    }
    Ok(store.answer(PersonByAddress { address: text.to_owned() }).await?)
}

/// The person with this id of whom there is a history, and whether they were erased.
async fn with_a_history(store: &Store, text: &str) -> Result<Option<(PersonId, bool)>, Problem> {
    let Ok(person) = text.parse::<PersonId>() else {
        return Ok(None);
    };
    Ok(store.answer(HeadOf { person }).await?.map(|end| (person, end.erased)))
}

fn nobody(text: &str) -> Problem {
    Problem::Argument(format!(
        "there is nobody with the address or the id `{}`; `tenure person find` looks for parts of addresses",
        text.escape_debug()
    ))
}

/// A person in two lines.
pub fn in_words(person: &FoundPerson) -> String {
    let count = |number: i64, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    let entries = if person.entries == 1 { "1 entry" } else { &format!("{} entries", person.entries) };
    format!(
        "{}  {}\n    since {}, {}, {}, {}, {}, {entries} in the history",
        person.id,
        person.address.escape_debug(),
        person.since.strftime("%Y-%m-%d %H:%M UTC"),
        if person.curricula == 1 {
            "1 curriculum".to_owned()
        } else {
            format!("{} curricula", person.curricula)
        },
        count(person.experiences, "experience"),
        count(person.credentials, "credential"),
        count(person.grants, "connected application"),
    )
}

fn in_json(person: &FoundPerson) -> Value {
    json!({
        "id": person.id,
        "address": person.address,
        "since": format!("{:.3}", person.since),
        "curricula": person.curricula,
        "experiences": person.experiences,
        "credentials": person.credentials,
        "connected_applications": person.grants,
        "entries": person.entries,
    })
}
