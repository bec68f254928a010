//! A database that a transfer reads or writes: opened as it is, without the keys and the threads of a store.

use std::fmt;
use std::path::PathBuf;

use crate::OpenError;
use crate::postgres::{PostgresUrl, RawPostgres};
use crate::sql::{Row, SqlError, Statement, Statements, Value};
use crate::sqlite::RawSqlite;

/// Where a database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A SQLite file.
    Sqlite(PathBuf),
    /// A PostgreSQL database.
    Postgres(Box<PostgresUrl>),
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(formatter, "{}", path.display()),
            Self::Postgres(url) => fmt::Display::fmt(url, formatter),
        }
    }
}

/// A connection to either.
pub(crate) enum Raw {
    Sqlite(RawSqlite),
    Postgres(RawPostgres),
}

impl Raw {
    /// Opens it and brings its schema up to this program's; a SQLite file is made where there is none.
    pub(crate) async fn open(place: &Place) -> Result<Self, OpenError> {
        match place {
            Place::Sqlite(path) => RawSqlite::open(path).map(Self::Sqlite),
            Place::Postgres(url) => RawPostgres::open(url).await.map(Self::Postgres),
        }
    }

    /// Opens it, which must be there, as it is: nothing is brought up to date.
    pub(crate) async fn open_as_it_is(place: &Place) -> Result<Self, OpenError> {
        match place {
            Place::Sqlite(path) => RawSqlite::open_as_it_is(path).map(Self::Sqlite),
            Place::Postgres(url) => RawPostgres::open_as_it_is(url).await.map(Self::Postgres),
        }
    }
}

impl Statements for Raw {
    async fn execute(
        &mut self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> Result<u64, SqlError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.statements().execute(statement, parameters).await,
            Self::Postgres(postgres) => postgres.statements().execute(statement, parameters).await,
        }
    }

    async fn query(
        &mut self,
        statement: &'static Statement,
        parameters: &[Value],
    ) -> Result<Vec<Row>, SqlError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.statements().query(statement, parameters).await,
            Self::Postgres(postgres) => postgres.statements().query(statement, parameters).await,
        }
    }
}
