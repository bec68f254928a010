//! The table of what was answered: `docs/credentials.md`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::document::Access;
use super::exceptions::{EXCEPTIONS, Exception, OPEN, number};
use super::tries::Who;

/// One operation.
pub(super) struct Row {
    pub(super) operation: String,
    pub(super) access: Access,
    /// One for each kind of caller, and the last for the right one.
    pub(super) cells: Vec<Cell>,
}

/// What one kind of caller was answered; nothing where there is no such caller, for the operation takes no such
/// credentials.
pub(super) struct Cell {
    pub(super) answers: BTreeSet<String>,
    pub(super) exception: Option<&'static Exception>,
}

/// Says that the committed document is to be written anew.
const RENEW: &str = "TENURE_RENEW_CREDENTIALS";

const BEGINNING: &str = include_str!("table.md");

/// The document.
pub(super) fn written(rows: &[Row]) -> String {
    let mut text = BEGINNING.to_owned();
    let headings = Who::ALL.map(Who::heading);
    for access in ACCESSES {
        let of_access = || rows.iter().filter(|row| title(row.access) == access);
        if of_access().next().is_none() {
            continue;
        }
        writeln!(text, "\n## {access}\n").unwrap();
        let meant: Vec<usize> = (0..Who::ALL.len())
            .filter(|place| of_access().any(|row| !row.cells[*place].answers.is_empty()))
            .collect();
        let names = meant.iter().map(|place| headings[*place]).chain(["rightly"]);
        writeln!(text, "| operation | {} |", names.collect::<Vec<_>>().join(" | ")).unwrap();
        writeln!(text, "|{}", " --- |".repeat(meant.len() + 2)).unwrap();
        for row in of_access() {
            let cells = meant.iter().filter_map(|place| row.cells.get(*place)).chain(row.cells.last());
            let cells: Vec<String> = cells.map(ToString::to_string).collect();
            writeln!(text, "| `{}` | {} |", row.operation, cells.join(" | ")).unwrap();
        }
    }
    text += "\n## Exceptions\n\nEach is still needed, or a test fails.\n\n";
    for exception in EXCEPTIONS {
        writeln!(text, "{}. {}", number(exception), exception.reason).unwrap();
    }
    text += "\nWithout any credentials:\n\n";
    for (name, reason) in OPEN {
        writeln!(text, "- `{name}`: {reason}").unwrap();
    }
    text
}

impl std::fmt::Display for Cell {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.answers.is_empty() {
            return formatter.write_str("–");
        }
        let answers: Vec<&str> = self.answers.iter().map(String::as_str).collect();
        formatter.write_str(&answers.join(", "))?;
        match self.exception {
            Some(exception) => write!(formatter, " ({})", number(exception)),
            None => Ok(()),
        }
    }
}

/// The parts of the document, in their order.
const ACCESSES: [&str; 6] = [
    "An application's id and secret",
    "An application's id and secret, and a person's token",
    "A person's token",
    "A partner's token",
    "A client's id and secret",
    "No credentials",
];

const fn title(access: Access) -> &'static str {
    match access {
        Access::Application => ACCESSES[0],
        Access::User(_) => ACCESSES[1],
        Access::Person(_) => ACCESSES[2],
        Access::Partner(_) => ACCESSES[3],
        Access::Client => ACCESSES[4],
        Access::Nobody => ACCESSES[5],
    }
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/credentials.md")
}

/// Holds the committed document against what was answered, or writes it.
pub(super) fn compare(table: &str) {
    if std::env::var_os(RENEW).is_some() {
        std::fs::write(path(), table).unwrap();
    }
    let committed = std::fs::read_to_string(path()).unwrap_or_default();
    assert_eq!(
        committed, table,
        "docs/credentials.md is not what was answered; renew it and read the difference:\n    \
         {RENEW}=1 cargo test -p server credentials && git diff docs/credentials.md"
    );
}
