//! `tenure history verify`.

use std::process::ExitCode;

use career::history::Head;
use career::history::verify::{Finding, Verified};
use career::id::PersonId;
use serde_json::{Value, json};
use store::history::{Owners, VerifyHistory};
use store::verification::ReadOnly;
use store::{Failure, Query, Store};
use uuid::Uuid;

use crate::output::say;
use crate::person;
use crate::problem::Problem;

/// The exit code where something does not fit.
pub const FOUND: u8 = 3;

/// How many people are looked up at once.
const PAGE: u32 = 500;

/// Who answers queries.
pub trait Asked {
    /// Answers one.
    async fn ask<Q: Query>(&self, query: Q) -> Result<Q::Answer, Failure>;
}

impl Asked for Store {
    async fn ask<Q: Query>(&self, query: Q) -> Result<Q::Answer, Failure> {
        self.answer(query).await
    }
}

impl Asked for ReadOnly {
    async fn ask<Q: Query>(&self, query: Q) -> Result<Q::Answer, Failure> {
        self.answer(query).await
    }
}

/// Something that does not fit.
pub struct Found {
    person: Option<PersonId>,
    entry: Option<u64>,
    word: &'static str,
    words: String,
    todo: &'static str,
}

impl Found {
    /// As JSON.
    pub fn in_json(&self) -> Value {
        let Self { person, entry, word, words, todo } = self;
        json!({ "person": person, "entry": entry, "finding": word, "words": words, "todo": todo })
    }

    /// As a line.
    pub fn in_words(&self) -> String {
        let who = self.person.map(|person| format!("person {person}: ")).unwrap_or_default();
        format!("{who}{}; {}", self.words, self.todo)
    }
}

/// What was looked at in all, and what is done with each finding.
pub struct Total<F> {
    people: u64,
    erased: u64,
    entries: u64,
    rows: u64,
    rows_left_out: u64,
    findings: u64,
    tell: F,
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
    let mut findings = Vec::new();
    let mut total = Total::telling(
        |found: Found| if json { findings.push(found.in_json()) } else { say(found.in_words()) },
    );
    match who {
        Some(who) => {
            let person = person::find::known(store, who).await?;
            total.one(store, person, head).await?;
        }
        None => total.everybody(store).await?,
    }
    let (code, words, mut counts) = (total.code(), total.in_words(), total.in_json());
    if json {
        counts["findings"] = findings.into();
        say(format!("{counts:#}"));
    } else {
        say(words);
    }
    Ok(code)
}

impl<F: FnMut(Found)> Total<F> {
    /// Nothing yet; each finding is told when it is found.
    pub const fn telling(tell: F) -> Self {
        Self { people: 0, erased: 0, entries: 0, rows: 0, rows_left_out: 0, findings: 0, tell }
    }

    /// Walks everybody's history.
    ///
    /// # Errors
    /// [`Problem::Store`] where it cannot be read whose there are.
    pub async fn everybody<A: Asked>(&mut self, store: &A) -> Result<(), Problem> {
        let mut from = Some(Uuid::nil());
        while let Some(next) = from {
            let page = store.ask(Owners { from: next, most: PAGE }).await?;
            for person in page.people {
                self.one(store, person, None).await?;
            }
            for _ in 0..page.nobodys {
                let words = "something stands under an id that is none".to_owned();
                self.found(None, None, "no_id", words, "restore the row from a backup");
            }
            from = page.next;
        }
        Ok(())
    }

    async fn one<A: Asked>(
        &mut self,
        store: &A,
        person: PersonId,
        outside: Option<Head>,
    ) -> Result<(), Problem> {
        self.people += 1;
        let verified = match store.ask(VerifyHistory { person, outside }).await {
            Ok(verified) => verified,
            // Of one person nothing can be read: that is told, and the others are looked at.
            Err(Failure::Broken(words)) => {
                let words = format!("the database cannot read it: {words}");
                let todo = "check the database itself, and restore it from a backup";
                self.found(Some(person), None, "unreadable", words, todo);
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
            self.found(Some(person), entry, word, finding.to_string(), todo(&finding));
        }
        Ok(())
    }

    fn found(
        &mut self,
        person: Option<PersonId>,
        entry: Option<u64>,
        word: &'static str,
        words: String,
        todo: &'static str,
    ) {
        self.findings += 1;
        (self.tell)(Found { person, entry, word, words, todo });
    }

    /// The exit code that says whether everything fits.
    pub fn code(&self) -> ExitCode {
        if self.findings == 0 { ExitCode::SUCCESS } else { ExitCode::from(FOUND) }
    }

    fn in_json(&self) -> Value {
        json!({
            "people": self.people,
            "erased": self.erased,
            "entries": self.entries,
            "rows": self.rows,
            "rows_left_out": self.rows_left_out,
        })
    }

    /// What was looked at, and whether everything fits.
    pub fn in_words(&self) -> String {
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

/// A number of things.
pub fn count(number: u64, one: &str, many: &str) -> String {
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
