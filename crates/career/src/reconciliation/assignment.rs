//! The best pairing of two lists: a small Hungarian algorithm.
//!
//! Written here because of the last clause of the rule (`record.md §3`): among equally good pairings the one "by
//! earliest start and id" is wanted. The maintained crates (`pathfinding`, `lapjv`, `hungarian`) give one best
//! pairing out of several and not the potentials that tell which others are as good; putting the order into the
//! weights would need numbers of thousands of digits.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::ops::{Add, Sub};

/// The cost of a pair, or of a sum of pairs; the least is the best. Compared member by member.
///
/// 128 bits hold all four for as many statements as fit into memory: see [`Cost::pair`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Cost(i128);

impl Cost {
    const NONE: Self = Self(0);

    /// The cost of a pair: one within tolerance is worth more than any number of pairs, a pair more than any
    /// difference, a day of difference more than any number of supporting classifications (LEDGER 85).
    ///
    /// With at most 2^24 pairs: support needs 24 bits, days (2^20 a pair) 44, pairs 24, pairs within tolerance 24.
    pub(super) fn pair(agrees: bool, days: u32, supported: bool) -> Self {
        let agreeing = i128::from(agrees) << 96;
        let pair = 1_i128 << 71;
        let days = i128::from(days.min(1 << 20)) << 25;
        Self(days - agreeing - pair - i128::from(supported))
    }
}

impl Add for Cost {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Cost {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

/// A row and a column that can be a pair, and what that costs: below zero, so that pairing is better than leaving over.
pub(super) type Edge = (usize, usize, Cost);

/// Which column each row is paired with, so that the sum of the costs is least; `None` for a row that is left over.
///
/// Among equally good pairings: the first row takes the first column that it can have in any of them, then the second
/// row, and so on. Costs at most the number of rows times that of the edges.
pub(super) fn best(rows: usize, columns: usize, edges: &[Edge]) -> Vec<Option<usize>> {
    let mut pairing = Pairing::new(rows, columns, edges);
    for row in 0..rows {
        pairing.place(row);
    }
    for row in 0..rows {
        pairing.settle(row);
    }
    pairing.column_of
}

/// A best pairing of the rows that were placed, and the potentials that prove it: no edge costs less than the sum of
/// its two, and the edges in use cost just that. No potential is above zero, and those of a row that is left over and
/// of a free column are zero.
struct Pairing {
    of_row: Vec<Vec<(usize, Cost)>>,
    of_column: Vec<Vec<(usize, Cost)>>,
    row_potential: Vec<Cost>,
    column_potential: Vec<Cost>,
    column_of: Vec<Option<usize>>,
    row_of: Vec<Option<usize>>,
}

/// What becomes of a column's row when the column is wanted for another one.
#[derive(Clone, Copy)]
enum Moves {
    /// The row takes this column instead.
    To(usize),
    /// The row is left over, or the column had none.
    Away,
}

impl Pairing {
    fn new(rows: usize, columns: usize, edges: &[Edge]) -> Self {
        let mut of_row = vec![Vec::new(); rows];
        let mut of_column = vec![Vec::new(); columns];
        for &(row, column, cost) in edges {
            of_row[row].push((column, cost));
            of_column[column].push((row, cost));
        }
        for list in of_row.iter_mut().chain(&mut of_column) {
            list.sort_unstable();
        }
        Self {
            of_row,
            of_column,
            row_potential: vec![Cost::NONE; rows],
            column_potential: vec![Cost::NONE; columns],
            column_of: vec![None; rows],
            row_of: vec![None; columns],
        }
    }

    /// What an edge costs above the two potentials; nothing, if it stands in some best pairing.
    fn slack(&self, row: usize, column: usize, cost: Cost) -> Cost {
        cost - self.row_potential[row] - self.column_potential[column]
    }

    /// Places one more row: along the cheapest path of changes, which ends with a free column or with a row that is
    /// left over.
    fn place(&mut self, new: usize) {
        let cheapest = self.of_row[new].iter().map(|&(column, cost)| self.slack(new, column, cost)).min();
        self.row_potential[new] = cheapest.unwrap_or_default().min(Cost::NONE);

        let mut from: HashMap<usize, (Cost, usize)> = HashMap::new();
        let mut done: Vec<(usize, usize, Cost)> = Vec::new();
        let mut queue = BinaryHeap::new();
        let mut end = (Cost::NONE - self.row_potential[new], Err(new));
        let (mut row, mut distance) = (new, Cost::NONE);
        loop {
            for &(column, cost) in &self.of_row[row] {
                let there = distance + self.slack(row, column, cost);
                if there < end.0 && from.get(&column).is_none_or(|&(known, _)| there < known) {
                    from.insert(column, (there, row));
                    queue.push(Reverse((there, column)));
                    if self.row_of[column].is_none() {
                        end = (there, Ok(column));
                    }
                }
            }
            let next = loop {
                match queue.pop() {
                    Some(Reverse((there, _))) if there >= end.0 => break None,
                    // One that a shorter path was found to is passed over.
                    Some(Reverse((there, column))) if from[&column].0 == there => {
                        break Some((there, column));
                    }
                    Some(_) => {}
                    None => break None,
                }
            };
            let Some((there, column)) = next else { break };
            // A free column would have been the end.
            let Some(holder) = self.row_of[column] else { break };
            done.push((holder, column, there));
            (row, distance) = (holder, there);
            let left_over = distance - self.row_potential[row];
            if left_over < end.0 {
                end = (left_over, Err(row));
            }
        }
        let (length, end) = end;
        self.row_potential[new] = self.row_potential[new] + length;
        for (row, column, there) in done.into_iter().filter(|(_, _, there)| *there < length) {
            self.row_potential[row] = self.row_potential[row] + length - there;
            self.column_potential[column] = self.column_potential[column] - (length - there);
        }
        // From the end backwards, each row on the path takes the column that became free.
        let mut free = match end {
            Ok(column) => Some(column),
            Err(left_over) => self.column_of[left_over].take(),
        };
        while let Some(column) = free {
            let (_, row) = from[&column];
            self.row_of[column] = Some(row);
            free = self.column_of[row].replace(column);
        }
    }

    /// Gives a row the first column that it can have in a best pairing, the rows before it being settled.
    fn settle(&mut self, row: usize) {
        let now = self.column_of[row];
        let tight = |&&(column, cost): &&(usize, Cost)| self.slack(row, column, cost) == Cost::NONE;
        let wanted: Vec<usize> = self.of_row[row]
            .iter()
            .filter(tight)
            .map(|&(column, _)| column)
            .take_while(|&column| Some(column) != now)
            .collect();
        if wanted.is_empty() {
            return;
        }
        // Which columns can be given up: backwards from the one that this row would leave.
        let mut moves: HashMap<usize, Moves> = HashMap::new();
        let closing = now.and_then(|now| {
            self.spread(row, vec![now], &mut moves);
            self.closing(row, now, &moves)
        });
        if now.is_none() || closing.is_some() {
            // What this row leaves needs nobody else: then a free column, or that of a row that may be left over, will do.
            let may_leave = |column: &usize| match self.row_of[*column] {
                None => true,
                Some(holder) => holder > row && self.row_potential[holder] == Cost::NONE,
            };
            let sources: Vec<usize> = (0..self.row_of.len())
                .filter(|column| !moves.contains_key(column) && may_leave(column))
                .collect();
            moves.extend(sources.iter().map(|&source| (source, Moves::Away)));
            self.spread(row, sources, &mut moves);
        }
        let Some(&column) = wanted.iter().find(|column| moves.contains_key(column)) else { return };
        if let Some(now) = now {
            self.row_of[now] = None;
        }
        if self.give(row, column, &moves)
            && let Some((hole, taker)) = closing
        {
            // The chain did not end where this row was: that place is filled, or left free, by another one.
            match taker {
                Some(taker) => _ = self.give(taker, hole, &moves),
                None => self.empty(hole, &moves),
            }
        }
    }

    /// From columns that can be given up to all others that can: their rows are not settled and can take one of those.
    fn spread(&self, row: usize, mut queue: Vec<usize>, moves: &mut HashMap<usize, Moves>) {
        while let Some(column) = queue.pop() {
            for &(other, cost) in &self.of_column[column] {
                if other > row
                    && let Some(held) = self.column_of[other]
                    && !moves.contains_key(&held)
                    && self.slack(other, column, cost) == Cost::NONE
                {
                    moves.insert(held, Moves::To(column));
                    queue.push(held);
                }
            }
        }
    }

    /// A column among those that lead to `now` which may stay free, or which a row that is left over can take, with
    /// that row.
    fn closing(
        &self,
        row: usize,
        now: usize,
        moves: &HashMap<usize, Moves>,
    ) -> Option<(usize, Option<usize>)> {
        let mut holes: Vec<usize> = moves.keys().copied().chain([now]).collect();
        holes.sort_unstable();
        holes.into_iter().find_map(|hole| {
            if self.column_potential[hole] == Cost::NONE {
                return Some((hole, None));
            }
            let takes = |&&(other, cost): &&(usize, Cost)| {
                other > row && self.column_of[other].is_none() && self.slack(other, hole, cost) == Cost::NONE
            };
            self.of_column[hole].iter().find(takes).map(|&(other, _)| (hole, Some(other)))
        })
    }

    /// Gives a column to a row, its own row the next one, and so on. True where the chain ended with a column that
    /// was free or with a row that is left over now.
    fn give(&mut self, row: usize, column: usize, moves: &HashMap<usize, Moves>) -> bool {
        let (mut taker, mut column) = (row, column);
        loop {
            self.column_of[taker] = Some(column);
            let holder = self.row_of[column].replace(taker);
            match (holder, moves.get(&column)) {
                (Some(holder), Some(Moves::To(next))) => (taker, column) = (holder, *next),
                (Some(holder), Some(Moves::Away)) => {
                    self.column_of[holder] = None;
                    return true;
                }
                (None, Some(_)) => return true,
                // Only the column that the first row left has no moves.
                (_, None) => return false,
            }
        }
    }

    /// Empties a column, whose row takes the next one, and so on.
    fn empty(&mut self, column: usize, moves: &HashMap<usize, Moves>) {
        if let (Some(holder), Some(Moves::To(next))) = (self.row_of[column].take(), moves.get(&column)) {
            self.give(holder, *next, moves);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The sum of a pairing, its columns in order with none last, and the pairing.
    type Found = Option<(Cost, Vec<usize>, Vec<Option<usize>>)>;

    /// Every pairing, the best by sum and then by the order of the columns; what `best` must find.
    fn by_trying(costs: &[Vec<Option<Cost>>], columns: usize) -> Vec<Option<usize>> {
        fn go(
            costs: &[Vec<Option<Cost>>],
            taken: &mut Vec<bool>,
            so_far: &mut Vec<Option<usize>>,
            sum: Cost,
            best: &mut Found,
        ) {
            let row = so_far.len();
            let Some(line) = costs.get(row) else {
                let order: Vec<usize> = so_far.iter().map(|column| column.unwrap_or(usize::MAX)).collect();
                let found = (sum, order, so_far.clone());
                if best.as_ref().is_none_or(|best| (found.0, &found.1) < (best.0, &best.1)) {
                    *best = Some(found);
                }
                return;
            };
            for column in 0..taken.len() {
                if let Some(cost) = line[column].filter(|_| !taken[column]) {
                    taken[column] = true;
                    so_far.push(Some(column));
                    go(costs, taken, so_far, sum + cost, best);
                    so_far.pop();
                    taken[column] = false;
                }
            }
            so_far.push(None);
            go(costs, taken, so_far, sum, best);
            so_far.pop();
        }
        let mut found = None;
        go(costs, &mut vec![false; columns], &mut Vec::new(), Cost::NONE, &mut found);
        found.unwrap().2
    }

    fn edges(costs: &[Vec<Option<Cost>>]) -> Vec<Edge> {
        let rows = costs.iter().enumerate();
        let edge = |(row, line): (usize, &Vec<Option<Cost>>)| {
            let edges = line.iter().enumerate();
            edges.filter_map(move |(column, cost)| cost.map(|cost| (row, column, cost))).collect::<Vec<_>>()
        };
        rows.flat_map(edge).collect()
    }

    fn any_cost() -> impl Strategy<Value = Option<Cost>> {
        prop::option::weighted(0.7, (any::<bool>(), 0..4_u32, any::<bool>()))
            .prop_map(|pair| pair.map(|(agrees, days, supported)| Cost::pair(agrees, days, supported)))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn the_pairing_is_the_best_and_of_those_the_first(
            (columns, costs) in (1..6_usize).prop_flat_map(|columns| {
                (Just(columns), prop::collection::vec(prop::collection::vec(any_cost(), columns), 1..6))
            }),
        ) {
            let found = best(costs.len(), columns, &edges(&costs));
            prop_assert_eq!(found, by_trying(&costs, columns));
        }
    }

    #[test]
    fn ledger_85_one_more_pair_within_tolerance_is_worth_any_difference() {
        let far = Cost::pair(true, 100_000, false);
        let near = Cost::pair(false, 0, true);
        assert!(
            far < near && near < Cost::pair(false, 1, true) && Cost::pair(false, 200_000, false) < Cost::NONE
        );
        // Row 0 would be nearest to column 0, but then row 1 had no pair within tolerance.
        let costs = [vec![Some(near), Some(far)], vec![Some(far), Some(near)]];
        assert_eq!(best(2, 2, &edges(&costs)), [Some(1), Some(0)]);
        assert_eq!(best(0, 3, &[]), []);
        assert_eq!(best(2, 0, &[]), [None, None]);
    }
}
