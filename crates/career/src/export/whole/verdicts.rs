//! What comes of a record, on a day and under a policy: written for whoever reads the document, and computed anew by
//! whoever takes it over.

use jiff::civil::Date;
use serde::Serialize;

use crate::reconciliation::{Policy, Reconciliation, reconcile};
use crate::record::Record;
use crate::timeline::Gap;

/// The member `verdicts`.
#[derive(Serialize)]
pub(super) struct Verdicts {
    /// The groups with their verdicts, under a policy that is named.
    reconciliation: Reconciliation,
    /// The gaps in the timeline, the latest first.
    gaps: Vec<Gap>,
    /// Statements that a newer one of the same partner took the place of.
    superseded: Vec<Superseded>,
    /// What cannot stand in the timeline.
    left_out: Vec<LeftOut>,
}

#[derive(Serialize)]
struct Superseded {
    id: String,
    by: String,
}

#[derive(Serialize)]
struct LeftOut {
    id: String,
    why: String,
}

/// The verdicts over the whole record, what the person hides included.
pub(super) fn of(record: &Record, policy: &Policy, on: Date) -> Verdicts {
    let assembled = record.assemble();
    let superseded = assembled.timeline.superseded().iter();
    let superseded = superseded.map(|old| Superseded { id: old.statement.id.clone(), by: old.by.clone() });
    let left_out = assembled.left_out.iter();
    let left_out = left_out.map(|left| LeftOut { id: left.id.clone(), why: left.why.to_string() });
    Verdicts {
        reconciliation: reconcile(&assembled.timeline, policy, on),
        gaps: assembled.timeline.gaps(),
        superseded: superseded.collect(),
        left_out: left_out.collect(),
    }
}
