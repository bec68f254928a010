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
    /// The first page, in the order of the key; the whole table where there is none.
    pub(super) first: Statement,
    /// The page after a key.
    pub(super) next: Option<Statement>,
    /// Writes one row, unless it is there.
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
    let (key, width) = (&columns[..table.key], columns.len());
    let columns = columns.join(", ");
    let select = format!("select {columns} from {name}");
    let page = if key.is_empty() { format!(" order by {columns}") } else { ordered(key) };
    let next = (!key.is_empty()).then(|| {
        let after = parameters(0, key.len());
        statement(format!("{select} where ({}) > ({after}){}", key.join(", "), ordered(key)))
    });
    let unless_there = if key.is_empty() { "" } else { " on conflict do nothing" };
    let insert = |rows: usize| {
        let rows: Vec<_> = (0..rows).map(|row| format!("({})", parameters(row * width, width))).collect();
        statement(format!("insert into {name} ({columns}) values {}{unless_there}", rows.join(", ")))
    };
    Prepared {
        table,
        first: statement(format!("{select}{page}")),
        next,
        insert_one: insert(1),
        insert_many: insert(CHUNK),
        clear: statement(format!("delete from {name}")),
    }
}

fn ordered(key: &[&str]) -> String {
    format!(" order by {} limit {PAGE}", key.join(", "))
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
    Statement { name: "transfer", sqlite: text, postgres: text }
}
