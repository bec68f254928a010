//! The best pairing of two lists: a small Hungarian algorithm.
//!
//! Written here because of the last clause of the rule (`record.md §3`): among equally good pairings the one "by
//! earliest start and id" is wanted. The maintained crates (`pathfinding`, `lapjv`, `hungarian`) give one best
//! pairing out of several and not the potentials that tell which others are as good; putting the order into the
//! weights would need numbers of thousands of digits.

use std::ops::{Add, Sub};

/// The cost of a pair, or of a sum of pairs; the least is the best. Compared member by member.
///
/// 128 bits hold all four for as many statements as fit into memory: see [`Cost::pair`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Cost(i128);

impl Cost {
    const NONE: Self = Self(0);
    const GREATEST: Self = Self(i128::MAX / 4);

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

/// Which column each row is paired with, so that the sum of the costs is least; `None` for a row that is left over.
///
/// `cost(row, column)` is `None` for two that cannot be a pair, and otherwise below zero, so that pairing is better
/// than leaving over. Among equally good pairings: the first row takes the first column that it can have in any of
/// them, then the second row, and so on. At most of cubic cost in the longer list.
pub(super) fn best(
    rows: usize,
    columns: usize,
    cost: impl Fn(usize, usize) -> Option<Cost>,
) -> Vec<Option<usize>> {
    let mut table = Table::new(rows, columns, cost);
    for row in 0..rows {
        table.place(row);
    }
    for row in 0..rows {
        table.settle(row);
    }
    (0..rows).map(|row| Some(table.column_of[row]).filter(|&column| table.is_pair(row, column))).collect()
}

const FREE: usize = usize::MAX;

struct Table {
    rows: usize,
    /// At least as many as rows: columns that are not there cost nothing, and stand for being left over.
    columns: usize,
    costs: Vec<Cost>,
    row_potential: Vec<Cost>,
    column_potential: Vec<Cost>,
    column_of: Vec<usize>,
    row_of: Vec<usize>,
}

impl Table {
    fn new(rows: usize, columns: usize, cost: impl Fn(usize, usize) -> Option<Cost>) -> Self {
        let width = columns.max(rows);
        let mut costs = vec![Cost::NONE; rows * width];
        for row in 0..rows {
            for column in 0..columns {
                costs[row * width + column] = cost(row, column).unwrap_or(Cost::NONE);
            }
        }
        Self {
            rows,
            columns: width,
            costs,
            row_potential: vec![Cost::NONE; rows],
            column_potential: vec![Cost::NONE; width],
            column_of: vec![FREE; rows],
            row_of: vec![FREE; width],
        }
    }

    fn cost(&self, row: usize, column: usize) -> Cost {
        self.costs[row * self.columns + column]
    }

    /// Whether the two can be a pair, rather than being left over together.
    fn is_pair(&self, row: usize, column: usize) -> bool {
        self.cost(row, column) < Cost::NONE
    }

    /// What the cost lies above the two potentials; zero for what stands in some best pairing.
    fn slack(&self, row: usize, column: usize) -> Cost {
        self.cost(row, column) - self.row_potential[row] - self.column_potential[column]
    }

    /// Places one more row: the cheapest path of changes from it to a free column (Jonker and Volgenant).
    fn place(&mut self, new: usize) {
        let mut least = vec![Cost::GREATEST; self.columns];
        let mut from = vec![FREE; self.columns];
        let mut done = vec![false; self.columns];
        // The rows and columns on the tree of paths, with the distance at which they joined it.
        let mut tree: Vec<(usize, usize, Cost)> = Vec::new();
        let (mut row, mut distance) = (new, Cost::NONE);
        let mut previous = FREE;
        let end = loop {
            let base = distance - self.row_potential[row];
            let mut nearest: Option<(Cost, bool, usize)> = None;
            for column in 0..self.columns {
                if done[column] {
                    continue;
                }
                let there = base + self.costs[row * self.columns + column] - self.column_potential[column];
                if there < least[column] {
                    least[column] = there;
                    from[column] = previous;
                }
                let candidate = (least[column], self.row_of[column] != FREE, column);
                if nearest.is_none_or(|best| candidate < best) {
                    nearest = Some(candidate);
                }
            }
            // There are at least as many columns as rows, so that some column is always left.
            let Some((reached, taken, column)) = nearest else { return };
            distance = reached;
            if !taken {
                break column;
            }
            done[column] = true;
            row = self.row_of[column];
            previous = column;
            tree.push((row, column, reached));
        };
        self.row_potential[new] = self.row_potential[new] + distance;
        for (row, column, reached) in tree {
            self.row_potential[row] = self.row_potential[row] + distance - reached;
            self.column_potential[column] = self.column_potential[column] - (distance - reached);
        }
        // Along the path, each row moves one column further.
        let mut column = end;
        loop {
            let before = from[column];
            let row = if before == FREE { new } else { self.row_of[before] };
            self.row_of[column] = row;
            self.column_of[row] = column;
            if before == FREE {
                return;
            }
            column = before;
        }
    }

    /// Gives a row the first column that it can have in a best pairing, the rows before it being settled.
    fn settle(&mut self, row: usize) {
        let now = self.column_of[row];
        let tight = |table: &Self, row: usize, column: usize| table.slack(row, column) == Cost::NONE;
        let until = if self.is_pair(row, now) { now } else { self.columns };
        let wanted: Vec<usize> =
            (0..until).filter(|&column| self.is_pair(row, column) && tight(self, row, column)).collect();
        if wanted.is_empty() {
            return;
        }
        // From the column that becomes free, backwards: which columns can be given up, and for which one.
        let mut next = vec![FREE; self.columns];
        let mut queue = vec![now];
        let mut seen = vec![false; self.columns];
        seen[now] = true;
        let mut free_ones_seen = false;
        while let Some(column) = queue.pop() {
            for other in (0..self.rows).filter(|&other| other != row) {
                let held = self.column_of[other];
                // A settled row that is left over may hold any other column that it cannot be paired with.
                let may_move = other > row || !(self.is_pair(other, held) || self.is_pair(other, column));
                if !seen[held] && may_move && tight(self, other, column) {
                    seen[held] = true;
                    next[held] = column;
                    queue.push(held);
                }
            }
            // A column without potential may stay free; then any free column can be taken instead of it.
            if !free_ones_seen && self.column_potential[column] == Cost::NONE {
                free_ones_seen = true;
                for free in 0..self.columns {
                    if self.row_of[free] == FREE && !seen[free] {
                        seen[free] = true;
                        next[free] = column;
                        queue.push(free);
                    }
                }
            }
        }
        let Some(&column) = wanted.iter().find(|&&column| seen[column]) else { return };
        // The row takes the column, whose row takes the next one, until the one that became free.
        let (mut mover, mut column) = (row, column);
        self.row_of[now] = FREE;
        loop {
            let holder = self.row_of[column];
            self.row_of[column] = mover;
            if mover != FREE {
                self.column_of[mover] = column;
            }
            if column == now {
                return;
            }
            mover = holder;
            column = next[column];
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
                let order: Vec<usize> = so_far.iter().map(|column| column.unwrap_or(FREE)).collect();
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
            let found = best(costs.len(), columns, |row, column| costs[row][column]);
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
        let costs = [[Some(near), Some(far)], [Some(far), Some(near)]];
        assert_eq!(best(2, 2, |row, column| costs[row][column]), [Some(1), Some(0)]);
        assert_eq!(best(0, 3, |_, _| None), []);
        assert_eq!(best(2, 0, |_, _| None), [None, None]);
    }
}
