//! The statements that read and write a table, made out of what the table has.

use std::fmt::Write as _;
use std::sync::LazyLock;

use super::tables::{KEYS, TABLES, Table};
use crate::sql::Statement;

/// How many rows are read at once.
pub(super) const PAGE: usize = 512;

/// How many rows one statement writes, where there are as many.
pub(super) const CHUNK: usize = 64;

/// A table with its statements.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) table: &'static Table,
    /// How many of the first columns put its rows in order: those of the key, or all where there is none.
    pub(super) order: usize,
    /// How many rows it has.
    pub(super) count: Statement,
    /// The first page. Each row has one column more: how many rows there are like it.
    pub(super) first: Statement,
    /// The page after a row, of which the columns of the order are given.
    pub(super) next: Statement,
    /// Writes one row, unless its key is there.
    pub(super) insert_one: Statement,
    /// Writes [`CHUNK`] rows.
    pub(super) insert_many: Statement,
    /// Deletes all rows.
    pub(super) clear: Statement,
}

/// All tables but the keys.
pub(super) static PREPARED: LazyLock<Vec<Prepared>> = LazyLock::new(|| TABLES.iter().map(prepare).collect());

/// The keys.
pub(super) static PREPARED_KEYS: LazyLock<Prepared> = LazyLock::new(|| prepare(&KEYS));

fn prepare(table: &'static Table) -> Prepared {
    let name = table.name;
    let columns: Vec<&str> = table.columns.iter().map(|(name, _)| *name).collect();
    let (width, is_keyed) = (columns.len(), table.key > 0);
    let order = if is_keyed { table.key } else { width };
    let (ordered_by, columns) = (columns[..order].join(", "), columns.join(", "));
    // Rows that are alike come as one, so that the next page never begins among them.
    let (alike, together) = if is_keyed {
        ("cast(1 as bigint)", String::new())
    } else {
        ("count(*)", format!(" group by {ordered_by}"))
    };
    let page = |after: &str| {
        let page = format!("{together} order by {ordered_by} limit {PAGE}");
        statement(format!("select {columns}, {alike} from {name}{after}{page}"))
    };
    let unless_there = if is_keyed { " on conflict do nothing" } else { "" };
    let insert = |rows: usize| {
        let rows: Vec<_> = (0..rows).map(|row| format!("({})", parameters(row * width, width))).collect();
        statement(format!("insert into {name} ({columns}) values {}{unless_there}", rows.join(", ")))
    };
    Prepared {
        table,
        order,
        count: statement(format!("select count(*) from {name}")),
        first: page(""),
        next: page(&format!(" where ({ordered_by}) > ({})", parameters(0, order))),
        insert_one: insert(1),
        insert_many: insert(CHUNK),
        clear: statement(format!("delete from {name}")),
    }
}

fn parameters(before: usize, count: usize) -> String {
    let mut list = String::new();
    for number in before + 1..=before + count {
        let comma = if list.is_empty() { "" } else { ", " };
        // Writing to a string cannot fail.
        let _written = write!(list, "{comma}${number}");
    }
    list
}

/// Both dialects agree on these. They are made once in a program's life, and there are as many as there are tables.
fn statement(text: String) -> Statement {
    let text: &'static str = Box::leak(text.into_boxed_str());
    Statement { name: "transfer", sqlite: text, postgres: text, together: None }
}
