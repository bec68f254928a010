//! Groups of statements that speak of one job, and their verdicts (`record.md §3`).

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::compare::Comparer;
use super::explain::{reasons, stale};
use super::pairing::pairs;
use super::policy::Policy;
use super::prepared::{Ending, Prepared};
use super::result::{Group, Reason, Verdict};
use crate::timeline::State;

/// The statements of one job: at most one declared, at most one of each partner, the partners in the order of their
/// client ids.
pub(super) struct Members<'a> {
    declared: Option<&'a Prepared<'a>>,
    attested: Vec<&'a Prepared<'a>>,
}

/// Groups the statements, in the order of the timeline: each group stands where its first statement does.
///
/// Each partner is paired with the declared statements alone. What is left over is paired partner by partner, in the
/// order of client ids: a statement with the first of each group of left-overs that there is already (LEDGER 86).
pub(super) fn groups<'a>(prepared: &'a [Prepared<'a>], comparer: &Comparer<'_>) -> Vec<Members<'a>> {
    let mut declared: Vec<&Prepared<'_>> = Vec::new();
    let mut partners: BTreeMap<&str, Vec<&Prepared<'_>>> = BTreeMap::new();
    for one in prepared {
        match one.statement.attestation() {
            None => declared.push(one),
            Some(attestation) => partners.entry(&attestation.client).or_default().push(one),
        }
    }
    by_start(&mut declared);
    let mut groups: Vec<Members<'_>> =
        declared.iter().map(|one| Members { declared: Some(one), attested: Vec::new() }).collect();
    let mut left: Vec<Members<'_>> = Vec::new();
    for mut attested in partners.into_values() {
        by_start(&mut attested);
        let over = join(&mut groups, &declared, attested, comparer);
        let firsts: Vec<&Prepared<'_>> =
            left.iter().filter_map(|group| group.attested.first().copied()).collect();
        let alone = join(&mut left, &firsts, over, comparer);
        left.extend(alone.into_iter().map(|one| Members { declared: None, attested: vec![one] }));
        // Where a later partner's statements are paired, the groups must stand by start and id again.
        left.sort_by_key(|group| group.attested.first().map(|one| by_start_key(one)));
    }
    groups.append(&mut left);
    let place: BTreeMap<&str, usize> =
        prepared.iter().enumerate().map(|(place, one)| (one.statement.id.as_str(), place)).collect();
    groups.sort_by_cached_key(|group| {
        group.all().filter_map(|one| place.get(one.statement.id.as_str())).min().copied()
    });
    groups
}

/// Adds each statement to the group that it is paired with, and gives those back that have no pair.
fn join<'a>(
    groups: &mut [Members<'a>],
    firsts: &[&'a Prepared<'a>],
    attested: Vec<&'a Prepared<'a>>,
    comparer: &Comparer<'_>,
) -> Vec<&'a Prepared<'a>> {
    let mut paired = vec![false; attested.len()];
    for (group, place) in pairs(firsts, &attested, comparer) {
        groups[group].attested.push(attested[place]);
        paired[place] = true;
    }
    attested.into_iter().zip(paired).filter(|(_, paired)| !paired).map(|(one, _)| one).collect()
}

fn by_start(list: &mut [&Prepared<'_>]) {
    list.sort_by_key(|one| by_start_key(one));
}

fn by_start_key<'a>(one: &Prepared<'a>) -> (i32, i32, &'a str) {
    (one.start.first, one.start.last, &one.statement.id)
}

impl<'a> Members<'a> {
    fn all(&self) -> impl Iterator<Item = &'a Prepared<'a>> {
        self.declared.into_iter().chain(self.attested.iter().copied())
    }

    /// The verdict and its reasons.
    pub(super) fn judge(&self, comparer: &Comparer<'_>, policy: &Policy, on: Date) -> Group {
        let (mut found, mut differs, mut disagree) = (Vec::new(), false, false);
        for one in &self.attested {
            if let Some(declared) = self.declared {
                differs |= !compared(declared, one, comparer, &mut found);
            }
        }
        for (place, one) in self.attested.iter().enumerate() {
            for other in &self.attested[place + 1..] {
                disagree |= !compared(one, other, comparer, &mut found);
            }
        }
        let old = self.stale(policy, on);
        found.extend(old.map(stale));
        let verdict = match (disagree, differs, old, self.declared, self.attested.is_empty()) {
            (_, _, _, _, true) => Verdict::DeclaredOnly,
            (true, ..) => Verdict::SourcesDisagree,
            (_, true, ..) => Verdict::Differs,
            (_, _, Some(_), ..) => Verdict::Stale,
            (_, _, None, Some(_), _) => Verdict::Confirmed,
            (_, _, None, None, _) => Verdict::AttestedOnly,
        };
        // What stands against an agreement comes first.
        found.sort_by_key(|reason| reason.agrees);
        let id = |one: &Prepared<'_>| one.statement.id.clone();
        Group {
            verdict,
            declared: self.declared.map(id),
            attested: self.attested.iter().map(|one| id(one)).collect(),
            reasons: found,
        }
    }

    /// The statement with the freshest horizon, where no partner reported an end and even that one is too old.
    fn stale(&self, policy: &Policy, on: Date) -> Option<&'a Prepared<'a>> {
        let mut freshest: Option<(i32, &Prepared<'_>)> = None;
        for one in &self.attested {
            let Ending::NotReported(horizon) = one.ending else { return None };
            if freshest.is_none_or(|(last, _)| horizon.last > last) {
                freshest = Some((horizon.last, one));
            }
        }
        let (_, one) = freshest?;
        (one.statement.state(policy.stale_after(), on) == State::Stale).then_some(one)
    }
}

/// Compares two statements, notes the reasons, and says whether they agree.
fn compared(
    one: &Prepared<'_>,
    other: &Prepared<'_>,
    comparer: &Comparer<'_>,
    found: &mut Vec<Reason>,
) -> bool {
    let comparison = comparer.compare(one, other);
    found.extend(reasons(one, other, &comparison, comparer));
    comparison.agrees()
}
