//! Jobs gathered by employer, and the gaps between them.

use std::collections::HashMap;

use career::reconciliation::{Group, Policy};
use career::timeline::{Gap, Statement};
use jiff::civil::Date;

/// A group of the reconciliation with its statements.
#[derive(Debug, Clone)]
pub(super) struct Job<'a> {
    pub(super) group: &'a Group,
    /// The declared statement first, then the attested ones in the order of client ids. Never empty.
    pub(super) statements: Vec<&'a Statement>,
}

/// One after the other, the newest first.
#[derive(Debug, Clone)]
pub(super) enum Place<'a, 'b> {
    /// The jobs at one employer.
    Employer(Vec<&'b Job<'a>>),
    /// A time for which nothing is stated.
    Gap(&'b Gap),
}

/// The jobs of groups, in their order. A group of which no statement stands in the timeline is left out.
pub(super) fn jobs<'a>(groups: &'a [Group], standing: &'a [Statement]) -> Vec<Job<'a>> {
    let by_id: HashMap<&str, &Statement> =
        standing.iter().map(|statement| (statement.id.as_str(), statement)).collect();
    let job = |group: &'a Group| {
        let ids = group.declared.iter().chain(&group.attested);
        let statements: Vec<_> = ids.filter_map(|id| by_id.get(id.as_str()).copied()).collect();
        (!statements.is_empty()).then_some(Job { group, statements })
    };
    groups.iter().filter_map(job).collect()
}

/// The jobs by employer, each employer where its newest job stands, with the gaps between them.
///
/// Two jobs are at one employer where the policy knows two of their names as one, or where a third job has both names
/// (LEDGER 133).
pub(super) fn arranged<'a, 'b>(jobs: &'b [Job<'a>], gaps: &'b [Gap], policy: &Policy) -> Vec<Place<'a, 'b>> {
    let mut employers: Vec<Vec<&Job<'_>>> = Vec::new();
    let mut places: HashMap<usize, usize> = HashMap::new();
    let mut names = Names::default();
    let first_names: Vec<usize> = jobs.iter().map(|job| names.joined(job, policy)).collect();
    for (job, name) in jobs.iter().zip(first_names) {
        let place = *places.entry(names.root(name)).or_insert_with(|| {
            employers.push(Vec::new());
            employers.len() - 1
        });
        employers[place].push(job);
    }
    let mut gaps = gaps.iter().peekable();
    let mut arranged = Vec::with_capacity(employers.len());
    for jobs in employers {
        let newest = jobs.iter().map(|job| job.newest_start()).max().unwrap_or(Date::MIN);
        while let Some(gap) = gaps.next_if(|gap| newest < gap.before.days().first()) {
            arranged.push(Place::Gap(gap));
        }
        arranged.push(Place::Employer(jobs));
    }
    arranged.extend(gaps.map(Place::Gap));
    arranged
}

impl Job<'_> {
    fn newest_start(&self) -> Date {
        let starts = self.statements.iter().map(|statement| statement.period.start().days().first());
        starts.max().unwrap_or(Date::MIN)
    }
}

/// Names that stand for one employer: a forest, each name pointing at another one or at itself.
#[derive(Default)]
struct Names {
    numbers: HashMap<String, usize>,
    parents: Vec<usize>,
}

impl Names {
    /// Takes all names of a job for one, and gives the number of the first.
    fn joined(&mut self, job: &Job<'_>, policy: &Policy) -> usize {
        let numbers: Vec<usize> =
            job.statements.iter().map(|one| self.number(policy.employer(&one.organisation))).collect();
        let first = numbers.first().copied().unwrap_or_default();
        for other in numbers {
            let (one, other) = (self.root(first), self.root(other));
            self.parents[other] = one;
        }
        first
    }

    fn number(&mut self, name: String) -> usize {
        let parents = &mut self.parents;
        *self.numbers.entry(name).or_insert_with(|| {
            parents.push(parents.len());
            parents.len() - 1
        })
    }

    fn root(&mut self, mut name: usize) -> usize {
        while self.parents[name] != name {
            self.parents[name] = self.parents[self.parents[name]];
            name = self.parents[name];
        }
        name
    }
}
