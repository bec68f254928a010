//! A database that is only read.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::references::{self, NoReferences};
use super::structure::{Dialect, Difference, Structure};
use crate::command::{Failure, Query};
use crate::compatibility::KNOWN;
use crate::examination::{Examination, Schema};
use crate::postgres::PostgresReading;
use crate::sql::SqlError;
use crate::sqlite::{RawSqlite, SqliteReading};
use crate::transfer::{Place, Raw};
use crate::{OpenError, Randomness, Store};

/// A database that is only read: nothing in it is made, changed or brought up to date, whatever it holds.
pub struct ReadOnly {
    raw: Raw,
    examination: Examination,
    answering: Option<Answering>,
}

enum Answering {
    Sqlite(SqliteReading),
    Postgres(Box<PostgresReading>),
}

/// What is found of a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaFound {
    /// How many things a freshly migrated database has: tables, columns, indexes, constraints.
    pub things: usize,
    /// How this one differs.
    pub differences: Vec<Difference>,
}

impl ReadOnly {
    /// What SQLite itself finds wrong with a file, at most a hundred things. It reads the whole file.
    ///
    /// # Errors
    /// [`OpenError`] where there is no such file, or it cannot be opened.
    pub fn damages_of_file(path: &Path) -> Result<Vec<String>, OpenError> {
        RawSqlite::check(path)
    }

    /// Opens a database, which must be there.
    ///
    /// # Errors
    /// [`OpenError`]: also for a schema from the future, and for one that has nothing in it, is older than this program,
    /// or is half-way through a transfer.
    pub async fn open(place: &Place, randomness: &Arc<dyn Randomness>) -> Result<Self, OpenError> {
        let unusable = |reason: String| OpenError::Unusable { place: place.to_string(), reason };
        let examination = match place {
            Place::Sqlite(path) => Store::examine_sqlite(path)?,
            Place::Postgres(url) => Store::examine_postgres(url).await?,
        };
        if let Schema::Ours { applied, known } = examination.schema
            && applied < known
        {
            return Err(unusable(format!(
                "its schema {applied} is older than this program, which knows {known}; let the server bring it up to \
                 date first, or use the version that serves it"
            )));
        }
        if examination.unfinished_transfer {
            let words = "a move into this database, or the restoring of a backup, was begun and not finished; begin \
                the same again";
            return Err(unusable(words.to_owned()));
        }
        let mut raw = Raw::open_as_it_is(place).await?;
        let there = Structure::read(&mut raw).await.map_err(|error| unusable(error.to_string()))?;
        if there.is_empty() {
            return Err(unusable("there is no Tenure database here".to_owned()));
        }
        let whole = examination.schema != Schema::Empty && examination.missing_keys.is_empty();
        let answering = match place {
            _ if !whole => None,
            Place::Sqlite(path) => Some(Answering::Sqlite(SqliteReading::open(path, randomness)?)),
            Place::Postgres(url) => {
                Some(Answering::Postgres(Box::new(PostgresReading::open(url, randomness).await?)))
            }
        };
        Ok(Self { raw, examination, answering })
    }

    /// What was seen at its opening.
    pub const fn examination(&self) -> &Examination {
        &self.examination
    }

    /// How the schema differs from that of a freshly migrated database. Of one that is newer than this program, only what
    /// this program needs is looked for.
    ///
    /// # Errors
    /// [`Failure`] where it cannot be read.
    pub async fn schema(&mut self) -> Result<SchemaFound, Failure> {
        let dialect = match &self.raw {
            Raw::Sqlite(_) => Dialect::Sqlite,
            Raw::Postgres(_) => Dialect::Postgres,
        };
        let wanted = Structure::migrated(dialect);
        let found = Structure::read(&mut self.raw).await?;
        let newer = matches!(self.examination.schema, Schema::Ours { applied, .. } if applied > *KNOWN);
        let differences = if newer { found.lacks(&wanted) } else { found.differences(&wanted) };
        Ok(SchemaFound { things: wanted.len(), differences })
    }

    /// How many references are looked at by [`Self::reference`].
    pub fn references(&self) -> usize {
        references::count()
    }

    /// Looks at one reference, by its place from 0 on.
    ///
    /// # Errors
    /// [`Failure`] where its tables cannot be read.
    pub async fn reference(&mut self, place: usize) -> Result<Option<NoReferences>, Failure> {
        Ok(references::read(&mut self.raw, place).await?)
    }

    /// What SQLite's own check of foreign keys finds beside what was found already: the table that refers, the one that is
    /// referred to, and how many rows. Nothing on PostgreSQL, which has none.
    ///
    /// # Errors
    /// [`Failure`] where it cannot be made.
    pub fn other_references(&self, found: &[NoReferences]) -> Result<Vec<(String, String, i64)>, Failure> {
        let Raw::Sqlite(raw) = &self.raw else { return Ok(Vec::new()) };
        let told: BTreeSet<_> = found.iter().map(|found| (found.table, found.target)).collect();
        let mut others = raw.foreign_keys().map_err(|error| SqlError::Broken(error.to_string()))?;
        others.retain(|(table, target, _)| !told.contains(&(table.as_str(), target.as_str())));
        Ok(others)
    }

    /// Answers a query.
    ///
    /// # Errors
    /// [`Failure`] where there is no answer; [`Failure::Broken`] where keys are missing, without which nothing can be read.
    pub async fn answer<Q: Query>(&self, query: Q) -> Result<Q::Answer, Failure> {
        match &self.answering {
            Some(Answering::Sqlite(reading)) => reading.answer(query).await,
            Some(Answering::Postgres(reading)) => reading.answer(query).await,
            None => Err(Failure::Broken("keys of the database are missing".to_owned())),
        }
    }
}
