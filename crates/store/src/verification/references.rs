//! What refers to something leads somewhere: every reference between tables, those without a foreign key too, and those
//! of which a foreign key cannot speak. The histories' own are part of their verifying.

use std::fmt::Write as _;
use std::sync::LazyLock;

use uuid::Uuid;

use crate::sql::{Row, SqlError, Statement, Statements};
use crate::transfer::{Kind, TABLES, Table};

/// So many rows of one reference are told one by one.
const TOLD: u32 = 100;

/// A reference of the rows of a table to those of another.
#[derive(Debug)]
pub(crate) struct Reference {
    /// The table that refers.
    pub(crate) table: &'static str,
    /// By which columns. Where one of them is null, the row refers to nothing.
    pub(crate) columns: &'static [&'static str],
    /// Which of its rows.
    only: &'static str,
    /// The table that is referred to.
    pub(crate) target: &'static str,
    /// By which columns.
    keys: &'static [&'static str],
    /// Which of its rows.
    target_only: &'static str,
    /// What is said of a row that refers to nothing.
    words: &'static str,
}

const fn reference(
    table: &'static str,
    columns: &'static [&'static str],
    target: &'static str,
    keys: &'static [&'static str],
    words: &'static str,
) -> Reference {
    Reference { table, columns, only: "", target, keys, target_only: "", words }
}

const NO_PERSON: &str = "the person is not there";
const NO_CLIENT: &str = "the client is not there";
const NO_GRANT: &str = "the grant is not there";

/// All of them.
pub(crate) static REFERENCES: [Reference; 25] = [
    reference("curriculum", &["person_id"], "person", &["id"], NO_PERSON),
    reference("experience", &["person_id"], "person", &["id"], NO_PERSON),
    reference(
        "experience",
        &["curriculum_id", "person_id"],
        "curriculum",
        &["id", "person_id"],
        "the curriculum is not there, or is not that person's",
    ),
    reference("idempotency_key", &["client_id"], "client", &["id"], NO_CLIENT),
    reference("idempotency_key", &["curriculum_id"], "curriculum", &["id"], "the curriculum is not there"),
    reference("submission", &["client_id"], "client", &["id"], NO_CLIENT),
    reference("submission", &["person_id"], "person", &["id"], NO_PERSON),
    Reference {
        only: "submission.state in ('waiting', 'bound', 'verified')",
        ..reference("submission", &["id"], "credential", &["submission_id"], "what was pushed is not there")
    },
    reference("batch", &["client_id"], "client", &["id"], NO_CLIENT),
    reference("batch", &["submission_id"], "submission", &["id"], "the submission is not there"),
    Reference {
        target_only: "submission.state in ('waiting', 'bound', 'verified')",
        ..reference(
            "credential",
            &["submission_id"],
            "submission",
            &["id"],
            "the submission is not there, or is one of which nothing may be kept",
        )
    },
    reference("mark", &["person_id"], "person", &["id"], NO_PERSON),
    reference("share", &["person_id"], "person", &["id"], NO_PERSON),
    reference("share", &["client_id"], "client", &["id"], NO_CLIENT),
    reference("share_visit", &["share_id"], "share", &["id"], "the share is not there"),
    reference("oauth_grant", &["client_id"], "client", &["id"], NO_CLIENT),
    reference("oauth_grant", &["person_id"], "person", &["id"], NO_PERSON),
    reference("authorization_code", &["grant_id"], "oauth_grant", &["id"], NO_GRANT),
    reference("access_token", &["client_id"], "client", &["id"], NO_CLIENT),
    reference("access_token", &["person_id"], "person", &["id"], NO_PERSON),
    reference(
        "access_token",
        &["grant_id", "client_id", "person_id"],
        "oauth_grant",
        &["id", "client_id", "person_id"],
        "the grant is not there, or is not that client's and that person's",
    ),
    reference("refresh_token", &["grant_id"], "oauth_grant", &["id"], NO_GRANT),
    reference("session", &["person_id"], "person", &["id"], NO_PERSON),
    reference("history_read", &["person_id"], "person", &["id"], NO_PERSON),
    reference("history_read", &["client_id"], "client", &["id"], NO_CLIENT),
];

/// A row that refers to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referred {
    /// The row, by the columns of its key: `id 0189…`. No personal value is part of a key.
    pub row: String,
}

/// Rows of one table that refer to nothing in the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoReferences {
    /// The table.
    pub table: &'static str,
    /// By which columns they refer.
    pub columns: &'static [&'static str],
    /// The table where there is nothing.
    pub target: &'static str,
    /// What is wrong with each of them.
    pub words: &'static str,
    /// The first 100 of them.
    pub rows: Vec<Referred>,
    /// How many there are in all.
    pub count: u64,
}

/// A reference with its statement.
struct Prepared {
    reference: &'static Reference,
    table: &'static Table,
    statement: Statement,
}

static PREPARED: LazyLock<Vec<Prepared>> = LazyLock::new(|| REFERENCES.iter().filter_map(prepare).collect());

/// How many references are looked at.
pub(super) fn count() -> usize {
    PREPARED.len()
}

/// Looks at one reference after the other.
pub(super) async fn read<S: Statements>(
    session: &mut S,
    place: usize,
) -> Result<Option<NoReferences>, SqlError> {
    let Some(prepared) = PREPARED.get(place) else { return Ok(None) };
    let mut found = session.query(&prepared.statement, &[]).await?;
    let named = named(prepared.table);
    let mut count = 0;
    let mut rows = Vec::with_capacity(found.len());
    for row in &mut found {
        rows.push(Referred { row: shown(row, named)? });
        count = row.integer(named.len())?.unsigned_abs();
    }
    let Reference { table, columns, target, words, .. } = *prepared.reference;
    Ok((count > 0).then_some(NoReferences { table, columns, target, words, rows, count }))
}

/// The columns by which a row is named: its key, or the first one where rows may be alike.
fn named(table: &'static Table) -> &'static [(&'static str, Kind)] {
    &table.columns[..table.key.max(1)]
}

fn prepare(reference: &'static Reference) -> Option<Prepared> {
    let table = TABLES.iter().find(|table| table.name == reference.table)?;
    let (name, target) = (reference.table, reference.target);
    let qualified = |table: &str, columns: &[&str]| -> Vec<String> {
        columns.iter().map(|column| format!("{table}.{column}")).collect()
    };
    let shown: Vec<&str> = named(table).iter().map(|(name, _)| *name).collect();
    let shown = qualified(name, &shown).join(", ");
    let refers = qualified(name, reference.columns);
    let mut text = format!("select {shown}, count(*) over () from {name} where ");
    for column in &refers {
        // Writing to a string cannot fail.
        let _written = write!(text, "{column} is not null and ");
    }
    if !reference.only.is_empty() {
        let _written = write!(text, "{} and ", reference.only);
    }
    let alike = refers.iter().zip(qualified(target, reference.keys));
    let mut alike: Vec<_> = alike.map(|(column, key)| format!("{key} = {column}")).collect();
    alike.extend((!reference.target_only.is_empty()).then(|| reference.target_only.to_owned()));
    let _written = write!(
        text,
        "not exists (select 1 from {target} where {}) order by {shown} limit {TOLD}",
        alike.join(" and ")
    );
    // It is made once in a program's life, and both dialects agree on it.
    let text: &'static str = Box::leak(text.into_boxed_str());
    let statement = Statement { name: "references", sqlite: text, postgres: text, together: None };
    Some(Prepared { reference, table, statement })
}

/// A row's key in words.
fn shown(row: &mut Row, columns: &[(&'static str, Kind)]) -> Result<String, SqlError> {
    let mut words = String::new();
    for (place, (name, kind)) in columns.iter().enumerate() {
        let comma = if place == 0 { "" } else { ", " };
        let value = match kind {
            Kind::Uuid => {
                row.uuid_or_bytes(place)?.map_or_else(|bytes| hexadecimal(&bytes), |id: Uuid| id.to_string())
            }
            Kind::Bytes => hexadecimal(&row.bytes(place)?),
            Kind::Integer => row.integer(place)?.to_string(),
            Kind::Text => row.text(place)?.escape_debug().to_string(),
        };
        let _written = write!(words, "{comma}{name} {value}");
    }
    Ok(words)
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _written = write!(text, "{byte:02x}");
        text
    })
}
