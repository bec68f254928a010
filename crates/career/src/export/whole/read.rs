//! Reading a document: whatever does not fit together is refused, with its place and with what to do.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::error::Category;

use super::fault::{Broken, Fault, Place, Remark};
use super::head::SignedHead;
use super::{Document, FORMAT, VERSION, Whole, rules, verdicts};
use crate::dictionary::Dictionaries;
use crate::history::{BEFORE_THE_FIRST, Entry, Event};
use crate::reconciliation::Policy;

/// The longest document, in bytes.
pub const LIMIT: usize = 256 << 20;

/// A document that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The record with its history. Every rule of this module holds.
    pub whole: Whole,
    /// The head that it ends with.
    pub head: SignedHead,
    /// What is to be told about it.
    pub remarks: Vec<Remark>,
}

/// The members that every version has.
#[derive(Deserialize)]
struct Envelope {
    format: Option<Value>,
    version: Option<u64>,
}

/// Reads a document.
///
/// The key that signed it stands in it, so the signature tells that nothing was changed since, and which key it was;
/// whether that key is a server's one knows from elsewhere ([`SignedHead::key`]).
///
/// # Errors
///
/// The first [`Fault`], in the order of the checks: size, JSON, format, version, shape, writing, chain, head, rows,
/// clients, verdicts and signature, rules.
pub fn read(bytes: &[u8], policy: &Policy, dictionaries: &Dictionaries) -> Result<Read, Fault> {
    if bytes.len() > LIMIT {
        return Err(Fault::TooLong);
    }
    version(bytes)?;
    let document: Document = serde_json::from_slice(bytes)
        .map_err(|error| Fault::Shape { place: place_of(&error), why: words_of(&error) })?;
    as_written(bytes, &document)?;
    let events = chain(&document.history)?;
    let last = document.history.last().map(|entry| (entry.link.sequence, entry.link.hash));
    if last != Some((document.head.sequence, document.head.hash.0)) {
        return Err(Fault::Head);
    }
    document.record.fits(&events)?;
    let Document { on, record, history, verdicts, head, .. } = document;
    let whole = Whole { record, history, on };
    rules::fit_together(&whole.record, &events)?;
    let derived = compare(&whole, &verdicts, policy);
    if !head.signs(&whole, &verdicts) {
        let changed = matches!(derived, Some(Remark::OtherVerdicts));
        return Err(if changed { Fault::Verdicts } else { Fault::Signature });
    }
    let mut remarks = rules::judge(&whole.record, dictionaries)?;
    remarks.extend(derived);
    Ok(Read { whole, head: head.signed(), remarks })
}

/// Looks whether this is a document that this program can read.
fn version(bytes: &[u8]) -> Result<(), Fault> {
    let value = |error: serde_json::Error| match error.classify() {
        Category::Eof => Fault::CutShort(place_of(&error)),
        Category::Syntax | Category::Io => Fault::NotJson { place: place_of(&error), why: words_of(&error) },
        Category::Data => Fault::Shape { place: place_of(&error), why: words_of(&error) },
    };
    // First all of it, so that a file that was cut short is told as that.
    serde_json::from_slice::<IgnoredAny>(bytes).map_err(value)?;
    let envelope: Envelope = serde_json::from_slice(bytes).map_err(value)?;
    match envelope.format {
        Some(Value::String(format)) if format == FORMAT => {}
        Some(other) => return Err(Fault::Format { found: format!("its `format` is {other}") }),
        None => return Err(Fault::Format { found: "it has no `format`".to_owned() }),
    }
    match envelope.version {
        Some(found) if found > u64::from(VERSION) => Err(Fault::Newer { found }),
        Some(found) if found == u64::from(VERSION) => Ok(()),
        _ => Err(Fault::Shape {
            place: Place { line: 1, column: 1 },
            why: format!("`version` is missing, or none that there ever was; this program reads {VERSION}"),
        }),
    }
}

/// Looks that this is what [`Whole::write`] writes, white space between the tokens apart: so one document has one
/// meaning, and nothing stands in it that was looked at as something else (LEDGER 167).
fn as_written(bytes: &[u8], document: &Document) -> Result<(), Fault> {
    let wrong = |at: usize| Fault::Written(place_at(bytes, at));
    let expected = serde_json::to_vec(document).map_err(|_| wrong(0))?;
    let mut expected = expected.iter();
    let (mut inside, mut escaped) = (false, false);
    for (at, byte) in bytes.iter().enumerate() {
        if !inside && byte.is_ascii_whitespace() {
            continue;
        }
        match (inside, escaped, byte) {
            (_, true, _) => escaped = false,
            (true, _, b'\\') => escaped = true,
            (_, _, b'"') => inside = !inside,
            _ => {}
        }
        if expected.next() != Some(byte) {
            return Err(wrong(at));
        }
    }
    if expected.next().is_some() { Err(wrong(bytes.len())) } else { Ok(()) }
}

/// Looks at every link and at what it says; the events with their sequences.
fn chain(history: &[Entry]) -> Result<Vec<(u64, Event)>, Fault> {
    let (mut sequence, mut previous) = (0, BEFORE_THE_FIRST);
    let mut events = Vec::with_capacity(history.len());
    for entry in history {
        let broken = |why| Fault::Entry { sequence: sequence + 1, why };
        if !entry.link.follows(sequence, &previous) {
            return Err(broken(Broken::Chain));
        }
        let opened = entry.opened.as_ref().ok_or_else(|| broken(Broken::Closed))?;
        if opened.commitment() != entry.link.commitment {
            return Err(broken(Broken::Commitment));
        }
        let event = entry.event().ok_or_else(|| broken(Broken::Event))?;
        (sequence, previous) = (entry.link.sequence, entry.link.hash);
        events.push((sequence, event));
    }
    Ok(events)
}

/// Computes the verdicts anew, where the policy is the same.
fn compare(whole: &Whole, written: &Value, policy: &Policy) -> Option<Remark> {
    let theirs = written.pointer("/reconciliation/policy").and_then(Value::as_str).unwrap_or_default();
    let ours = policy.id().to_string();
    if theirs != ours {
        return Some(Remark::OtherPolicy { theirs: theirs.to_owned(), ours });
    }
    let computed = serde_json::to_value(verdicts::of(&whole.record, policy, whole.on));
    computed.map_or(true, |computed| computed != *written).then_some(Remark::OtherVerdicts)
}

fn place_of(error: &serde_json::Error) -> Place {
    Place { line: error.line(), column: error.column() }
}

fn words_of(error: &serde_json::Error) -> String {
    let whole = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    whole.strip_suffix(&place).unwrap_or(&whole).to_owned()
}

fn place_at(bytes: &[u8], at: usize) -> Place {
    let before = &bytes[..at.min(bytes.len())];
    let mut place = Place { line: 1, column: 1 };
    for byte in before {
        place = match byte {
            b'\n' => Place { line: place.line + 1, column: 1 },
            _ => Place { column: place.column + 1, ..place },
        };
    }
    place
}
