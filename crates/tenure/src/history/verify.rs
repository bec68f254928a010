//! `tenure history verify`.

use std::process::ExitCode;

use career::history::Head;
use career::history::verify::{Finding, Verified};
use career::id::PersonId;
use serde_json::{Value, json};
use store::history::{Owners, VerifyHistory};
use store::{Failure, Store};
use uuid::Uuid;

use crate::output::say;
use crate::person;
use crate::problem::Problem;

/// The exit code where something does not fit.
const FOUND: u8 = 3;

/// How many people are looked up at once.
const PAGE: u32 = 500;

/// What was looked at in all.
#[derive(Default)]
struct Total {
    people: u64,
    erased: u64,
    entries: u64,
    rows: u64,
    rows_left_out: u64,
    findings: u64,
    json: Vec<Value>,
}

/// Walks, prints every finding when it is found, and what was looked at in the end.
///
/// # Errors
/// [`Problem`] where there is no such person, or the store has no answer.
pub async fn run(
    store: &Store,
    who: Option<&str>,
    head: Option<Head>,
    json: bool,
) -> Result<ExitCode, Problem> {
    let mut total = Total::default();
    match who {
        Some(who) => {
            let person = person::find::known(store, who).await?;
            total.one(store, person, head, json).await?;
        }
        None => total.everybody(store, json).await?,
    }
    if json {
        say(format!("{:#}", total.in_json()));
    } else {
        say(total.in_words());
    }
    Ok(if total.findings == 0 { ExitCode::SUCCESS } else { ExitCode::from(FOUND) })
}

impl Total {
    async fn everybody(&mut self, store: &Store, json: bool) -> Result<(), Problem> {
        let mut from = Some(Uuid::nil());
        while let Some(next) = from {
            let page = store.answer(Owners { from: next, most: PAGE }).await?;
            for person in page.people {
                self.one(store, person, None, json).await?;
            }
            for _ in 0..page.nobodys {
                let line = "something stands under an id that is none";
                self.found(None, None, "no_id", line, "restore the row from a backup", json);
            }
            from = page.next;
        }
        Ok(())
    }

    async fn one(
        &mut self,
        store: &Store,
        person: PersonId,
        outside: Option<Head>,
        json: bool,
    ) -> Result<(), Problem> {
        self.people += 1;
        let verified = match store.answer(VerifyHistory { person, outside }).await {
            Ok(verified) => verified,
            // Of one person nothing can be read: that is told, and the others are looked at.
            Err(Failure::Broken(words)) => {
                let line = format!("the database cannot read it: {words}");
                let todo = "check the database itself, and restore it from a backup";
                self.found(Some(person), None, "unreadable", &line, todo, json);
                return Ok(());
            }
            Err(failure) => return Err(failure.into()),
        };
        let Verified { entries, rows, rows_left_out, erased, findings, .. } = verified;
        self.entries += entries;
        self.rows += rows;
        self.rows_left_out += rows_left_out;
        self.erased += u64::from(erased);
        for finding in findings {
            let (entry, word) = (finding.entry(), finding.word());
            self.found(Some(person), entry, word, &finding.to_string(), todo(&finding), json);
        }
        Ok(())
    }

    fn found(
        &mut self,
        person: Option<PersonId>,
        entry: Option<u64>,
        word: &str,
        line: &str,
        todo: &str,
        json: bool,
    ) {
        self.findings += 1;
        if json {
            let finding =
                json!({ "person": person, "entry": entry, "finding": word, "words": line, "todo": todo });
            self.json.push(finding);
        } else {
            let who = person.map(|person| format!("person {person}: ")).unwrap_or_default();
            say(format!("{who}{line}; {todo}"));
        }
    }

    fn in_json(&self) -> Value {
        json!({
            "people": self.people,
            "erased": self.erased,
            "entries": self.entries,
            "rows": self.rows,
            "rows_left_out": self.rows_left_out,
            "findings": self.json,
        })
    }

    fn in_words(&self) -> String {
        let erased = if self.erased == 0 { String::new() } else { format!(" ({} erased)", self.erased) };
        let looked_at = format!(
            "Looked at {}{erased}, {} and {}",
            count(self.people, "person", "people"),
            count(self.entries, "entry", "entries"),
            count(self.rows, "row", "rows"),
        );
        let left_out = match self.rows_left_out {
            0 => String::new(),
            rows => format!(
                " {} could not be compared, for an entry that may be about them tells nothing.",
                count(rows, "row", "rows")
            ),
        };
        match self.findings {
            0 => format!("{looked_at}: everything fits.{left_out}"),
            findings => format!(
                "{looked_at}: {} {}.{left_out}",
                count(findings, "thing", "things"),
                if findings == 1 { "does not fit" } else { "do not fit" }
            ),
        }
    }
}

fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// What to do about a finding.
const fn todo(finding: &Finding) -> &'static str {
    match finding {
        Finding::Broken { .. }
        | Finding::Missing { .. }
        | Finding::Changed { .. }
        | Finding::Emptied { .. }
        | Finding::Stray { .. }
        | Finding::NoHistory
        | Finding::NoHead
        | Finding::HeadDiffers { .. } => {
            "restore the history from a backup, or find out who wrote to the database"
        }
        Finding::OutsideHeadDiffers { .. } => {
            "look whether the head is of this person; if it is, entries were cut off or replaced"
        }
        Finding::RowDiffers { .. } | Finding::RowMissing { .. } | Finding::RowUnreadable { .. } => {
            "compare it with a backup, or let the person enter it anew"
        }
        Finding::RowWithoutEntry { .. } => "find out who wrote it, and take it out",
        Finding::NotErased { .. } => "take it out, for the person wanted to be forgotten",
    }
}
