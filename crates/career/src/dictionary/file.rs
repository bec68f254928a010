//! One dictionary file: from its text to rows, with every fault that can be seen without the other files.

use std::collections::HashMap;

use super::LONGEST_KEY;
use super::entry::Entry;
use super::fault::Fault;
use super::piece::Piece;
use crate::text;

/// A row and the place where it stands.
pub(super) struct Row<'a> {
    pub(super) entry: Entry,
    pub(super) piece: Piece<'a>,
}

/// What could be read of a dictionary file.
pub(super) struct File<'a> {
    pub(super) id: &'static str,
    pub(super) rows: Vec<Row<'a>>,
    /// False where a row or the whole file could not be read, so that a missing row proves nothing.
    pub(super) whole: bool,
}

impl<'a> File<'a> {
    /// Reads `{"dictionary": "<id>", "note": "…", "entries": […]}`. One fault of type is reported for each row,
    /// and every fault of content.
    pub(super) fn read(name: &'a str, id: &'static str, text: &'a str, faults: &mut Vec<Fault>) -> Self {
        let mut file = Self { id, rows: Vec::new(), whole: true };
        match Piece::read(name, text) {
            Ok(piece) => file.read_members(name, piece, faults),
            Err(fault) => file.broken(fault, faults),
        }
        check_keys(&file.rows, faults);
        check_ids(&file.rows, faults);
        file
    }

    /// Finds a row by its id.
    pub(super) fn by_id(&self) -> HashMap<i64, &Entry> {
        self.rows.iter().map(|row| (row.entry.id, &row.entry)).collect()
    }

    /// Finds a row by its parent and its key.
    pub(super) fn by_key(&self) -> HashMap<(Option<i64>, &str), &Entry> {
        self.rows.iter().map(|row| ((row.entry.parent, row.entry.key.as_str()), &row.entry)).collect()
    }

    fn broken(&mut self, fault: Fault, faults: &mut Vec<Fault>) {
        self.whole = false;
        faults.push(fault);
    }

    fn read_members(&mut self, name: &str, piece: Piece<'a>, faults: &mut Vec<Fault>) {
        let Some(members) = top_members(piece, &["dictionary", "note", "entries"], faults) else {
            self.whole = false;
            return;
        };
        match members.get("dictionary").map(|value| (value, value.parse::<String>())) {
            None => faults.push(Fault::of_file(name, "the member `dictionary` is missing")),
            Some((_, Err(fault))) => faults.push(fault),
            Some((value, Ok(told))) if told != self.id => {
                faults.push(value.fault(format!(
                    "`dictionary` says `{told}`, but a file of this name holds `{}`",
                    self.id
                )));
            }
            Some((_, Ok(_))) => {}
        }
        match members.get("entries").map(|value| value.elements().ok_or(value)) {
            None => self.broken(Fault::of_file(name, "the member `entries` is missing"), faults),
            Some(Err(value)) => self.broken(value.fault("`entries` must be an array of rows"), faults),
            Some(Ok(pieces)) => {
                for piece in pieces {
                    if piece.members().is_none() {
                        self.broken(piece.fault("a row must be an object"), faults);
                        continue;
                    }
                    match piece.parse::<Entry>() {
                        Ok(entry) => self.rows.push(Row { entry, piece }),
                        Err(fault) => self.broken(fault, faults),
                    }
                }
            }
        }
    }
}

/// The members of a file's object by name, when they are of the known ones; `note` must be a text.
pub(super) fn top_members<'a>(
    piece: Piece<'a>,
    known: &[&str],
    faults: &mut Vec<Fault>,
) -> Option<HashMap<String, Piece<'a>>> {
    let Some(pairs) = piece.members() else {
        faults.push(piece.fault("the file must hold one JSON object"));
        return None;
    };
    let mut members = HashMap::new();
    for (name, value) in pairs {
        match name.parse::<String>() {
            Err(fault) => faults.push(fault),
            Ok(told) if !known.contains(&told.as_str()) => {
                faults.push(name.fault(format!("unknown member `{told}`, expected {}", quoted(known))));
            }
            Ok(told) => {
                if told == "note" {
                    faults.extend(value.parse::<String>().err());
                }
                if members.insert(told.clone(), value).is_some() {
                    faults.push(name.fault(format!("the member `{told}` stands here twice")));
                }
            }
        }
    }
    Some(members)
}

/// Names in backquotes, for a reason.
pub(super) fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// A key must be one that a request can send: requests are trimmed, and hold no control characters.
fn check_keys(rows: &[Row<'_>], faults: &mut Vec<Fault>) {
    let mut first: HashMap<(Option<i64>, &str), usize> = HashMap::new();
    for (index, Row { entry, piece }) in rows.iter().enumerate() {
        let key = entry.key.as_str();
        let length = text::length(key);
        if key.trim().is_empty() {
            faults.push(piece.fault("the key is empty"));
        } else if key.trim() != key || text::control_character(key).is_some() {
            faults.push(piece.fault(format!(
                "the key {key:?} holds white space at an end or a control character, so that no request can name it"
            )));
        } else if length > LONGEST_KEY {
            faults.push(
                piece.fault(format!("the key has {length} characters, {LONGEST_KEY} are allowed: `{key}`")),
            );
        }
        if let Some(earlier) = first.get(&(entry.parent, key)).and_then(|&earlier| rows.get(earlier)) {
            let line = earlier.piece.line();
            let under = entry.parent.map(|parent| format!(" under the parent {parent}")).unwrap_or_default();
            faults.push(piece.fault(format!("the key `{key}` stands{under} on line {line} already")));
        } else {
            first.insert((entry.parent, key), index);
        }
    }
}

fn check_ids(rows: &[Row<'_>], faults: &mut Vec<Fault>) {
    let mut first: HashMap<i64, usize> = HashMap::new();
    for (index, Row { entry, piece }) in rows.iter().enumerate() {
        if let Some(earlier) = first.get(&entry.id).and_then(|&earlier| rows.get(earlier)) {
            let line = earlier.piece.line();
            faults.push(piece.fault(format!("the id {} stands on line {line} already", entry.id)));
        } else {
            first.insert(entry.id, index);
        }
    }
}
