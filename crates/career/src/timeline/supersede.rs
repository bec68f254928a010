//! A partner that attests the same job again: the newer statement stands, the older goes to the history
//! (`record.md §2`, LEDGER 83).

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::Statement;
use crate::fold::fold;
use crate::when::When;

/// A statement that a newer one of the same partner took the place of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Superseded {
    /// The older statement.
    pub statement: Statement,
    /// The id of the newer one, which may be superseded itself.
    pub by: String,
}

/// The records that one credential has for one job, oldest credential first.
type Credentials = BTreeMap<(Timestamp, String), Vec<Statement>>;

/// Parts the statements into those that stand and those that were superseded.
pub(super) fn supersede(statements: Vec<Statement>) -> (Vec<Statement>, Vec<Superseded>) {
    let (mut standing, mut superseded) = (Vec::new(), Vec::new());
    let mut jobs: BTreeMap<(String, String, String), Credentials> = BTreeMap::new();
    for statement in statements {
        let Some(attestation) = statement.attestation() else {
            standing.push(statement);
            continue;
        };
        let organisation = fold(&statement.organisation);
        let job = (attestation.client.clone(), organisation, written(statement.period.start()));
        let credential = (attestation.received, attestation.credential.clone());
        jobs.entry(job).or_default().entry(credential).or_default().push(statement);
    }
    for credentials in jobs.into_values() {
        let mut stand = Vec::new();
        for records in credentials.into_values() {
            take(records, &mut stand, &mut superseded);
        }
        standing.append(&mut stand);
    }
    (standing, superseded)
}

/// Takes the records that the next credential has for the job: each supersedes the one with its role; a lone one
/// with a new role supersedes a lone one; every other stands beside what was there.
fn take(mut records: Vec<Statement>, stand: &mut Vec<Statement>, superseded: &mut Vec<Superseded>) {
    records.sort_by(|one, other| one.id.cmp(&other.id));
    let promotion = records.len() == 1 && stand.len() == 1;
    let mut older = std::mem::take(stand);
    for record in records {
        let same = role(&record);
        let place = older.iter().position(|old| role(old) == same).or(promotion.then_some(0));
        if let Some(place) = place {
            superseded.push(Superseded { statement: older.remove(place), by: record.id.clone() });
        }
        stand.push(record);
    }
    stand.append(&mut older);
}

/// What tells the records of one job apart.
fn role(statement: &Statement) -> (Option<String>, Option<String>) {
    (statement.title.as_deref().map(fold), statement.classification.as_deref().map(fold))
}

fn written(start: When) -> String {
    start.to_string()
}
