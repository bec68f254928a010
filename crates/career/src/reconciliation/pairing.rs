//! Which statements of one list speak of the same jobs as which of another (`record.md §3`).

use std::collections::HashMap;

use super::assignment::{self, Cost};
use super::compare::Comparer;
use super::prepared::Prepared;

/// Two statements that may speak of one job.
struct Edge {
    one: usize,
    other: usize,
    cost: Cost,
}

/// The best pairs of a statement of one list with one of another: places in the two lists, which must stand by
/// earliest start and id.
pub(super) fn pairs(
    one: &[&Prepared<'_>],
    other: &[&Prepared<'_>],
    comparer: &Comparer<'_>,
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for part in parts(one.len(), other.len(), edges(one, other, comparer)) {
        if let [edge] = part.as_slice() {
            pairs.push((edge.one, edge.other));
            continue;
        }
        let rows = places(part.iter().map(|edge| edge.one));
        let columns = places(part.iter().map(|edge| edge.other));
        let place = |list: &[usize], wanted| list.binary_search(&wanted).unwrap_or_default();
        let local = |edge: &Edge| (place(&rows, edge.one), place(&columns, edge.other), edge.cost);
        let edges: Vec<assignment::Edge> = part.iter().map(local).collect();
        let found = assignment::best(rows.len(), columns.len(), &edges);
        let found = found.into_iter().enumerate();
        pairs.extend(found.filter_map(|(row, column)| column.map(|column| (rows[row], columns[column]))));
    }
    pairs.sort_unstable();
    pairs
}

/// Every two statements with the same organisation whose periods can overlap.
fn edges(one: &[&Prepared<'_>], other: &[&Prepared<'_>], comparer: &Comparer<'_>) -> Vec<Edge> {
    let by_name = |list: &[&Prepared<'_>]| {
        let mut names: HashMap<usize, Vec<usize>> = HashMap::new();
        for (place, prepared) in list.iter().enumerate() {
            names.entry(prepared.name).or_default().push(place);
        }
        let mut names: Vec<(usize, Vec<usize>)> = names.into_iter().collect();
        names.sort_unstable();
        names
    };
    let (ones, others) = (by_name(one), by_name(other));
    let mut edges = Vec::new();
    for (name, places) in &ones {
        for (_, others) in others.iter().filter(|(other, _)| comparer.same_organisation(*name, *other)) {
            for (&place, &other_place) in
                places.iter().flat_map(|place| others.iter().map(move |other| (place, other)))
            {
                let (left, right) = (one[place], other[other_place]);
                if comparer.can_overlap(left, right) {
                    let found = comparer.compare(left, right);
                    let cost = Cost::pair(found.agrees(), found.days(), found.supported);
                    edges.push(Edge { one: place, other: other_place, cost });
                }
            }
        }
    }
    edges
}

/// The edges in parts that have no statement in common.
fn parts(ones: usize, others: usize, edges: Vec<Edge>) -> Vec<Vec<Edge>> {
    let mut heads: Vec<usize> = (0..ones + others).collect();
    for edge in &edges {
        let (one, other) = (head(&mut heads, edge.one), head(&mut heads, ones + edge.other));
        heads[one.max(other)] = one.min(other);
    }
    let mut parts: Vec<Vec<Edge>> = Vec::new();
    let mut part_of: HashMap<usize, usize> = HashMap::new();
    for edge in edges {
        let head = head(&mut heads, edge.one);
        let part = *part_of.entry(head).or_insert_with(|| {
            parts.push(Vec::new());
            parts.len() - 1
        });
        parts[part].push(edge);
    }
    parts
}

/// The first of all that hang together with this one.
fn head(heads: &mut [usize], mut place: usize) -> usize {
    while heads[place] != place {
        heads[place] = heads[heads[place]];
        place = heads[place];
    }
    place
}

fn places(list: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut places: Vec<usize> = list.collect();
    places.sort_unstable();
    places.dedup();
    places
}
