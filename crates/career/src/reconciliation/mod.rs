//! Declared and attested statements held against each other, with an explanation (`record.md §3`).
//!
//! [`reconcile`] takes a [`Timeline`], a [`Policy`] and a day, and gives groups of statements that speak of one job,
//! each with a [`Verdict`] and [`Reason`]s. The same input gives the same bytes.

mod assignment;
mod compare;
mod explain;
mod group;
mod legal_forms;
mod pairing;
pub mod policy;
mod prepared;
mod result;
#[cfg(test)]
mod tests;
mod words;

use jiff::civil::Date;

pub use policy::Policy;
pub use result::{Group, Reason, Reconciliation, Rule, Side, Verdict};

use crate::timeline::Timeline;

/// Reconciles the statements that stand in a timeline, under a policy, on a day.
pub fn reconcile(timeline: &Timeline, policy: &Policy, on: Date) -> Reconciliation {
    let (prepared, texts) = prepared::prepare(timeline.standing(), policy, on);
    let comparer = compare::Comparer::new(policy, &texts);
    let groups = group::groups(&prepared, &comparer);
    let groups = groups.iter().map(|group| group.judge(&comparer, policy, on)).collect();
    Reconciliation { policy: policy.id().clone(), on, groups }
}
